"""Whatever type a question is of: each format has it, its points, its key and all that is said."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, assert_never

import pytest

from lesson_utils.exports.moodle import question_bank
from lesson_utils.exports.qti import package
from lesson_utils.exports.source import cleaned
from lesson_utils.exports.spreadsheet import COLUMNS, table_of
from lesson_utils.exports.worksheet import form as paper_form
from lesson_utils.exports.worksheet import key_rows
from lesson_utils.questions import TYPES
from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Form,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Wording,
)
from lesson_utils.questions.grading import form_of, key_of
from lesson_utils.questions.judging.amounts import show
from tests.exports import moodle
from tests.exports.exporting import ENGLISH, flat, offered, parsed, phare, shown, tables
from tests.exports.qti import Given, bare, evaluate, misread, opened
from tests.lessons import of_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from lesson_utils.content.payload import Payload
    from lesson_utils.questions.outcomes import Table

EVERY = list(TYPES.own)
CHOSEN = of_form(Choices, Passages)
#: What each plain form is in Moodle, and what Canvas calls it where that depends on nothing else.
MOODLE = {
    Choices: "multichoice",
    Passages: "multichoice",
    Pairs: "matching",
    Ordering: "ordering",
    Gaps: "cloze",
    Wording: "shortanswer",
    Amount: "numerical",
    Essay: "essay",
}
CANVAS = {
    Pairs: "matching",
    Ordering: "matching",
    Gaps: "fill_in_multiple_blanks",
    Wording: "short_answer",
    Amount: "numerical",
    Essay: "essay",
}


def alone(kind: str) -> Payload:
    """Give the quiz with the question of a type alone."""
    made: Payload = cleaned({**phare(), "questions": [tables()[kind]]})
    return made


def said(form: Form) -> list[str]:  # noqa: PLR0911 - a form each
    """Give all that is said of answers."""
    match form:
        case Choices():
            return [option.said for option in form.options]
        case Passages():
            return [form.right, form.otherwise, *(passage.said for passage in form.passages)]
        case Pairs():
            return [side.said for side in (*form.lefts, *form.distractors)]
        case Ordering():
            return [item.said for item in form.items]
        case Gaps():
            return [gap.said for gap in form.gaps]
        case Wording() | Amount():
            return [form.right, *(text for _, text in form.anticipated), form.otherwise]
        case Essay():
            return [form.model]
        case _:
            assert_never(form)


def given(form: Form, table: Table) -> Given:  # noqa: PLR0911 - a form each
    """Give the key as Canvas gets it."""
    match form:
        case Choices() | Passages():
            return {"response1": {part.id for part in offered(table) if part.correct}}
        case Pairs():
            return {f"response_{left}": {f"right_{right}"} for left, right in form.key.items()}
        case Ordering():
            places = enumerate(form.items, start=1)
            return {f"response_{item.id}": {f"place_{place}"} for place, item in places}
        case Gaps():
            return {f"response_gap_{gap.id}": {f"gap_{gap.id}_1"} for gap in form.gaps}
        case Wording():
            return {"response1": {form.accepted[0]}}
        case Amount():
            return {"response1": {show(form.answer)}}
        case Essay():
            return {}
        case _:
            assert_never(form)


def fields(item: ET.Element) -> dict[str | None, str | None]:
    return {
        row.findtext("fieldlabel"): row.findtext("fieldentry")
        for row in item.iter("qtimetadatafield")
    }


def all_said(item: ET.Element) -> str:
    return " ".join(shown(text.text or "") for text in item.iter("mattext"))


def in_moodle(kind: str) -> moodle.Node:
    content, _ = question_bank("T", "t", ENGLISH, [alone(kind)])
    made = moodle.read(content).all("question")[1]
    assert made.find("idnumber").text == f"q-{kind}"
    return made


def in_canvas(kind: str) -> ET.Element:
    files = opened(package("phare", "Le phare", ENGLISH, [alone(kind)])[0])
    (name,) = [name for name in files if re.fullmatch(r"(i\w+)/\1\.xml", name)]
    (item,) = bare(parsed(files[name])).iter("item")
    return item


def texts(node: moodle.Node) -> Iterator[str]:
    """Give every text of a question as a reader sees it, those in the code of gaps too."""
    for entry in node.all("text"):
        yield shown(entry.text)
    for name in ("questiontext", "generalfeedback", "answer", "hint", "subquestion", "graderinfo"):
        for inner in node.all(name):
            if inner is not node:
                yield from texts(inner)
    for inner in node.all("feedback"):
        yield from texts(inner)


@pytest.mark.parametrize("kind", EVERY)
def test_moodle_has_its_form_its_points_and_all_that_is_said(kind: str) -> None:
    table, form, made = tables()[kind], form_of(tables()[kind]), in_moodle(kind)
    assert made.attributes["type"] == MOODLE[type(form)]
    if isinstance(form, Gaps):
        cloze = moodle.read_cloze(made.find("questiontext/text").text)
        told = " ".join(shown(remark) for gap in cloze.gaps for _, _, remark in gap)
        assert len(cloze.gaps) == table["maximum"]
    else:
        told = " ".join(texts(made))
        assert float(made.find("defaultgrade").text) == table["maximum"]
    assert [text for text in said(form) if flat(text) not in told] == []


@pytest.mark.parametrize("kind", CHOSEN)
def test_moodle_gives_all_for_the_key_alone(kind: str) -> None:
    table = tables()[kind]
    found = in_moodle(kind).all("answer")
    shares = [float(answer.attributes["fraction"]) for answer in found]
    for share, answer, part in zip(shares, found, offered(table), strict=True):
        assert (share > 0) == part.correct
        assert shown(answer.find("text").text) == flat(part.text)
        assert shown(answer.find("feedback/text").text) == flat(part.said)
    assert sum(max(share, 0) for share in shares) == pytest.approx(100, abs=0.01)
    if sum(part.correct for part in offered(table)) > 1:
        assert all(share < 0 for share in shares if share <= 0), "a wrong one costs"


@pytest.mark.parametrize("kind", EVERY)
def test_canvas_gives_all_for_the_key_and_less_for_less(kind: str) -> None:
    table, form, item = tables()[kind], form_of(tables()[kind]), in_canvas(kind)
    several = isinstance(form, Choices) and form.several
    several |= isinstance(form, Passages) and form.targets > 1
    one = "multiple_answers" if several else "multiple_choice"
    assert fields(item)["question_type"] == f"{CANVAS.get(type(form), one)}_question"
    assert fields(item)["points_possible"] == str(table["maximum"])
    assert misread(item) == []
    assert [text for text in said(form) if flat(text) not in all_said(item)] == []
    key = given(form, table)
    if not isinstance(form, Essay):
        assert evaluate(item, key)[0] == pytest.approx(100, abs=0.02)
    for response in key:
        assert evaluate(item, {**key, response: set()})[0] < 100
    for part in offered(table):
        if not part.correct:
            if several:
                assert evaluate(item, {"response1": key["response1"] | {part.id}})[0] < 100
            assert evaluate(item, {"response1": {part.id}})[0] == 0


@pytest.mark.parametrize("kind", EVERY)
def test_the_table_has_its_points_its_key_and_all_that_is_said(kind: str) -> None:
    table, form = tables()[kind], form_of(tables()[kind])
    lines = table_of("en", [alone(kind)], lambda _: 1).decode("utf-8-sig")
    assert str(table["maximum"]) in lines
    assert len(COLUMNS) > 10
    wanted = said(form) + [part.text for part in offered(table)]
    assert [text for text in wanted if text not in lines.replace('""', '"')] == []


def test_paper_says_how_often_a_letter_serves() -> None:
    alone = tables()["match"]
    assert paper_form(alone, "en")["how"] == (
        "Write the letter that fits next to each item. Each letter is used once, or not at all."
    )
    first = next(iter(alone["key"].values()))
    shared: Table = {**alone, "key": dict.fromkeys(alone["key"], first)}
    assert paper_form(shared, "fr")["how"] == (
        "Écrivez la lettre qui convient à côté de chaque élément."
        " Une lettre peut servir plusieurs fois, ou pas du tout."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", EVERY)
def test_the_paper_says_how_and_the_answer_book_why_and_what(kind: str, language: str) -> None:
    table = tables(language)[kind]
    form = form_of(table)
    assert paper_form(table, language)["how"].strip()
    rows = key_rows(table, language)
    told = Counter(row["note"] for row in rows)
    passages = form.passages if isinstance(form, Passages) else ()
    here = {passage.said for passage in passages if not (passage.correct or passage.near)}
    assert [text for text in said(form) if text not in told and text not in here] == []
    shown_there = " ".join(f"{row['text']} {row['to']} {row['also']}" for row in rows)
    evidence = [passage["quote"] for passage in table["evidence"]]
    for part in offered(table):
        if part.correct:
            assert part.text in shown_there or part.text in evidence, "what is right is told"


@pytest.mark.parametrize("kind", EVERY)
def test_every_format_quotes_what_is_to_be_heard_and_says_that_it_is(kind: str) -> None:
    heard = {
        "order": "On allume le phare, on commence les travaux, on les finit.",
        "locate": "Ils ont peur qu’on ferme le phare.",
    }.get(kind, "")
    line = f"To listen to (or to have read aloud): « {heard} »" if heard else "To listen to"
    cells = table_of("en", [alone(kind)], lambda _: 1).decode("utf-8-sig")
    told = {
        "moodle": shown(in_moodle(kind).find("questiontext/text").text),
        "qti": all_said(in_canvas(kind)),
        "csv": flat(cells),
    }
    assert {name: line in text for name, text in told.items()} == dict.fromkeys(told, bool(heard))


@pytest.mark.parametrize("kind", EVERY)
def test_the_key_takes_what_is_right(kind: str) -> None:
    table = tables()[kind]
    right: Any = [part.id for part in offered(table) if part.correct]
    if right:
        assert TYPES[kind].taken(table, key_of(table)) == right


def test_the_answer_book_names_each_passage_where_the_evidence_is_not_the_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A word of a passage, for one: its evidence is the passage."""
    table = tables()["locate"]
    other = dataclasses.replace(TYPES["locate"], evidence_is_key=False)
    monkeypatch.setattr(TYPES, "own", {**TYPES.own, "locate": other})
    right = [row for row in key_rows(table, "en") if row["sign"] == "✓"]
    assert [(row["text"], row["quoted"]) for row in right] == [
        ("Les pêcheurs redoutent pourtant sa fermeture.", True)
    ]
