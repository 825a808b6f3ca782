"""The Common Cartridge: only what its profile of QTI has, scored as the lesson scores."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from lesson_utils import open_lesson
from lesson_utils.exports.cartridge import cartridge, export
from lesson_utils.exports.source import clean, cleaned
from lesson_utils.questions import TYPES
from lesson_utils.questions.forms import Ordering
from lesson_utils.questions.grading import grade
from lesson_utils.questions.outcomes import Scored
from lesson_utils.texts import command_word
from tests.exports.exporting import (
    ENGLISH,
    changed,
    exported,
    flat,
    nasty_texts,
    parsed,
    phare,
    read_html,
    shown,
    tables,
)
from tests.exports.qti import bare, evaluate, misread, opened
from tests.lessons import PHARE, of_form

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from lesson_utils.content.payload import Payload

PACKAGE = {"p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}


def items_of(quiz: Payload) -> list[ET.Element]:
    files = opened(cartridge("phare", "Le phare", ENGLISH, [cleaned(quiz)])[0])
    (name,) = [name for name in files if name.endswith("/assessment.xml")]
    return list(bare(parsed(files[name])).iter("item"))


def items(kind: str) -> list[ET.Element]:
    return items_of({**phare(), "questions": [tables()[kind]]})


def prompt(item: ET.Element) -> str:
    return shown(item.findtext("presentation/material/mattext") or "")


def fields(item: ET.Element) -> dict[str | None, str | None]:
    return {
        row.findtext("fieldlabel"): row.findtext("fieldentry")
        for row in item.iter("qtimetadatafield")
    }


def answer(item: ET.Element, *values: str) -> tuple[float, list[str]]:
    return evaluate(item, {"response1": set(values)})


@pytest.mark.parametrize(
    ("kind", "profiles"),
    [
        ("single", ["multiple_choice"]),
        ("multiple", ["multiple_response"]),
        ("truefalse", ["multiple_choice"]),
        ("match", ["multiple_choice"] * 2),
        ("classify", ["multiple_choice"] * 4),
        ("cloze", ["fib"] * 2),
        ("short", ["fib"]),
        ("number", ["fib"]),
        ("locate", ["multiple_choice"]),
        ("reflect", ["essay"]),
    ],
)
def test_each_type_becomes_questions_the_profile_has(kind: str, profiles: list[str]) -> None:
    made = items(kind)
    assert [fields(item)["cc_profile"] for item in made] == [f"cc.{p}.v0p1" for p in profiles]
    points = sum(int(fields(item)["cc_weighting"] or "") for item in made)
    assert points == tables()[kind]["maximum"]


def test_ordering_has_no_equal_and_is_left_out_with_a_note() -> None:
    content, notes, count = cartridge("phare", "T", ENGLISH, [phare()])
    assert count == len(TYPES.own) - len(of_form(Ordering))
    assert "cartridge-order" in [note.code for note in notes]
    assert [note.item for note in notes] == [table["id"] for table in phare()["questions"]]
    (alone, _, none) = cartridge(
        "phare", "T", ENGLISH, [{**phare(), "questions": [tables()["order"]]}]
    )
    assert none == 0
    assert list(opened(alone)) == ["imsmanifest.xml"]
    assert len(opened(content)) == 2


@pytest.mark.parametrize("kind", ["single", "truefalse"])
def test_each_option_earns_and_says_what_it_does_in_the_lesson(kind: str) -> None:
    (item,) = items(kind)
    table = tables()[kind]
    for option in table["options"]:
        score, (general, said) = answer(item, option["id"])
        assert score == (100 if option["correct"] else 0)
        assert said == option["feedback"]
        assert table["explanation"] in general
        assert table["hint"] in general


def test_several_options_earn_all_only_together() -> None:
    (item,) = items("multiple")
    for size in range(1, 4):
        for some in combinations("abc", size):
            outcome = grade(tables()["multiple"], list(some))
            assert isinstance(outcome, Scored)
            assert (answer(item, *some)[0] == 100) == outcome.correct


def test_each_pair_is_a_question_of_its_own() -> None:
    town_hall, fishers = items("match")
    assert prompt(town_hall).startswith("Who does what?")
    assert prompt(town_hall).endswith("the town hall")
    for item, right, remark in (
        (town_hall, "asserts", "The town hall asserts."),
        (fishers, "fear", "The fishers fear."),
    ):
        choices = {
            shown(label.findtext(".//mattext") or ""): label.attrib["ident"]
            for label in item.iter("response_label")
        }
        assert set(choices) == {"asserts", "fear", "forbid"}
        for text, ident in choices.items():
            score, said = answer(item, ident)
            assert score == (100 if text == right else 0)
            assert any(part.startswith(remark) for part in said) == (text != right)
            unfit = any("Nobody forbids anything" in part for part in said)
            assert unfit == (text == "forbid")


def test_each_gap_is_asked_with_the_others_filled_in() -> None:
    first, second = items("cloze")
    assert prompt(first).endswith("Les ____ redoutent pourtant sa fermeture.")
    assert prompt(second).endswith("Les pêcheurs redoutent pourtant sa ____.")
    for typed, score in {"pêcheurs": 100, "Pecheurs": 100, "marins": 100, "x": 0}.items():
        assert answer(first, typed)[0] == score
    assert "They go to sea." in answer(first, "x")[1]


def test_typed_answers_get_the_remark_on_an_expected_error() -> None:
    (short,) = items("short")
    assert answer(short, "La Mairie") == (100, answer(short, "mairie")[1])
    assert "Yes, the town hall." in answer(short, "mairie")[1]
    assert answer(short, "les pêcheurs")[0] == 0
    assert answer(short, "les pêcheurs")[1][1:] == ["They fear its closing."]
    assert answer(short, "x")[1][1:] == ["Read the second paragraph again."]


def test_a_number_is_taken_with_either_decimal_mark() -> None:
    (number,) = items("number")
    for typed, score in {"3.5": 100, "3,5": 100, "35": 0, "3.55": 0}.items():
        assert answer(number, typed)[0] == score
    assert answer(number, "35")[1][1:] == ["Mind the decimal mark."]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_the_cartridge_keeps_to_its_profile(name: str, language: str) -> None:
    """Hold it against the list of restrictions in the profile's schema (IMS CC 1.1)."""
    files = opened(exported(export, name, language))
    manifest = parsed(files["imsmanifest.xml"])
    resources = {
        entry.attrib["identifier"]: entry for entry in manifest.iterfind(".//p:resource", PACKAGE)
    }
    listed = [
        entry.attrib["identifierref"]
        for entry in manifest.iterfind(".//p:item", PACKAGE)
        if "identifierref" in entry.attrib
    ]
    assert listed == list(resources)
    hrefs = [entry.attrib["href"] for entry in manifest.iterfind(".//p:file", PACKAGE)]
    assert sorted([*hrefs, "imsmanifest.xml"]) == sorted(files)
    seen = []
    for href in hrefs:
        root = bare(parsed(files[href]))
        assert len(root.findall("assessment")) == len(root.findall("assessment/section")) == 1
        assert fields(root)["qmd_assessmenttype"] == "Examination"
        forbidden = {"or", "varlt", "varlte", "vargt", "vargte", "response_num", "qticomment"}
        assert not {element.tag for element in root.iter()} & forbidden
        for item in root.iter("item"):
            seen.append(item.attrib["ident"])
            assert not misread(item)
            assert set(item.attrib) == {"ident", "title"}
            assert [decvar.attrib["varname"] for decvar in item.iter("decvar")] == ["SCORE"]
            assert {change.attrib["action"] for change in item.iter("setvar")} <= {"Set"}
            said = {entry.attrib["ident"] for entry in item.iter("itemfeedback")}
            assert {e.attrib["linkrefid"] for e in item.iter("displayfeedback")} == said
            labels = {label.attrib["ident"] for label in item.iter("response_label")}
            for test in item.iter("varequal"):
                assert test.attrib["respident"] == "response1"
                assert not labels or test.text in labels
            # What goes on is general alone: Moodle takes it so.
            going_on = item.findall(".//respcondition[@continue='Yes']/displayfeedback")
            assert [entry.attrib["linkrefid"] for entry in going_on] == ["general_fb"]
    assert len(seen) == len(set(seen))


