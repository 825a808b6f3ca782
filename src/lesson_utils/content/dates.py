"""Dates as precise as their source: a year, a month, a day, or an interval of these."""

from __future__ import annotations

import calendar
import re
from datetime import date

from lesson_utils.content.localized import Localized, localize

_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
#: ISO 8601 intervals have two parts at most.
_MOST_PARTS = 2


def parse_date(written: str) -> tuple[date, date] | None:
    """Give the first and the last day a date covers, or None if it is not one.

    Parameters
    ----------
    written
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or an interval ``…/…`` of two of these (ISO 8601).

    Examples
    --------
    >>> parse_date("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> parse_date("soon"), parse_date("2024-00")
    (None, None)
    """
    parts = written.split("/")
    days = [_days(part) for part in parts]
    first, last = days[0], days[-1]
    if len(parts) > _MOST_PARTS or first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _days(part: str) -> tuple[date, date] | None:
    match = _PART.fullmatch(part)
    if match is None:
        return None
    year, month, day = int(match["year"]), match["month"], match["day"]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    if month:
        return first, first.replace(day=calendar.monthrange(year, first.month)[1])
    return first, date(year, 12, 31)


_MONTHS = {
    "fr": [
        "janv.",
        "févr.",
        "mars",
        "avril",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def show_date(written: str, language: str) -> str:
    r"""Write a date as a reader of the language does.

    Examples
    --------
    >>> show_date("2024-11-01", "fr")
    '1er\xa0nov.\xa02024'
    >>> show_date("2024-11/2024-12", "en")
    'Nov\xa02024 – Dec\xa02024'
    """
    return " – ".join(_show(part, language) for part in written.split("/"))


def show_when(shown: Localized | None, written: str | None, language: str) -> str:
    """Give a date in its author's words, else as it is written; nothing where there is neither.

    Examples
    --------
    >>> show_when({"fr": "début 2024", "en": "early 2024"}, "2024-01", "en")
    'early 2024'
    >>> show_when(None, "2013", "fr"), show_when(None, None, "fr")
    ('2013', '')
    """
    if shown is not None:
        return localize(shown, language)
    return "" if written is None else show_date(written, language)


def _show(part: str, language: str) -> str:
    pieces = part.split("-")
    months = _MONTHS.get(language, _MONTHS["en"])
    words = [pieces[0]]
    if len(pieces) > 1:
        words.insert(0, months[int(pieces[1]) - 1])
    if len(pieces) > _MOST_PARTS:
        day = str(int(pieces[2]))
        words.insert(0, "1er" if day == "1" and language == "fr" else day)
    return "\u00a0".join(words)
