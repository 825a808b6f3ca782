"""A slip of the pen told from a wrong idea: wordings a letter or two from an accepted one.

``nearness.js`` does the same; ``docs/grading.md`` has the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lesson_utils.questions.judging.wording import plain, without_accents

#: Shorter words are other words at one letter's distance.
SHORTEST = 4
#: From this length on, two slips are forgiven.
LONG = 8
#: No wording is compared beyond this length: it is none of a few words.
_LONGEST = 100
#: A space, full stop or comma before three digits groups them; any other is a decimal mark.
_GROUPING = re.compile("([0-9])[ .,](?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile("(?:(?:^|[ (])-)?[0-9]+(?:[.,][0-9]+)*")


def is_near(given: str, accepted: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether a wording is an accepted one but for a slip.

    Parameters
    ----------
    given
        What was typed.
    accepted
        The accepted wordings.
    others
        Wrong wordings that are expected, and what other gaps accept: what is as near to one of
        them is no slip. One that is accepted here too does not count.

    Examples
    --------
    >>> is_near("djhadisme", ["djihadisme"], []), is_near("2012", ["2013"], [])
    (True, False)
    """
    typed = _folded(given)
    if len(typed) > _LONGEST:
        return False
    wanted = [_small(text) for text in accepted]
    slips = [found for text in wanted if (found := _slips(typed, without_accents(text)))]
    elsewhere = {_small(text) for text in others} - set(wanted)
    return bool(slips) and all(
        _distance(typed, without_accents(text)) > min(slips) for text in elsewhere
    )


def _small(text: str) -> str:
    return plain(text).lower()


def _folded(text: str) -> str:
    return without_accents(_small(text))


def _slips(typed: str, wanted: str) -> int | None:
    """Count the slips between two wordings; None if there are too many, or other numbers."""
    if len(wanted) < SHORTEST or abs(len(typed) - len(wanted)) > 2:  # noqa: PLR2004 - the most
        return None
    if _numbers(typed) != _numbers(wanted):
        return None
    found = _distance(typed, wanted)
    return found if 0 < found <= (2 if len(wanted) >= LONG else 1) else None


def _numbers(text: str) -> list[str]:
    found = _NUMBER.findall(_GROUPING.sub(r"\1", text))
    return [number.lstrip(" (").replace(",", ".") for number in found]


def _distance(one: str, other: str) -> int:
    """Give the optimal string alignment distance: letters put in, left out, changed or swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, theirs in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            swapped = i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == theirs
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
    return row[-1]
