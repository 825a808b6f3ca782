"""Capitalised names in running text, for languages whose capitals tell names apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Every noun has a capital.
_NOUNS_CAPITAL = frozenset({"de", "lb"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: What may stand between two words of one name.
_JOIN = re.compile(r"(?:\s+(?:de|del|de\s+la|du|des|of|the|von|van))?\s+")
#: After these a sentence begins, of somebody's own words perhaps.
_OPENERS = '«“"„‘(—–-:.!?…¿¡'
#: After these a name is rather a place.
_BEFORE_PLACE = re.compile(
    r"\b(?:à|au|aux|en|vers|in|at|near|to|from|a|desde|hasta|hacia|entre|em)(?:\s(?:la|el|l’))?\s$",
    re.IGNORECASE,
)


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
    return cased and language.split("-", maxsplit=1)[0].lower() not in _NOUNS_CAPITAL


def find_names(sentence: str, offset: int) -> list[FoundName]:
    """Find the names of a sentence that do not begin it, nor what somebody is quoted as saying.

    Examples
    --------
    >>> [found.text for found in find_names("The ferry leaves Saint Brand for Aldmouth.", 0)]
    ['Saint Brand', 'Aldmouth']
    """
    return [
        FoundName(offset + start, offset + end, word, _BEFORE_PLACE.search(before) is not None)
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
