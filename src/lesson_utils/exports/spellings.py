"""The spellings a patient teacher accepts, written out for tools that compare to the letter.

``docs/grading.md`` has the rules: accents and typographic signs are tolerated. Moodle and Canvas
tolerate capitals alone, so each other spelling is an answer of its own there.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lesson_utils.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIGATURES = {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss"}
_ACCENTS = range(0x300, 0x370)


def without_accents(text: str) -> str:
    """Take the accents off, and write ligatures as two letters.

    Examples
    --------
    >>> without_accents("Œuvre déployée")
    'Oeuvre deployee'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) not in _ACCENTS)
    for ligature, letters in _LIGATURES.items():
        bare = bare.replace(ligature, letters)
    return unicodedata.normalize("NFC", bare)


def spellings(accepted: Iterable[str]) -> list[tuple[str, str]]:
    """Give each spelling that counts, with the wording it stands for if its accents are off.

    Returns
    -------
    list of (str, str)
        A spelling on one line, and ``""`` or the wording as it should be written. No two differ
        in capitals alone.

    Examples
    --------
    >>> spellings(["l’été"])
    [('l’été', ''), ("l'été", ''), ("l'ete", 'l’été'), ('l’ete', 'l’été')]
    """
    found: dict[str, tuple[str, str]] = {}
    wanted = [" ".join(unicodedata.normalize("NFC", text).split()) for text in accepted]
    for text in wanted:
        for spelling in (text, plain(text), plain(text).replace("'", "’")):
            if spelling:
                found.setdefault(spelling.lower(), (spelling, ""))
    for text in wanted:
        bare = without_accents(plain(text))
        for spelling in (bare, bare.replace("'", "’")):
            if spelling:
                found.setdefault(spelling.lower(), (spelling, text))
    return list(found.values())
