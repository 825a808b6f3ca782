"""Choose one option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.model import localize
from lesson_utils.questions import choice
from lesson_utils.questions.base import (
    Breach,
    Option,
    Question,
    QuestionType,
    Setting,
    count_breaches,
    part_ids,
)

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
    yield from count_breaches("options", len(question.options), 2)


def table(question: Single, setting: Setting) -> Table:
    """Compile the options."""
    return {"options": option_rows(question.options, setting), "maximum": 1}


def option_rows(options: tuple[Option, ...], setting: Setting) -> list[dict[str, object]]:
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


TYPE = QuestionType(
    name="single",
    model=Single,
    breaches=breaches,
    table=table,
    grade=choice.grade,
    key=choice.key,
    wrong=choice.wrong,
)
