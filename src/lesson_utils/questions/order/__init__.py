"""Put items in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Value
from lesson_utils.questions.base import (
    Breach,
    Heard,
    QuestionType,
    Setting,
    count_breaches,
    heard_breaches,
    part_ids,
    shuffled,
    twins,
)
from lesson_utils.questions.forms import Ordering, Shown
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Verdict,
    feedback_of,
    is_empty,
    is_id_list,
)
from lesson_utils.questions.tables import Part


class Item(Value, frozen=True, kw_only=True):
    """One item, and what is said when it is out of place."""

    text: Localized
    feedback: Localized


class Order(Heard, frozen=True, kw_only=True):
    """Items written in the right order."""

    items: tuple[Item, ...]


class OrderTable(TypedDict):
    """The items in the right order; ``shown`` has their ids as first shown."""

    items: list[Part]
    shown: list[str]
    maximum: int


def breaches(question: Order) -> Iterator[Breach]:
    """Ask for at least two items that can be told apart."""
    yield from count_breaches("items", len(question.items), 2)
    yield from twins([item.text for item in question.items], "items")
    yield from heard_breaches(question)


def table(question: Order, setting: Setting) -> OrderTable:
    """Compile the items, and the order in which they are first shown."""
    ids = part_ids(len(question.items))
    return {
        "items": [
            {
                "id": part,
                "text": localize(item.text, setting.language),
                "feedback": localize(item.feedback, setting.language),
            }
            for part, item in zip(ids, question.items, strict=True)
        ],
        "shown": shuffled(ids, question.id),
        "maximum": len(ids) - 1,
    }


def plain(table: OrderTable) -> Ordering:
    """Give the plain form."""
    items = tuple(Shown(item["id"], item["text"], item["feedback"]) for item in table["items"])
    return Ordering(items=items, shown=tuple(table["shown"]))


def grade(table: OrderTable, response: Response) -> Outcome:
    """Grade a list of all ids: a point for each item that comes after its forerunner in the key.

    The key's first item has no verdict.
    """
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not is_id_list(response):
        return NothingToScore(reason="malformed")
    right: list[str] = key(table)
    if not set(response) <= set(right):
        return NothingToScore(reason="unknown")
    if len(response) < len(right):
        return NothingToScore(reason="incomplete")
    place = {part: index for index, part in enumerate(response)}
    parts: dict[str, Verdict] = {
        second: "right" if place[first] < place[second] else "wrong"
        for first, second in pairwise(right)
    }
    misplaced = {part for part, verdict in parts.items() if verdict == "wrong"}
    return Scored(
        score=len(parts) - len(misplaced),
        maximum=table["maximum"],
        correct=not misplaced,
        parts=parts,
        feedback=feedback_of(table["items"], misplaced),
    )


def key(table: OrderTable) -> Response:
    """Give the ids in the right order."""
    return [item["id"] for item in table["items"]]


def wrong(table: OrderTable) -> Iterator[Response]:
    """Give the key with each two neighbours exchanged."""
    right = key(table)
    for index in range(len(right) - 1):
        yield [
            *right[:index],
            right[index + 1],
            right[index],
            *right[index + 2 :],
        ]


TYPE = QuestionType(
    name="order",
    model=Order,
    breaches=breaches,
    least={"items": 2},
    table=table,
    plain=plain,
    grade=grade,
    key=key,
    wrong=wrong,
)
