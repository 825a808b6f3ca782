"""What the makers of examples share: which sentences to build on, and the words of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lesson_utils.authoring import rarity
from lesson_utils.authoring.names import nouns_have_capitals
from lesson_utils.authoring.passages import Passage
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.words import words_in

Fields = dict[str, Any]

#: A word that is worth asking for has at least so many letters.
_SHORTEST_WORD = 4
#: A sentence that is easy to read as an option is no longer than this.
SHORT = 160


def spread(pool: Sequence[Passage], count: int) -> list[Passage]:
    """Choose sentences far apart, in the order of the text; short ones where there are enough."""
    short = [passage for passage in pool if len(passage.text) <= SHORT]
    found = sorted(short if len(short) >= count else pool, key=lambda passage: passage.start)
    if len(found) <= count:
        return found
    return [found[index * (len(found) - 1) // (count - 1)] for index in range(count)]


def words_said(source: Source, kind: str, **values: object) -> Fields:
    """Give the prompt, hint and explanation of an example."""
    return {
        field: source.say(f"example.{kind}.{field}", **values)
        for field in ("prompt", "hint", "explanation")
    }


def gapped(text: str, part: str) -> str:
    """Put … in the place of a part of a sentence, and no full stop right behind it.

    Examples
    --------
    >>> gapped("It opened in 1962.", "1962"), gapped("The 84 cells are empty.", "84")
    ('It opened in …', 'The … cells are empty.')
    """
    return text.replace(part, "…").replace("….", "…")


def telling_words(source: Source, text: str) -> list[str]:
    """Give a text's words of some length, the rarest first; the longest first without a list.

    Words of names come last: they are remembered and not understood.

    None in a script without spaces, where nothing tells a word from a clause.
    """
    if not source.has_words:
        return []
    found = (
        w.text
        for w in words_in(text, source.language)
        if w.whole and not re.match(r"\.\s*\S", text[w.end :])  # "Cllr. Example"
    )
    words = list(dict.fromkeys(word for word in found if len(word) >= _SHORTEST_WORD))
    known = rarity.known(source.language)

    capital = nouns_have_capitals(source.language)

    def telling(word: str) -> tuple[bool, float, str]:
        small = word.casefold()
        common = rarity.zipf(small, source.language) if known else float(-len(word))
        named = word[0].isupper() and (not capital or (known and not common))
        return small in source.name_words or named, common, word

    return sorted(words, key=telling)
