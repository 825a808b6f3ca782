"""Dates in running text, by the names a language has for its months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lesson_utils.content.dates import parse_date
from lesson_utils.texts import base_language

#: Where countries of one language name the months otherwise.
_VARIANTS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "de": ("de", "de_AT")}
#: What may follow a day's number, and stand between day, month and year.
_ORDINAL = r"(?:er|ème|º|ª|\.|st|nd|rd|th)?"
_BETWEEN = r"(?:\s+(?:de|del|of|di|do)\s+|[\s,./-]+(?:من\s+)?)"
#: What may stand before a year that is written alone.
_BEFORE_YEAR = (
    r"(?:(?:(?:antes|después|finales|principios|mediados|fin|début)\s+de|entre|between|zwischen"
    r"|en|in|im|seit|depuis|desde|since|until|till|from|after|before|by|avant|après|jahr|jahre"
    r"|año|hasta|année|l’an|year|around|vers|hacia|um|عام|سنة|العام|لعام|منذ|em|nel|anno)\s+"
    r"|(?<!\d)[12]\d{3}\s*(?:y|e|et|and|und|to|à|a|bis|و|–|-)\s*)"
)
_ISO = re.compile(r"(?<![\d/-])(\d{4}-\d{2}-\d{2})(?![\d/-])")
_YEAR = re.compile(rf"\b{_BEFORE_YEAR}\(?(?P<year>[12]\d{{3}})\b(?![.,٫]?\d)", re.IGNORECASE)


@dataclass(frozen=True)
class FoundDate:
    """A date where it stands, as ``dates.parse_date`` reads it."""

    start: int
    end: int
    when: str


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
def day_names(language: str) -> frozenset[str]:
    """Give a language's names of the days of the week, small letters."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an author's tool

    try:
        locale = Locale.parse(base_language(language))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(name.casefold() for name in locale.days["format"]["wide"].values())


def find_dates(text: str, language: str) -> list[FoundDate]:
    """Find dates with a year, in any digits, that do not overlap.

    Examples
    --------
    >>> [found.when for found in find_dates("Le 3 mai 2021, puis en juin 2022.", "fr")]
    ['2021-05-03', '2022-06']
    >>> [found.when for found in find_dates("في ١٢ مارس ٢٠١٩", "ar")]
    ['2019-03-12']
    """
    taken: list[FoundDate] = []
    for found in _candidates(text, language):
        free = all(found.end <= other.start or other.end <= found.start for other in taken)
        if free and parse_date(found.when) is not None:
            taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def month_days(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Give where a day and a month stand without a year: a date that the timeline cannot hold."""
    names = _alternatives(language)
    if names:
        pattern = rf"\b\d{{1,2}}{_ORDINAL}{_BETWEEN}(?:{names})\b|\b(?:{names})\s+\d{{1,2}}\b"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.span()


def _alternatives(language: str) -> str:
    return "|".join(map(re.escape, sorted(month_names(language), key=len, reverse=True)))


def _candidates(text: str, language: str) -> Iterator[FoundDate]:
    western = _western(text)
    for match in _ISO.finditer(text):
        yield FoundDate(*match.span(), _digits(match[1]))
    names = _alternatives(language)
    if names:
        month, year = rf"(?P<month>{names})", r"(?P<year>[^\W\D]{4})"
        day = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
        for pattern in (
            rf"\b{day}{_BETWEEN}{month}{_BETWEEN}{year}\b",
            rf"\b{month}\s+{day},?\s+{year}\b",
            rf"\b{month}{_BETWEEN}{year}\b",
        ):
            for match in re.finditer(pattern, text, re.IGNORECASE):
                groups = match.groupdict()
                number = month_names(language)[groups["month"].casefold()]
                when = f"{_digits(groups['year'])}-{number:02}"
                if groups.get("day"):
                    when += f"-{int(groups['day']):02}"
                yield FoundDate(*match.span(), when)
    position = 0
    # The year before may be what shows that a number is a year: it is looked at twice.
    while year_alone := _YEAR.search(western, position):
        yield FoundDate(*year_alone.span("year"), year_alone["year"])
        position = year_alone.start("year")


def _digits(written: str) -> str:
    return "".join(str(int(d)) if d.isdecimal() else d for d in written)


def _western(text: str) -> str:
    """Write every decimal digit as 0 to 9, letter for letter."""
    return _digits(text)
