"""The shares of a mark that Moodle knows.

Moodle refuses, or rounds, a share that is not in its list
(``question_bank::fraction_options_full``), and wants the right ones of a question with several
right options to make 100 per cent.
"""

from __future__ import annotations

SHARES = (
    *(100.0, 90.0, 83.33333, 80.0, 75.0, 70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333, 30.0, 25.0),
    *(20.0, 16.66667, 14.28571, 12.5, 11.11111, 10.0, 5.0),
)
#: Up to so many right options each has the same share.
EQUAL = 10
_TENTHS, _TWENTIETHS = 10.0, 5.0


def shares(count: int) -> list[float]:
    """Share 100 per cent among a number of right options.

    With more than :data:`EQUAL` the first have more than the last: Moodle has nothing between a
    tenth and a twentieth.

    Examples
    --------
    >>> shares(3), sum(shares(11))
    ([33.33333, 33.33333, 33.33333], 100.0)
    """
    if count <= EQUAL:
        return [round(100 / count, 5)] * count
    twentieths = min(2 * (count - EQUAL), 2 * EQUAL)
    tenths = max(2 * EQUAL - count, 0)
    rest = count - tenths - twentieths
    return [_TENTHS] * tenths + [_TWENTIETHS] * twentieths + [0.0] * rest


def penalty(points: int) -> float:
    """Give what one point of so many costs, as the nearest share there is.

    Examples
    --------
    >>> penalty(3), penalty(2), penalty(12)
    (-33.33333, -50.0, -10.0)
    """
    return -min(SHARES, key=lambda share: abs(share - 100 / points))


def shown(share: float) -> str:
    """Write a share as the attribute ``fraction`` has it.

    Examples
    --------
    >>> shown(100.0), shown(-33.33333)
    ('100', '-33.33333')
    """
    return f"{share:.5f}".rstrip("0").rstrip(".")
