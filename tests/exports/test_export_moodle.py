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
from lesson_utils.exports.moodle.cloze import (
    answer_code,
    feedback_code,
    gap_code,
    wildcard_free,
)
from lesson_utils.exports.moodle.fractions import SHARES, shares
from lesson_utils.exports.moodle.types import MATCH_LIMIT
from lesson_utils.exports.source import clean, cleaned
from lesson_utils.exports.spellings import spellings, visible
from lesson_utils.questions.forms import Gaps
from lesson_utils.questions.grading import form_of, grade
from lesson_utils.questions.judging.wording import judge
from lesson_utils.questions.outcomes import Scored
from tests.exports import moodle
from tests.exports.exporting import (
    ENGLISH,
    NASTY,
    changed,
    exported,
    flat,
    nasty_texts,
    offered,
    parsed,
    phare,
    read_html,
    shown,
    tables,
)
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

    from lesson_utils.content.payload import Payload
    from lesson_utils.questions.outcomes import Table


#: Spaces of every kind, to be left out.
NO_SPACE = {ord(sign): None for sign in " \t\n\r\f\v\u0085\u00a0\u2028\u2029\u202f\u3000"}


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
    nearest = {
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
    assert {kind: question(kind).attrib["type"] for kind in nearest} == nearest


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
    assert [right for _, right in found] == ["Fact", "Position", "Concern", "Announcement"]


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
    content = exported(export, "minusma", "fr")
    names = [
        entry.findtext("category/text") or ""
        for entry in parsed(content).findall("question[@type='category']")
    ]
    start = "$course$/top/La Minusma quitte le Mali/"
    quizzes = len(open_lesson("minusma", "fr").quiz_names)
    numbers = [name.removeprefix(start).partition(".")[0] for name in names]
    assert numbers == [str(number) for number in range(1, quizzes + 1)]
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


# --- what Moodle's columns hold


def moodle_pairs(quiz: Payload) -> list[tuple[str, str]]:
    """Give the pairs of the first question as a student of Moodle sees them."""
    made = moodle.read(question_bank("T", "t", ENGLISH, [cleaned(quiz)])[0]).all("question")[1]
    return [
        (shown(pair.find("text").text), moodle.shown_choice(pair.find("answer/text").text))
        for pair in made.all("subquestion")
    ]


def with_rights(change: Callable[[str], str]) -> Payload:
    table = tables()["match"]
    rights = [{**side, "text": change(side["id"])} for side in table["rights"]]
    return {**phare(), "questions": [{**table, "rights": rights}]}


def test_a_long_side_of_a_pair_is_cut_at_moodle_s_limit_and_noted() -> None:
    quiz = {**phare(), "questions": [changed(tables()["match"], lambda text: text + "x" * 300)]}
    content, notes = question_bank("T", "t", ENGLISH, [quiz])
    cut = parsed(content).findtext("question/subquestion/answer/text") or ""
    assert len(cut) == MATCH_LIMIT
    assert "moodle-cut" in [note.code for note in notes]


@pytest.mark.parametrize(
    "differing",
    [
        lambda side: f"{'the same words again ' * 20}{side}",
        lambda side: f"{'the same words again ' * 20}{side}{' and again the same' * 20}",
        lambda side: f"{'<&lt;> ' * 60}{side}",
        lambda side: f"{'x' * 400}{side}{'x' * 400}",
    ],
    ids=["at the end", "in the middle", "of tags", "of one word"],
)
def test_sides_that_begin_alike_stay_apart_and_can_be_read_whole(
    differing: Callable[[str], str],
) -> None:
    quiz = with_rights(differing)
    choices = [choice for _, choice in moodle_pairs(quiz)]
    assert len(set(choices)) == 3
    made = moodle.read(question_bank("T", "t", ENGLISH, [quiz])[0]).all("question")[1]
    assert all(len(p.find("answer/text").text) <= 255 for p in made.all("subquestion"))
    asked = shown(made.find("questiontext/text").text)
    for side in quiz["questions"][0]["rights"]:
        assert side["text"].strip() in asked


def test_a_side_that_fits_is_left_alone_beside_one_that_is_cut() -> None:
    long = "word " * 60
    texts = {"a": f"{long}one", "b": f"{long}two", "c": "short"}
    found = dict(moodle_pairs(with_rights(texts.__getitem__)))
    assert found[""] == "short"
    assert found["the town hall"].endswith("word one")
    assert found["the fishers"].endswith("word two")


@given(nasty_texts)
def test_a_choice_is_seen_as_it_was_written(nasty: str) -> None:
    quiz = with_rights(lambda side: f"{nasty} {side}")
    wanted = {flat(clean(f"{nasty} {side}")) for side in "abc"}
    assert {flat(choice) for _, choice in moodle_pairs(quiz)} == wanted


@pytest.mark.parametrize(
    "title", ["A/B", "A/", "/B", "//", "a <b> c", "long words " * 40, "x" * 300]
)
def test_a_title_is_one_category_that_fits_its_column(title: str) -> None:
    quizzes = [{**phare(), "title": title}, {**phare(), "title": title}]
    content, notes = question_bank(title, "t", ENGLISH, cleaned(quizzes))
    entries = [
        entry
        for entry in moodle.read(content).all("question")
        if entry.attributes["type"] == "category"
    ]
    paths = [moodle.category_path(entry.find("category/text").text) for entry in entries]
    assert [len(path) for path in paths] == [4, 4]
    assert paths[0][2] == paths[1][2]
    assert paths[0][3] != paths[1][3]
    assert all(len(name) <= 255 for path in paths for name in path)
    whole = title.strip().replace("<", "‹").replace(">", "›")
    if len(whole) > 250:
        assert [shown(entry.find("info/text").text) for entry in entries] == [flat(title)] * 2
        assert [note.code for note in notes].count("moodle-name") == 2
        assert paths[0][3].endswith("…")
        assert whole.startswith(paths[0][3].removeprefix("1. ").rstrip("…"))
    else:
        assert paths[0][2:] == [whole, f"1. {whole}"]


def test_long_ids_fit_their_column_and_stay_apart() -> None:
    table = tables()["single"]
    questions = [{**table, "id": "q" * 120 + end} for end in "ab"]
    made = bank({**phare(), "questions": questions})
    found = [entry.text or "" for entry in made.iter("idnumber")]
    assert len(set(found)) == 2
    assert all(len(name) <= 100 for name in found)


# --- read as Moodle reads


def as_meant(content: bytes) -> list[str]:
    """Give the text of every element without children, whole."""
    return [
        (element.text or "").strip(moodle.BLANK)
        for element in parsed(content).iter()
        if not len(element)
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_moodle_reads_every_text_of_a_lesson_whole(name: str, language: str) -> None:
    content = exported(export, name, language)
    assert list(moodle.read(content).leaves()) == as_meant(content)


@settings(max_examples=40)
@given(nasty_texts, st.integers(1, 97))
def test_moodle_reads_any_text_whole_wherever_its_pieces_end(nasty: str, chunk: int) -> None:
    quiz = changed(phare(), lambda text: f"{nasty} & é {text} {nasty}\u00a0» <é")
    content, _ = question_bank(clean(nasty), clean(nasty), ENGLISH, [cleaned(quiz)])
    assert list(moodle.read(content, chunk).leaves()) == as_meant(content)


def test_a_space_between_a_reference_and_a_letter_is_kept() -> None:
    quiz = changed(phare(), lambda _: "R & été <à> & é")
    for entry in moodle.read(question_bank("T", "t", ENGLISH, [quiz])[0]).all("question")[1:]:
        assert shown(entry.find("hint/text").text) == "R & été <à> & é"
        if entry.attributes["type"] == "shortanswer":
            (right, *_) = [moodle_answer.find("text").text for moodle_answer in entry.all("answer")]
            assert moodle.accepts(right, "R & été <à> & é")


# --- gaps, as Moodle reads them, shows them in its form and saves them


def one_gap(code: str) -> list[moodle.Alternative]:
    cloze = moodle.read_cloze(f"<p>a {code} b</p>")
    assert cloze.text == "<p>a {#1} b</p>"
    return cloze.gaps[0]


@given(nasty_texts, nasty_texts)
def test_any_wording_and_any_feedback_goes_through_a_gap(wording: str, said: str) -> None:
    wording, html = flat(clean(wording)), ENGLISH.block(clean(said))
    right, other = one_gap(gap_code([(wording, html)], html))
    assert other == ("", "*", said_html := right[2])
    assert shown(said_html) == shown(html)
    assert right[0] == "="
    assert moodle.accepts(right[1], wording)
    if "~" not in wording:
        assert right[1] == wildcard_free(wording)
        assert not moodle.accepts(right[1], f"{wording}x")


@given(nasty_texts)
def test_what_is_embedded_ends_no_part_and_has_no_numbered_reference(said: str) -> None:
    for code in (answer_code(flat(said)), feedback_code(ENGLISH.block(clean(said)))):
        assert not re.search(r"(?<!\\)[#}]|[~<>\n]|&#", code)


def test_the_gaps_stand_in_the_passage_with_their_feedback() -> None:
    cloze = moodle.read_cloze(text(question("cloze"), "questiontext"))
    accents = ENGLISH.block("✓ Right; look at the accents again: “pêcheurs”.")
    assert cloze.gaps[0] == [
        ("=", "pêcheurs", ""),
        ("=", "marins", ""),
        ("=", "pecheurs", accents),
        ("", "*", ENGLISH.block("They go to sea.")),
    ]
    assert shown(cloze.text) == "Complete the sentence. Les {#1} redoutent pourtant sa {#2}."


def clozes(content: bytes) -> list[str]:
    return [
        entry.find("questiontext/text").text
        for entry in moodle.read(content).all("question")
        if entry.attributes["type"] == "cloze"
    ]


def assert_saved_unchanged(written: str) -> None:
    """Open the form for changing the question and save it, as text and as HTML, twice."""
    assert "&#" not in written
    cloze = moodle.read_cloze(written)
    saved = moodle.read_cloze(moodle.shown_in_form(cloze))
    assert saved == cloze
    for _ in range(2):
        saved = moodle.read_cloze(moodle.edited(moodle.shown_in_form(saved)))
        assert saved.gaps == cloze.gaps
        assert shown(saved.text) == shown(cloze.text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["minusma", str(PHARE)])
def test_saving_a_question_with_gaps_changes_nothing(name: str, language: str) -> None:
    written = clozes(exported(export, name, language))
    assert written
    for one in written:
        assert_saved_unchanged(one)


@settings(max_examples=80)
@given(nasty_texts)
def test_saving_hostile_gaps_changes_nothing(nasty: str) -> None:
    table = changed(tables()["cloze"], lambda text: f"{nasty} {text} {nasty}")
    quiz = cleaned({**phare(), "questions": [table]})
    (written,) = clozes(question_bank("T", "t", ENGLISH, [quiz])[0])
    assert_saved_unchanged(written)
    cloze = moodle.read_cloze(written)
    assert len(cloze.gaps) == len(table["gaps"])
    for gap, meant in zip(cloze.gaps, cleaned(table)["gaps"], strict=True):
        for wording in meant["accepted"]:
            assert any(share and moodle.accepts(p, visible(wording)) for share, p, _ in gap)
        assert shown(gap[-1][2]) == flat(meant["feedback"])
    # A brace of the text itself is a reference here, and none of the gaps'.
    around = shown(re.sub(r"\{#[12]\}", "", cloze.text))
    pieces = "".join(cleaned(table)["pieces"])
    assert around.translate(NO_SPACE).endswith(pieces.translate(NO_SPACE))


def test_a_tilde_in_a_wording_is_anything_and_noted() -> None:
    table = changed(tables()["cloze"], lambda text: text.replace("marins", "a~b"))
    content, notes = question_bank("T", "t", ENGLISH, [{**phare(), "questions": [table]}])
    (written,) = clozes(content)
    assert ("=", "a*b", "") in moodle.read_cloze(written).gaps[0]
    assert "moodle-tilde" in [note.code for note in notes]


# --- wordings that are equal here and not there


def moodle_takes(accepted: list[str], typed: str) -> bool:
    return any(
        moodle.accepts(wildcard_free(spelling), typed) for spelling, _ in spellings(accepted)
    )


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("12\u202f640", ["12 640", "12\u00a0640", "12\u202f640"]),
        ("12 640 soldats", ["12 640 soldats", "12\u202f640 soldats", "12\u00a0640 SOLDATS"]),
        ("la\u00a0mairie", ["la mairie", "la\u00a0mairie", "La Mairie"]),
        ("«\u202fR & D\u202f»", ["R & D", "«\u202fR & D\u202f»", "r & d"]),
        ("50\u00a0%", ["50 %", "50\u202f%", "50\u00a0%"]),
        ("l’\u00a0été", ["l' été", "l’\u202fete", "L' ete"]),
        ("porte\u2011parole", ["porte-parole", "porte–parole", "porte\u2011parole"]),
        ("la\u200b mai\u00adrie\u200e", ["la mairie"]),
        ("\u2060cœur", ["cœur", "coeur", "CŒUR"]),
        ("e\u0301te\u0301", ["été", "ete"]),
        ("la  mairie\n", ["la mairie"]),
    ],
)
def test_what_is_right_here_is_right_in_moodle(accepted: str, typed: list[str]) -> None:
    for wording in typed:
        assert judge(wording, [visible(accepted)]) in {"right", "accents", "case"}
        assert moodle_takes([accepted], wording), wording


