"""Words that show how a sentence speaks: as a position, a concern or a forecast.

A proposal needs one kind of cue and no other; what is left without any, with a number in it, no
quotation marks and nothing that leaves it open, is told as a fact. Everything here is proposed to
an author, never decided.
"""

from __future__ import annotations

import re

from lesson_utils.content.model import Mode
from lesson_utils.texts import base_language

_CUES: dict[str, dict[Mode, str]] = {
    "fr": {
        "statement": r"selon|d[’']après|affirme(?:nt)?|déclare(?:nt)?|estime(?:nt)?|assure(?:nt)?"
        r"|soutien(?:t|nent)|explique(?:nt)?|indique(?:nt)?|dit|disent|disait"
        r"|(?:a|ont|avait|avaient)\s(?:affirm|déclar|estim|assur|expliqu|indiqu|annonc|précis"
        r"|soulign|dénonc)é",
        "concern": r"crain(?:t|gnent)|craintes?|redoute(?:nt)?|inquiet(?:s|ètes?)?|inquiète(?:nt)?"
        r"|inquiétudes?|peur",
        # Not "le front", nor what ended like this in a tale ("il retira"), nor names ("Riviera").
        "forecast": r"(?!(?:af)?front\b|\w*(?:[sx]pira|oupira|[éè]sira|échira|dmira)\b)"
        r"(?!(?:at|re|é|sou)?tira\b|(?:cha)?vira\b)"
        r"(?-i:[a-zà-öø-ÿœ])\w*(?:ront|era|ira|dra|vra|rra|aura)|aura|ira|prévo(?:it|ient)",
    },
    "en": {
        "statement": r"according\sto|says?|said|claims?|claimed|argues?|argued|insists?|insisted"
        r"|stated|explains?|explained|announced|warn(?:s|ed)|told",
        "concern": r"fears?|feared|worr(?:y|ies|ied)|concerns|concerned|afraid",
        "forecast": r"will|shall|is\sexpected\sto|are\sexpected\sto",
    },
    "es": {
        "statement": r"según|afirman?|afirmó|dicen?|dijo|sostienen?|sostuvo|aseguran?|aseguró"
        r"|explican?|explicó|declaró|anunció|indicó|señaló|añadió|advirtió|advierten?",
        "concern": r"temen?|temor|temores|preocupan?|preocupación|miedo|inquietud",
        "forecast": r"(?!(?:azaf|ref|alac)rán\b)(?-i:[a-zñá-ú])\w+r(?:á|án)|prevén?",
    },
    "de": {
        "statement": r"laut|sagt(?:e|en)?|erklärt(?:e|en)?|meint(?:e|en)?|zufolge|behauptet"
        r"|berichtet(?:e|en)?|betont(?:e|en)?|warnt(?:e|en)?",
        # "Sie sorgen für Strom" is no concern: the noun has a capital.
        "concern": r"(?:be)?fürchte(?:t|n|te|ten)|(?-i:Sorgen?)|angst",
        "forecast": r"voraussichtlich|demnächst|künftig",
    },
    "ar": {
        "statement": r"قال|قالت|يقول|تقول|يقولون|أكد|أكدت|تؤكد|يؤكد|صرح|بحسب|وفق",
        "concern": r"يخشى|تخشى|يخشون|يخاف|تخاف|قلق|القلق|مخاوف",
        "forecast": r"سوف|سيكون|ستكون|سيبدأ|ستبدأ|سيفتح|ستفتح|سيعود|ستعود",
    },
}
#: What leaves open whether a thing is so: "le bilan serait de dix blessés" is told as no fact.
_HEDGES = {
    "fr": r"(?!\w*trait\b)(?-i:[a-zà-öø-ÿœ])\w*rai(?:t|ent)|peut-être|sans\sdoute|probablement",
    "en": r"would|could|(?-i:may)|might|allegedly|reportedly|perhaps|probably|likely",
    "es": r"(?-i:[a-zñá-ú])\w+ría[ns]?|quizás?|tal\svez|acaso|probablemente",
    "de": r"könnten?|würden?|dürften?|soll(?:en)?|wäre(?:n)?|vielleicht|angeblich|wohl",
    "ar": r"ربما|لعل|يُزعم|يزعم",
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
    base = base_language(language)
    found: list[tuple[Mode, str]] = []
    for mode, pattern in _CUES.get(base, {}).items():
        match = _standing(pattern, sentence)
        if match:
            found.append((mode, match.group()))
    if _QUOTED.search(sentence):
        said = dict(found).get("statement", "")
        return ("statement", said) if {mode for mode, _ in found} <= {"statement"} else None
    if not found:
        hedged = base in _HEDGES and _standing(_HEDGES[base], sentence)
        return ("fact", "") if number and not hedged else None
    return found[0] if len(found) == 1 else None


def _standing(pattern: str, sentence: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
