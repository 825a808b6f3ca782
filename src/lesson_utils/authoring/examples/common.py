"""What the makers of examples share: which sentences to build on, and the words of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lesson_utils.authoring import rarity
from lesson_utils.authoring.names import nouns_have_capitals
from lesson_utils.authoring.passages import Passage
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.wordlists import listed_words
from lesson_utils.authoring.words import words_in

Fields = dict[str, Any]

#: A word that is worth asking for has at least so many letters.
_SHORTEST_WORD = 4
#: A sentence of fewer words says too little to ask about.
_FEWEST_WORDS = 5
#: A sentence that is easy to read as an option is no longer than this.
SHORT = 160


def worth_asking(source: Source, passage: Passage) -> bool:
    """Tell whether a sentence says enough to be asked about, and all of it by itself.

    No question, nothing of a few words, no end of a quotation that began before it.
    """
    enough = not source.has_words or len(passage.words) >= _FEWEST_WORDS
    asks = passage.text.rstrip(" \u00a0»”\"'").endswith(("?", "؟", "？"))
    return enough and not asks and source.whole(passage)


def leans(passage: Passage) -> bool:
    """Tell whether a sentence leans on the one before it: "It did not", "Mais …".

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> source = Source(split_article("The port is shut today. It is quiet there.", "en"), ("en",))
    >>> list(map(leans, source.passages))
    [False, True]
    """
    words = passage.words
    return bool(words) and words[0].casefold() in (listed_words("leaning", passage.language) or ())


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

    No words of names: they are remembered and not understood. None at all in a script without
    spaces, where nothing tells a word from a clause.
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

    def common(word: str) -> float:
        return rarity.zipf(word.casefold(), source.language) if known else float(-len(word))

    def named(word: str) -> bool:
        unknown = not capital or (known and not common(word))
        return word.casefold() in source.name_words or (word[0].isupper() and unknown)

    return sorted((w for w in words if not named(w)), key=lambda word: (common(word), word))
