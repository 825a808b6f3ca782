"""Years that stand alone in running text: what shows that a number is one and no count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lesson_utils.authoring import rarity
from lesson_utils.authoring.calendars import any_of, words_around
from lesson_utils.texts import base_language

_DIGITS = r"(?P<year>1[0-9]\d\d|20\d\d)"
_NEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
#: A year may be followed by another: "2018-2019".
_NO_COUNT = r"\b(?![.,٫]?\d|\s?[%°€$£])"
_ENDS = r"\b(?![.,٫]?\d|-\d|\s?[%°€$£])"
#: In any language: "copyright 2020", "(Aldmouth, 1968)", "(1968-2020)".
_ANYWHERE = (
    re.compile(rf"(?:\bcopyright|©)\s{_DIGITS}{_ENDS}", re.IGNORECASE),
    re.compile(rf"\((?:[^()\d]*,\s)?{_NEAR}(?=\s?[)–-])"),
)
#: A round number before one of these is a count: "in 2000 homes"; before others, a year.
_ROUND = 50
_THING = re.compile(r"\s+(?P<word>[^\W\d_]{4,})")
#: A word this common is no thing that one counts ("en 2000 dans", "in 2000 there"); Zipf.
_COMMON = 5.6
#: "a total of 1984 votes", "a fleet of 1956 boats".
_MUCH = re.compile(
    r"\b(?:total|number|fleet|crowd|team|list|group|set|series|collection|sum|distance|depth|height"
    r"|nombre|flotte|foule|équipe|liste|groupe|série|somme|distance|profondeur|hauteur|altitude"
    r"|flota|grupo|suma|altura|frota|soma|flotta|gruppo|somma|altezza|vloot|groep)\s\w+\s$"
)
#: "a 2019 study", "the 2019 elections": before a thing of which there is one.
_ENGLISH = re.compile(
    rf"\b(?i:the|this|an?|its|his|her|their|our|my)\s{_NEAR}\s"
    r"(?:[A-Z]|[a-z-]{2,}[^s\W]\b|(?:elections|games|floods|protests|riots|attacks|wildfires"
    r"|championships|talks|season|series|crisis|census)\b)"
)
#: "les années 1980" are ten years.
_TEN_YEARS = re.compile(r"(?:années|anni|años|anos|latach|годы|годах)\s\d{3}0$", re.IGNORECASE)
#: What a German verb has before its end.
_GERMAN = re.compile(
    r"(?:\b(?:wurden?|waren?|hatten?|ist|sind|kam|kamen|begann|entstand|starb|öffnete|schloss)"
    r"|\b(?i:schon|bereits|erst|zuletzt|noch|zuerst))"
    rf"\s{_NEAR}(?=\s(?P<next>[a-zäöüß]+)(?P<noun>\s[A-ZÄÖÜ])?)"
)
_ADJECTIVE = re.compile(r"e[nrsm]?$")
_GERMAN_SMALL = re.compile(
    r"d(?:er|en|em|es|ie)|(?:k?ein|mein|dein|sein|ihr|unser)e[nrsm]?|unter|über|hinter|neben|gegen"
    r"|wegen|zwischen|diese[nrsm]?"
)
#: "1956 was a wet year."
_BEGINS = re.compile(
    rf"(?:^|[.!?…\n]\s*){_NEAR}\s(?:was|is|will|saw|brought|fut|était|est|sera|war|ist|fue|es|foi|é|fu)\b"
)
_THAI_AHEAD, _THAI_LAST = 543, 2400
_THAI = re.compile(r"(?:ปี|พ\.ศ\.|ค\.ศ\.)\s?(?P<year>[12]\d{3})(?!\d)")


def years_in(western: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Give where a year stands alone in a text with the digits 0 to 9, and the year.

    Examples
    --------
    >>> [year for _, _, year in years_in("In 1956 boats sank; a 2019 study, 1984 votes.", "en")]
    ['1956', '2019']
    """
    found = list(_after_words(western, language))
    for pattern in (*_ANYWHERE, *_ways(language), _BEGINS):
        found += [match.span("year") for match in pattern.finditer(western)]
    base = base_language(language)
    found += _after_of(western, language)
    if base == "en":
        found += [
            match.span("year")
            for match in _ENGLISH.finditer(western)
            if int(match["year"]) % _ROUND or match["year"] == "2000"
        ]
    if base == "de":
        found += _german(western)
    if base == "th":
        for match in _THAI.finditer(western):
            year = int(match["year"])
            yield *match.span("year"), str(year - _THAI_AHEAD if year > _THAI_LAST else year)
    found += _joined(western, found, language)
    for start, end in found:
        yield start, end, western[start:end]


