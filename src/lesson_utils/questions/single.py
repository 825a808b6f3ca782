"""Choose one option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.model import localize
from lesson_utils.questions import choice
from lesson_utils.questions.base import Breach, Option, Question, QuestionType, part_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lesson_utils.outcomes import Table


class Single(Question, frozen=True, kw_only=True):
    """A question with one right option among several."""

    options: tuple[Option, ...]


def breaches(question: Single) -> Iterator[Breach]:
    """Ask for one key, and something to choose from."""
    keys = sum(option.correct for option in question.options)
    if keys != 1:
        yield "single-keys", ("options",), {"count": str(keys)}
    if len(question.options) < 2:  # noqa: PLR2004 - a choice needs two
        yield "too-few-options", ("options",), {"count": str(len(question.options))}


def table(question: Single, language: str) -> Table:
    """Compile the options."""
    return {"options": option_rows(question.options, language), "maximum": 1}


def option_rows(options: tuple[Option, ...], language: str) -> list[dict[str, object]]:
    """Compile options to rows of id, text, feedback and correctness."""
    return [
        {
            "id": part,
            "text": localize(option.text, language),
            "feedback": localize(option.feedback, language),
            "correct": option.correct,
        }
        for part, option in zip(part_ids(len(options)), options, strict=True)
    ]


TYPE = QuestionType(
    name="single",
    model=Single,
    breaches=breaches,
    table=table,
    grade=choice.grade,
    key=choice.key,
    wrong=choice.wrong,
)
