"""QTI 1.2 for Canvas: the package, its references, and its scoring, evaluated here on its own."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.exports.qti import export, package
from lesson_utils.exports.source import clean, cleaned
from lesson_utils.questions import TYPES
from lesson_utils.questions.grading import grade
from lesson_utils.questions.outcomes import Scored
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
from tests.exports.qti import Given, bare, evaluate, misread, opened, stripped
from tests.lessons import PHARE

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from lesson_utils.content.payload import Payload


#: Look-alikes, and what they stand for.
ALIKE = str.maketrans("‹›＆", "<>&")


def items_of(quiz: Payload) -> list[ET.Element]:
    files = opened(package("phare", "Le phare", ENGLISH, [cleaned(quiz)])[0])
    (name,) = [name for name in files if re.fullmatch(r"(i\w+)/\1\.xml", name)]
    return list(bare(parsed(files[name])).iter("item"))


ITEMS = dict(zip(tables(), items_of(phare()), strict=True))


def kind(item: ET.Element) -> str:
    fields = {
        row.findtext("fieldlabel"): row.findtext("fieldentry")
        for row in item.iter("qtimetadatafield")
    }
    return fields["question_type"] or ""


def points(item: ET.Element) -> str:
    (found,) = [
        row.findtext("fieldentry") or ""
        for row in item.iter("qtimetadatafield")
        if row.findtext("fieldlabel") == "points_possible"
    ]
    return found


def chosen(*ids: str) -> Given:
    return {"response1": set(ids)}


# --- each type


def test_each_type_becomes_the_nearest_of_canvas() -> None:
    nearest = {
        "single": "multiple_choice_question",
        "multiple": "multiple_answers_question",
        "truefalse": "multiple_choice_question",
        "order": "matching_question",
        "match": "matching_question",
        "classify": "matching_question",
        "cloze": "fill_in_multiple_blanks_question",
        "short": "short_answer_question",
        "number": "numerical_question",
        "locate": "multiple_choice_question",
        "reflect": "essay_question",
    }
    assert {name: kind(ITEMS[name]) for name in nearest} == nearest
    assert set(ITEMS) == set(TYPES)
    assert [points(item) for item in ITEMS.values()] == [
        str(table["maximum"]) for table in tables().values()
    ]


@pytest.mark.parametrize("name", ["single", "truefalse"])
def test_one_option_earns_all_and_each_has_its_feedback(name: str) -> None:
    table = tables()[name]
    for option in table["options"]:
        score, said = evaluate(ITEMS[name], chosen(option["id"]))
        assert score == (100 if option["correct"] else 0)
        assert option["feedback"] in said


def test_several_options_earn_all_only_together() -> None:
    table = tables()["multiple"]
    for size in range(1, 4):
        for some in combinations("abc", size):
            outcome = grade(table, list(some))
            assert isinstance(outcome, Scored)
            assert (evaluate(ITEMS["multiple"], chosen(*some))[0] == 100) == outcome.correct


def test_locate_has_the_sentences_in_the_article_s_language() -> None:
    labels = ITEMS["locate"].findall(".//response_label")
    assert len(labels) == 6
    seen = read_html(labels[3].findtext(".//mattext") or "")
    assert seen.languages == [("fr", "Les pêcheurs redoutent pourtant sa fermeture.")]
    score, said = evaluate(ITEMS["locate"], chosen(labels[3].attrib["ident"]))
    assert score == 100
    assert "Yes, “redoutent”." in said
    assert "That is a position, not a fear." in evaluate(ITEMS["locate"], chosen("s3"))[1]


def rows(name: str) -> list[tuple[str, str, dict[str, str]]]:
    """Give each row of a matching: its response, its text, its choices' ids by text."""
    return [
        (
            row.attrib["ident"],
            row.findtext("material/mattext") or "",
            {
                label.findtext(".//mattext") or "": label.attrib["ident"]
                for label in row.iter("response_label")
            },
        )
        for row in ITEMS[name].findall("presentation/response_lid")
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("match", {"the town hall": "asserts", "the fishers": "fear"}),
        (
            "classify",
            {
                "Le phare de la pointe a été allumé en 1862.": "Fact",
                "La mairie affirme vouloir garder le phare.": "Position",
                "Les pêcheurs redoutent pourtant sa fermeture.": "Concern",
                "Ils commenceront en 2027.": "Announcement",
            },
        ),
        (
            "order",
            {
                "the lighthouse is lit": "1",
                "the works begin": "2",
                "the works end": "3",
            },
        ),
    ],
)
def test_each_pair_earns_its_share_and_a_wrong_one_is_told(name: str, key: dict[str, str]) -> None:
    right = {response: {choices[key[text]]} for response, text, choices in rows(name)}
    assert len(right) == len(key)
    score, said = evaluate(ITEMS[name], right)
    assert score == pytest.approx(100, abs=0.1)
    table = tables()[name]
    parts = table.get("lefts") or table["items"]
    remarks = {part["text"]: part["feedback"] for part in parts}
    assert not set(said) & set(remarks.values())
    for response, text, choices in rows(name):
        other = next(ident for ident in choices.values() if ident not in right[response])
        score, said = evaluate(ITEMS[name], {**right, response: {other}})
        assert score == pytest.approx(100 - 100 / len(key), abs=0.1)
        assert set(said) & set(remarks.values()) == {remarks[text]}


