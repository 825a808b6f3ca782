"""Two wordings compared as a patient teacher does.

Apostrophes and spaces are equal; accents and capital letters are tolerated, and said.
``wording.js`` does the same; ``docs/grading.md`` has the rules.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lesson_utils.outcomes import Verdict

_APOSTROPHES = re.compile("[’‘ʼ′´`]")
_DASHES = re.compile("[‐‑–—]")
#: Spelt out, since Python's and JavaScript's own ideas of white space differ.
SPACE = r"[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_SPACES = re.compile(f"{SPACE}+")
_AROUND = " .,;:!?…«»“”\"'()"
_ACCENTS = re.compile("[\u0300-\u036f]")
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}


def plain(text: str) -> str:
    """Prepare a wording: what is left is compared.

    Examples
    --------
    >>> plain("« L’armée » ")
    "L'armée"
    """
    text = unicodedata.normalize("NFC", text)
    text = _DASHES.sub("-", _APOSTROPHES.sub("'", text))
    return _SPACES.sub(" ", text).strip(_AROUND)


def blank(text: str) -> bool:
    """Tell whether a text is white space alone."""
    return not _SPACES.sub("", text)


def judge(given: str, accepted: Iterable[str]) -> Verdict:
    """Give the best verdict of a wording over all accepted ones.

    Examples
    --------
    >>> judge("deployee", ["déployée"]), judge("lima", ["Lima"]), judge("Rome", ["Lima"])
    ('accents', 'case', 'wrong')
    """
    wanted = [plain(text) for text in accepted]
    typed = plain(given)
    if typed in wanted:
        return "right"
    if typed.lower() in [text.lower() for text in wanted]:
        return "case"
    if _bare(typed) in [_bare(text) for text in wanted]:
        return "accents"
    return "wrong"


def _bare(text: str) -> str:
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return text