@cache
def _ways(language: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of a year that a word after it shows: "2019 году", "2019 में"."""
    around = words_around(language)
    if "after" not in around:
        return ()
    after = any_of(around["after"])
    chained = any_of(f"{around.get('to', '')}|{around.get('and', '')}".replace("-|", "–|-|"))
    return (
        re.compile(rf"(?<![\d.,-]){_NEAR}(?=\s(?:{after})(?:[^\w]|$))", re.IGNORECASE),
        re.compile(
            rf"(?<![\d.,-]){_NEAR}(?=\s?(?:{chained})\s?[12]\d{{3}}\s(?:{after})(?:[^\w]|$))",
            re.IGNORECASE,
        ),
    )


def _after_words(western: str, language: str) -> Iterator[tuple[int, int]]:
    """Give the years after a word that shows one, and those joined to such a year."""
    around = words_around(language)
    before = re.compile(
        rf"\b(?:{any_of(around.get('years', ''))})[\s-]+\(?{_DIGITS}{_NO_COUNT}", re.IGNORECASE
    )
    for match in before.finditer(western):
        if not _counts(western, match, language) and not _TEN_YEARS.search(match.group()):
            yield match.span("year")


def _joined(western: str, found: list[tuple[int, int]], language: str) -> Iterator[tuple[int, int]]:
    """Give the years that "and", "to" or a dash joins to others."""
    around = words_around(language)
    words = any_of(f"{around.get('to', '').removesuffix('-')}|{around.get('and', '')}")
    chain = re.compile(rf"(?:\s?[–-]\s?|\s(?:{words})\s?){_DIGITS}{_NO_COUNT}", re.IGNORECASE)
    for _, end in found:
        match = chain.match(western, end)
        while match is not None and not _counts(western, match, language):
            yield match.span("year")
            match = chain.match(western, match.end("year"))


def _after_of(western: str, language: str) -> Iterator[tuple[int, int]]:
    """Give the years after "of", which has much else after it too: "the storm of 1953"."""
    around = words_around(language)
    pattern = re.compile(
        rf"\b(?:{any_of(around.get('of', ''))})\s{_NEAR}{_NO_COUNT}", re.IGNORECASE
    )
    articles = "|".join(around.get("articles", "").split())
    goes_on = re.compile(rf"\s+[^\W\d_]+\s(?:(?:{articles})\b|l[’']|\d)")
    events = re.compile(rf"\b(?:{any_of(around.get('events', ''))})\s$", re.IGNORECASE)
    for match in pattern.finditer(western):
        thing = _THING.match(western, match.end())
        counted = thing is not None and thing["word"].islower()
        verb = goes_on.match(western, match.end()) is not None
        event = events.search(western[: match.start()]) is not None
        much = _MUCH.search(western[: match.start("year")]) is not None
        if base_language(language) == "de":
            verb = verb or (thing is not None and _ADJECTIVE.search(thing["word"]) is None)
        if event or (int(match["year"]) % _ROUND and not (counted and (much or not verb))):
            yield match.span("year")


def _german(western: str) -> Iterator[tuple[int, int]]:
    for match in _GERMAN.finditer(western):
        word = match["next"]
        if not (match["noun"] and _ADJECTIVE.search(word)) or _GERMAN_SMALL.fullmatch(word):
            yield match.span("year")


def _counts(western: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a round number counts what follows it, and is no year."""
    return int(match["year"]) % _ROUND == 0 and _names_thing(western, match, language)


def _names_thing(western: str, match: re.Match[str], language: str) -> bool:
    """Tell whether the word after a number is one for things that are counted."""
    following = _THING.match(western, match.end("year"))
    # German writes things with a capital.
    thing = following is not None and following["word"].islower() == (
        base_language(language) != "de"
    )
    if following is None or not thing:
        return False
    word = following["word"].casefold()
    return not rarity.known(language) or rarity.zipf(word, language) < _COMMON
