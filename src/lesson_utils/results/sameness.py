"""Which files hold one and the same work, whatever names they bear.

A file has a name that a student typed, or none, and the seed of a browser, which students may
share. What tells one work from another is when each answer was given, to the millisecond. Among
many students two may well answer one question at one moment; that two answers fall together is
chance no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from lesson_utils.student.records import Record

#: So many answers in common make one work; fewer if there are no more.
ENOUGH = 2

#: An answer's quiz, question and moment.
Mark = tuple[str, str, int]
Pair = tuple[int, int]


def marks_of(record: Record) -> set[Mark]:
    """Give the marks of what was answered; an answer of no time says nothing."""
    return {
        (quiz, question, entry.at)
        for quiz, kept in record.quizzes.items()
        for question, entry in kept.answers.items()
        if entry.at and entry.response is not None
    }


def same_work(records: Sequence[Record]) -> dict[Pair, int]:
    """Give the pairs of records, by place, that hold the same work, with their common answers."""
    marks = [marks_of(record) for record in records]
    holders: dict[Mark, list[int]] = defaultdict(list)
    for index, found in enumerate(marks):
        for mark in found:
            holders[mark].append(index)
    common: dict[Pair, int] = defaultdict(int)
    for places in holders.values():
        for pair in combinations(places, 2):
            common[pair] += 1
    return {
        (one, other): count
        for (one, other), count in sorted(common.items())
        if count >= min(ENOUGH, len(marks[one]), len(marks[other]))
    }


def groups_of(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Give each of so many things the least of those it belongs with, directly or by others.

    Examples
    --------
    >>> groups_of(4, [(0, 2), (2, 3)])
    [0, 1, 0, 0]
    """
    first = list(range(count))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(place) for place in range(count)]
