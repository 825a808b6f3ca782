"""A sentence of the text with another number in it: certainly false, and no sillier than the true.

Certain where the text gives a number as it is. "At least 20" does not make "at least 30" false, nor
does "never more than 13 degrees" make 23 so; a plan, an order and a doubt leave things open. A
language without a list of such words (``bounds.json``) has no altered sentences.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from lesson_utils.authoring import calendars
from lesson_utils.authoring.cues import leaves_open
from lesson_utils.authoring.numbers import FoundNumber
from lesson_utils.authoring.passages import Passage
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.wordlists import listed_words
from lesson_utils.texts import base_language

#: A house's number in its street, a line's, a form's: nobody is asked for these.
_ADDRESS_AFTER = re.compile(
    r",?\s(?:(?:bis|ter)\s?,?\s)?(?:rue|avenue|av\.|boulevard|bd|place|quai|allée|chemin|impasse|route|cours)\b"
    r"|\s(?:[A-ZÀ-Þ][\w’'-]*\s){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Terrace|Drive|Square)\b"
)
_ADDRESS_BEFORE = re.compile(
    r"(?:\b(?:rue|calle|avenida|plaza|via|piazza|rua|Rue|Calle|Avenida|Plaza|Via|Piazza|Rua)\s[^,.]*,?"
    r"|\w*(?:stra(?:ß|ss)e|platz|weg|gasse|straat|laan|plein)|\b(?:Year|Grade|Class|Route|Line))\s$"
)
_PERCENT = re.compile(
    r"\s*(?:[%٪]|per\s?cent|pour\s?cent|por\s?ciento|prozent|procent|بالمئة|في المئة)",
    re.IGNORECASE,
)
#: The number of an article, a page, a ferry; that of a point in a list.
_LABEL_BEFORE = re.compile(
    r"\b(?:art|fig|vol|chap|cap|pp?|pag|pág|n|no|nr|nro|núm|№)\.?\s$", re.IGNORECASE
)
_ITEM_BEFORE, _ITEM_AFTER = re.compile(r"\W*"), re.compile(r"[.)]\s")
#: Somebody's age, and a time of day: easily seen, and nothing that the text is about.
_AGE_BEFORE = re.compile(
    r"(?:[,(–—-]\s?|\b(?:de|di|âgée?s?\sde|who\s(?:is|was)|aged?)\s)$", re.IGNORECASE
)
_AGE_AFTER = re.compile(
    r"[ \u00a0\u202f-]?(?:ans|años|anni|anos|jahre?(?:\salt)?|jaar|years?[ -]old|лет|vuotias)\b",
    re.IGNORECASE,
)
_AGE_ALONE = re.compile(r"\s?[,).;:]")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]+(?:,\s|\s\()$")
_HOUR_BEFORE = re.compile(
    r"\b(?:ore|hours?|klo|kl\.?|at|um|gegen|ab|dès|vers|às|las|alle)\s$", re.IGNORECASE
)
_HOUR_AFTER = re.compile(
    r"[ \u00a0\u202f]?(?:h\b|heures\b|uhr\b|horas\b(?=\s(?:de|da)\s)|o[’']clock|uur\b|[ap]\.?m\b)",
    re.IGNORECASE,
)
#: Scripts in which the edges of words are not where a pattern sees them.
_NO_EDGES = frozenset({"hi", "ja", "ko", "zh"})
#: No part is greater than the whole.
_WHOLE = 100
#: A number of one digit becomes one that is two away; others change their first digit by one.
_STEP, _MIDDLE = 2, 5


#: A year in digits of any script.
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_OUR_CENTURY = 2000
#: "Since 1954" holds since 1964 too.
_SINCE = re.compile(
    r"\b(?:depuis|since|seit|desde|da(?:l|ll[’'])|sinds|before|avant|vor|antes|prima|voor|after|après"
    r"|nach|después|dopo|depois|na)\b|منذ|قبل|بعد|以来|から|以前|以后|起|前|后|부터|이후|से|बाद|पहले",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Altered:
    """A passage with another number in it, and both numbers as written."""

    passage: Passage
    text: str
    number: str
    other: str


@cache
def _bounds(language: str) -> re.Pattern[str] | None:
    words = listed_words("bounds", language)
    if words is None:
        return None
    joined = "|".join(words)
    if base_language(language) in _NO_EDGES:
        return re.compile(joined)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def told_as_it_is(text: str, language: str) -> bool:
    """Tell whether a sentence gives what it counts as it is: no bound, no doubt, no order.

    Examples
    --------
    >>> told_as_it_is("The ship has 40 cabins.", "en")
    True
    >>> told_as_it_is("The ship must have at least 40 cabins.", "en")
    False
    """
    bounds = _bounds(language)
    return bounds is not None and not bounds.search(text) and not leaves_open(text, language)


def altered(source: Source, passage: Passage) -> Altered | None:
    """Put another number in the place of a sentence's only one; None where that is not certain.

    It is written as the text's own is: with the same digits, and the same marks between them.
    Without a number, the sentence's only year is another one.
    """
    if not told_as_it_is(passage.text, source.language):
        return None
    found = counted(source, passage)
    if found is not None:
        written = source.article.text[found.start : found.end]
        after = passage.text.partition(written)[2]
        other = _another(written, found.value or 0, after)
    else:
        written = "" if _SINCE.search(passage.text) else year_in(source, passage)
        other = _another_year(written)
    changed = passage.text.replace(written, other) if written else passage.text
    if other == written or changed.casefold() in " ".join(source.article.text.split()).casefold():
        return None
    return Altered(passage, changed, written, other)


def year_in(source: Source, passage: Passage) -> str:
    """Give the one year of a sentence as it is written; "" for none, and for two.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> text = "It opened in 1962. It was shut from 1970 to 1985."
    >>> source = Source(split_article(text, "en"), ("en",))
    >>> [year_in(source, passage) for passage in source.passages]
    ['1962', '']
    """
    inside = [d for d in source.dates if passage.start <= d.start and d.end <= passage.end]
    years = YEAR.findall(passage.text)
    if len(inside) != 1 or len(years) != 1 or not inside[0].when.startswith(str(int(years[0]))):
        return ""
    return str(years[0])


def counted(source: Source, passage: Passage) -> FoundNumber | None:
    """Give the one number of a sentence, where it counts something; None for two, or an address.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> source = Source(split_article("The inn is at 14 Mill Lane. It has 12 beds.", "en"), ("en",))
    >>> [found and found.value for found in (counted(source, p) for p in source.passages)]
    [None, 12.0]
    """
    inside = source.inside(passage)
    if len(inside) != 1 or inside[0].value is None or inside[0].value <= 1:
        return None
    (found,) = inside
    text = source.article.text
    written = text[found.start : found.end]
    if passage.text.count(written) != 1:
        return None
    before, _, after = passage.text.partition(written)
    named = _ADDRESS_AFTER.match(after) or _ADDRESS_BEFORE.search(before)
    item = _ITEM_BEFORE.fullmatch(before) and _ITEM_AFTER.match(after)
    named = named or _LABEL_BEFORE.search(before) or item
    if named or _is_age(before, after) or _is_hour(before, after):
        return None
    return None if _is_day(before, after, source.language) else found


def _is_age(before: str, after: str) -> bool:
    """Tell whether a number says how old somebody is: "Anna Example, 44, …", "de 81 ans".

    Examples
    --------
    >>> _is_age("says Anna Example, ", ", who left"), _is_age("It took ", " years to build")
    (True, False)
    """
    if _AGE_AFTER.match(after) and (_AGE_BEFORE.search(before) or "old" in after[:12].lower()):
        return True
    return bool(_NAME_BEFORE.search(before) and _AGE_ALONE.match(after))


def _is_hour(before: str, after: str) -> bool:
    """Tell whether a number is a time of day: "alle ore 22", "ab 9 Uhr", "à 18 heures".

    Examples
    --------
    >>> _is_hour("dalle ore ", "."), _is_hour("sie hat ", " Kühe")
    (True, False)
    """
    if _HOUR_AFTER.match(after):
        return True
    hour = _HOUR_BEFORE.search(before)
    return hour is not None and re.match(r"[.,;:)]|$", after) is not None


def _is_day(before: str, after: str, language: str) -> bool:
    """Tell whether a month stands beside a number, cut short or not: "Oct. 31", "2. Mai"."""
    names = calendars.month_names(language)
    first = re.search(r"([^\W\d]{3,})\.?,?\s$", before)
    last = re.match(r"\.?\s(?:de\s)?([^\W\d]{3,})", after)
    words = [found[1].casefold() for found in (first, last) if found]
    return any(name.startswith(word) for word in words for name in names)


def _another_year(written: str) -> str:
    """Give a year near by in the same digits: two away in our century, ten before that."""
    if not written:
        return written
    place, step = (3, 2) if int(written) >= _OUR_CENTURY else (2, 1)
    digit = unicodedata.decimal(written[place])
    sign = chr(ord(written[place]) + (-step if digit >= step else step))
    return written[:place] + sign + written[place + 1 :]


def _another(written: str, value: float, after: str) -> str:
    """Give a number of the same kind: its first digit another one, all else as it was."""
    digits = [place for place, sign in enumerate(written) if sign.isdecimal()]
    first = unicodedata.decimal(written[digits[0]])
    many = value >= 10  # noqa: PLR2004 - of two digits before the point
    up = first < _MIDDLE and not (_PERCENT.match(after) and value >= _WHOLE)
    if not many:
        new = first + _STEP if first < _MIDDLE else first - _STEP
    elif up:
        new = first + 1
    else:
        new = first - 1
    if new == 0 or not first:
        return written
    sign = chr(ord(written[digits[0]]) - first + new)
    return written[: digits[0]] + sign + written[digits[0] + 1 :]