def test_a_large_number_is_taken_with_its_thousands_apart() -> None:
    table = {**tables()["number"], "answer": 12640.0}
    (number,) = items_of({**phare(), "questions": [table]})
    for typed in ("12640", "12 640", "12\u00a0640", "12\u202f640", "12,640"):
        assert answer(number, typed)[0] == 100, typed
    for typed in ("1264", "126 40", "12.640"):
        assert answer(number, typed)[0] == 0, typed


def test_what_moodle_does_by_itself_is_said_with_what_to_do() -> None:
    notes = {note.code for note in export(open_lesson(PHARE, "fr")).notes}
    assert "cartridge-total" in notes
    for language, words in {"fr": ("total", ".moodle.xml"), "en": ("total", ".moodle.xml")}.items():
        for code in ("cartridge-total", "cartridge-multiple"):
            said = command_word(language, f"export.note.{code}")
            assert words[1] in said
        assert words[0] in command_word(language, "export.note.cartridge-total")
        assert "Moodle" in command_word(language, "export.note.cartridge-multiple")


@pytest.mark.parametrize(
    ("change", "code"),
    [({"accepted": ["a*b"]}, "cartridge-star"), ({"accepted": ["0"]}, "cartridge-zero")],
)
def test_an_answer_that_moodle_reads_otherwise_is_noted(change: object, code: str) -> None:
    table = {**tables()["short"], **change}  # type: ignore[dict-item]
    _, notes, _ = cartridge("phare", "T", ENGLISH, [{**phare(), "questions": [table]}])
    assert code in [note.code for note in notes]


def test_two_quizzes_whose_titles_begin_alike_keep_titles_of_their_own() -> None:
    long = "a title that goes on and on, " * 12
    quizzes = [{**phare(), "quiz": end, "title": f"{long}<{end}>"} for end in ("one", "two")]
    content, _, _ = cartridge("phare", "T", ENGLISH, quizzes)
    manifest = parsed(opened(content)["imsmanifest.xml"])
    found = [
        entry.findtext("p:title", "", PACKAGE)
        for entry in manifest.iterfind(".//p:item[@identifierref]", PACKAGE)
    ]
    assert len(set(found)) == 2
    assert not any("<" in title or len(title) > 255 for title in found)


def test_the_same_lesson_gives_the_same_bytes() -> None:
    first, second = (export(open_lesson(PHARE, "fr")) for _ in range(2))
    assert first.files == second.files
    assert list(first.files) == ["phare-fr.imscc"]
    assert first.questions == len(TYPES.own) - len(of_form(Ordering))


@settings(max_examples=40)
@given(nasty_texts)
def test_any_text_is_shown_as_it_was_written(nasty: str) -> None:
    quiz = changed(phare(), lambda text: f"{text} {nasty}.")
    for item in items_of(quiz):
        number = int(re.match(r"\d+", item.attrib["title"])[0])  # type: ignore[index]
        table = quiz["questions"][number - 1]
        assert prompt(item).startswith(flat(clean(table["prompt"])))
        for text in item.iter("mattext"):
            assert not {"script", "style", "img"} & read_html(text.text or "").tags
