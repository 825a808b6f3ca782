"""Capitalised names in running text, for languages whose capitals tell names apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesson_utils.authoring import rarity
from lesson_utils.authoring.namekinds import Kind, kind_of, nouns_of
from lesson_utils.authoring.nameruns import CAPITALS, COMMON, Run, name_runs, stop_words
from lesson_utils.authoring.words import CAPITAL, words_in
from lesson_utils.content.model import Article
from lesson_utils.content.sentences import is_aside
from lesson_utils.texts import base_language

#: Every noun has a capital.
_NOUNS_CAPITAL = frozenset({"de", "lb"})
_ADDRESS = re.compile(r"(?<!\S)[^\s@]+@\S+|https?://\S+|www\.\S+")

#: The number or the mark of a point or a foot-note, at the beginning of a line.
_POINT = re.compile(r"(?:^|\n)\W*(?:\d+\W+|[^\w\s]\s)\Z")


@dataclass(frozen=True)
class FoundName:
    """A name where it first stands, and how often; "name" where its kind is not certain."""

    start: int
    end: int
    text: str
    kind: Kind
    count: int


def tells_names(text: str, language: str) -> bool:
    """Tell whether capitals tell names: not in German, nor in a script without case.

    Examples
    --------
    >>> tells_names("LG를 항구에 보냈다. press@example.org", "ko")
    False
    """
    letters = [letter for letter in _ADDRESS.sub("", text) if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return small * 2 > len(letters) and not nouns_have_capitals(language)


def nouns_have_capitals(language: str) -> bool:
    """Tell whether a language writes every noun with a capital."""
    return base_language(language) in _NOUNS_CAPITAL


def find_names(article: Article) -> list[FoundName]:
    """Find the names of an article, each once, in the order in which they first stand.

    A name that only begins sentences is one where its words never stand in small letters and are
    no common words. A kind is said where it is certain: a person after a title, a body by its
    first word, a place after a preposition of place.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> text = "The ferry leaves Saint Brand for Aldmouth. We met in Aldmouth."
    >>> article = split_article(text, "en")
    >>> [(name.text, name.kind, name.count) for name in find_names(article)]
    [('Saint Brand', 'name', 1), ('Aldmouth', 'place', 2)]
    """
    text, language = article.text, article.language
    runs = [
        run
        for sentence in article.sentences
        for run in name_runs(text, sentence.start, sentence.end, language)
    ]
    certain = {text[run.start : run.end].casefold() for run in runs if not run.begins}
    small = {word.text for word in words_in(text, language) if word.text.islower()}
    kept: dict[str, list[Run]] = {}
    for run in runs:
        name = text[run.start : run.end]
        if run.words == 1 and _also_noun(name, small, language):
            continue
        if not run.begins or name.casefold() in certain or _is_name(run, text, small, language):
            kept.setdefault(name.casefold(), []).append(run)
    return [
        FoundName(
            same[0].start,
            same[0].end,
            text[same[0].start : same[0].end],
            kind_of(text, [(run.start, run.end) for run in same], same[0].first.text, language),
            len(same),
        )
        for same in kept.values()
    ]


def _is_name(run: Run, text: str, small: set[str], language: str) -> bool:
    """Tell whether words that only begin sentences are a name all the same."""
    name = text[run.start : run.end]
    if name.isupper() and len(name) >= CAPITALS:
        # "BREAKING: …" is none, nor is "PHOTO - …".
        label = re.match(r"\s?[:|]", text[run.end : run.end + 2])
        return label is None and not is_aside(f"{name}:", language)
    if re.search(rf"-{CAPITAL}", run.first.text):
        return True
    first = run.first.text.casefold()
    listed = run.words == 1 and _POINT.search(text, 0, run.start) is not None
    if first in small or (listed and rarity.ordinary(first, language)):
        return False
    if rarity.known(language):
        return rarity.commonness(first, language) < COMMON or (
            run.words >= CAPITALS and first not in stop_words(language)
        )
    return run.words >= CAPITALS


def _also_noun(name: str, small: set[str], language: str) -> bool:
    """Tell whether a text writes one word in both ways: "the County … in the county"."""
    common = rarity.known(language) and rarity.zipf(name.casefold(), language) >= rarity.RARE
    return common and name.casefold() in small and name not in nouns_of(language)["bodies"]
