"""Moodle XML: each type as the nearest of Moodle, graded as near as Moodle can, read back."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import moodle_xml_parser.parser as independent
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.exports.moodle import export, question_bank
from lesson_utils.exports.moodle.cloze import embed, gap_code, wildcard_free
from lesson_utils.exports.moodle.fractions import SHARES, shares
from lesson_utils.exports.moodle.types import MATCH_LIMIT
from lesson_utils.exports.source import clean, cleaned
from lesson_utils.exports.spellings import spellings
from lesson_utils.grading import grade
from lesson_utils.outcomes import Scored
from lesson_utils.questions import TYPES
from lesson_utils.wording import judge
from tests.exporting import (
    ENGLISH,
    NASTY,
    changed,
    flat,
    nasty_texts,
    parsed,
    phare,
    read_html,
    shown,
    tables,
)
from tests.lessons import PHARE

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from lesson_utils.compiling import Payload
    from lesson_utils.outcomes import Table


def bank(quiz: Payload) -> ET.Element:
    return parsed(question_bank("The lighthouse", "phare", ENGLISH, [cleaned(quiz)])[0])


def question(kind: str) -> ET.Element:
    found = ROOT.find(f"question[idnumber='q-{kind}']")
    assert found is not None
    return found


ROOT = bank(phare())


def text(parent: ET.Element, path: str) -> str:
    return parent.findtext(f"{path}/text") or ""


def answers(kind: str) -> list[tuple[str, str, str]]:
    """Give the share, the text and the feedback of each answer, as a reader sees them."""
    return [
        (answer.attrib["fraction"], shown(text(answer, ".")), shown(text(answer, "feedback")))
        for answer in question(kind).findall("answer")
    ]


def test_each_type_becomes_the_nearest_of_moodle() -> None:
    assert {kind: question(kind).attrib["type"] for kind in TYPES} == {
        "single": "multichoice",
        "multiple": "multichoice",
        "truefalse": "multichoice",
        "order": "ordering",
        "match": "matching",
        "classify": "matching",
        "cloze": "cloze",
        "short": "shortanswer",
        "number": "numerical",
        "locate": "multichoice",
        "reflect": "essay",
    }


def test_single_has_one_right_option_with_the_feedback_on_each() -> None:
    assert question("single").findtext("single") == "true"
    assert answers("single") == [
        ("0", "1826", "Read the year again."),
        ("100", "1862", "Yes, 1862."),
        ("0", "2027", "That is when the works begin."),
    ]


def test_truefalse_has_its_third_answer() -> None:
    assert [(share, said) for share, said, _ in answers("truefalse")] == [
        ("0", "True"),
        ("0", "False"),
        ("100", "The article does not say"),
    ]


def test_multiple_takes_off_for_a_wrong_option_what_a_right_one_earns() -> None:
    assert question("multiple").findtext("single") == "false"
    assert [(share, said) for share, said, _ in answers("multiple")] == [
        ("50", "the town hall"),
        ("-50", "the tourists"),
        ("50", "the fishers"),
    ]


def test_locate_offers_the_sentences_of_the_article_in_its_order_and_language() -> None:
    found = answers("locate")
    assert [share for share, _, _ in found] == ["0", "0", "0", "100", "0", "0"]
    assert found[3][1:] == ("Les pêcheurs redoutent pourtant sa fermeture.", "Yes, “redoutent”.")
    assert found[2][2] == "That is a position, not a fear."
    assert found[0][2] == "This sentence tells of no fear."
    assert question("locate").findtext("shuffleanswers") == "false"
    option = question("locate").findtext("answer/text") or ""
    assert read_html(option).languages[0][0] == "fr"


def test_order_is_graded_by_neighbours_and_written_in_the_right_order() -> None:
    order = question("order")
    assert order.findtext("gradingtype") == "RELATIVE_NEXT_EXCLUDE_LAST"
    assert order.findtext("selecttype") == "ALL"
    assert [(share, said) for share, said, _ in answers("order")] == [
        ("1", "the lighthouse is lit"),
        ("2", "the works begin"),
        ("3", "the works end"),
    ]


def pairs(kind: str) -> list[tuple[str, str]]:
    return [
        (shown(text(pair, ".")), text(pair, "answer"))
        for pair in question(kind).findall("subquestion")
    ]


def test_match_has_its_pairs_and_a_distractor_without_a_question() -> None:
    assert pairs("match") == [
        ("the town hall", "asserts"),
        ("the fishers", "fear"),
        ("", "forbid"),
    ]
    general = shown(text(question("match"), "generalfeedback"))
    assert "the town hall: The town hall asserts." in general


def test_classify_matches_sentences_with_all_four_modes() -> None:
    found = pairs("classify")
    assert found[0] == ("Le phare de la pointe a été allumé en 1862.", "Fact")
    assert [right for _, right in found] == ["Fact", "Position", "Concern", "Forecast"]


def test_short_accepts_spellings_and_answers_expected_errors() -> None:
    assert question("short").findtext("usecase") == "0"
    assert answers("short") == [
        ("100", "la mairie", "Yes, the town hall."),
        ("100", "mairie", "Yes, the town hall."),
        ("100", "the town hall", "Yes, the town hall."),
        ("0", "les pêcheurs", "They fear its closing."),
        ("0", "les pecheurs", "They fear its closing."),
        ("0", "*", "Read the second paragraph again."),
    ]


def test_number_has_its_tolerance_its_unit_and_the_expected_error() -> None:
    number = question("number")
    assert [answer.findtext("tolerance") for answer in number.findall("answer")] == [
        "0.05",
        "0",
        "0",
    ]
    assert answers("number") == [
        ("100", "3.5", "Yes, 3.5 million."),
        ("0", "35", "Mind the decimal mark."),
        ("0", "*", "Read the number again."),
    ]
    assert shown(text(number, "questiontext")) == "How much will the works cost? (million euros)"


def test_reflect_is_an_essay_of_no_points_with_the_model_for_who_marks() -> None:
    reflect = question("reflect")
    assert reflect.findtext("defaultgrade") == "0"
    for part in ("graderinfo", "generalfeedback"):
        seen = shown(text(reflect, part))
        assert "According to the text it guides the fishers: they need it." in seen
        assert "I have quoted the text." in seen


def test_every_question_has_its_quote_hint_skill_and_place() -> None:
    found = ROOT.findall("question")[1:]
    for number, (entry, table) in enumerate(zip(found, phare()["questions"], strict=True), 1):
        general = read_html(text(entry, "generalfeedback"))
        for passage in table["evidence"]:
            assert ("fr", passage["quote"]) in general.languages
            assert f"§{passage['paragraph']}" in "".join(general.texts)
        assert shown(text(entry, "hint")) == table["hint"]
        assert [tag.findtext("text") for tag in entry.findall("tags/tag")] == [
            table["skillLabel"],
            "phare",
        ]
        assert text(entry, "name").startswith(f"{number:02} ")
        assert entry.findtext("penalty") == "0"


def test_categories_follow_the_lesson_and_a_slash_in_a_title_is_no_new_one() -> None:
    (content,) = export(open_lesson("minusma", "fr")).files.values()
    names = [
        entry.findtext("category/text") or ""
        for entry in parsed(content).findall("question[@type='category']")
    ]
    start = "$course$/top/La Minusma quitte le Mali/"
    assert [name.removeprefix(start)[:2] for name in names] == [f"{n}." for n in range(1, 10)]
    made = bank({**phare(), "title": "A/B"}).findtext("question/category/text") or ""
    assert made.endswith("/1. A//B")


# --- shares of the mark, held against the lesson's own grading


def moodle_mark(table: Table, chosen: set[int]) -> float:
    """Grade as Moodle says it does: the shares of what is chosen, never below nothing."""
    entry = bank({**phare(), "questions": [table]}).findall("question")[1]
    earned = [float(answer.attrib["fraction"]) for answer in entry.findall("answer")]
    return max(0.0, min(1.0, sum(earned[index] for index in chosen) / 100))


def multiples() -> list[Table]:
    lesson = open_lesson("minusma", "en")
    found = [
        table for name in lesson.quiz_names for table in lesson.quiz(name).payload["questions"]
    ]
    return [table for table in [*found, *phare()["questions"]] if table["type"] == "multiple"]


@pytest.mark.parametrize("table", multiples(), ids=lambda table: table["id"])
def test_every_choice_of_several_options_earns_in_moodle_what_it_earns_here(table: Table) -> None:
    options = table["options"]
    for size in range(1, len(options) + 1):
        for chosen in combinations(range(len(options)), size):
            outcome = grade(table, [options[index]["id"] for index in chosen])
            assert isinstance(outcome, Scored)
            mark = moodle_mark(table, set(chosen))
            assert mark == pytest.approx(outcome.score / outcome.maximum, abs=1e-4)


@given(st.integers(1, 25))
def test_the_shares_of_the_right_options_are_moodle_s_and_make_a_whole(count: int) -> None:
    given_out = shares(count)
    assert len(given_out) == count
    assert sum(given_out) == pytest.approx(100, abs=0.01)
    assert set(given_out) <= {*SHARES, 0.0}


def test_more_right_options_than_moodle_has_equal_shares_for_are_noted() -> None:
    table = tables()["multiple"]
    option = table["options"][0]
    options = [{**option, "id": f"o{n}"} for n in range(12)] + [table["options"][1]]
    many = {**phare(), "questions": [{**table, "options": options, "maximum": 12}]}
    content, notes = question_bank("T", "t", ENGLISH, [many])
    shown_shares = [a.attrib["fraction"] for a in parsed(content).iter("answer")]
    assert shown_shares == ["10"] * 8 + ["5"] * 4 + ["-10"]
    assert [note.code for note in notes] == ["moodle-multiple", "moodle-shares"]


def test_a_long_side_of_a_pair_is_cut_at_moodle_s_limit_and_noted() -> None:
    quiz = {**phare(), "questions": [changed(tables()["match"], lambda text: text + "x" * 300)]}
    content, notes = question_bank("T", "t", ENGLISH, [quiz])
    cut = parsed(content).findtext("question/subquestion/answer/text") or ""
    assert len(cut) == MATCH_LIMIT
    assert "moodle-cut" in [note.code for note in notes]


# --- gaps, read by the rules of Moodle's documentation


def unescaped(part: str) -> str:
    """Undo what Moodle undoes: character references, then a backslash before } and #."""
    decoded = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), part)
    return decoded.replace(r"\}", "}").replace(r"\#", "#")


