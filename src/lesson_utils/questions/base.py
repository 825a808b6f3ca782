"""What all types of question share, and what a type has to bring."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from lesson_utils.model import Anchor, Localized, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lesson_utils.outcomes import Outcome, Response, Table

Skill = Literal["repérer", "comprendre", "inférer", "évaluer"]
SKILLS: tuple[Skill, ...] = ("repérer", "comprendre", "inférer", "évaluer")

Evidence = str | Anchor | tuple[str | Anchor, ...]

#: A rule a question breaks: the problem's code, the field it is about, values for its message.
Breach = tuple[str, tuple[str | int, ...], dict[str, str]]


class Question(Value, frozen=True, kw_only=True):
    """The fields of every question."""

    id: str
    type: str
    skill: Skill
    prompt: Localized
    evidence: Evidence
    hint: Localized
    explanation: Localized


class Option(Value, frozen=True, kw_only=True):
    """One option to choose, and what is said to who chose it."""

    text: Localized
    feedback: Localized
    correct: bool = False


@dataclass(frozen=True)
class QuestionType:
    """One type of question: its place among the others is a line in ``questions/__init__.py``.

    Attributes
    ----------
    name
        The ``type`` in quiz files; its JavaScript, accessibility note and vectors have this name.
    model
        The fields of a question of this type.
    breaches
        The rules of this type that a question breaks.
    table
        The question's own part of the grading table, in one language.
    grade
        Grade a response by a table; must agree with the JavaScript of the same name.
    key
        The response that earns the maximum.
    wrong
        The wrong responses a self-check tries: each must earn less than the maximum.
    """

    name: str
    model: type[Question]
    breaches: Callable[[Any], Iterable[Breach]]
    table: Callable[[Any, str], Table]
    grade: Callable[[Table, Response], Outcome]
    key: Callable[[Table], Response]
    wrong: Callable[[Table], Iterator[Response]]


def part_ids(count: int) -> list[str]:
    """Give the ids of a number of options or items, from "a" on.

    Examples
    --------
    >>> part_ids(3)
    ['a', 'b', 'c']
    """
    letters = "abcdefghijklmnopqrstuvwxyz"
    if count > len(letters):
        raise ValueError(f"a question has at most {len(letters)} options or items")
    return list(letters[:count])


def shuffled(ids: list[str], seed: str) -> list[str]:
    """Put ids in an order that depends on nothing but the seed, and is not their own.

    Examples
    --------
    >>> shuffled(["a", "b"], "x")
    ['b', 'a']
    """
    order = sorted(ids, key=lambda part: hashlib.sha256(f"{seed}/{part}".encode()).digest())
    return [*order[1:], order[0]] if order == ids else order
