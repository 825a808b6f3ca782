"""What the types with pairs share (match, classify): each left side gets one right side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.questions.forms import Pairs, Shown
from lesson_utils.questions.outcomes import (
    Feedback,
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Verdict,
    feedback_of,
    is_empty,
    is_id_mapping,
)
from lesson_utils.questions.tables import Part, Side


class PairTable(TypedDict):
    """Both sides; ``key`` leads from a left id to a right id."""

    lefts: list[Part]
    rights: list[Side]
    key: dict[str, str]
    maximum: int


def plain(
    table: PairTable, *, otherwise: str = "", quoted: bool = False, standing: bool = False
) -> Pairs:
    """Give the plain form."""
    return Pairs(
        lefts=tuple(Shown(left["id"], left["text"], left["feedback"]) for left in table["lefts"]),
        rights=tuple(Shown(side["id"], side["text"]) for side in table["rights"]),
        key=table["key"],
        otherwise=otherwise,
        quoted=quoted,
        standing=standing,
    )


def grade(table: PairTable, response: Response, otherwise: str = "") -> Outcome:
    """Grade a mapping from left id to right id: a point for each left side with its right one.

    ``otherwise`` is said to who chooses a right side that fits nothing.
    """
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not is_id_mapping(response):
        return NothingToScore(reason="malformed")
    right = key(table)
    known = {side["id"] for side in table["rights"]}
    if not (set(response) <= set(right) and set(response.values()) <= known):
        return NothingToScore(reason="unknown")
    if len(response) < len(right):
        return NothingToScore(reason="incomplete")
    parts: dict[str, Verdict] = {
        left["id"]: "right" if response[left["id"]] == right[left["id"]] else "wrong"
        for left in table["lefts"]
    }
    missed = {part for part, verdict in parts.items() if verdict == "wrong"}
    feedback = feedback_of(table["lefts"], missed)
    if otherwise and not set(response.values()) <= set(right.values()):
        feedback = (*feedback, Feedback("otherwise", otherwise))
    return Scored(
        score=len(parts) - len(missed),
        maximum=table["maximum"],
        correct=not missed,
        parts=parts,
        feedback=feedback,
    )


def key(table: PairTable) -> Response:
    """Give the right side of each left side."""
    return dict(table["key"])


def wrong(table: PairTable) -> Iterator[Response]:
    """Give the key with each left side moved to each other right side."""
    right = key(table)
    for left in table["lefts"]:
        for side in table["rights"]:
            if side["id"] != right[left["id"]]:
                yield {**right, left["id"]: side["id"]}