def read_gap(code: str) -> list[tuple[str, str, str]]:
    """Read a gap: the share (= for all), the answer and the feedback of each alternative."""
    head = "{1:SHORTANSWER:"
    assert code.startswith(head)
    assert code.index("}") == len(code) - 1
    found = []
    for part in code[len(head) : -1].split("~"):
        answer, _, said = re.sub(r"(?<!&)#", "\0", part, count=1).partition("\0")
        share = "=" if answer.startswith("=") else ""
        found.append((share, unescaped(answer.removeprefix("=")), unescaped(said)))
    return found


@given(nasty_texts, nasty_texts)
def test_any_wording_and_any_feedback_goes_through_a_gap(wording: str, said: str) -> None:
    wording, html = flat(clean(wording)), ENGLISH.block(clean(said))
    code = gap_code([(wording, html)], html)
    pattern = wildcard_free(wording)
    assert read_gap(code) == [
        ("=", pattern, html.replace("\n", " ")),
        ("", "*", html.replace("\n", " ")),
    ]
    # Moodle's pattern: an asterisk is anything unless a backslash stands before it.
    assert not re.search(r"(?<!\\)\*", pattern)
    assert pattern.replace(r"\*", "*") == wording


@given(nasty_texts)
def test_what_is_embedded_has_no_sign_of_the_syntax_left(said: str) -> None:
    assert not re.search(r"[~}{\\=%/\"'<>\[\]$\n]|(?<!&)#", embed(said))


