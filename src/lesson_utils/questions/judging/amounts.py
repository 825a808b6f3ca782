"""A number as people type it: with its unit, or as a word; and as it is shown to them.

``amounts.js`` reads the same; ``docs/grading.md`` has the rules.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lesson_utils.content.signs import SPACES
from lesson_utils.questions.judging.wording import APOSTROPHES, DASHES, without_accents

#: Words for one unit; what stands behind a number falls away if the printed unit is among them.
_SAME = (
    ("ans", "an", "annees", "annee", "years", "year"),
    ("pour cent", "pourcent", "per cent", "percent", "%"),
)
_FRENCH = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf vingt"
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_WORDS = {"une": 1} | {
    word.replace("-", " "): number
    for words in (_FRENCH, _ENGLISH)
    for number, word in enumerate(words.split())
}


_HYPHEN = re.compile(f"([a-z])(?:-|{DASHES.pattern})(?=[a-z])")


def show(value: float) -> str:
    """Write a number as it is typed: no exponent, no decimal mark that says nothing.

    Examples
    --------
    >>> show(2013.0), show(3.5), show(0.00001)
    ('2013', '3.5', '0.00001')
    """
    return f"{Decimal(str(float(value))):f}".removesuffix(".0")


def without_unit(text: str, unit: str) -> str:
    """Take the printed unit from behind a number, and write a number's word in digits.

    Examples
    --------
    >>> without_unit("10 ans", "années"), without_unit("Dix-sept", "")
    ('10', '17')
    >>> without_unit("10 mois", "ans")
    '10 mois'
    """
    small = _small(text)
    named = _small(unit)
    names = next(
        (same for same in _SAME if named in same),
        (named, named.removesuffix("s"), f"{named}s" if named else ""),
    )
    for name in names:
        rest = small.removesuffix(name).rstrip(" ") if name else small
        apart = name == "%" or small.endswith(f" {name}") or rest[-1:].isdecimal()
        if name and rest and rest != small and apart:
            return _in_digits(rest) or rest
    return _in_digits(small) or text


def _small(text: str) -> str:
    written = APOSTROPHES.sub("'", SPACES.sub(" ", text)).strip(" ").lower()
    # Between letters a hyphen is as good as a space.
    return _HYPHEN.sub(r"\1 ", without_accents(written))


def _in_digits(text: str) -> str:
    number = _WORDS.get(text)
    return "" if number is None else str(number)
