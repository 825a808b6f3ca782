"""The passage of a text that is most like a quote which does not stand there.

What a text is made of is counted once. A quote's rarer words, and for a word that is not there the
most similar one, vote for where the passage begins; the likeliest are compared by characters.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

_WORD = re.compile(r"\w+")
#: So much of a quote is compared: who pasted a chapter is shown where it begins.
_COMPARED = 600
#: So many places of a word or of its pieces are looked at, the rarest first.
_MOST_VOTES = 5_000
#: So many beginnings are compared by characters.
_MOST_PASSAGES = 12
#: A word is recognized by pieces of this length.
_PIECE = 3


def nearest_passage(quote: str, text: str) -> str:
    """Give the passage of a text most like a quote, cut at words, or "" for an empty text.

    Examples
    --------
    >>> nearest_passage("la pais", "Avec l’espoir, la paix.")
    'la paix'
    """
    return _words_of(text).nearest(quote[:_COMPARED])


class _Words:
    """The words of one text, where each stands, and the pieces that each is made of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        self._places: dict[str, list[int]] = {}
        for number, match in enumerate(_WORD.finditer(text)):
            self._spans.append(match.span())
            self._places.setdefault(match.group().casefold(), []).append(number)
        self._pieces: dict[str, list[str]] = {}

    def nearest(self, quote: str) -> str:
        wanted = _WORD.findall(quote.casefold())
        if not self._spans or not wanted:
            return ""
        last = max(0, len(self._spans) - len(wanted))
        places: list[tuple[int, list[int]]] = []
        for number, word in enumerate(wanted):
            known = word if word in self._places else self._similar(word)
            places.append((number, self._places.get(known, [])))
        votes: Counter[int] = Counter()
        spent = 0
        for number, found in sorted(places, key=lambda pair: len(pair[1])):
            if spent and spent + len(found) > _MOST_VOTES:
                break
            here = islice(found, _MOST_VOTES)
            votes.update({min(max(0, place - number), last) for place in here})
            spent += len(found)
        starts = sorted(votes, key=lambda start: (-votes[start], start)) or [0]
        passages = (self._passage(start, len(wanted)) for start in starts[:_MOST_PASSAGES])
        return _most_like(quote, list(passages))

    def _passage(self, start: int, size: int) -> str:
        end = min(start + size, len(self._spans))
        return self._text[self._spans[start][0] : self._spans[end - 1][1]]

    def _similar(self, word: str) -> str:
        """Give the word of the text that shares most pieces with a word, or ""."""
        if not self._pieces:
            for known in self._places:
                for piece in _pieces(known):
                    self._pieces.setdefault(piece, []).append(known)
        found = sorted((self._pieces.get(piece, []) for piece in _pieces(word)), key=len)
        votes: Counter[str] = Counter()
        for words in found:
            votes.update(words[:_MOST_VOTES])
            if votes.total() > _MOST_VOTES:
                break
        likely = sorted(votes, key=lambda known: (-votes[known], known))[:_MOST_PASSAGES]
        return _most_like(word, likely) if likely else ""


@lru_cache(maxsize=2)
def _words_of(text: str) -> _Words:
    return _Words(text)


def _pieces(word: str) -> Iterable[str]:
    framed = f"\n{word}\n"
    return {framed[at : at + _PIECE] for at in range(max(1, len(framed) - _PIECE + 1))}


def _most_like(wanted: str, candidates: Sequence[str]) -> str:
    """Give the first of the candidates that are most like a string."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.casefold())
    rated: list[tuple[float, str]] = []
    for candidate in candidates:
        matcher.set_seq1(candidate.casefold())
        rated.append((matcher.quick_ratio(), candidate))
    rated.sort(key=lambda pair: -pair[0])
    best, found = -1.0, ""
    for bound, candidate in rated:
        if bound <= best:  # it cannot be more like than that
            break
        matcher.set_seq1(candidate.casefold())
        if (ratio := matcher.ratio()) > best:
            best, found = ratio, candidate
    return found