def test_items_to_order_are_not_shown_in_their_order() -> None:
    assert [text for _, text, _ in rows("order")] != [
        item["text"] for item in tables()["order"]["items"]
    ]


def test_gaps_have_names_in_the_text_and_accept_spellings() -> None:
    item = ITEMS["cloze"]
    asked = shown(item.findtext("presentation/material/mattext") or "")
    assert asked == "Complete the sentence. Les [gap_a] redoutent pourtant sa [gap_b]."
    assert [(response, name, list(texts)) for response, name, texts in rows("cloze")] == [
        ("response_gap_a", "gap_a", ["pêcheurs", "marins", "pecheurs"]),
        ("response_gap_b", "gap_b", ["fermeture"]),
    ]
    right = {"response_gap_a": {"gap_a_1"}, "response_gap_b": {"gap_b_1"}}
    assert evaluate(item, right)[0] == 100
    assert evaluate(item, {"response_gap_a": {"gap_a_1"}})[0] == 50


def test_short_takes_the_accepted_wordings_alone() -> None:
    for typed, score in {"mairie": 100, "La Mairie": 100, "les pêcheurs": 0, "x": 0}.items():
        assert evaluate(ITEMS["short"], chosen(typed))[0] == score
    said = " ".join(evaluate(ITEMS["short"], chosen("x"))[1])
    assert "Read the second paragraph again." in said
    assert "les pêcheurs: They fear its closing." in said
    assert "Hint: Look for “garder”." in said


def test_number_takes_the_tolerance_at_its_ends() -> None:
    wanted = {"3.5": 100, "3.45": 100, "3.55": 100, "3.44": 0, "3.56": 0, "35": 0}
    for typed, score in wanted.items():
        assert evaluate(ITEMS["number"], chosen(typed))[0] == score, typed
    assert "35: Mind the decimal mark." in " ".join(evaluate(ITEMS["number"], chosen("35"))[1])


def test_reflect_gives_the_model_and_earns_nothing() -> None:
    score, said = evaluate(ITEMS["reflect"], chosen("anything"))
    assert score == 0
    assert "According to the text it guides the fishers: they need it." in said[0]
    assert "Hint: Think of the fishers." in said[0]


def test_every_question_shows_its_evidence_in_the_article_s_language() -> None:
    for table, item in zip(phare()["questions"], ITEMS.values(), strict=True):
        general = item.findtext("itemfeedback[@ident='general_fb']//mattext") or ""
        for passage in table["evidence"]:
            assert ("fr", passage["quote"]) in read_html(general).languages


# --- the package


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_all_references_lead_somewhere(name: str, language: str) -> None:
    lesson = open_lesson(name, language)
    files = opened(exported(export, name, language))
    manifest = parsed(files["imsmanifest.xml"])
    space = {"p": "http://www.imsglobal.org/xsd/imscp_v1p1"}
    listed = [entry.attrib["href"] for entry in manifest.iterfind(".//p:file", space)]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(files)
    resources = {entry.attrib["identifier"] for entry in manifest.iterfind(".//p:resource", space)}
    needed = {e.attrib["identifierref"] for e in manifest.iterfind(".//p:dependency", space)}
    assert needed <= resources
    seen: list[str] = []
    for file in listed:
        if file.endswith("assessment_meta.xml"):
            continue
        for item in bare(parsed(files[file])).iter("item"):
            seen.append(item.attrib["ident"])
            responses = {
                e.attrib["ident"] for e in item.find("presentation") or [] if e.get("ident")
            }
            labels = {e.attrib["ident"] for e in item.iter("response_label")}
            said = {e.attrib["ident"] for e in item.iter("itemfeedback")}
            assert {e.attrib["linkrefid"] for e in item.iter("displayfeedback")} == said
            for test in item.iter("varequal"):
                assert test.attrib["respident"] in responses
                if item.find(".//response_lid") is not None:
                    assert test.text in labels
    asked = [t for quiz in lesson.quiz_names for t in lesson.quiz(quiz).payload["questions"]]
    assert len(seen) == len(set(seen)) == len(asked)


