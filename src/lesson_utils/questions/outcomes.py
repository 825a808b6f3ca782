"""What grading gives: a score with its feedback, or the reason there is nothing to score yet.

``docs/grading.md`` says when and how much.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from lesson_utils.questions.tables import Said

Reason = Literal["empty", "malformed", "unknown", "incomplete"]
Verdict = Literal["right", "accents", "case", "partial", "near", "wrong", "missed"]
#: Verdicts that earn all of a part's points.
FULL: tuple[Verdict, ...] = ("right", "accents", "case")
#: A response as JSON has it; its shape depends on the question's type.
Response = Any
#: A compiled question, as the browser gets it.
Table = dict[str, Any]


class Feedback(msgspec.Struct, frozen=True):
    """What is said about one part of a response."""

    id: str
    text: str


class NothingToScore(msgspec.Struct, frozen=True, kw_only=True, tag_field="status", tag="nothing"):
    """No answer yet, or none that can be read: apart from a wrong answer."""

    reason: Reason


class Scored(msgspec.Struct, frozen=True, kw_only=True, tag_field="status", tag="scored"):
    """An answer's points: ``parts`` has a verdict for each option, item or side."""

    score: int
    maximum: int
    correct: bool
    parts: dict[str, Verdict]
    feedback: tuple[Feedback, ...]


class Open(msgspec.Struct, frozen=True, kw_only=True, tag_field="status", tag="open"):
    """An answer that is never scored: the model to compare it with, and the criteria ticked.

    Where criteria have points: the level of each that was given one, and what they come to. That is
    what students say of their own answers, and no score.
    """

    model: str
    ticked: tuple[str, ...] = ()
    levels: dict[str, str] | msgspec.UnsetType = msgspec.UNSET
    sum: float | msgspec.UnsetType = msgspec.UNSET


Outcome = Scored | NothingToScore | Open


def one_answer(verdict: Verdict, text: str) -> Scored:
    """Give the outcome of an answer with one part: one point, one feedback."""
    correct = verdict in FULL
    return Scored(
        score=int(correct),
        maximum=1,
        correct=correct,
        parts={"answer": verdict},
        feedback=(Feedback("answer", text),),
    )


def is_empty(response: Response) -> bool:
    """Tell whether a response is no response at all."""
    return response is None or response in ("", [], {})


def is_id_list(response: Response) -> bool:
    """Tell whether a response is a list of strings without doubles."""
    return (
        isinstance(response, list)
        and all(isinstance(item, str) for item in response)
        and len(set(response)) == len(response)
    )


def is_id_mapping(response: Response) -> bool:
    """Tell whether a response is a mapping from string to string."""
    return isinstance(response, dict) and all(
        isinstance(key, str) and isinstance(value, str) for key, value in response.items()
    )


def feedback_of(parts: Iterable[Said], ids: set[str]) -> tuple[Feedback, ...]:
    """Collect the feedback of some parts of a table, in the table's order."""
    return tuple(Feedback(part["id"], part["feedback"]) for part in parts if part["id"] in ids)
