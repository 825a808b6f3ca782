"""Match each left side with its right side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.model import Localized, Value, localize
from lesson_utils.outcomes import (
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
from lesson_utils.questions.base import Breach, Question, QuestionType, part_ids, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pair(Value, frozen=True, kw_only=True):
    """A left side with its right side, and what is said when they are not matched."""

    left: Localized
    right: Localized
    feedback: Localized


class Match(Question, frozen=True, kw_only=True):
    """Pairs to find; two pairs may share a right side, distractors fit nothing."""

    pairs: tuple[Pair, ...]
    distractors: tuple[Localized, ...] = ()


def breaches(question: Match) -> Iterator[Breach]:
    """Ask for at least two pairs, and no left side twice."""
    if len(question.pairs) < 2:  # noqa: PLR2004 - matching needs two
        yield "too-few-options", ("pairs",), {"count": str(len(question.pairs))}
    seen: list[Localized] = []
    for index, pair in enumerate(question.pairs):
        if pair.left in seen:
            yield "match-double", ("pairs", index), {}
        seen.append(pair.left)
    rights = [pair.right for pair in question.pairs]
    for index, text in enumerate(question.distractors):
        if text in rights:
            yield "match-distractor", ("distractors", index), {}


def table(question: Match, language: str) -> Table:
    """Compile both sides; equal right sides become one."""
    rights: list[Localized] = []
    for text in (*(pair.right for pair in question.pairs), *question.distractors):
        if text not in rights:
            rights.append(text)
    right_ids = part_ids(len(rights))
    left_ids = part_ids(len(question.pairs))
    return {
        "lefts": [
            {
                "id": part,
                "text": localize(pair.left, language),
                "feedback": localize(pair.feedback, language),
            }
            for part, pair in zip(left_ids, question.pairs, strict=True)
        ],
        "rights": [
            {"id": part, "text": localize(rights[right_ids.index(part)], language)}
            for part in shuffled(right_ids, question.id)
        ],
        "key": {
            part: right_ids[rights.index(pair.right)]
            for part, pair in zip(left_ids, question.pairs, strict=True)
        },
        "maximum": len(left_ids),
    }


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
    return Scored(
        score=len(parts) - len(missed),
        maximum=table["maximum"],
        correct=not missed,
        parts=parts,
        feedback=feedback_of(table["lefts"], missed),
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


TYPE = QuestionType(
    name="match",
    model=Match,
    breaches=breaches,
    table=table,
    grade=grade,
    key=key,
    wrong=wrong,
)
