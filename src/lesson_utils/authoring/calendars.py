"""Dates in running text, by the names a language has for its months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lesson_utils.authoring import rarity
from lesson_utils.content.dates import parse_date
from lesson_utils.texts import base_language

#: Where countries of one language name the months otherwise.
_VARIANTS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "de": ("de", "de_AT")}
#: Months as the press cuts them short and CLDR does not.
_PRESS = {
    "en": {"sept": 9},
    "de": {"febr": 2, "sept": 9, "jän": 1},
    "es": {"sept": 9, "set": 9},
    "fr": {"fév": 2, "sept": 9},
    "nl": {"sept": 9, "febr": 2},
}
#: What may follow a day's number, and stand between day, month and year.
_ORDINAL = r"(?:er|ème|º|ª|\.|st|nd|rd|th)?"
_BETWEEN = r"(?:\s+(?:de|del|of|di|do)\s+|[\s,./-]+(?:من\s+)?)"
#: What may stand before a year that is written alone.
_BEFORE_YEAR = (
    r"(?:(?:(?:antes|después|finales|principios|mediados|fin|début)\s+de|entre|between|zwischen"
    r"|fin|début|mi|courant|ende|anfang|mitte|early|late|mid|fine|inizio|năm"
    r"|en|in|im|seit|depuis|desde|since|until|till|from|after|before|by|avant|après|jahr|jahre"
    r"|año|hasta|année|l’an|year|around|vers|hacia|um|عام|سنة|العام|لعام|منذ|em|nel|anno|dès|até|a|an"
    r"|sinds|uit|rond|copyright|©"
    r"|بين|خلال|حتى|spring|summer|autumn|winter|easter|christmas|printemps|été|automne|hiver"
    r"|noël|pâques|frühjahr|frühling|sommer|herbst|ostern|weihnachten|estate|autunno|inverno"
    r"|(?:primavera|verano|otoño|invierno|verão|outono)(?:\s+d[eo])?)[\s-]+"
    r"|(?<!\d)[12]\d{3}\s*(?:y|e|et|and|und|u\.|to|à|a|bis|en|و|–|-)\s*)"
)
_ISO = re.compile(r"(?<![\d/-])(\d{4}-\d{2}-\d{2})(?![\d/-])")
_YEAR = re.compile(rf"\b{_BEFORE_YEAR}\(?(?P<year>[12]\d{{3}})\b(?![.,٫]?\d)", re.IGNORECASE)
#: A round number before one of these is a count: "in 2000 homes"; before others, a year.
_ROUND = 50
_THING = re.compile(r"\s+(?P<word>[^\W\d_]{4,})")
#: A word this common is no thing that one counts ("en 2000 dans", "in 2000 there"); Zipf.
_COMMON = 5.6
#: These may stand before a year, and before much else: "the storm of 1953".
_AFTER_OF = re.compile(
    r"\b(?:de|del|du|of|dal|al|do|ao)\s(?P<year>1[5-9]\d\d|20\d\d)\b(?![.,٫]?\d|\s?[%°€$£])",
    re.IGNORECASE,
)
#: "(Aldmouth, 1968)", "(1968-2020)".
_IN_BRACKETS = re.compile(r"\((?:[^()\d]*,\s)?(?P<year>1[5-9]\d\d|20\d\d)(?=\s?[)–-])")
#: What is said of a year after it, in Hindi; what a German verb has before its end.
_HINDI = re.compile(r"(?<![\d.,])(?P<year>1[5-9]\d\d|20\d\d)(?=\s(?:में|की|के|का|से|तक)(?:[\s,।]|$))")
_GERMAN = re.compile(
    r"(?:\b(?:wurden?|waren?|hatten?|ist|sind|kam|kamen|begann|entstand|starb|öffnete|schloss)"
    r"|\b(?i:schon|bereits|erst|zuletzt|noch|zuerst))"
    r"\s(?P<year>1[5-9]\d\d|20\d\d)(?=\s(?P<next>[a-zäöüß]+)(?P<noun>\s[A-ZÄÖÜ])?)"
)
_ADJECTIVE = re.compile(r"e[nrsm]?$")
_GERMAN_SMALL = re.compile(
    r"d(?:er|en|em|es|ie)|(?:k?ein|mein|dein|sein|ihr|unser)e[nrsm]?|unter|über|hinter|neben|gegen"
    r"|wegen|zwischen|diese[nrsm]?"
)
#: 2021年3月5日, 2021년 3월 5일.
_WIDE = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3})\s?[年년]"
    r"(?:\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일号])?)?"
)
#: ngày 5 tháng 3 năm 2021.
_VIETNAMESE = re.compile(
    r"(?:\bngày\s+(?P<day>\d{1,2})\s+)?\btháng\s+(?P<month>\d{1,2})"
    r"(?:\s+năm\s+|[/,]\s*)(?P<year>[12]\d{3})\b",
    re.IGNORECASE,
)
#: 5.3.2021, 13/04/2021: the day first, except where the language has the month first as well.
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)"
    r"(?P<year>[12]\d{3})(?![\d/-]|[.]\d)"
)
_MONTHS = 12


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
        day = rf"\d{{1,2}}{_ORDINAL}"
        joined = r"\s?(?:,|et(?:\sle)?|and|und|u\.|y(?:\sel)?|e|en|à|au|to|bis|al|a|–|-)\s?"
        other = rf"(?:{day}{joined})*"
        pattern = rf"\b{other}{day}{_BETWEEN}(?:{names})\b|\b(?:{names})\s+\d{{1,2}}\b"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.span()


def _alternatives(language: str) -> str:
    """Give a pattern of the months' names; AP cuts them short with a full stop ("Sept.")."""
    names = set(month_names(language)) | set(_PRESS.get(base_language(language), ()))
    plain = {name.removesuffix(".") for name in names if not name[0].isdecimal()}
    return "|".join(map(re.escape, sorted(plain, key=len, reverse=True)))