def test_the_same_lesson_gives_the_same_bytes_and_each_language_its_own_ids() -> None:
    first, second = (export(open_lesson(PHARE, "fr")).files for _ in range(2))
    assert first == second
    english = opened(export(open_lesson(PHARE, "en")).files["phare-en.qti.zip"])
    assert not (set(opened(first["phare-fr.qti.zip"])) & set(english)) - {"imsmanifest.xml"}


@settings(max_examples=40)
@given(nasty_texts)
def test_any_text_is_shown_as_it_was_written(nasty: str) -> None:
    quiz = changed(phare(), lambda text: f"{text} {nasty}.")
    for item, table in zip(items_of(quiz), quiz["questions"], strict=True):
        asked = shown(item.findtext("presentation/material/mattext") or "")
        assert asked.startswith(flat(clean(table["prompt"])))
        for text in item.iter("mattext"):
            if text.get("texttype") == "text/html":
                assert not {"script", "style", "img"} & read_html(text.text or "").tags
    match = items_of(quiz)[4]
    lefts = [flat(clean(left["text"])) for left in tables()["match"]["lefts"]]
    texts = [row.findtext("material/mattext") or "" for row in match.iter("response_lid")]
    meant = [flat(clean(f"{left} {nasty}.")) for left in lefts]
    # Nothing is left for Canvas to take out, and nothing is changed but for look-alikes.
    assert [stripped(text) for text in texts] == texts
    assert [flat(text).translate(ALIKE) for text in texts] == [
        text.translate(ALIKE) for text in meant
    ]
    if [stripped(text) for text in meant] == meant:
        assert [flat(text) for text in texts] == meant


IDS = ["wrong", "CORRECT-1", "IC", "x_C", "all", "_all", "Generals", "general_", "solution", "a b"]
ids = st.one_of(st.sampled_from(IDS), st.text(min_size=1, max_size=8))


@given(st.lists(ids, min_size=3, max_size=3, unique=True))
def test_nothing_that_is_said_of_a_part_is_taken_for_a_word_to_all(names: list[str]) -> None:
    names = cleaned(names)
    quiz = renamed(dict(zip("abc", names, strict=True)))
    for item in items_of(quiz):
        assert not misread(item)
    assert not misread(ITEMS["truefalse"])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_no_comment_of_a_lesson_is_taken_for_another(name: str, language: str) -> None:
    for content in opened(exported(export, name, language)).values():
        root = parsed(content)
        if root.tag.endswith("questestinterop"):
            for item in bare(root).iter("item"):
                assert not misread(item)


def renamed(names: dict[str, str]) -> Payload:
    """Give the parts of the questions other ids."""

    def over(value: Any) -> Any:
        if isinstance(value, list):
            return [over(inner) for inner in value]
        if isinstance(value, dict):
            return {names.get(key, key): over(inner) for key, inner in value.items()}
        return names.get(value, value) if isinstance(value, str) else value

    kept = ("single", "multiple", "order", "match", "cloze")
    return {**phare(), "questions": [over(tables()[kind]) for kind in kept]}


def test_two_titles_too_long_for_canvas_are_shortened_apart_and_said_in_full() -> None:
    long = "a title that goes on and on, " * 12
    quizzes = [{**phare(), "quiz": end, "title": long + end} for end in ("one", "two")]
    content, notes = package("phare", "Le phare", ENGLISH, quizzes)
    settings_ = [
        parsed(text) for name, text in opened(content).items() if name.endswith("meta.xml")
    ]
    space = "{http://canvas.instructure.com/xsd/cccv1p0}"
    titles = [root.findtext(f"{space}title") or "" for root in settings_]
    assert len(set(titles)) == 2
    assert all(len(title) <= 255 for title in titles)
    for root, quiz in zip(settings_, quizzes, strict=True):
        assert shown(root.findtext(f"{space}description") or "") == f"Le phare – {quiz['title']}"
    assert [note.code for note in notes].count("qti-name") == 2


def test_look_alikes_are_noted() -> None:
    table = changed(tables()["match"], lambda text: f"{text} <em> AT&T;")
    content, notes = package("phare", "T", ENGLISH, [{**phare(), "questions": [table]}])
    written = b"".join(opened(content).values()).decode()
    assert "the town hall ‹em› AT＆T;" in written
    assert [note.item for note in notes if note.code == "qti-signs"] == ["q-match"]
    assert "qti-signs" not in [n.code for n in package("p", "T", ENGLISH, [cleaned(phare())])[1]]
