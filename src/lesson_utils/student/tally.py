"""What a student's answers come to, by quiz and by skill: graded again, never taken on trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from lesson_utils.content.payload import Payload
from lesson_utils.questions import SKILLS
from lesson_utils.questions.grading import grade
from lesson_utils.questions.outcomes import NothingToScore, Outcome, Scored, Table
from lesson_utils.student.records import QuizRecord


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Questions answered of all there are, points earned of all that can be earned.

    ``tried`` is what could have been earned with the questions that were answered.
    """

    answered: int = 0
    questions: int = 0
    points: int = 0
    tried: int = 0
    maximum: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies."""
        return Tally(
            answered=self.answered + other.answered,
            questions=self.questions + other.questions,
            points=self.points + other.points,
            tried=self.tried + other.tried,
            maximum=self.maximum + other.maximum,
        )


def tally_quiz(payload: Payload, record: QuizRecord) -> dict[str, Tally]:
    """Tally one quiz by skill.

    Parameters
    ----------
    payload
        The compiled quiz. A survey earns no points.
    record
        The student's answers to it; those to an earlier edition of a question do not count.

    Returns
    -------
    dict
        A tally for each skill that the quiz asks for.
    """
    found: dict[str, Tally] = {}
    for table in payload["questions"]:
        outcome, told = _outcome(table, record)
        worth = table["maximum"] if payload["mode"] != "survey" else 0
        one = Tally(
            answered=int(not isinstance(outcome, NothingToScore)),
            questions=1,
            points=outcome.score if told and isinstance(outcome, Scored) else 0,
            tried=worth if isinstance(outcome, Scored) else 0,
            maximum=worth,
        )
        found[table["skill"]] = found.get(table["skill"], Tally()) + one
    return found


def _outcome(table: Table, record: QuizRecord) -> tuple[Outcome, bool]:
    """Grade what was answered; say whether the student has been told what it came to.

    The browser keeps a ``maximum`` with an answer from then on, not before: a check that is not
    finished and a survey give nothing away.
    """
    entry = record.answers.get(table["id"])
    if entry is None or entry.edition != table["edition"]:
        return grade(table, None), False
    return grade(table, entry.response), entry.maximum > 0


def tally_lesson(
    payloads: Sequence[Payload], records: Mapping[str, QuizRecord]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Tally a lesson: a row for each quiz, and a row for each skill.

    Returns
    -------
    tuple of two lists
        Rows of ``id``, ``label`` and the fields of :class:`Tally`; skills from finding to judging.
    """
    labels: dict[str, str] = {}
    skills: dict[str, Tally] = {}
    quizzes = []
    for payload in payloads:
        by_skill = tally_quiz(payload, records.get(payload["quiz"], QuizRecord()))
        quizzes.append(_row(payload["quiz"], payload["title"], sum(by_skill.values(), Tally())))
        for table in payload["questions"]:
            labels[table["skill"]] = table["skillLabel"]
        for skill, one in by_skill.items():
            skills[skill] = skills.get(skill, Tally()) + one
    return quizzes, [_row(s, labels[s], skills[s]) for s in SKILLS if s in skills]


def _row(name: str, label: str, tally: Tally) -> dict[str, Any]:
    return {"id": name, "label": label, **msgspec.structs.asdict(tally)}
