"""Students and questions to a table of graded answers: graded here, never taken on trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from lesson_utils.content.payload import Payload
from lesson_utils.questions.grading import grade
from lesson_utils.questions.outcomes import NothingToScore, Outcome, Response, Scored, Table
from lesson_utils.results.responses import in_words, mistakes
from lesson_utils.results.students import Student
from lesson_utils.student.records import Entry

#: A quiz and a question in it.
Place = tuple[str, str]


class Answer(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A student's last answer to a question.

    ``words`` is the response as its question says it, and ``mistakes`` each thing wrong in it.
    ``score`` is None where answers are never scored: to an open question, and in a survey; so is
    ``share``, the points earned of those to be earned, from 0 to 1. ``attempts`` counts the
    different answers that the student has been told something about, so one that is right with
    ``attempts`` of 0 or 1 was so at the first try.
    """

    response: Response
    outcome: Outcome
    words: str
    mistakes: tuple[str, ...]
    score: int | None
    maximum: int
    share: float | None
    attempts: int
    hints: int

    @property
    def first_try(self) -> bool:
        """Whether it is right, and was the only one given."""
        return self.share == 1 and self.attempts <= 1


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question: its quiz, its number in it, and its tables, one a language of the lesson.

    ``place`` is where its answers are in a record.
    """

    place: Place
    quiz: Payload
    number: int
    tables: tuple[Table, ...]

    @property
    def table(self) -> Table:
        """The table in the language of the report."""
        return self.tables[0]

    @property
    def scored(self) -> bool:
        """Whether answers to it are scored."""
        return self.quiz["mode"] != "survey" and bool(self.table["maximum"])


@dataclass(frozen=True)
class Gradebook:
    """All answers of all students.

    Attributes
    ----------
    answers
        For each student, in the order of ``students``, the answers by quiz and question.
    earlier
        How many answers were given to an earlier edition of a question: they do not count.
    unknown
        How many answers are to questions that the lesson does not have.
    unread
        How many answers have not the form that their question asks for: they do not count.
    """

    students: tuple[Student, ...]
    questions: tuple[Question, ...]
    answers: tuple[dict[Place, Answer], ...]
    earlier: Counter[str]
    unknown: Counter[str]
    unread: Counter[str]

    def of_question(self, question: Question) -> list[Answer]:
        """Give the answers to one question, in the order of the students who gave one."""
        place = question.place
        return [kept[place] for kept in self.answers if place in kept]


def questions_of(quizzes: Sequence[Sequence[Payload]]) -> tuple[Question, ...]:
    """List the questions of a lesson.

    Parameters
    ----------
    quizzes
        For each language of the lesson its compiled quizzes, the language of the report first;
        nothing where no quiz can be read.
    """
    tables = [
        {(quiz["quiz"], table["id"]): table for quiz in language for table in quiz["questions"]}
        for language in quizzes
    ]
    return tuple(
        Question(
            place=(quiz["quiz"], table["id"]),
            quiz=quiz,
            number=number,
            tables=tuple(t[quiz["quiz"], table["id"]] for t in tables),
        )
        for quiz in (quizzes[0] if quizzes else ())
        for number, table in enumerate(quiz["questions"], start=1)
    )


def grade_all(students: Sequence[Student], questions: Sequence[Question]) -> Gradebook:
    """Grade every student's last answer to every question."""
    book = Gradebook(
        students=tuple(students),
        questions=tuple(questions),
        answers=tuple({} for _ in students),
        earlier=Counter(),
        unknown=Counter(),
        unread=Counter(),
    )
    by_place = {question.place: question for question in questions}
    # Of a whole school's answers most are the same ones.
    best = _Grader()
    for student, kept in zip(students, book.answers, strict=True):
        for quiz, record in student.record.quizzes.items():
            for key, entry in record.answers.items():
                if entry.response is not None:
                    _add(book, kept, by_place.get((quiz, key)), key, entry, best)
    return book


class _Graded(NamedTuple):
    """What is known of an answer, whoever gave it."""

    outcome: Outcome
    words: str = ""
    mistakes: tuple[str, ...] = ()


class _Grader:
    """Grades each answer once, however many students gave it."""

    def __init__(self) -> None:
        self._known: dict[tuple[Place, bytes], _Graded] = {}

    def __call__(self, question: Question, response: Response) -> _Graded:
        key = (question.place, msgspec.json.encode(response))
        if key not in self._known:
            self._known[key] = _graded(question, response)
        return self._known[key]


def _graded(question: Question, response: Response) -> _Graded:
    outcome = _best(question, response)
    if isinstance(outcome, NothingToScore):
        return _Graded(outcome)
    wrong = mistakes(question.table, response, outcome) if isinstance(outcome, Scored) else []
    return _Graded(outcome, in_words(question.table, response), tuple(wrong))


def _add(  # noqa: PLR0913, PLR0917 - one entry and all it may go to
    book: Gradebook,
    kept: dict[Place, Answer],
    question: Question | None,
    key: str,
    entry: Entry,
    best: _Grader,
) -> None:
    if question is None:
        book.unknown[key] += 1
        return
    if entry.edition != question.table["edition"]:
        book.earlier[key] += 1
        return
    outcome, words, wrong = best(question, entry.response)
    if isinstance(outcome, NothingToScore):
        book.unread[key] += outcome.reason != "empty"
        return
    score = outcome.score if question.scored and isinstance(outcome, Scored) else None
    maximum = 0 if score is None else question.table["maximum"]
    kept[question.place] = Answer(
        response=entry.response,
        outcome=outcome,
        words=words,
        mistakes=wrong,
        score=score,
        maximum=maximum,
        share=None if score is None else score / maximum,
        attempts=entry.attempts,
        hints=entry.hints,
    )


def _best(question: Question, response: Response) -> Outcome:
    """Grade an answer in the language in which it earns most.

    A record does not say in which language it was made, and "11,200" is a right number to a reader
    of English only.
    """
    best = grade(question.table, response)
    for table in question.tables[1:]:
        if isinstance(best, Scored) and best.correct:
            break
        other = grade(table, response)
        if isinstance(other, Scored) and (not isinstance(best, Scored) or other.score > best.score):
            best = other
    return best
