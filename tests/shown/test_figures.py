"""The timeline: what it says in words, and that it says the same in the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
import yaml

from lesson_utils import open_lesson
from lesson_utils.content.dates import show_date
from lesson_utils.content.model import Fact, TimelineEntry
from lesson_utils.content.problems import LessonError
from lesson_utils.shown.facts import Facts
from lesson_utils.shown.figures.timeline import timeline
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

FACTS = (Fact(id="f", date="2023-06-30", text="x", source="un.org", url="https://un.org/x"),)
ENTRIES = (
    TimelineEntry(id="later", date="2023-06-30", label="The mandate ends", fact="f"),
    TimelineEntry(id="first", date="2013", label="The mission arrives", quote="en 2013"),
)


def test_dates_stand_in_order_whatever_the_file_has() -> None:
    rows = timeline(ENTRIES, FACTS, "fr", "en").payload["rows"]
    assert [row["id"] for row in rows] == ["first", "later"]


def test_the_picture_and_the_words_name_every_event() -> None:
    figure = timeline(ENTRIES, FACTS, "fr", "en")
    for form in (figure.svg(), figure.html(), figure.text()):
        for entry in ENTRIES:
            assert str(entry.label) in form


def test_article_dates_and_outside_dates_are_told_apart_in_words() -> None:
    html = timeline(ENTRIES, FACTS, "fr", "en").html()
    assert '<q lang="fr">en 2013</q>' in html
    assert '<a href="https://un.org/x">un.org</a>' in html
    assert "1 dates given by the article, 1 dates from other sources" in html


def test_a_source_without_a_page_is_named_and_leads_nowhere() -> None:
    facts = (msgspec.structs.replace(FACTS[0], url=None),)
    figure = timeline(ENTRIES, facts, "fr", "en")
    assert "1 dates given by the article, 1 dates from other sources" in figure.html()
    assert "un.org" in figure.html()
    assert "The mandate ends [un.org]" in figure.text()
    shown = Facts(facts, "en")
    assert "(Source: un.org)" in shown.html()
    assert "x (un.org)" in shown.text()
    for html in (figure.html(), shown.html()):
        assert "<a " not in html


def test_a_changed_date_changes_picture_and_words() -> None:
    before = timeline(ENTRIES, FACTS, "fr", "en")
    changed = (msgspec.structs.replace(ENTRIES[0], date="2023-07-01"), ENTRIES[1])
    after = timeline(changed, FACTS, "fr", "en")
    assert before.svg() != after.svg()
    assert before.text() != after.text()


def test_the_picture_has_no_date_of_making_and_few_digits() -> None:
    svg = timeline(ENTRIES, FACTS, "fr", "en").svg()
    assert "<dc:date>" not in svg
    assert not re.search(r"\d\.\d{3,}", svg.partition("<g ")[2])


def test_the_lesson_shows_all_its_dates_with_alternative_text() -> None:
    figure = open_lesson("minusma", language="fr").timeline()
    entries = yaml.safe_load((REPOSITORY / "data/minusma/timeline.yml").read_text("utf-8"))
    html = figure.html()
    assert html.count("<tr>") == len(entries) + 1
    assert 'alt="Frise chronologique de ' in html
    for entry in entries:
        shown = entry["shown"]["fr"] if "shown" in entry else show_date(entry["date"], "fr")
        assert shown in html


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("2013", "2013", "2013"),
        ("2024-11", "nov.\u00a02024", "Nov\u00a02024"),
        ("2024-11-15", "15\u00a0nov.\u00a02024", "15\u00a0Nov\u00a02024"),
        ("2013/2023", "2013 – 2023", "2013 – 2023"),
    ],
)
def test_dates_read_as_a_reader_writes_them(written: str, french: str, english: str) -> None:
    assert show_date(written, "fr") == french
    assert show_date(written, "en") == english


PLACES = """\
title: {es: "a", en: "a"}
outlines: o.json
bounds: [-1, -1, 5, 5]
credits: {es: "a", en: "a"}
places: [{id: p, name: "Puerto", at: [1, 3], fact: nada}]
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("timeline", '- {id: a, date: "2023", label: {es: "a", en: "a"}, fact: nada}\n'),
        ("steps", '- {id: a, label: {es: "a", en: "a"}, fact: nada}\n'),
        ("places", PLACES),
    ],
)
def test_a_fact_that_does_not_exist_is_one_clear_error(
    tiny_lesson: Path, name: str, text: str
) -> None:
    (tiny_lesson / f"{name}.yml").write_text(text, encoding="utf-8")
    outlines = '{"type": "FeatureCollection", "features": []}'
    (tiny_lesson / "o.json").write_text(outlines, encoding="utf-8")
    lesson = open_lesson(tiny_lesson, language="en")
    show = {"timeline": lesson.timeline, "steps": lesson.steps, "places": lesson.map}[name]
    with pytest.raises(LessonError) as caught:
        show()
    assert [(p.code, p.id) for p in caught.value.problems] == [("fact-missing", "nada")]


def drawn(entries: tuple[TimelineEntry, ...]) -> list[tuple[float, float, float, str, str]]:
    """Give the words of the drawing under its heads: left, right, height, anchor, text."""
    svg = timeline(entries, FACTS, "fr", "en").svg()
    found = re.findall(
        r'font-size: ([\d.]+)px[^>]*text-anchor: (\w+)[^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<',
        svg,
    )
    words = []
    for size, anchor, x, y, text in found:
        long = len(text) * float(size) * 0.6
        left = float(x) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        words.append((left, left + long, float(y), anchor, text))
    return words


@pytest.mark.parametrize("pattern", ["af", "aaff", "aaaa", "ffff", "faaf", "afafaf", "affffa"])
@pytest.mark.parametrize("size", [1, 6, 14])
def test_no_words_of_the_picture_run_into_others(pattern: str, size: int) -> None:
    entries = tuple(
        TimelineEntry(
            id=f"e{index}",
            date=f"20{10 + index}-11-15",
            label=" ".join(["mission"] * size),
            quote="en 2013" if letter == "a" else None,
            fact="f" if letter == "f" else None,
        )
        for index, letter in enumerate(pattern)
    )
    words = drawn(entries)
    assert len([row for row in words if row[3] == "middle"]) == len(pattern)
    for index, (left, right, y, _, text) in enumerate(words):
        assert left > 0, text
        assert right < 432, text
        for other_left, other_right, other_y, _, other in words[:index]:
            apart = abs(y - other_y) >= 12 or right < other_left or other_right < left
            assert apart, (text, other)
