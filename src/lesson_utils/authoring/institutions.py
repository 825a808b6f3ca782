"""Where a body's name ends that goes on in small letters: "Cour de cassation"."""

from __future__ import annotations

import re

from lesson_utils.authoring import rarity
from lesson_utils.authoring.namekinds import any_join, nouns_of
from lesson_utils.authoring.words import SMALL
from lesson_utils.texts import base_language

_ADJECTIVE = {
    "fr": r"(?:al|ale|ales|aux|el|elle|elles|éen|éenne|ique|iques|aire|aires|ain|aine|ien|ienne"
    r"|ais|aise|civile?|ois|oise|if|ive|eur|eure|ier|ière|unis|unies)$",
    "es": r"(?:al|ales|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|or|ora|ense|és|esa|nidas)$",
    "pt": r"(?:al|ais|eu|eia|ico|ica|ário|ária|ano|ana|ivo|iva|or|ora|ense|ês|esa|nidas)$",
    "it": r"(?:ale|ali|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|ile|ili|ore|ese|nite)$",
}
#: How dictionaries list verbs.
_VERB = {"fr": r"(?:[^i]er|[io]ir|re)$", "es": r"[aei]r$", "pt": r"[aei]r$", "it": r"[aei]re$"}
#: "Ligue des droits de l’homme".
_RIGHTS = r"droits de l[’']homme|diritti dell[’']uomo|derechos humanos|direitos humanos"
#: "d’annuler", "de esconderlo": what comes after is no field of a body's.
_INFINITIVE = {
    "fr": r"(?:er|ir|ettre|endre|uire)$",
    "es": r"[aei]r(?:l[oae]s?|se|me|le)?$",
    "pt": r"[aei]r(?:-\w+)?$",
    "it": r"[aei]re$",
}


def end_of_body(text: str, position: int, end: int, first: str, language: str) -> int | None:
    """Give where the name ends whose first word ends here; None where that word alone is no name.

    Examples
    --------
    >>> text = "la Cour de cassation demain"
    >>> text[: end_of_body(text, 7, len(text), "Cour", "fr")]
    'la Cour de cassation'
    """
    base, nouns = base_language(language), nouns_of(language)
    if base == "fr" and first == "Premier":
        match = re.compile(r"\sministre\b").match(text, position, end)
        return match.end() if match else None
    body = first in nouns["bodies"]
    if not (body or first in nouns["nouns"]) or base not in _ADJECTIVE:
        return position
    small = rf"{SMALL}{{3,}}"
    adjective = re.compile(rf"\s(?P<word>{small})(?!\w|[’'-])")
    joined = rf"\s(?P<of>{any_join(nouns)})(?:\s|(?<=[’']))(?P<word>{_RIGHTS}|{small})(?!\w|[’'])"
    of = re.compile(joined)
    also = re.compile(rf"\s(?:{'|'.join(nouns['also']) or '(?!)'}){joined}")
    kind = re.compile(_ADJECTIVE[base])

    def adjectives(place: int) -> int:
        while (
            (match := adjective.match(text, place, end))
            and match["word"] not in nouns["ends"]
            and kind.search(match["word"])
            and not _is_verb(match["word"], language)
        ):
            place = match.end()
        return place

    def is_field(match: re.Match[str] | None) -> bool:
        if match is None or match["word"] in nouns["ends"]:
            return False
        bare = match["of"] in {"de", "d’", "d'", "di"}
        return not (bare and re.search(_INFINITIVE[base], match["word"]))

    after = adjectives(position)
    goes_on = body and (after == position or first in nouns["fields"])
    field = of.match(text, after, end)
    if not goes_on or first in nouns["alone"] or field is None or not is_field(field):
        return after
    after = adjectives(field.end())
    while (field := also.match(text, after, end)) is not None and is_field(field):
        after = adjectives(field.end())
    return after


def _is_verb(word: str, language: str) -> bool:
    """Tell a verb from an adjective with the same ending: "le Conseil rappelle"."""
    lemma, ends = rarity.lemma(word, language), _VERB[base_language(language)]
    return lemma != word and re.search(ends, lemma) is not None
