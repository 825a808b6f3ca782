"""What a language calls its months and days, and the words it has around dates."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lesson_utils.authoring.wordlists import listed_words
from lesson_utils.texts import base_language

#: Where countries of one language name the months otherwise.
_VARIANTS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "de": ("de", "de_AT")}


@cache
def words_around(language: str) -> dict[str, Any]:
    """Give a language's words around dates, of ``dates.json``.

    ``months`` are those that the press cuts short otherwise than CLDR, or another case of them;
    ``to`` and ``and`` join days; after ``years`` comes a year, and ``after`` one; ``of`` may be
    followed by a year or a count, and after one of the ``events`` is a year.
    """
    own = listed_words("dates", language)
    return own if isinstance(own, dict) else {}


def any_of(words: str) -> str:
    """Give a pattern for words divided by bars; for none, one that matches nothing.

    Examples
    --------
    >>> any_of("au|jusqu’au|à")
    "jusqu[’']au|au|à"
    """
    longest_first = sorted(filter(None, words.split("|")), key=len, reverse=True)
    return "|".join(re.escape(word).replace("’", "[’']") for word in longest_first) or "(?!)"


@cache
def month_names(language: str) -> dict[str, int]:
    """Give a language's names of the months, small letters, with their numbers.

    Long names and abbreviations; none where CLDR does not know the language. Needs ``babel``.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an author's tool

    base = base_language(language)
    names: dict[str, int] = {}
    for code in _VARIANTS.get(base, (base,)):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form].get(width, {}).items():
                    if any(map(str.isalpha, name)):
                        names.setdefault(name.casefold(), number)
    return names


@cache
def months(language: str) -> tuple[str, dict[str, int]]:
    """Give a pattern of all that a text may call its months, and their numbers.

    AP cuts names short with a full stop, which is no part of them here ("Sept.").
    """
    around = words_around(language)
    written = {**month_names(language), **around.get("months", {})}
    endings = filter(None, around.get("endings", "").split("|"))
    longer = {
        name + ending: number
        for ending in endings
        for name, number in written.items()
        if name[-1].isalpha()
    }
    every = {**longer, **written}
    numbers = {
        name.removesuffix("."): number for name, number in every.items() if not name[0].isdecimal()
    }
    pattern = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return pattern, numbers


@cache
def long_month_names(language: str) -> frozenset[str]:
    """Give a language's names of the months that are not cut short, small letters."""
    return _wide(language, "months")


@cache
def day_names(language: str) -> frozenset[str]:
    """Give a language's names of the days of the week, small letters."""
    return _wide(language, "days")


def _wide(language: str, kind: str) -> frozenset[str]:
    """Give CLDR's whole names of months or days; none where it does not know the language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an author's tool

    try:
        names = getattr(Locale.parse(base_language(language)), kind)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(name.casefold() for name in names["format"]["wide"].values())
