"""Where two lists of outputs differ first, short enough for a message."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, NamedTuple

#: Letters of a line that a message quotes.
_SHOWN = 60
#: Letters quoted before those that differ.
_BEFORE = 20


class Difference(NamedTuple):
    """The line that differs, as stored and as it is now; or the kind of output, if no text does."""

    stored: str
    now: str
    kind: str | None = None


def first_difference(stored: list[Any], now: list[Any]) -> Difference:
    r"""Find where outputs differ first: in their plain text, else in another of their forms.

    Parameters
    ----------
    stored, now
        Outputs in the notebook format, without what changes from run to run.

    Examples
    --------
    >>> first_difference([{"text": "a\nb"}], [{"text": "a\nc"}])
    Difference(stored='b', now='c', kind=None)
    >>> first_difference([{"data": {"image/png": "x"}}], [{"data": {"image/png": "y"}}]).kind
    'image/png'
    """
    lines = zip_longest(_text(stored).splitlines(), _text(now).splitlines(), fillvalue="")
    for old, new in lines:
        if old != new:
            start = next(
                (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
                min(len(old), len(new)),
            )
            return Difference(_around(old, start), _around(new, start))
    nothing: dict[str, Any] = {}
    for one, other in zip_longest(stored, now, fillvalue=nothing):
        before, after = one.get("data", nothing), other.get("data", nothing)
        for kind in before | after:
            if before.get(kind) != after.get(kind):
                return Difference("", "", kind)
    return Difference("", "", "output_type")


def _text(outputs: list[Any]) -> str:
    parts = [each.get("text") or each.get("data", {}).get("text/plain", "") for each in outputs]
    return "\n".join(str(part) for part in parts)


def _around(line: str, place: int) -> str:
    """Shorten a line to the letters around a place."""
    start = max(0, place - _BEFORE) if len(line) > _SHOWN else 0
    end = start + _SHOWN
    return f"{'…' * bool(start)}{line[start:end].strip()}{'…' * (end < len(line))}"
