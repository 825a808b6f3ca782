"""Words that show how a sentence speaks: as a position, a concern or a forecast.

A proposal needs one kind of cue and no other; what is left without any, with a number in it and no
quotation marks, is told as a fact. Everything here is proposed to an author, never decided.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lesson_utils.model import Mode

_CUES: dict[str, dict[Mode, str]] = {
    "fr": {
        "statement": r"selon|d’après|affirme(?:nt)?|déclare(?:nt)?|estime(?:nt)?|assure(?:nt)?"
        r"|soutien(?:t|nent)|explique(?:nt)?|dit|disent",
        "concern": r"crain(?:t|gnent)|craintes?|redoute(?:nt)?|inquiet(?:s|ètes?)?|inquiète(?:nt)?"
        r"|inquiétudes?|peur",
        "forecast": r"\w+(?:ront|era|ira|dra|vra|rra|aura)|prévo(?:it|ient)|sera",
    },
    "en": {
        "statement": r"according\sto|says?|said|claims?|claimed|argues?|argued|insists?|insisted",
        "concern": r"fears?|feared|worr(?:y|ies|ied)|concerns|concerned|afraid",
        "forecast": r"will|shall|is\sexpected\sto|are\sexpected\sto",
    },
    "es": {
        "statement": r"según|afirman?|afirmó|dicen?|dijo|sostienen?|aseguran?|explican?|explicó",
        "concern": r"temen?|temor|temores|preocupan?|preocupación|miedo|inquietud",
        "forecast": r"\w{2,}r(?:á|án)|prevén?",
    },
    "de": {
        "statement": r"laut|sagt(?:e|en)?|erklärt(?:e|en)?|meint(?:e|en)?|zufolge|behauptet",
        "concern": r"(?:be)?fürchte(?:t|n|te|ten)|sorgen?|angst",
        "forecast": r"voraussichtlich|demnächst|künftig",
    },
    "ar": {
        "statement": r"قال|قالت|يقول|تقول|يقولون|أكد|أكدت|تؤكد|يؤكد|صرح|بحسب|وفق",
        "concern": r"يخشى|تخشى|يخشون|يخاف|تخاف|قلق|القلق|مخاوف",
        "forecast": r"سوف|سيكون|ستكون|سيبدأ|ستبدأ|سيفتح|ستفتح|سيعود|ستعود",
    },
}
_QUOTED = re.compile(r"«.+?»|“.+?”|„.+?[“”]|\"[^\"]+\"")


def mode_of(sentence: str, language: str, *, number: bool) -> tuple[Mode, str] | None:
    """Propose how a sentence speaks, with the words that show it; None where nothing is clear.

    Parameters
    ----------
    sentence, language
        The sentence, and its language.
    number
        Whether there is a date or a number in it.

    Examples
    --------
    >>> mode_of("The council says it is safe.", "en", number=False)
    ('statement', 'says')
    >>> mode_of("It opened in 1962.", "en", number=True)
    ('fact', '')
    """
    found: list[tuple[Mode, str]] = []
    for mode, pattern in _CUES.get(language.split("-", maxsplit=1)[0].lower(), {}).items():
        match = re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
        if match:
            found.append((mode, match.group()))
    if _QUOTED.search(sentence):
        said = dict(found).get("statement", "")
        return ("statement", said) if {mode for mode, _ in found} <= {"statement"} else None
    if not found:
        return ("fact", "") if number else None
    return found[0] if len(found) == 1 else None
