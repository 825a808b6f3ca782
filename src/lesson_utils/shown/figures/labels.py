"""Labels of places on a map: each clear of the other places' marks and of the other labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from lesson_utils.shown.figures import style

Point = tuple[float, float]

#: Half of a square and of a line's height; from a square to the words beside, over or under it;
#: the least distance from anything else.
_HALF_SQUARE, _HALF_LINE = 0.06, 0.085
_BESIDE, _OVER, _CLEAR = 0.1, 0.19, 0.07


class Box(NamedTuple):
    """What a square or a label covers, in inches."""

    left: float
    top: float
    right: float
    bottom: float

    def apart(self, other: Box) -> float:
        """Give how far two boxes are apart; what they share counts as less than nothing.

        Examples
        --------
        >>> Box(0, 0, 1, 1).apart(Box(3, 0, 4, 1)), Box(0, 0, 2, 2).apart(Box(1, 1, 3, 3))
        (2, -1)
        """
        across = max(other.left - self.right, self.left - other.right)
        down = max(other.top - self.bottom, self.top - other.bottom)
        return max(across, down)


class Spot(NamedTuple):
    """Where a label stands: the end of its line that ``anchor`` names, and what it covers."""

    at: Point
    anchor: Literal["left", "right", "center"]
    box: Box


def placed_labels(
    squares: Sequence[Point], labels: Sequence[str], sides: Sequence[str], size: Point
) -> list[Spot]:
    """Give each label a spot: on the side that is asked for, or else where it is clear.

    Parameters
    ----------
    squares
        The middle of each place's mark.
    labels, sides
        What is written, and on which side first: ``left`` or ``right``.
    size
        Width and height of the map.
    """
    edge = Box(0, 0, *size)
    marks = [
        Box(x - _HALF_SQUARE, y - _HALF_SQUARE, x + _HALF_SQUARE, y + _HALF_SQUARE)
        for x, y in squares
    ]
    spots: list[Spot] = []
    for index, (square, label, side) in enumerate(zip(squares, labels, sides, strict=True)):
        others = [*marks[:index], *marks[index + 1 :], *(spot.box for spot in spots)]
        best = max(
            _candidates(square, label, side, size[0]),
            # The first one that is clear enough, else the one that is least in the way.
            key=lambda spot: min(_CLEAR, _room(spot.box, others, edge)),
        )
        spots.append(best)
    return spots


def _candidates(square: Point, label: str, side: str, width: float) -> Iterator[Spot]:
    x, y = square
    long = style.length(label, style.SMALL)
    # Over or under a place at the edge, as near to its middle as there is room.
    middle = max(min(x, width - long / 2), long / 2)
    ways: dict[str, tuple[Point, Literal["left", "right", "center"], float]] = {
        "right": ((x + _BESIDE, y), "left", x + _BESIDE),
        "left": ((x - _BESIDE, y), "right", x - _BESIDE - long),
        "under": ((middle, y + _OVER), "center", middle - long / 2),
        "over": ((middle, y - _OVER), "center", middle - long / 2),
    }
    for way in dict.fromkeys((side, *ways)):
        at, anchor, left = ways[way]
        yield Spot(at, anchor, Box(left, at[1] - _HALF_LINE, left + long, at[1] + _HALF_LINE))


def _room(box: Box, others: Iterable[Box], edge: Box) -> float:
    """Give how far a box is from all others; beyond the edge is less than nothing."""
    inside = min(
        box.left - edge.left, box.top - edge.top, edge.right - box.right, edge.bottom - box.bottom
    )
    # To be near the edge is no harm.
    found = [inside] if inside < 0 else []
    return min([*(box.apart(other) for other in others), *found], default=_CLEAR)