def _month(language: str, written: str) -> int:
    names = month_names(language)
    name = written.casefold()
    press = _PRESS.get(base_language(language), {})
    return names.get(name) or names.get(f"{name}.") or press[name]


def _candidates(text: str, language: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield FoundDate(*match.span(), _digits(match[1]))
    yield from _with_names(text, language)
    western = _western(text)
    for pattern in (_WIDE, _VIETNAMESE):
        for match in pattern.finditer(western):
            yield _found(match, match["year"], match["month"], match["day"])
    for match in _NUMERIC.finditer(western):
        day, month = int(match["first"]), int(match["second"])
        american = base_language(language) == "en" and match["mark"] == "/"
        if american and day <= _MONTHS and month <= _MONTHS and day != month:
            continue
        if month > _MONTHS and american:
            day, month = month, day
        yield _found(match, match["year"], month, day)
    yield from _years(western, language)


def _with_names(text: str, language: str) -> Iterator[FoundDate]:
    names = _alternatives(language)
    if not names:
        return
    # The United Nations' Arabic names a month twice: آذار/مارس.
    month = rf"(?P<month>{names})(?:/(?:{names}))?\.?"
    year = r"(?P<year>[^\W\D]{4})"
    day = rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:\s?[-–—]\s?(?P<last>\d{{1,2}}){_ORDINAL})?"
    for pattern in (
        rf"\b{day}{_BETWEEN}{month}{_BETWEEN}{year}\b",
        rf"\b{month}\s+{day},?\s+{year}\b",
        rf"\b{month}{_BETWEEN}{year}\b",
    ):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            groups = match.groupdict()
            number = _month(language, groups["month"])
            written = _western_year(groups["year"], language)
            found = _found(match, written, number, groups.get("day"))
            if groups.get("last"):
                last = _found(match, written, number, groups["last"])
                found = FoundDate(found.start, found.end, f"{found.when}/{last.when}")
            yield found


def _western_year(written: str, language: str) -> str:
    """Give the year as most calendars count it: Thai texts count from the Buddha's death."""
    year, ahead = int(written), 543
    return str(year - ahead) if base_language(language) == "th" and year > 2400 else str(year)  # noqa: PLR2004 - no other era is there yet


def _found(
    match: re.Match[str], year: str, month: str | int | None, day: str | int | None
) -> FoundDate:
    when = _digits(year)
    if month:
        when += f"-{int(month):02}"
    if day:
        when += f"-{int(day):02}"
    return FoundDate(*match.span(), when)


def _years(western: str, language: str) -> Iterator[FoundDate]:
    position = 0
    # The year before may be what shows that a number is a year: it is looked at twice.
    while match := _YEAR.search(western, position):
        if not _counts(western, match, language):
            yield FoundDate(*match.span("year"), match["year"])
        position = match.start("year")
    for match in _AFTER_OF.finditer(western):
        thing = _THING.match(western, match.end())
        if int(match["year"]) % _ROUND and (thing is None or not thing["word"].islower()):
            yield FoundDate(*match.span("year"), match["year"])
    for match in _IN_BRACKETS.finditer(western):
        yield FoundDate(*match.span("year"), match["year"])
    base = base_language(language)
    for match in _HINDI.finditer(western) if base == "hi" else ():
        if int(match["year"]) % _ROUND:
            yield FoundDate(*match.span("year"), match["year"])
    for match in _GERMAN.finditer(western) if base == "de" else ():
        word = match["next"]
        if not (match["noun"] and _ADJECTIVE.search(word)) or _GERMAN_SMALL.fullmatch(word):
            yield FoundDate(*match.span("year"), match["year"])


def _counts(western: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a round number counts what follows it, and is no year."""
    return int(match["year"]) % _ROUND == 0 and _names_thing(western, match, language)


def _names_thing(western: str, match: re.Match[str], language: str) -> bool:
    """Tell whether the word after a number is one for things that are counted."""
    following = _THING.match(western, match.end("year"))
    if following is None or not following["word"].islower():
        return False
    word = following["word"]
    return not rarity.known(language) or rarity.zipf(word, language) < _COMMON


def _digits(written: str) -> str:
    return "".join(str(int(d)) if d.isdecimal() else d for d in written)


def _western(text: str) -> str:
    """Write every decimal digit as 0 to 9, letter for letter."""
    return _digits(text)
