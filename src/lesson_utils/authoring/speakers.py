"""Who says a quotation: only where a verb of saying and a name stand right behind its end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesson_utils.authoring.passages import Passage
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.words import words_in
from lesson_utils.texts import base_language

#: Verbs of saying, before the name; those that come after it as well.
_SAYS = {
    "fr": r"(?:a|ont)\s(?:dit|affirmé|déclaré|estimé|assuré|expliqué|indiqué|précisé|souligné"
    r"|dénoncé|ajouté|répondu|raconté|confié)|dit|affirme|déclare|estime|assure|explique|indique"
    r"|précise|souligne|dénonce|ajoute|répond|raconte|confie|sourit|regrette|soupire|résume"
    r"|se\ssouvient|s[’']inquiète|se\sréjouit|se\splaint",
    "en": r"said|says|explained|explains|added|adds|recalled|recalls|laughed|replied",
    "es": r"dijo|dice|explicó|explica|afirmó|afirma|aseguró|asegura|señaló|señala|añadió|añade"
    r"|declaró|declara|indicó|recuerda|recordó|cuenta|contó|lamenta|lamentó",
    "it": r"ha\s(?:detto|spiegato|affermato|dichiarato|aggiunto|raccontato)|dice|spiega|afferma"
    r"|dichiara|aggiunge|racconta|ricorda",
    "pt": r"disse|diz|explicou|explica|afirmou|afirma|contou|conta|lembrou|lembra|declarou"
    r"|acrescentou|lamentou",
}  # fmt: skip
#: Verbs that may stand behind the name.
_SAID = {"en": re.compile(r"\s(?:said|says|explained|added|recalled|replied)\b(?!\s(?:that|by))")}
_TITLES = r"(?:(?:Dr|Dra|Mr|Mrs|Ms|Mme|M|Me|Sr|Sra|D|Prof|Cllr|Councillor)\.?\s)"
#: "l’hydrologue", "the mayor", "la alcaldesa": one word between the verb and the name.
_ROLE = {
    "fr": r"(?:(?:le|la)\s|l[’'])[a-zà-ÿœ-]+\s",
    "en": r"(?:the\s)?[a-z-]+\s",
    "es": r"(?:el|la)\s[a-zà-ÿ-]+\s",
    "it": r"(?:(?:il|lo|la)\s|l[’'])[a-zà-ÿ-]+\s",
    "pt": r"(?:o|a)\s[a-zà-ÿ-]+\s",
}
#: What ends the name: another word with a capital or a possessive would be a part of it.
_ENDS = re.compile(r"(?=[,.;:!?»”\"]|\s[a-zà-ÿœ(–—-]|\s\d|$)(?![’'])(?!\.\S)")
#: A name is not whole before these: "Anna Example of the harbour" is, "Anna de Sample" is not.
_GOES_ON = re.compile(r"\s(?:de|da|do|dos|du|des|del|della|di|von|van|and|et|y|e|ou|or)\b|\s[–—-]")
#: What a quotation may begin and end with, and what may stand between it and the verb.
_MARKS = '«»“”„"‘’ \u00a0\u202f'
_FEWEST_WORDS, _LONGEST = 5, 220


@dataclass(frozen=True)
class Said:
    """A quotation without its marks, and the name of who says it."""

    passage: Passage
    words: str
    name: str


def said_in(source: Source) -> list[Said]:
    """Find the quotations of which the text says at once who said them.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> text = "“We wait for the last boat,” said Anna Example, 40. “Me too,” Ben Sample said."
    >>> [(said.words, said.name) for said in said_in(Source(split_article(text, "en"), ("en",)))]
    [('We wait for the last boat', 'Anna Example')]
    """
    base = base_language(source.language)
    if base not in _SAYS:
        return []
    found = []
    text = source.article.text
    for start, end in source.quotations:
        passage = next((p for p in source.passages if p.start < end <= p.end), None)
        words = " ".join(text[start:end].strip(_MARKS).rstrip(",").split())
        name = _name_after(source, base, end)
        enough = len(words_in(words, source.language)) >= _FEWEST_WORDS
        if passage and name and enough and len(words) <= _LONGEST and name not in words:
            found.append(Said(passage, words, name))
    return found


def _name_after(source: Source, base: str, place: int) -> str:
    """Give the name that stands behind a verb of saying at a place, or before it; "" for none."""
    text = source.article.text
    told = re.compile(rf",?\s(?:{_SAYS[base]})\s(?:{_ROLE[base]})?{_TITLES}?").match(text, place)
    if told is not None:
        return _name_at(source, told.end(), _ENDS)
    space = re.compile(r",?\s").match(text, place)
    return _name_at(source, space.end(), _SAID[base]) if space and base in _SAID else ""


def _name_at(source: Source, place: int, then: re.Pattern[str]) -> str:
    """Give the name at a place, if it is whole and what is to follow does."""
    text = source.article.text
    for name in sorted({item.text for item in source.names}, key=len, reverse=True):
        end = place + len(name)
        if text.startswith(name, place) and then.match(text, end):
            return "" if _GOES_ON.match(text, end) else name
    return ""
