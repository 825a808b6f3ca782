"""A language's words for cutting a text: what is cut short, what begins a sentence, what is aside.

Abbreviations are CLDR's (``abbreviations.json``, made by ``tools/abbreviations.py``) and those of
``sentences.json``, which also holds what a page says of itself ("Photo", "Read more").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: How long an article takes to read: "5 min read".
_READING = "(?:read|de lecture|de lectura|de leitura|di lettura|lesezeit|leestijd|lukuaika)"

#: A credit in capitals behind a caption: "The pier, Tuesday. PHOTO HARBOUR NEWS".
_CAPITALS = r".*[.!?…»”]\s(?:PHOTOS?|FOTOS?|CRÉDITS?)\s.+"
_AND = "(?:&|and|et|und|y|e|en|og|och|ja)"


@dataclass(frozen=True)
class Words:
    """A language's words, each abbreviation without its last full stop.

    ``titles`` come before a name or a word, ``numbered`` before a number, ``closing`` after what
    they belong to ("etc", "a. C"); ``cut_short`` are all others. ``starters`` begin sentences;
    ``ordinals`` tells whether "3." is "third"; ``ends`` are end marks of this language alone,
    ``by`` is what a byline begins with.
    """

    language: str
    titles: frozenset[str]
    cut_short: frozenset[str]
    numbered: frozenset[str]
    closing: tuple[str, ...]
    starters: frozenset[str]
    ordinals: bool
    ends: str
    by: str
    aside: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """Give the words of a language by its code; few where it is not known.

    Examples
    --------
    >>> "Mme" in words_of("fr-CA").titles, words_of("de").ordinals
    (True, True)
    """
    folder = Path(__file__).parent
    own = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
    cldr = json.loads((folder / "abbreviations.json").read_text(encoding="utf-8"))
    base = language.split("-", maxsplit=1)[0].lower()
    words = own.get(base, {})

    def listed(field: str) -> frozenset[str]:
        return frozenset(words.get(field, own[""].get(field, "")).split())

    return Words(
        language=base,
        titles=listed("titles"),
        cut_short=frozenset(cldr.get(base, ())) | listed("more") | listed("numbered"),
        numbered=listed("numbered"),
        closing=tuple(words.get("closing", ())),
        starters=listed("starters"),
        ordinals=bool(words.get("ordinals")),
        ends=words.get("marks", ""),
        by=words.get("by", ""),
        aside=_aside(words),
    )


def _aside(words: dict[str, Any]) -> re.Pattern[str]:
    """Give the pattern of a page's own lines: "Photo: …", "Read more", "By Anna Example"."""

    def one_of(entries: Iterable[str]) -> str:
        return "|".join(map(re.escape, entries)) or "(?!)"

    labels, asides = one_of(words.get("labels", "").split()), one_of(words.get("asides", ()))
    name = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
    who = rf"\s(?:the\s)?{name}(?:\s{name}){{1,3}}(?:\sstaff|\s?[,|/(–-].*|\s{_AND}\s.*)?$"
    agency = who.replace("{1,3}", "{0,3}")
    by = f"(?i:{words['by']}){who}" if "by" in words else "(?!)"
    # In English, titles have capitals: "Photo Finish" is one.
    english = words.get("by") == "By"
    whose = r"\sby" if english else r"(?:\s(?:de|di|von|van|par|por|av|d[’']))?"
    photo = rf"(?i:{one_of(words.get('photo', '').split())}){whose}{who if english else agency}"
    credit = rf"(?:{labels})\s(?:[^.!?:]|(?<=\b\w)\.){{1,60}}\s?[/|©]"
    label = rf"{credit}|(?:{labels})\s*(?:[:：・|／/©\])=–—-]|\d|$)"
    dated = rf".*\s[–—|·-]\s(?:{asides}|{labels})\W*\d"
    counted = r"(?:\s?\(\d+\))?$"
    alone = (
        rf"(?:{one_of(words.get('alone', ()))}){counted}|\d+ ?min(?:utes?|uti|utos|\.)? {_READING}"
    )
    # Behind a caption: "The pier. Photo: …", "The pier (Photo: …)", "The pier. / Anna Example".
    shown = one_of(words.get("photo", words.get("labels", "")).split())
    credited = rf"(?:[.!?…»”]\s|[(\[/|–—-]\s?)(?:{shown}|crédits?|credits?|créditos?)\s?[:：].+"
    credited += rf"|[(\[](?:{shown})\s[^()]{{1,60}}[)\]]$"
    behind = rf".*(?:{credited}|[.!?…»”]\s?[/|]\s?[^.!?]{{3,40}}$)"
    ends = one_of(words.get("ends", "").split())
    marked = f"{label}|{behind}|(?:{asides})(?!\\w)|{dated}|{alone}"
    return re.compile(rf"(?i:{marked})|{_CAPITALS}|.*(?:{ends})$|{by}|{photo}")
