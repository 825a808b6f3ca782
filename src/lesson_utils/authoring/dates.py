"""Dates in running text, as precise as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lesson_utils.authoring.calendars import any_of, months, words_around
from lesson_utils.authoring.years import years_in
from lesson_utils.content.dates import parse_date
from lesson_utils.texts import base_language

#: What may follow a day's number, and stand between day, month and year.
_ORDINAL = r"(?:er|ème|\.?[ºª°]|\.|st|nd|rd|th)?"
_BETWEEN = r"(?:\s+(?:de|del|of|di|do)\s+|[\s,./-]+(?:من\s+)?)"
_ISO = re.compile(r"(?<![\d/-])(\d{4}-\d{2}-\d{2})(?![\d/-])")
#: 2021年3月5日, 2021년 3월 5일, 3月5日至7日.
_WIDE = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3})\s?[年년]"
    r"(?:\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?(?:[日일号]|(?=[~～–-]))"
    r"(?:\s?(?:[至到~～–-]|から|부터)\s?(?P<last>\d{1,2})\s?[日일号])?)?)?"
)
#: ngày 5 tháng 3 năm 2021.
_VIETNAMESE = re.compile(
    r"(?:\bngày\s+(?P<day>\d{1,2})\s+)?\btháng\s+(?P<month>\d{1,2})"
    r"(?:\s+năm\s+|[/,]\s*)(?P<year>[12]\d{3})\b",
    re.IGNORECASE,
)
#: 5.3.2021, 13/04/2021: the day first, except where the language has the month first as well.
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>\.\s?|/)(?P<second>\d{1,2})(?P=mark)"
    r"(?P<year>[12]\d{3})(?![\d/-]|[.]\d)"
)
_MONTHS = 12


@dataclass(frozen=True)
class FoundDate:
    """A date where it stands, as ``content.dates.parse_date`` reads it."""

    start: int
    end: int
    when: str


def find_dates(text: str, language: str) -> list[FoundDate]:
    """Find dates with a year, in any digits, that do not overlap.

    Examples
    --------
    >>> [found.when for found in find_dates("Le 3 mai 2021, puis en juin 2022.", "fr")]
    ['2021-05-03', '2022-06']
    >>> [found.when for found in find_dates("Du 3 au 7 mai 2021", "fr")]
    ['2021-05-03/2021-05-07']
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
    names, _ = months(language)
    if names:
        day = rf"\d{{1,2}}{_ORDINAL}"
        around = words_around(language)
        joined = any_of(around.get("to", "").removesuffix("-") + "|" + around.get("and", ""))
        other = rf"(?:{day}(?:\s?[,–-]\s?|\s(?:{joined})\s?))*"
        pattern = (
            rf"\b{other}{day}{_BETWEEN}(?:{names})\b\.?|\b(?:{names})\.?\s+\d{{1,2}}"
            rf"(?:st|nd|rd|th)?(?:\s?(?:[–-]|\b(?:{joined}))\s?\d{{1,2}})?\b"
        )
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.span()


def _candidates(text: str, language: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield FoundDate(*match.span(), _digits(match[1]))
    yield from _with_names(text, language)
    western = _digits(text)
    for match in _WIDE.finditer(western):
        groups = match.groupdict()
        yield _found(match, groups["year"], groups["month"], groups["day"], groups["last"])
    for match in _VIETNAMESE.finditer(western):
        yield _found(match, match["year"], match["month"], match["day"])
    for match in _NUMERIC.finditer(western):
        day, month = int(match["first"]), int(match["second"])
        american = base_language(language) == "en" and match["mark"] == "/"
        if american and day <= _MONTHS and month <= _MONTHS and day != month:
            continue
        if month > _MONTHS and american:
            day, month = month, day
        yield _found(match, match["year"], month, day)
    for start, end, when in years_in(western, language):
        yield FoundDate(start, end, when)


def _with_names(text: str, language: str) -> Iterator[FoundDate]:
    """Give the dates whose month is named, those of several days first."""
    _, numbers = months(language)
    for pattern in _patterns(language):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            groups = match.groupdict()
            year = _western_year(groups["year"], language)
            ends = [
                _when(year, numbers[name.casefold()], groups.get(f"day{number}"))
                for number in ("1", "2")
                if (name := groups.get(f"month{number}") or groups["month2"])
                and (number == "2" or groups.get("to") or groups.get("and"))
            ]
            if groups.get("and") and int(groups["day1"]) + 1 != int(groups["day2"]):
                continue
            yield FoundDate(*match.span(), "/".join(ends))


@cache
def _patterns(language: str) -> tuple[str, ...]:
    """Give the ways in which a language writes a date with a month's name."""
    names, _ = months(language)
    if not names:
        return ()
    around = words_around(language)
    to = rf"(?P<to>\s?[-–—]\s?|\s(?:{any_of(around.get('to', '').removesuffix('-'))})\s?)"
    both = rf"(?:{to}|(?P<and>\s(?:{any_of(around.get('and', ''))})\s?))"
    # The United Nations' Arabic names a month twice: آذار/مارس.
    first, last = (rf"(?P<month{n}>{names})(?:/(?:{names}))?\b\.?" for n in "12")
    day, until = (rf"(?P<day{n}>\d{{1,2}}){_ORDINAL}" for n in "12")
    year = r"(?P<year>[^\W\D]{4})\b"
    return (
        rf"\b{day}{_BETWEEN}{first}{to}{until}{_BETWEEN}{last}{_BETWEEN}{year}",
        rf"\b{first}\s+{day}{to}{last}\s+{until},?\s+{year}",
        rf"\b{day}{both}{until}{_BETWEEN}{last}{_BETWEEN}{year}",
        rf"\b{last}\s+{day}{both}{until},?\s+{year}",
        rf"\b{until}{_BETWEEN}{last}{_BETWEEN}{year}",
        rf"\b{last}\s+{until},?\s+{year}",
        rf"\b{first}{to}{last}{_BETWEEN}{year}",
        rf"\b{last}{_BETWEEN}{year}",
    )


def _western_year(written: str, language: str) -> str:
    """Give the year as most calendars count it: Thai texts count from the Buddha's death."""
    year, ahead = int(written), 543
    return str(year - ahead) if base_language(language) == "th" and year > 2400 else str(year)  # noqa: PLR2004 - no other era is there yet


def _found(
    match: re.Match[str],
    year: str,
    month: str | int | None,
    day: str | int | None,
    last: str | None = None,
) -> FoundDate:
    when = _when(year, month, day)
    if last:
        when += f"/{_when(year, month, last)}"
    return FoundDate(*match.span(), when)


def _when(year: str, month: str | int | None, day: str | int | None) -> str:
    parts = [f"{int(part):02}" for part in (month, day) if part]
    return "-".join([_digits(year), *parts])


def _digits(written: str) -> str:
    """Write every decimal digit as 0 to 9, letter for letter."""
    return "".join(str(int(d)) if d.isdecimal() else d for d in written)
