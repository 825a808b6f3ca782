"""Who says what, how each sentence speaks, the steps: the picture and the words say the same."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from lesson_utils import open_lesson
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.content.model import Annotation, Fact, Holder, PlacedAnnotation, Step
from lesson_utils.content.segmentation import split_article
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.modes import modes
from lesson_utils.shown.figures.steps import steps
from lesson_utils.shown.figures.voices import voices

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.shown.figures import Figure

ARTICLE = split_article(
    "A title\n\n"
    "The lamp went out in 1952. It cost $5$, they say. They fear rain.\n\n"
    "It will burn.\n",
    "en",
)
HOLDERS = (
    Holder(id="text", name="the text"),
    Holder(id="mayor", name="the $mayor$"),
    Holder(id="nobody", name="nobody at all"),
)


def claim(quote: str, holder: str, mode: str) -> PlacedAnnotation:
    start = ARTICLE.text.index(quote)
    annotation = msgspec.convert(
        {"id": quote, "kind": "claim", "quote": quote, "holder": holder, "mode": mode}, Annotation
    )
    return PlacedAnnotation(annotation=annotation, start=start, end=start + len(quote))


CLAIMS = (
    claim("It will burn.", "mayor", "forecast"),
    claim("The lamp went out in 1952.", "text", "fact"),
    claim("It cost $5$,", "text", "fact"),
    claim("they say.", "mayor", "statement"),
    claim("They fear rain.", "mayor", "concern"),
)
FACTS = (Fact(id="f", date="2024-01-01", text="x", source="un.org", url="https://un.org/x"),)
STEPS = (
    Step(id="a", label="The keys are handed over", quote="keys"),
    Step(id="b", label="The $contracts$ end", shown="in spring", quote="contracts"),
    Step(id="c", label="The closing begins", fact="f"),
)


def a_voices(claims: tuple[PlacedAnnotation, ...] = CLAIMS) -> Figure:
    return voices(claims, HOLDERS, ARTICLE, "en")


def a_modes(claims: tuple[PlacedAnnotation, ...] = CLAIMS) -> Figure:
    return modes(claims, HOLDERS, ARTICLE, "en")


def a_steps(entries: tuple[Step, ...] = STEPS, facts: tuple[Fact, ...] = FACTS) -> Figure:
    return steps(entries, facts, "fr", "en")


def changed_mode() -> tuple[PlacedAnnotation, ...]:
    return (*CLAIMS[:4], claim("They fear rain.", "mayor", "forecast"))


def written(figure: Figure) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg())


FIGURES = [a_voices, a_modes, a_steps]


@pytest.mark.parametrize("make", FIGURES)
def test_the_picture_is_the_same_every_time_without_date_or_long_decimals(make: type) -> None:
    svg = make().svg()
    assert svg == make().svg()
    assert "<dc:date>" not in svg
    assert not re.search(r"\d\.\d{3,}", svg.partition("<g ")[2])


@pytest.mark.parametrize("make", FIGURES)
def test_the_picture_has_alternative_text(make: type) -> None:
    figure = make()
    assert len(figure.payload["alt"]) > 40
    assert f'alt="{figure.payload["alt"]}"' in figure.html()
    assert figure.payload["alt"] in figure.text()


@pytest.mark.parametrize("make", [a_voices, a_modes])
def test_a_changed_mode_changes_picture_and_words(make: type) -> None:
    before, after = make(), make(changed_mode())
    assert before.svg() != after.svg()
    assert before.html() != after.html()
    assert before.text() != after.text()


def test_a_changed_label_or_date_changes_picture_and_words() -> None:
    before = a_steps()
    label = (msgspec.structs.replace(STEPS[0], label="The keys are lost"), *STEPS[1:])
    date = (msgspec.structs.replace(FACTS[0], date="2024-02-01"),)
    for after in (a_steps(label), a_steps(facts=date)):
        assert before.svg() != after.svg()
        assert before.html() != after.html()
        assert before.text() != after.text()


def test_dollars_are_written_and_not_read_as_mathematics() -> None:
    assert "The $mayor$" in written(a_voices())
    assert "The $contracts$ end" in written(a_steps())


def test_voices_counts_the_claims_of_each_holder_by_mode() -> None:
    rows = a_voices().payload["rows"]
    assert [(row["id"], list(row["counts"].values())) for row in rows] == [
        ("text", [2, 0, 0, 0]),
        ("mayor", [0, 1, 1, 1]),
    ]
    assert [words for words in written(a_voices()) if words.isdigit()] == ["2", "1", "1", "1"]


def test_the_area_of_a_dot_is_the_number_of_claims() -> None:
    dots = re.findall(r'<path d="(M [^"]*C[^"]*)"', a_voices().svg())
    widths = []
    for dot in dots:
        numbers = [float(number) for number in re.findall(r"[\d.]+", dot)]
        widths.append(max(numbers[::2]) - min(numbers[::2]))
    assert widths[0] ** 2 / widths[1] ** 2 == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_heads_of_the_columns_stand_apart_and_inside(language: str) -> None:
    svg = voices(CLAIMS, HOLDERS, ARTICLE, language).svg()
    width = float(re.findall(r'viewBox="0 0 ([\d.]+) ', svg)[0])
    heads = re.findall(r'font-size: 10px[^"]*middle[^"]*" x="([\d.]+)"[^>]*>([A-Z][^<]+)', svg)
    assert len(heads) == 4
    boxes = []
    for middle, words in heads:
        drawn = TextPath((0, 0), words, size=10, prop=FontProperties("DejaVu Sans"))
        half = drawn.get_extents().width / 2
        boxes.append((float(middle) - half, float(middle) + half))
    for (_, end), (start, _) in pairwise([*boxes, (width, width)]):
        assert start - end >= 4


def test_every_claim_is_quoted_in_the_table() -> None:
    html = a_voices().html()
    assert html.count("<tr>") == len(CLAIMS) + 1
    for placed in CLAIMS:
        assert f'<q lang="en">{placed.quote}</q>' in html


def test_sentences_stand_in_order_and_hold_their_claims() -> None:
    sentences = a_modes().payload["sentences"]
    assert [[told["mode"] for told in sentence["claims"]] for sentence in sentences] == [
        ["fact"],
        ["fact", "statement"],
        ["concern"],
        ["forecast"],
    ]
    assert [sentence["paragraph"] for sentence in sentences] == [1, 1, 1, 2]


def test_modes_are_told_by_letters_as_well_as_by_colours() -> None:
    words = written(a_modes())
    assert [word for word in words if len(word) == 2 and word.isalpha()][4:] == [
        "Fa", "Fa", "Po", "Co", "An",
    ]  # fmt: skip
    assert {"§1", "§2"} <= set(words)
    for language in ("fr", "en"):
        letters = [m["letter"] for m in modes((), HOLDERS, ARTICLE, language).payload["modes"]]
        assert len(set(letters)) == len(letters)


def test_a_sentence_without_a_claim_is_an_empty_cell() -> None:
    figure = a_modes(CLAIMS[:1])
    assert figure.svg() != a_modes().svg()
    assert "§1, 1: The lamp went out in 1952. [—]" in figure.text()


def test_a_long_paragraph_goes_on_in_the_next_line() -> None:
    article = split_article("One day. " * 20 + "\n", "en")
    svg = modes((), HOLDERS, article, "en").svg()
    width = style.WIDTH * 72
    assert all(float(x) <= width for x in re.findall(r"<path d=\"M ([\d.]+) ", svg))


def test_steps_of_the_article_and_of_other_sources_are_told_apart_in_words_and_shape() -> None:
    figure = a_steps()
    assert "In the article, no date" in written(figure)
    assert "In the article, in spring" in written(figure)
    assert "Outside the article, 1\u00a0Jan\u00a02024" in written(figure)
    html = figure.html()
    assert '<q lang="fr">keys</q>' in html
    assert '<a href="https://un.org/x">un.org</a>' in html
    assert figure.svg().count("stroke-dasharray") == 1
    assert "2 told by the article" in figure.payload["alt"]


def test_steps_keep_the_order_of_the_file_and_say_when_it_is_a_choice() -> None:
    assert [row["number"] for row in a_steps().payload["rows"]] == [1, 2, 3]
    (note,) = a_steps().payload["notes"]
    assert note in a_steps().html()
    assert a_steps(STEPS[1:]).payload["notes"] == []


def test_a_lesson_without_steps_shows_none(tiny_lesson: Path) -> None:
    figure = open_lesson(tiny_lesson, language="es").steps()
    assert figure.payload["rows"] == []
    assert figure.svg()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('- {id: a, label: {es: "a", en: "a"}, quote: "no está"}', "anchor-missing"),
        ('- {id: a, label: {es: "a", en: "a"}, fact: nada}', "fact-unknown"),
        ('- {id: a, label: {es: "a", en: "a"}}', "step-anchor"),
        ('- {id: a, label: {es: "a", en: "a"}, quote: "1952", fact: nada}', "step-anchor"),
        ('- {id: a, label: {es: "a"}, quote: "1952"}', "translation-missing"),
    ],
)
def test_a_wrong_step_is_told(tiny_lesson: Path, text: str, code: str) -> None:
    (tiny_lesson / "steps.yml").write_text(text + "\n", encoding="utf-8")
    space = load_workspace(tiny_lesson)
    found = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    assert code in {problem.code for problem in found}
    assert all(problem.sentence("fr") for problem in found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_lesson_shows_its_claims_sentences_and_steps(language: str) -> None:
    lesson = open_lesson("minusma", language=language)
    claims = [placed for placed in lesson.annotations if placed.kind == "claim"]
    assert lesson.voices().html().count("<tr>") == len(claims) + 1
    assert lesson.modes().html().count("<tr>") == len(lesson.article.sentences) + 1
    assert lesson.steps().html().count("<tr>") - 1 == len(lesson.steps().payload["rows"]) > 5
