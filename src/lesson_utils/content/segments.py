"""Overlapping spans over a text, cut into segments that do not, and joined as far as some go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

#: A piece of the text, and the spans that cover it.
Segment = tuple[str, list[int]]
#: A piece of the text, and the spans that end with it: none if it is bare.
Run = tuple[str, list[int]]


def cut(
    text: str, stretches: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[list[Segment]]:
    """Cut stretches of a text wherever a span starts or ends.

    Parameters
    ----------
    text
        The whole text.
    stretches
        What to cut, as ``(start, end)`` in ascending order without overlap (the paragraphs).
    spans
        ``(start, end)`` each, in any order; they may nest and overlap.

    Returns
    -------
    list of list of (str, list of int)
        For each stretch its segments, each with the indices of the spans that cover it, in
        ascending order. The segments of a stretch joined are the stretch.

    Examples
    --------
    >>> cut("abcde", [(0, 5)], [(0, 3), (2, 5)])
    [[('ab', [0]), ('c', [0, 1]), ('de', [1])]]
    """
    starts = sorted((start, index) for index, (start, end) in enumerate(spans) if start < end)
    bounds = sorted({bound for span in spans for bound in span})
    active: list[int] = []
    upcoming = 0
    result: list[list[Segment]] = []
    for begin, stop in stretches:
        segments: list[Segment] = []
        inner = bounds[bisect_left(bounds, begin + 1) : bisect_left(bounds, stop)]
        for left, right in zip([begin, *inner], [*inner, stop], strict=True):
            active = [index for index in active if spans[index][1] > left]
            while upcoming < len(starts) and starts[upcoming][0] <= left:
                if spans[starts[upcoming][1]][1] > left:
                    active.append(starts[upcoming][1])
                upcoming += 1
            if left < right:
                segments.append((text[left:right], sorted(active)))
        result.append(segments)
    return result


def runs(segments: Sequence[Segment], among: Container[int]) -> Iterator[Run]:
    """Join a stretch's segments to runs: bare ones, and covered ones up to where spans end.

    Parameters
    ----------
    segments
        Of one stretch, which holds the spans whole.
    among
        The spans that count; where others begin or end is no matter.

    Examples
    --------
    >>> list(runs([("ab", [0]), ("c", [0, 1]), ("de", [1]), ("f", [2]), ("g", [])], {0, 1}))
    [('abc', [0]), ('de', [1]), ('fg', [])]
    """
    pending = ""
    before: list[int] = []
    for text, covering in segments:
        here = [span for span in covering if span in among]
        if here != before:
            ended = [span for span in before if span not in here]
            if pending and (ended or not before):
                yield pending, ended
                pending = ""
            before = here
        pending += text
    if pending:
        yield pending, before
