"""Two wordings compared as a patient teacher does.

Apostrophes and spaces are equal, what copying brings along is nothing (:mod:`.signs`); accents and
capital letters are tolerated, and said.
``wording.js`` does the same; ``docs/grading.md`` has the rules.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lesson_utils.signs import SPACE, readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lesson_utils.outcomes import Verdict

_APOSTROPHES = re.compile("[’‘‛ʼ′´`]")
_DASHES = re.compile("[‐‑‒–—―⁃]")
_SPACES = re.compile(f"{SPACE}+")
#: What may stand around an answer: quotation marks, brackets, the end of a sentence, the bullet of
#: a list (U+F0B7 and U+F0A7 as word processors write it).
_AROUND = (
    "\"'«»‹›“”„‟‚″〝〞〟「」『』《》〈〉()[]{}【】.,;:!?…¿¡،؛؟۔。、·•‣∙▪▫◦●○■□▶►➢➤❖\uf0b7\uf0a7 "
)
#: A dash around an answer is one too, but before a digit it is a minus.
_BEFORE = re.compile(f"(?:[{re.escape(_AROUND)}]|[-−](?![0-9]))*")
_AFTER = f"{_AROUND}-−"
_ACCENTS = re.compile("[\u0300-\u036f]")
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}


def plain(text: str) -> str:
    """Prepare a wording: what is left is compared.

    Examples
    --------
    >>> plain("« L’armée » ")
    "L'armée"
    """
    text = unicodedata.normalize("NFC", readable(text))
    text = _DASHES.sub("-", _APOSTROPHES.sub("'", text))
    text = _SPACES.sub(" ", text).rstrip(_AFTER)
    return _BEFORE.sub("", text, count=1)


def blank(text: str) -> bool:
    """Tell whether a text is nothing that can be seen."""
    return not _SPACES.sub("", readable(text))


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
