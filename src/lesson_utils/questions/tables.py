"""What a compiled question is made of: rows that several types have.

A type's own table is the ``TypedDict`` that its ``table`` returns. ``tools/tables.py`` makes
``tables.js`` and the list in ``docs/grading.md`` from them.
"""

from __future__ import annotations

from typing import TypedDict


class Passage(TypedDict):
    """A stretch of the article, with the rest of its sentence."""

    quote: str
    before: str
    after: str
    start: int
    end: int
    paragraph: int | None


class Asked(TypedDict):
    """What every compiled question has; ``listen`` is to be heard, if it is there."""

    id: str
    type: str
    edition: str
    skill: str
    skillLabel: str
    prompt: str
    listen: str
    hint: str
    explanation: str
    evidence: list[Passage]
    maximum: int


class Said(TypedDict):
    """What is said of what is shown under an id."""

    id: str
    feedback: str


class Side(TypedDict):
    """Something that is shown under an id."""

    id: str
    text: str


class Part(TypedDict):
    """Something that is shown under an id, and what is said of it."""

    id: str
    text: str
    feedback: str


class CriterionRow(TypedDict):
    """What to look for in one's own words; ``points`` is 0 if it is ticked, and not weighed."""

    id: str
    text: str
    points: int


class OptionRow(TypedDict):
    """An option: what is said to who chooses it, and whether it is right."""

    id: str
    text: str
    feedback: str
    correct: bool