def test_the_gaps_stand_in_the_passage_with_their_feedback() -> None:
    seen = text(question("cloze"), "questiontext")
    codes = re.findall(r"\{1:[^}]*\}", seen)
    accents = ENGLISH.block("✓ Right; look at the accents again: “pêcheurs”.")
    assert read_gap(codes[0]) == [
        ("=", "pêcheurs", ""),
        ("=", "marins", ""),
        ("=", "pecheurs", accents),
        ("", "*", ENGLISH.block("They go to sea.")),
    ]
    around = re.sub(r"\{1:[^}]*\}", "____", seen)
    assert shown(around) == "Complete the sentence. Les ____ redoutent pourtant sa ____."


@given(st.text("aéœçÉŒ’'-– ", min_size=1, max_size=8).filter(lambda text: text.strip(" -–’'")))
def test_every_spelling_written_out_is_one_the_lesson_accepts(wording: str) -> None:
    found = spellings([wording])
    assert {judge(spelling, [wording]) for spelling, _ in found} <= {"right", "accents", "case"}
    assert len({spelling.lower() for spelling, _ in found}) == len(found)
    for spelling, wanted in found:
        if judge(spelling, [wording]) == "accents":
            assert wanted


def test_apostrophes_of_a_keyboard_are_accepted() -> None:
    assert [spelling for spelling, _ in spellings(["l’ONU"])] == ["l’ONU", "l'ONU"]


