"""Words that show what a name is the name of: titles, bodies, ways, prepositions of place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from lesson_utils.authoring.wordlists import listed_words

Kind = Literal["actor", "place", "name"]

#: "le ministre de l’Intérieur": the person is one, what is named is another.
_PART_OF_TITLE = re.compile(
    r"\b(?:ministres?|ministère|garde|procureure?)\s(?:de\sla\s|de\sl[’']|du\s|des\s)$"
)

_FIELDS = (
    *("titles", "courtesy", "bodies", "ways", "halls", "peoples", "starts", "days"),
    *("fields", "ends", "nouns", "alone", "heads"),
)


@cache
def nouns_of(language: str) -> dict[str, frozenset[str]]:
    """Give a language's nouns around names, of ``nouns.json``, by what they are."""
    own = {**listed_words("nouns", ""), **(listed_words("nouns", language) or {})}
    words = {field: frozenset(own.get(field, "").split()) for field in _FIELDS}
    listed_by_bars = ("joins", "places", "for", "also")
    return words | {f: frozenset(filter(None, own.get(f, "").split("|"))) for f in listed_by_bars}


def any_join(nouns: dict[str, frozenset[str]]) -> str:
    """Give a pattern of the small words that join the words of one name."""
    longest_first = sorted(nouns["joins"] | nouns["for"], key=len, reverse=True)
    return "|".join(re.escape(join).replace("’", "[’']") for join in longest_first)


def kind_of(text: str, places: Sequence[tuple[int, int]], first: str, language: str) -> Kind:
    """Tell what a name is the name of, where that is certain.

    Parameters
    ----------
    text
        The article.
    places
        Where the name stands.
    first
        Its first word, an elision left out.
    language
        The article's language.
    """
    nouns = nouns_of(language)
    said = nouns["titles"] | {title.capitalize() for title in nouns["titles"]}
    titles = "|".join(map(re.escape, said)) or "(?!)"
    prepositions = "|".join(map(re.escape, nouns["places"]))
    after_title = re.compile(rf"(?<!\w)(?:{titles})\.?\s$")
    after_place = re.compile(rf"(?<!\w)(?:{prepositions})\s$", re.IGNORECASE)
    words = text[slice(*places[0])].split()
    if words[-1] in nouns["ways"]:
        return "place"
    before = [text[max(0, start - 30) : start] for start, _ in places]
    if len(words) == 1 and any(_PART_OF_TITLE.search(said) for said in before):
        return "name"
    owner = words[0].endswith(("’s", "'s"))
    head = re.split(r"\s(?:of|for|on)\s", text[slice(*places[0])])[0].split()
    # The last word says what an English name is the name of: "Farby Council", "Council Bluffs".
    body = (
        head[-1] in nouns["heads"] if nouns["heads"] and len(head) > 1 else first in nouns["bodies"]
    )
    # "en Bourse", "à la Justice": an activity, a body and a building have the same name.
    if len(words) == 1 and first in nouns["bodies"]:
        somewhere = re.compile(
            rf"(?<!\w)(?:{prepositions}|in|en|em|à)\s(?:(?:la|le|il|the|o|a)\s|l[’'])?$",
            re.IGNORECASE,
        )
        if any(somewhere.search(said) for said in before):
            return "name"
    if not owner and (body or first in nouns["titles"]):
        return "actor"
    if any(after_title.search(said) for said in before):
        return "actor"
    sure = len(words) == 1 and any(after_place.search(said) for said in before)
    return "place" if sure else "name"
