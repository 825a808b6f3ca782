"""Numbers in running text, as each language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesson_utils.texts import base_language

#: Languages that write 3.5; the others write 3,5. Source: CLDR, "decimal".
_FULL_STOP = frozenset({"en", "ar", "fa", "he", "hi", "bn", "ur", "ja", "ko", "zh", "th", "ms"})
_SPACES = "\u0020\u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![\w.,٫٬/:-])\d{{1,3}}(?:[{_SPACES}.,’'٬]\d{{3}})+(?:[.,٫]\d+)?(?![\w/:-]|[.,٫]\d)"
    r"|(?<![\w.,٫٬/:-])\d+(?:[.,٫]\d+)?(?![\w/:-]|[.,٫]\d)"
)
#: More digits than this are a telephone number or a code.
_MOST_DIGITS = 12


@dataclass(frozen=True)
class FoundNumber:
    """A number where it stands; ``value`` is None where it can be read in two ways."""

    start: int
    end: int
    value: float | None


def find_numbers(text: str, language: str) -> list[FoundNumber]:
    """Find numbers written in digits of any script.

    Examples
    --------
    >>> [found.value for found in find_numbers("12 400 habitants, 3,5 km", "fr")]
    [12400.0, 3.5]
    >>> [found.value for found in find_numbers("1,250 books and ٤٥ more", "en")]
    [1250.0, 45.0]
    """
    return [
        FoundNumber(*match.span(), _value(match.group(), language))
        for match in _NUMBER.finditer(text)
        if sum(map(str.isdecimal, match.group())) <= _MOST_DIGITS
    ]


def _value(written: str, language: str) -> float | None:
    decimal = "." if base_language(language) in _FULL_STOP else ","
    thousands = ",.".replace(decimal, "")
    western = "".join(str(int(d)) if d.isdecimal() else d for d in written)
    whole, _, rest = western.replace("٫", decimal).partition(decimal)
    whole = re.sub(rf"[{_SPACES}’'٬{thousands}](\d{{3}})", r"\1", whole)
    if not whole.isdecimal() or (rest and not rest.isdecimal()):
        return None
    # 1,250 may be thousands written by somebody else's habit.
    return None if len(rest) == 3 else float(f"{whole}.{rest or '0'}")  # noqa: PLR2004