@given(
    st.lists(st.text("aé ’'-–\u00a0\u202f1«»\u200b\u00ad~*&", min_size=1, max_size=12), max_size=3)
)
def test_no_wording_is_lost_and_there_are_not_too_many(accepted: list[str]) -> None:
    found = spellings(accepted)
    assert len(found) <= 32 * max(1, len(accepted))
    for wording in accepted:
        if visible(wording):
            assert moodle_takes(accepted, visible(wording))


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
    read = independent.parse_bytes(exported(export, name, language))
    every = [t for quiz in lesson.quiz_names for t in lesson.quiz(quiz).payload["questions"]]
    chosen = [t for t in every if offered(t)]
    assert len(read["multichoice"]) == len(chosen)
    for found, table in zip(read["multichoice"], chosen, strict=True):
        assert [shown(option.answer) for option in found.options] == [
            flat(part.text) for part in offered(table)
        ]
        assert sum(max(option.score_fraction, 0) for option in found.options) == pytest.approx(
            100, abs=0.01
        )
        assert table["prompt"].split()[0] in found.text_pre_parse
    gapped = [t for t in every if isinstance(form_of(t), Gaps)]
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
        assert shown(moodle.read_cloze(asked).text).startswith(flat(clean(table["prompt"])))
        for element in entry.iterfind(".//*[@format='html']"):
            assert not {"script", "style", "img"} & read_html(text(element, ".")).tags
        # Nothing that a filter of Moodle's takes for a formula or a gap.
        around = moodle.read_cloze(asked).text
        assert not re.search(r"\\[(\[]|\$\$|\{\d*:", around)


def test_the_same_lesson_gives_the_same_bytes() -> None:
    first, second = (export(open_lesson(PHARE, "fr")).files for _ in range(2))
    assert first == second
    assert list(first) == ["phare-fr.moodle.xml"]


def test_all_nasty_texts_at_once_are_shown() -> None:
    quiz = changed(phare(), lambda text: f"{text} {' '.join(NASTY)}")
    for entry in bank(quiz).findall("question")[1:]:
        assert flat(clean(" ".join(NASTY))) in shown(text(entry, "hint"))
