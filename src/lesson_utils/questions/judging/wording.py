"""Two wordings compared as a patient teacher does.

Apostrophes and spaces are equal, what copying brings along is nothing (:mod:`.signs`); accents and
capital letters are tolerated, and said.
``wording.js`` does the same; ``docs/grading.md`` has the rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lesson_utils.content.signs import SPACES, readable
from lesson_utils.questions.outcomes import Verdict

APOSTROPHES = re.compile("[’‘‛ʼ′´`]")
DASHES = re.compile("[‐‑‒–—―⁃]")
#: What may stand around an answer: quotation marks, brackets, the end of a sentence, the bullet of
#: a list (U+F0B7 and U+F0A7 as word processors write it).
_AROUND = (
    "\"'«»‹›“”„‟‚″〝〞〟「」『』《》〈〉()[]{}【】.,;:!?…¿¡،؛؟۔。、·•‣∙▪▫◦●○■□▶►➢➤❖\uf0b7\uf0a7 "
)
#: A dash before a wording falls away too, but before a number it is a minus, and a full stop or
#: comma there is a decimal mark.
_BEFORE = re.compile(
    f"(?:[{re.escape(_AROUND.replace('.,', ''))}]|[.,](?![0-9])|[-−](?![.,]?[0-9]))*"
)
#: Behind a wording a long dash falls away; any other one does where it stands alone: in "A-" and
#: "Cl−" it belongs to what it follows.
_BEHIND, _SHORT_DASHES = f"{_AROUND}—―", "-−‐‑‒–⁃"
#: Inside, a minus is another sign than a dash.
_MINUS = re.compile("^−|−$")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss"})


def plain(text: str) -> str:
    """Prepare a wording: what is left is compared.

    Examples
    --------
    >>> plain("« L’armée » "), plain("– la digue –"), plain("A−")
    ("L'armée", 'la digue', 'A-')
    """
    text = unicodedata.normalize("NFC", readable(text))
    text = SPACES.sub(" ", APOSTROPHES.sub("'", text))
    text = DASHES.sub("-", text[: _end(text)])
    return _MINUS.sub("-", _BEFORE.sub("", text, count=1))


def _end(text: str) -> int:
    """Give where a wording ends, before the signs behind it."""
    end = len(text)
    while end and (
        text[end - 1] in _BEHIND
        or (text[end - 1] in _SHORT_DASHES and text[max(end - 2, 0)] in _BEHIND + _SHORT_DASHES)
    ):
        end -= 1
    return end


def blank(text: str) -> bool:
    """Tell whether a text is nothing that can be seen."""
    return not SPACES.sub("", readable(text))


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


def without_accents(text: str) -> str:
    """Take the accents off, and write ligatures as two letters.

    Examples
    --------
    >>> without_accents("Œuvre déployée")
    'Oeuvre deployee'
    """
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LIGATURES)


def _bare(text: str) -> str:
    return without_accents(text.lower())
