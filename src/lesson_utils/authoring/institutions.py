"""Where a body's name ends that goes on in small letters: "Cour de cassation"."""

from __future__ import annotations

import re

from lesson_utils.authoring.namekinds import any_join, nouns_of
from lesson_utils.authoring.words import SMALL
from lesson_utils.texts import base_language

_ADJECTIVE = {
    "fr": r"(?:al|ale|ales|aux|el|elle|elles|éen|éenne|ique|iques|aire|aires|ain|aine|ien|ienne"
    r"|ais|aise|ois|oise|if|ive|eur|eure|ier|ière|unis|unies)$",
    "es": r"(?:al|ales|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|or|ora|ense|és|esa|nidas)$",
    "pt": r"(?:al|ais|eu|eia|ico|ica|ário|ária|ano|ana|ivo|iva|or|ora|ense|ês|esa|nidas)$",
    "it": r"(?:ale|ali|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|ore|ese|nite)$",
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
    if first not in nouns["bodies"] or base not in _ADJECTIVE:
        return position
    small = rf"{SMALL}{{3,}}"
    adjective = re.compile(rf"\s(?P<word>{small})(?!\w|[’'-])")
    of = re.compile(rf"\s(?:{any_join(nouns)})(?:\s|(?<=[’']))(?P<word>{small})(?!\w|[’'])")
    kind = re.compile(_ADJECTIVE[base])

    def adjectives(place: int) -> int:
        while (
            (match := adjective.match(text, place, end))
            and match["word"] not in nouns["ends"]
            and kind.search(match["word"])
        ):
            place = match.end()
        return place

    after = adjectives(position)
    field = of.match(text, after, end)
    if (
        field
        and field["word"] not in nouns["ends"]
        and (after == position or first in nouns["fields"])
    ):
        return adjectives(field.end())
    return after
