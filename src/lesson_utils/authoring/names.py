"""Capitalised names in running text, for languages whose capitals tell names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lesson_utils.texts import base_language

#: Every noun has a capital.
_NOUNS_CAPITAL = frozenset({"de", "lb"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: What may stand between two words of one name.
_JOIN = re.compile(r"(?:\s+(?:de|del|de\s+la|du|des|of|the|von|van))?\s+")
#: After these a sentence begins, of somebody's own words perhaps.
_OPENERS = '«“"„‘(—–-:.!?…¿¡'
#: After these a name is rather a place. An English "a" is no preposition ("a British ship").
_BEFORE_PLACE = {
    "fr": r"(?:à|au|aux|en|vers)(?:\sla)?",
    "en": r"in|at|near|to|from",
    "es": r"(?:en|a|desde|hasta|hacia|entre)(?:\s(?:la|el))?",
    "pt": r"em|a|desde|até|entre",
    "it": r"a|in|da|verso",
}
_BEFORE_PLACE_ELSEWHERE = "in"


@dataclass(frozen=True)
class FoundName:
    """A name where it first stands away from the beginning of a sentence."""

    start: int
    end: int
    text: str
    place: bool


def tells_names(text: str, language: str) -> bool:
    """Tell whether capitals tell names: not in German, nor in a script without case."""
    cased = any(letter.islower() for letter in text)
    return cased and base_language(language) not in _NOUNS_CAPITAL


def find_names(sentence: str, offset: int, language: str) -> list[FoundName]:
    """Find the names of a sentence that do not begin it, nor what somebody is quoted as saying.

    Examples
    --------
    >>> [found.text for found in find_names("The ferry leaves Saint Brand for Aldmouth.", 0, "en")]
    ['Saint Brand', 'Aldmouth']
    """
    words = _BEFORE_PLACE.get(base_language(language), _BEFORE_PLACE_ELSEWHERE)
    before_place = re.compile(rf"\b(?:{words})\s$", re.IGNORECASE)
    return [
        FoundName(offset + start, offset + end, word, before_place.search(before) is not None)
        for start, end in _runs(sentence)
        for word, before in [(sentence[start:end], sentence[:start])]
        if before.strip() and before.rstrip()[-1] not in _OPENERS
    ]


def _runs(sentence: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of neighbouring words that begin with a capital."""
    run: tuple[int, int] | None = None
    for match in _WORD.finditer(sentence):
        if not match.group()[0].isupper() or _is_i(match.group()):
            continue
        if run is not None and _JOIN.fullmatch(sentence[run[1] : match.start()]):
            run = (run[0], match.end())
            continue
        if run is not None:
            yield run
        run = match.span()
    if run is not None:
        yield run


def _is_i(word: str) -> bool:
    """Tell whether a word is the English "I", alone or with what it is joined to."""
    return re.split(r"[’']", word)[0] == "I"
