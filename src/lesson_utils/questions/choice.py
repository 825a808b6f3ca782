"""What the types with options share: their rows, and grading one chosen option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import localize
from lesson_utils.questions.base import Breach, Option, Setting, part_ids, twins
from lesson_utils.questions.forms import Choice, Choices
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Outcome,
    Response,
    Scored,
    feedback_of,
    is_empty,
)
from lesson_utils.questions.tables import OptionRow


class ChoiceTable(TypedDict):
    """The options, in the order of the file."""

    options: list[OptionRow]
    maximum: int


def option_rows(options: tuple[Option, ...], setting: Setting) -> list[OptionRow]:
    """Compile options to rows of id, text, feedback and correctness."""
    return [
        {
            "id": part,
            "text": localize(option.text, setting.language),
            "feedback": localize(option.feedback, setting.language),
            "correct": option.correct,
        }
        for part, option in zip(part_ids(len(options)), options, strict=True)
    ]


def same_texts(options: tuple[Option, ...]) -> Iterator[Breach]:
    """Ask for options that can be told apart, in every language."""
    yield from twins([option.text for option in options], "options")


def plain(table: ChoiceTable, *, several: bool = False, standing: bool = False) -> Choices:
    """Give the plain form."""
    return Choices(
        options=tuple(
            Choice(row["id"], row["text"], row["feedback"], row["correct"])
            for row in table["options"]
        ),
        several=several,
        standing=standing,
    )


def grade(table: ChoiceTable, response: Response) -> Outcome:
    """Grade an option id: one point for the right one."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not isinstance(response, str):
        return NothingToScore(reason="malformed")
    chosen = next((option for option in table["options"] if option["id"] == response), None)
    if chosen is None:
        return NothingToScore(reason="unknown")
    correct = bool(chosen["correct"])
    return Scored(
        score=int(correct),
        maximum=1,
        correct=correct,
        parts={response: "right" if correct else "wrong"},
        feedback=feedback_of(table["options"], {response}),
    )


def key(table: ChoiceTable) -> Response:
    """Give the id of the right option."""
    return next(option["id"] for option in table["options"] if option["correct"])


def wrong(table: ChoiceTable) -> Iterator[Response]:
    """Give the ids of the wrong options."""
    return (option["id"] for option in table["options"] if not option["correct"])
