"""Responses in words, what is wrong in one, and the wrong options a question offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Shown,
    Wording,
    halves,
)
from lesson_utils.questions.grading import form_of, taken
from lesson_utils.questions.outcomes import Response, Scored, Table

_ARROW = " → "


def in_words(table: Table, response: Response) -> str:  # noqa: PLR0911 - a form each
    """Say a response that can be graded, in the words of its question.

    Examples
    --------
    >>> options = [
    ...     {"id": "a", "text": "2012", "feedback": "No.", "correct": False},
    ...     {"id": "b", "text": "2013", "feedback": "Yes.", "correct": True},
    ... ]
    >>> in_words({"type": "single", "options": options}, "b")
    '2013'
    """
    form = form_of(table)
    match form:
        case Choices():
            return " + ".join(_texts(form.options, taken(table, response)))
        case Passages():
            return " | ".join(_texts(form.passages, taken(table, response)))
        case Pairs():
            return " | ".join(_pair(form, response, left.id) for left in form.lefts)
        case Ordering():
            return _ARROW.join(_text_of(form.items, part) for part in response)
        case Gaps():
            return " | ".join(str(response[gap.id]) for gap in form.gaps)
        case Wording() | Amount():
            return str(response)
        case Essay():
            return _written(form, response)
        case _:
            assert_never(form)


def mistakes(table: Table, response: Response, outcome: Scored) -> list[str]:
    """Say each thing that is wrong in a graded response; what was merely left out is not.

    An ordering is wrong as a whole.
    """
    form = form_of(table)
    if isinstance(form, Ordering):
        return [] if outcome.correct else [in_words(table, response)]
    wrong = [part for part, verdict in outcome.parts.items() if verdict in {"near", "wrong"}]
    match form:
        case Choices():
            return [_text_of(form.options, part) for part in wrong]
        case Passages():
            return [_text_of(form.passages, part) for part in wrong]
        case Pairs():
            return [_pair(form, response, part) for part in wrong]
        case Gaps():
            return [str(response[part]) for part in wrong]
        case Wording() | Amount() | Essay():
            return [in_words(table, response) for _ in wrong]
        case _:
            assert_never(form)


def offered(table: Table) -> tuple[Shown, ...]:
    """Give the options that a question offers: each can be counted; none where one types or sorts.

    The right sides that every question of a type has are not options of this one.
    """
    form = form_of(table)
    if isinstance(form, Choices):
        return form.options
    return form.rights if isinstance(form, Pairs) and not form.standing else ()


def distractors(table: Table) -> dict[str, str]:
    """Give the wrong options that the author of a question wrote, by id.

    Those that every question of a type has are written by nobody.
    """
    form = form_of(table)
    wrong: Iterable[Shown] = ()
    if isinstance(form, Choices) and not form.standing:
        wrong = (option for option in form.options if not option.correct)
    elif isinstance(form, Pairs) and not form.standing:
        wrong = form.idle
    return {part.id: part.text for part in wrong}


def _written(form: Essay, response: Response) -> str:
    """Give what was written; where criteria have points, what its writer gives himself for it."""
    levels = response.get("levels")
    if not levels:
        return str(response["text"])
    return f"{response['text']} [{halves(form.earned(levels))} / {form.total}]"


def _text_of(parts: Sequence[Shown], wanted: str) -> str:
    return next(part.text for part in parts if part.id == wanted)


def _texts(parts: Sequence[Shown], wanted: Sequence[str]) -> list[str]:
    return [part.text for part in parts if part.id in wanted]


def _pair(form: Pairs, response: Response, part: str) -> str:
    return _text_of(form.lefts, part) + _ARROW + _text_of(form.rights, response[part])
