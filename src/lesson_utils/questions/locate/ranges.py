"""Ranges of characters: how a choice of text is told, and what it holds."""

from __future__ import annotations

from typing import Any, TypedDict

from lesson_utils.questions.outcomes import Response

Range = tuple[int, int]


class Stretch(TypedDict):
    """A stretch of the article."""

    start: int
    end: int


def read_ranges(response: Response) -> list[Range] | None:
    """Read ranges and join those that overlap; None if they are none."""
    if not isinstance(response, list):
        return None
    joined: list[Range] = []
    pairs = [_pair(item) for item in response]
    if None in pairs:
        return None
    for start, end in sorted(pair for pair in pairs if pair):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _pair(item: Any) -> Range | None:
    if not isinstance(item, list) or len(item) != len(("start", "end")):
        return None
    if any(isinstance(bound, bool) or not isinstance(bound, (int, float)) for bound in item):
        return None
    start, end = item
    if start != start // 1 or end != end // 1 or start >= end:
        return None
    return int(start), int(end)


def covered(stretch: Stretch, ranges: list[Range]) -> int:
    """Count the characters of a stretch that the ranges hold."""
    return sum(max(0, min(e, stretch["end"]) - max(s, stretch["start"])) for s, e in ranges)


def is_half(stretch: Stretch, ranges: list[Range]) -> bool:
    """Tell whether the ranges hold half of a stretch."""
    return bool(covered(stretch, ranges) * 2 >= stretch["end"] - stretch["start"])


def overlap(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])
