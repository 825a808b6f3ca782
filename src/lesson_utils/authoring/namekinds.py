"""Words that show what a name is the name of: titles, bodies, ways, prepositions of place."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from lesson_utils.texts import base_language

Kind = Literal["actor", "place", "name"]

#: "le ministre de l’Intérieur": the person is one, what is named is another.
_PART_OF_TITLE = re.compile(
    r"\b(?:ministres?|ministère|garde|procureure?)\s(?:de\sla\s|de\sl[’']|du\s|des\s)$"
)

_FIELDS = (
    *("titles", "courtesy", "bodies", "ways", "halls", "peoples", "starts", "days"),
    *("fields", "ends"),
)


@cache
def nouns_of(language: str) -> dict[str, frozenset[str]]:
    """Give a language's nouns around names, of ``nouns.json``, by what they are."""
    listed = json.loads((Path(__file__).parent / "nouns.json").read_text(encoding="utf-8"))
    own = {**listed[""], **listed.get(base_language(language), {})}
    words = {field: frozenset(own.get(field, "").split()) for field in _FIELDS}
    return words | {field: frozenset(own[field].split("|")) for field in ("joins", "places")}


def any_join(nouns: dict[str, frozenset[str]]) -> str:
    """Give a pattern of the small words that join the words of one name."""
    return "|".join(re.escape(join).replace("’", "[’']") for join in nouns["joins"])


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
    titles = "|".join(map(re.escape, nouns["titles"])) or "(?!)"
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
    if not owner and (first in nouns["bodies"] or first in nouns["titles"]):
        return "actor"
    if any(after_title.search(said) for said in before):
        return "actor"
    sure = len(words) == 1 and any(after_place.search(said) for said in before)
    return "place" if sure else "name"
