"""Words that show beyond doubt how a sentence speaks: as a position, a concern or a forecast.

A key must not be wrong: a sentence is proposed only where one kind of cue stands in it and no
other, and where nothing makes that doubtful (a question, a condition, a negated fear, a future that
is past already). What a longer quotation holds is somebody's position. A sentence without any cue,
with a number in it, is told as a fact. "Announced" is left out: two of the four names fit it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesson_utils.content.model import Mode
from lesson_utils.texts import base_language


@dataclass(frozen=True)
class _Cues:
    """A language's patterns; ``hedge`` is what leaves open whether a thing is so."""

    statement: str
    concern: str
    forecast: str
    hedge: str
    #: What makes every mode doubtful: conditions, obligations, words that fit two modes.
    doubt: str
    #: What may speak of the future: such a sentence is told as no fact.
    future: str
    #: What makes a concern doubtful.
    no: str


_CUES = {
    "fr": _Cues(
        statement=r"selon|d[’']après|affirme(?:nt)?|déclare(?:nt)?|estime(?:nt)?\sque"
        r"|assure(?:nt)?\sque|soutien(?:t|nent)\sque|explique(?:nt)?\s(?:que|le|la|les|un|une|[A-ZÉ])"
        r"|indique(?:nt)?\s(?:que|le|la|les|un|une|[A-ZÉ])|dit(?:-il|-elle)|disent(?:-ils|-elles)"
        r"|(?:a|ont|avait|avaient)\s(?:affirm|déclar|estim|assur|expliqu|indiqu|précis|soulign"
        r"|dénonc)é|a\sdit|ont\sdit|dit\sque|disent\sque",
        concern=r"crai(?:nt|gnent)|redoute(?:nt)?|s[’']inquiète(?:nt)?"
        r"|(?:est|sont)\sinqui(?:et|ets|ète|ètes)|inquiétudes?|ont\speur|a\speur",
        forecast=r"(?!(?:af)?front\b|(?:de|dev|pour|faud)ront\b)"
        r"(?-i:[a-zà-öø-ÿœ])\w*ront|aura|sera|fera|ira|ouvrira|rouvrira|viendra|tiendra|verra|saura|recevra|prendra"
        r"|rendra|mettra|permettra|offrira|choisira|réunira|agira|servira|suivra|vivra"
        r"|finira|partira|sortira|dira|lira|écrira|conduira|produira|construira|détruira|reviendra"
        r"|deviendra|maintiendra|obtiendra|attendra|perdra|répondra|vendra|descendra|disparaîtra"
        r"|enverra|paraîtra|accueillera|(?!(?:op|cam|lib)era\b)(?-i:[a-zà-öø-ÿœ])\w{2,}era",
        hedge=r"(?!\w*trait\b)(?-i:[a-zà-öø-ÿœ])\w*rai(?:t|ent)|peut-être|sans\sdoute"
        r"|probablement|environ\sselon",
        doubt=r"si|s[’']ils?|devr(?:a|ont)|pourr(?:a|ont)|faudra|doi(?:t|vent)|il\sfaut|annonc\w+"
        r"|prévo(?:it|ient)|prév(?:u|us|ue|ues)|promet\w*|promis",
        # Not "le front", nor what ended like this in a tale ("il retira"), nor names ("Riviera").
        future=r"(?!(?:af)?front\b|\w*(?:[sx]pira|oupira|[éè]sira|échira|dmira)\b)"
        r"(?!(?:at|re|é|sou)?tira\b|(?:cha)?vira\b)"
        r"(?-i:[a-zà-öø-ÿœ])\w*(?:ront|era|ira|dra|vra|rra|aura)|aura|ira",
        no=r"ne|n[’']\w+|sans|aucune?|personne",
    ),
    "en": _Cues(
        statement=r"according\sto|says?|said|argue[sd]?\sthat|insist(?:s|ed)?\sthat"
        r"|claim(?:s|ed)?\sthat|state[sd]?\sthat|explain(?:s|ed)?\sthat|told",
        concern=r"fear(?:s|ed)?\s(?:that|the|a|for)|worr(?:y|ies|ied)\s(?:that|about)"
        r"|(?:is|are|was|were)\s(?:worried|concerned|afraid)\s(?:that|about|of)",
        forecast=r"(?<!the\s)(?<!\ba\s)(?<!of\s)(?<!his\s)(?<!her\s)(?<!own\s)(?<!’s\s)(?<!'s\s)"
        r"(?-i:will)(?!\sof\b)(?!\s[a-z]+ed\b)(?=\s[a-z])|(?:is|are)\sexpected\sto",
        hedge=r"would|could|(?-i:may)|might|allegedly|reportedly|perhaps|probably|likely",
        doubt=r"if|unless|must|should|ought|whether|announc\w+|warn\w*|promis\w+|plan(?:s|ned)?\sto",
        future=r"(?-i:will)|shall|\w+[’']ll",
        no=r"no|not|nobody|never|without|nothing|\w+n[’']t",
    ),
    "es": _Cues(
        statement=r"según|afirman?|afirmó|dijo|dicen\sque|sostienen?\sque|sostuvo|aseguran?\sque"
        r"|aseguró|explicó|declaró|indicó|señaló|añadió",
        concern=r"temen?\sque|temor(?:es)?\s(?:de|a|por)|preocupan?\s(?:que|por)|preocupad[oa]s?",
        forecast=r"(?!(?:azaf|ref|alac)rán\b|\w*(?:deb|podr|habr)[áa]n?\b)"
        r"(?-i:[a-zñá-ú])\w+r(?:á|án)",
        hedge=r"(?-i:[a-zñá-ú])\w+ría[ns]?|quizás?|tal\svez|acaso|probablemente",
        doubt=r"si|deb\w+|podrán?|habrá\sque|hay\sque|anunci\w+|advirt\w+|adviert\w+|prevén?"
        r"|prometi?\w*",
        future=r"(?!(?:azaf|ref|alac)rán\b)(?-i:[a-zñá-ú])\w+r(?:á|án|emos)|va\sa|van\sa",
        no=r"no|sin|nadie|nunca|ningun[oa]?",
    ),
    "de": _Cues(
        statement=r"laut|sagt(?:e|en)?|erklärt(?:e|en)?|meint(?:e|en)?|zufolge|betont(?:e|en)?",
        concern=r"(?:be)?fürchte(?:t|n|te|ten)|(?-i:Sorgen?)|angst",
        forecast=r"voraussichtlich|demnächst",
        hedge=r"könnten?|würden?|dürften?|soll(?:en)?|wäre(?:n)?|vielleicht|angeblich|wohl",
        doubt=r"wenn|falls|ob|muss|müssen|sollte\w*|angekündigt|kündig\w+|warn\w+|versprach\w*",
        future=r"(?-i:wird|werden)|künftig",
        no=r"nicht|kein\w*|niemand|ohne",
    ),
    "ar": _Cues(
        statement=r"قال|قالت|يقول|تقول|يقولون|أكد|أكدت|تؤكد|يؤكد|صرح|بحسب|وفق",
        concern=r"يخشى|تخشى|يخشون|يخاف|تخاف|قلق|القلق|مخاوف",
        forecast=r"سوف|سيكون|ستكون|سيبدأ|ستبدأ|سيفتح|ستفتح|سيعود|ستعود",
        hedge=r"ربما|لعل|يُزعم|يزعم",
        doubt=r"إذا|لو|يجب|أعلن|أعلنت|حذر|حذرت",
        future=r"سوف|س(?:ي|ت|ن)\w+|لن",
        no=r"لا|لم|لن|ليس|بدون",
    ),
}
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|[“”„«»\"]|「[^」]*」")
_QUESTION = re.compile(r"[?؟？]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
#: A fact is told in a whole sentence of some length, not in a caption or a list.
_FEWEST_WORDS = 5
_WHOLE = re.compile(r"[.。।։።]\s*$")
_CAPTION = re.compile(r"^\W*(?:©|copyright|photo|tél\b|tel\b|\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)


def mode_of(
    sentence: str, language: str, *, number: bool, quoted: bool = False, latest: int | None = None
) -> tuple[Mode, str] | None:
    """Propose how a sentence speaks, with the words that show it; None where nothing is certain.

    Parameters
    ----------
    sentence, language
        The sentence, and its language.
    number
        Whether there is a date or a number in it.
    quoted
        Whether it stands inside a longer quotation: it is what somebody says.
    latest
        The latest year that the article names: a future before it is past.

    Examples
    --------
    >>> mode_of("The council says it is safe.", "en", number=False)
    ('statement', 'says')
    >>> mode_of("The old bridge opened in 1962.", "en", number=True)
    ('fact', '')
    >>> mode_of("We must act at once.", "en", number=False, quoted=True)
    ('statement', '')
    """
    if quoted:
        return "statement", ""
    cues = _CUES.get(base_language(language))
    if _QUESTION.search(sentence) or (cues and _standing(cues.doubt, sentence)):
        return None
    found: list[tuple[Mode, str]] = []
    if cues is not None:
        told: dict[Mode, str] = {
            "statement": cues.statement, "concern": cues.concern, "forecast": cues.forecast,
        }  # fmt: skip
        matches = {mode: _standing(pattern, sentence) for mode, pattern in told.items()}
        found = [(mode, match.group()) for mode, match in matches.items() if match]
    ahead = cues is not None and _standing(cues.future, sentence) is not None
    if len(found) > 1 or (ahead and found and found[0][0] != "forecast"):
        return None
    if found:
        mode, cue = found[0]
        certain = {
            "concern": cues is None or _standing(cues.no, sentence) is None,
            "forecast": not _is_past(sentence, latest) and not _QUOTED.search(sentence),
        }
        return (mode, cue) if certain.get(mode, True) else None
    hedged = cues is not None and _standing(cues.hedge, sentence) is not None
    return ("fact", "") if number and not hedged and not ahead and _told(sentence) else None


def _is_past(sentence: str, latest: int | None) -> bool:
    years = [int(year) for year in _YEAR.findall(sentence)]
    return latest is not None and any(year < latest for year in years)


def _told(sentence: str) -> bool:
    """Tell whether a sentence without cues is a whole one of the text's own words."""
    return (
        len(sentence.split()) >= _FEWEST_WORDS
        and _WHOLE.search(sentence) is not None
        and _CAPTION.search(sentence) is None
        and _QUOTED.search(sentence) is None
    )


def _standing(pattern: str, sentence: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
