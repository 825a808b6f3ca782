"""Choose one option."""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.questions import choice
from lesson_utils.questions.base import (
    Breach,
    Option,
    Question,
    QuestionType,
    Setting,
    count_breaches,
)


class Single(Question, frozen=True, kw_only=True):
    """A question with one right option among several."""

    options: tuple[Option, ...]


def breaches(question: Single) -> Iterator[Breach]:
    """Ask for one key, and something to choose from."""
    keys = sum(option.correct for option in question.options)
    if keys != 1:
        yield "single-keys", ("options",), {"count": str(keys)}
    yield from count_breaches("options", len(question.options), 2)
    yield from choice.same_texts(question.options)


def table(question: Single, setting: Setting) -> choice.ChoiceTable:
    """Compile the options."""
    return {"options": choice.option_rows(question.options, setting), "maximum": 1}


TYPE = QuestionType(
    name="single",
    model=Single,
    breaches=breaches,
    least={"options": 2},
    sole="correct",
    table=table,
    plain=choice.plain,
    grade=choice.grade,
    key=choice.key,
    wrong=choice.wrong,
)
