"""What an abbreviation in brackets is short for: "the Harbour Users’ Union (HUU)"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lesson_utils.authoring.words import CAPITAL, SMALL, Word, words_in

#: "(HUU)", "(Insee)".
_ABBREVIATION = re.compile(rf"\s\((?P<letters>{CAPITAL}{{2,7}}|{CAPITAL}{SMALL}{{3,7}})s?\)")
#: What stands between the words of one name.
_BETWEEN = re.compile(r"\s+|\s*[’'-]|\s+(?:[dlDL]|[a-z]{1,5})[’']|[’']s\s+|[’']\s+|\s+&\s+")
_LONGEST = 12
_SMALL_WORD = 4


@dataclass(frozen=True)
class FullForm:
    """Where a full name stands, how many words it has, and its abbreviation."""

    start: int
    end: int
    words: int
    abbreviation: Word


def full_forms(text: str, start: int, end: int, language: str) -> Iterator[FullForm]:
    """Find the names that an abbreviation in brackets comes after and is made of.

    Small words may be left out of the abbreviation; the first word has a capital.

    Examples
    --------
    >>> text = "La Société des traversées de l’Orne-Noire (STON) dort."
    >>> [text[form.start : form.end] for form in full_forms(text, 0, len(text), "fr")]
    ['Société des traversées de l’Orne-Noire']
    """
    for match in _ABBREVIATION.finditer(text, start, end):
        words = words_in(text, language, start, match.start())[-_LONGEST:]
        if not words or text[words[-1].end : match.start()].strip():
            continue
        letters = [_plain(letter) for letter in match["letters"]]
        # Small words are left out of most abbreviations, and are a part of some.
        for least in (_SMALL_WORD, 0):
            count = _words_of(letters, words, text, least)
            if count:
                first = words[-count].start
                yield FullForm(first, words[-1].end, count, _abbreviation(match))
                break


def _words_of(letters: list[str], words: list[Word], text: str, least: int) -> int:
    """Give how many of the last words an abbreviation is made of, short ones left out; else 0."""
    left, following = list(letters), None
    for count, word in enumerate(reversed(words), start=1):
        if following is not None and not _BETWEEN.fullmatch(text[word.end : following]):
            return 0
        following = word.start
        if word.text.islower() and len(word.text) < least:
            continue
        initials = [_plain(part[0]) for part in re.split("[-‑]", word.text) if part]
        if left[-len(initials) :] == initials:
            del left[-len(initials) :]
        elif initials[0] == left[-1]:
            left.pop()
        elif word.text[0].isupper():
            return 0
        if not left:
            return count if word.text[0].isupper() else 0
    return 0


def _abbreviation(match: re.Match[str]) -> Word:
    return Word(*match.span("letters"), match["letters"])


def _plain(letter: str) -> str:
    """Write a letter small and without its accent, as abbreviations have it."""
    return unicodedata.normalize("NFD", letter)[0].casefold()
