"""What the types with pairs share (match, classify): each left side gets one right side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.questions.outcomes import (
    Feedback,
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Table,
    Verdict,
    feedback_of,
    is_empty,
    is_id_mapping,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def grade(table: Table, response: Response) -> Outcome:
    """Grade a mapping from left id to right id: a point for each left side with its right one."""
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
    if table.get("otherwise") and not set(response.values()) <= set(right.values()):
        feedback = (*feedback, Feedback("otherwise", table["otherwise"]))
    return Scored(
        score=len(parts) - len(missed),
        maximum=table["maximum"],
        correct=not missed,
        parts=parts,
        feedback=feedback,
    )


def key(table: Table) -> Response:
    """Give the right side of each left side."""
    return dict(table["key"])


def wrong(table: Table) -> Iterator[Response]:
    """Give the key with each left side moved to each other right side."""
    right = key(table)
    for left in table["lefts"]:
        for side in table["rights"]:
            if side["id"] != right[left["id"]]:
                yield {**right, left["id"]: side["id"]}