# --- nasty texts, and a reader that was not written here


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_an_independent_reader_finds_the_options_and_gaps(name: str, language: str) -> None:
    lesson = open_lesson(name, language)
    (content,) = export(lesson).files.values()
    read = independent.parse_bytes(content)
    every = [t for quiz in lesson.quiz_names for t in lesson.quiz(quiz).payload["questions"]]
    chosen = [t for t in every if t["type"] in {"single", "multiple", "truefalse", "locate"}]
    assert len(read["multichoice"]) == len(chosen)
    for found, table in zip(read["multichoice"], chosen, strict=True):
        rows = table.get("options") or table["sentences"]
        assert [shown(option.answer) for option in found.options] == [
            flat(row["text"]) for row in rows
        ]
        assert sum(max(option.score_fraction, 0) for option in found.options) == pytest.approx(
            100, abs=0.01
        )
        assert table["prompt"].split()[0] in found.text_pre_parse
    gapped = [t for t in every if t["type"] == "cloze"]
    assert len(read["cloze"]) == len(gapped)
    for found, table in zip(read["cloze"], gapped, strict=True):
        assert [(gap.sub_type, gap.sub_grade) for gap in found.gaps] == [("SHORTANSWER", 1)] * len(
            table["gaps"]
        )


@settings(max_examples=40)
@given(nasty_texts)
def test_any_text_is_shown_as_it_was_written(nasty: str) -> None:
    quiz = changed(phare(), lambda text: f"{text} {nasty}.")
    content, _ = question_bank(clean(nasty), clean(nasty), ENGLISH, [cleaned(quiz)])
    root = parsed(content)
    for entry, table in zip(root.findall("question")[1:], quiz["questions"], strict=True):
        assert shown(text(entry, "hint")) == flat(clean(table["hint"]))
        asked = text(entry, "questiontext")
        assert shown(re.sub(r"\{1:[^}]*\}", "", asked)).startswith(flat(clean(table["prompt"])))
        for element in entry.iterfind(".//*[@format='html']"):
            assert not {"script", "style", "img"} & read_html(text(element, ".")).tags
        if table["type"] != "cloze":
            # Nothing that a filter of Moodle's takes for a formula or a gap.
            assert not re.search(r"\\[(\[]|\$\$|\{\d*:", asked)


def test_the_same_lesson_gives_the_same_bytes() -> None:
    first, second = (export(open_lesson(PHARE, "fr")).files for _ in range(2))
    assert first == second
    assert list(first) == ["phare-fr.moodle.xml"]


def test_all_nasty_texts_at_once_are_shown() -> None:
    quiz = changed(phare(), lambda text: f"{text} {' '.join(NASTY)}")
    for entry in bank(quiz).findall("question")[1:]:
        assert flat(clean(" ".join(NASTY))) in shown(text(entry, "hint"))
