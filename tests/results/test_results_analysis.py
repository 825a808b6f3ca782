"""What the gathered answers come to: every expected number here was counted by hand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from lesson_utils import open_lesson
from lesson_utils.questions.grading import grade, key_of
from lesson_utils.questions.outcomes import Scored
from lesson_utils.results.analysis import FEWEST, Analysis, Item, analyse
from lesson_utils.results.gradebook import Gradebook, Question, grade_all, questions_of
from lesson_utils.results.report import heatmap_data, percent, quiz_letter, report
from lesson_utils.results.responses import in_words, mistakes
from lesson_utils.results.students import Student
from lesson_utils.results.tables import answer_rows, question_rows, student_rows, to_csv
from lesson_utils.student.records import Entry, QuizRecord, Record
from tests.lessons import PHARE
from tests.results.classes import EDITIONS, PAYLOAD, entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lesson_utils.results.tables import Value

ENGLISH = open_lesson(PHARE, "en").quiz("tout").payload
QUESTIONS = questions_of([[PAYLOAD], [ENGLISH]])

#: Six students. Key of q-single: "b"; of q-multiple: "a" and "c", two points; q-order: a, b, c.
CLASS: dict[str, dict[str, Any]] = {
    "Ana": {"q-single": "b", "q-multiple": ["a", "c"], "q-short": "La mairie"},
    "Ben": {"q-single": "a", "q-multiple": ["a"], "q-short": "les pêcheurs"},
    "Chloé": {"q-single": "a", "q-multiple": ["a", "b"], "q-short": "« Les pêcheurs »"},
    "Dan": {"q-single": "a", "q-multiple": ["a", "b", "c"], "q-short": "le maire"},
    "Eva": {"q-single": "a", "q-multiple": ["b"], "q-order": ["b", "a", "c"]},
    "Fay": {"q-single": "a", "q-multiple": ["c", "a"], "q-reflect": {"text": "Oui.", "ticked": []}},
}


def student(name: str, answers: dict[str, Entry]) -> Student:
    kept = Record(lesson="phare", quizzes={"tout": QuizRecord(answers=answers)})
    return Student(name=name, files=(f"{name}.json",), record=kept, exported=None)


def book_of(
    given: dict[str, dict[str, Any]], questions: Any = QUESTIONS, **fields: Any
) -> Gradebook:
    students = [
        student(name, {key: entry(key, response, 1, **fields) for key, response in answers.items()})
        for name, answers in given.items()
    ]
    return grade_all(students, questions)


def item(analysis: Analysis, key: str) -> Item:
    return next(one for one in analysis.items if one.question.table["id"] == key)


CLASSROOM = analyse(book_of(CLASS))


def test_the_facility_index_is_the_mean_share_of_points_over_the_answers_given() -> None:
    # 1, 0, 0, 0, 0, 0
    assert item(CLASSROOM, "q-single").facility == pytest.approx(1 / 6)
    # In halves, for the six students: 2, 1, 1-1, 2-1, 0 and 2.
    assert item(CLASSROOM, "q-multiple").facility == pytest.approx(0.5)
    # b before a, then c: one of two neighbours in order
    assert item(CLASSROOM, "q-order").facility == pytest.approx(0.5)
    assert item(CLASSROOM, "q-short").facility == pytest.approx(0.25)
    assert item(CLASSROOM, "q-number").facility is None
    counts = {i.question.table["id"]: i.answered for i in CLASSROOM.items if i.answered}
    expected = {"q-single": 6, "q-multiple": 6, "q-order": 1, "q-short": 4, "q-reflect": 1}
    assert counts == expected


def test_what_nearly_all_miss_is_told() -> None:
    missed = [i.question.table["id"] for i in CLASSROOM.items if i.missed]
    assert missed == ["q-single"]


def test_the_limit_of_missed_is_one_in_five() -> None:
    five = {str(n): {"q-single": "b" if n == 0 else "a"} for n in range(5)}
    assert item(analyse(book_of(five)), "q-single").missed
    nine = {str(n): {"q-single": "b" if n < 2 else "a"} for n in range(9)}
    assert not item(analyse(book_of(nine)), "q-single").missed


def test_of_fewer_than_five_answers_only_one_that_all_share_is_told() -> None:
    assert FEWEST == 5
    for count in (2, 3, 4):
        same = {str(n): {"q-single": "a"} for n in range(count)}
        found = item(analyse(book_of(same)), "q-single")
        assert (found.facility, found.missed, found.untaken) == (0.0, True, ())
        differing = same | {"0": {"q-single": "c"}}
        assert not item(analyse(book_of(differing)), "q-single").missed
        one_right = same | {"0": {"q-single": "b"}}
        assert not item(analyse(book_of(one_right)), "q-single").missed
    assert not item(analyse(book_of({"0": {"q-single": "a"}})), "q-single").missed


def test_options_are_counted_and_distractors_that_nobody_took_named() -> None:
    single = item(CLASSROOM, "q-single")
    assert single.options == (("1826", 5), ("1862", 1), ("2027", 0))
    assert single.untaken == ("2027",)
    multiple = item(CLASSROOM, "q-multiple")
    assert multiple.options == (("la mairie", 5), ("les touristes", 3), ("les pêcheurs", 3))
    assert multiple.untaken == ()


def test_the_sides_that_fit_nothing_are_the_distractors_of_a_match() -> None:
    right = {str(n): {"q-match": {"a": "a", "b": "b"}} for n in range(5)}
    assert item(analyse(book_of(right)), "q-match").untaken == ("interdisent",)
    taken = {**right, "x": {"q-match": {"a": "c", "b": "b"}}}
    found = item(analyse(book_of(taken)), "q-match")
    assert found.untaken == ()
    assert found.mistakes == (("la mairie → interdisent", 1),)


def test_nobody_wrote_the_answers_of_a_truefalse() -> None:
    found = item(
        analyse(book_of({str(n): {"q-truefalse": "right"} for n in range(6)})), "q-truefalse"
    )
    assert found.untaken == ()
    assert found.mistakes == (("Vrai", 6),)


def test_wrong_answers_are_counted_whatever_signs_stand_around_them() -> None:
    assert item(CLASSROOM, "q-single").mistakes == (("1826", 5),)
    assert item(CLASSROOM, "q-multiple").mistakes == (("les touristes", 3),)
    ranked = item(CLASSROOM, "q-short").mistakes
    assert [count for _, count in ranked] == [2, 1]
    assert ranked[1] == ("le maire", 1)


@pytest.mark.parametrize(
    ("key", "response", "words", "wrong"),
    [
        ("q-single", "a", "1826", ["1826"]),
        ("q-multiple", ["c", "b"], "les touristes + les pêcheurs", ["les touristes"]),
        ("q-truefalse", "unsaid", "L’article ne le dit pas", []),
        (
            "q-order",
            ["b", "a", "c"],
            "les travaux commencent → le phare est allumé → les travaux finissent",
            ["les travaux commencent → le phare est allumé → les travaux finissent"],
        ),
        (
            "q-match",
            {"a": "b", "b": "b"},
            "la mairie → redoutent | les pêcheurs → redoutent",
            ["la mairie → redoutent"],
        ),
        (
            "q-cloze",
            {"a": "marins", "b": "porte"},
            "marins | porte",
            ["porte"],
        ),
        ("q-short", "Les pêcheurs", "Les pêcheurs", ["Les pêcheurs"]),
        ("q-number", 35, "35", ["35"]),
        ("q-reflect", {"text": "Oui."}, "Oui.", None),
    ],
)
def test_each_type_of_response_in_words(
    key: str, response: Any, words: str, wrong: list[str] | None
) -> None:
    (answers,) = book_of({"Ana": {key: response}}).answers
    answer = answers["tout", key]
    table = next(q.table for q in QUESTIONS if q.table["id"] == key)
    assert in_words(table, response) == words
    if wrong is not None:
        assert isinstance(answer.outcome, Scored)
        assert mistakes(table, response, answer.outcome) == wrong


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.table["type"])
def test_the_key_of_every_type_can_be_said_in_words_and_has_no_mistakes(question: Question) -> None:
    table = question.table
    right = key_of(table)
    outcome = grade(table, right)
    assert in_words(table, right).strip()
    assert not isinstance(outcome, Scored) or mistakes(table, right, outcome) == []


def test_sentences_that_were_chosen_are_quoted() -> None:
    table = next(q.table for q in QUESTIONS if q.table["id"] == "q-locate")
    sentence = next(s for s in table["sentences"] if s["text"].startswith("La mairie"))
    response = [[sentence["start"], sentence["end"]]]
    found = item(analyse(book_of({"Ana": {"q-locate": response}})), "q-locate")
    assert found.mistakes == (("La mairie affirme vouloir garder le phare.", 1),)
    assert in_words(table, response) == "La mairie affirme vouloir garder le phare."


def test_classified_sentences_are_said_with_the_mode_given() -> None:
    given = {"a": "fact", "b": "forecast", "c": "concern", "d": "forecast"}
    found = item(analyse(book_of({"Ana": {"q-classify": given}})), "q-classify")
    assert found.facility == pytest.approx(0.75)
    assert found.mistakes == (("La mairie affirme vouloir garder le phare. → Annonce", 1),)


def test_right_at_the_first_try_is_right_without_another_one() -> None:
    tries = [("b", 1), ("b", 0), ("b", 2), ("b", 3), ("a", 1), ("a", 2)]
    students = [
        student(str(n), {"q-single": entry("q-single", response, 1, attempts=attempts)})
        for n, (response, attempts) in enumerate(tries)
    ]
    found = item(analyse(grade_all(students, QUESTIONS)), "q-single")
    assert found.facility == pytest.approx(4 / 6)
    assert found.first_try == pytest.approx(2 / 6)
    assert found.retried == 3
    assert not found.rarely_at_once


def test_a_question_that_all_get_right_in_the_end_but_few_at_once_is_told() -> None:
    students = [
        student(str(n), {"q-single": entry("q-single", "b", 1, attempts=1 if n == 0 else 3)})
        for n in range(5)
    ]
    found = item(analyse(grade_all(students, QUESTIONS)), "q-single")
    assert (found.facility, found.missed, found.rarely_at_once) == (1.0, False, True)


def test_a_student_has_a_mean_of_all_by_skill_and_by_quiz() -> None:
    ana, ben = CLASSROOM.each[0], CLASSROOM.each[1]
    assert (ana.answered, ana.points, ana.maximum, ana.share) == (3, 4, 4, 1.0)
    # 0 of 1, 1 of 2, 0 of 1
    assert (ben.points, ben.maximum) == (1, 4)
    assert ben.share == pytest.approx(0.5 / 3)
    assert ben.skills == {"repérer": 0.0, "comprendre": 0.5, "inférer": None, "évaluer": None}
    assert ben.quizzes == {"tout": pytest.approx(0.5 / 3)}
    # single 1, multiple 3, short 1, order 0.5, of 17 answers that are scored
    assert CLASSROOM.whole.share == pytest.approx(5.5 / 17)
    assert CLASSROOM.whole.skills["repérer"] == pytest.approx(2 / 10)
    assert CLASSROOM.whole.skills["comprendre"] == pytest.approx(3.5 / 7)


def test_an_open_answer_counts_as_answered_and_is_never_scored() -> None:
    fay = CLASSROOM.each[5]
    assert (fay.answered, fay.maximum) == (3, 3)
    assert item(CLASSROOM, "q-reflect").facility is None


def test_a_survey_is_counted_and_never_scored() -> None:
    survey = questions_of([[{**PAYLOAD, "mode": "survey"}]])
    analysis = analyse(book_of(CLASS, survey))
    assert {one.facility for one in analysis.items} == {None}
    assert analysis.whole.share is None
    assert item(analysis, "q-single").options == (("1826", 5), ("1862", 1), ("2027", 0))
    assert all(not i.missed and not i.untaken and not i.mistakes for i in analysis.items)
    rows = list(answer_rows(analysis.book, list(CLASS), "en"))
    assert {row[5] for row in rows[1:]} == {"not scored", "no answer"}
    assert {row[6] for row in rows[1:]} == {None}


def test_answers_to_an_earlier_edition_and_unreadable_ones_do_not_count_and_are_told() -> None:
    answers = {
        "q-single": entry("q-single", "b", 1, edition="earlier"),
        "q-order": entry("q-order", ["a"], 1),
        "q-multiple": entry("q-multiple", ["a", "zz"], 1),
        "q-number": entry("q-number", None, 1, draft="3"),
        "q-gone": Entry(at=1, response="x"),
        "q-short": entry("q-short", "mairie", 1),
    }
    book = grade_all([student("Ana", answers)], QUESTIONS)
    assert list(book.answers[0]) == [("tout", "q-short")]
    assert (dict(book.earlier), dict(book.unknown)) == ({"q-single": 1}, {"q-gone": 1})
    assert dict(book.unread) == {"q-order": 1, "q-multiple": 1}
    said = report(analyse(book), ["Ana"], "en")["uncounted"]
    assert said[0] == "Answers to an earlier edition of the question, not counted: q-single (1)."
    assert len(said) == 3


def test_what_the_browser_came_to_is_not_taken_on_trust() -> None:
    claimed = {"q-single": entry("q-single", "a", 1, score=1, maximum=1)}
    assert analyse(grade_all([student("Ana", claimed)], QUESTIONS)).whole.share == 0.0


def test_a_number_counts_in_the_language_it_was_typed_in() -> None:
    table = next(q.table for q in QUESTIONS if q.table["id"] == "q-number")
    english = next(t for t in ENGLISH["questions"] if t["id"] == "q-number")
    large = [{**one, "answer": 11_200, "tolerance": 0} for one in (table, english)]
    questions = questions_of([[{**PAYLOAD, "questions": [one]}] for one in large])
    given = {"Ana": {"q-number": "11,200"}, "Ben": {"q-number": "11 200"}, "C": {"q-number": "11"}}
    shares = [one.share for one in analyse(book_of(given, questions)).each]
    assert shares == [1.0, 1.0, 0.0]


# What is written


def rows_of(raw: bytes, delimiter: str) -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def column(rows: Sequence[Sequence[Any]], head: str) -> list[Any]:
    place = list(rows[0]).index(head)
    return [row[place] for row in rows[1:]]


def test_a_spreadsheet_reads_the_csv_of_its_language() -> None:
    given: list[list[Value]] = [
        ["Été; « soir »", 0.5, 12, None, 1 / 3, 2.0],
        ['a "b", c\nd', 0, 0.0, "", 1, 10.0],
    ]
    french, english = rows_of(to_csv(given, "fr"), ";"), rows_of(to_csv(given, "en"), ",")
    assert french[0] == ["Été; « soir »", "0,5", "12", "", "0,333", "2"]
    assert english[0] == ["Été; « soir »", "0.5", "12", "", "0.333", "2"]
    assert french[1] == english[1] == ['a "b", c\nd', "0", "0", "", "1", "10"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "  ="])
def test_no_text_is_taken_for_a_formula(sign: str) -> None:
    cell = f'{sign}HYPERLINK("x")'
    assert rows_of(to_csv([[cell]], "en"), ",") == [[f"'{cell}"]]


def test_the_tables_have_a_row_for_each_student_question_and_both() -> None:
    names = list(CLASS)
    students = student_rows(CLASSROOM, names, "en")
    assert column(students, "Student") == names
    assert column(students, "Answered") == [3] * 6
    assert column(students, "Points") == [4, 1, 0, 1, 1, 2]
    questions = question_rows(CLASSROOM.items, "en")
    assert column(questions, "Question") == list(EDITIONS)
    assert column(questions, "Sign")[0] == "Missed by nearly all"
    assert column(questions, "Distractors nobody took")[0] == "2027"
    answers = list(answer_rows(CLASSROOM.book, names, "en"))
    every = len(EDITIONS)
    assert len(answers) == 1 + 6 * every
    assert column(answers, "Result")[:3] == ["right", "right", "no answer"]
    assert column(answers, "Result")[every : every + 2] == ["wrong", "partly right"]
    assert answers[-1][0] == "Fay"
    reflected = -every + list(EDITIONS).index("q-reflect")
    assert column(answers, "Answer")[reflected] == "Oui."
    hidden = answer_rows(CLASSROOM.book, names, "en", texts=False)
    assert column(list(hidden), "Answer")[reflected] is None


def test_the_report_says_the_shares_as_a_reader_does() -> None:
    assert [percent(s, "en") for s in (0.005, 0.004, 0.145, 1.0)] == ["1%", "0%", "15%", "100%"]
    assert percent(0.5, "fr") == "50\u00a0%"
    page = report(CLASSROOM, list(CLASS), "fr")
    assert page["whole"]["share"] == "32\u00a0%"
    assert page["students"][1]["skills"] == ["0\u00a0%", "50\u00a0%", "–", "–"]
    assert [question["id"] for question in page["missed"]] == ["q-single"]
    assert [quiz_letter(n) for n in (0, 25, 26)] == ["A", "Z", "27"]


def test_the_heat_map_has_a_cell_for_each_answer() -> None:
    given = heatmap_data(CLASSROOM, list(CLASS), "en")
    assert given["groups"] == (("A", "Tous les types", len(EDITIONS)),)
    label, cells, share = given["rows"][4]
    assert (label, share) == ("Eva", "17%")
    assert cells[:4] == (0.0, 0.0, None, 0.5)
    assert given["rows"][5][1][list(EDITIONS).index("q-reflect")] == "open"
    assert given["whole"][1][0] == pytest.approx(1 / 6)


def test_no_students_at_all_are_no_failure() -> None:
    empty = analyse(grade_all([], QUESTIONS))
    assert empty.whole.share is None
    assert report(empty, [], "en")["students"] == []
    assert msgspec.json.encode(report(empty, [], "en"))
