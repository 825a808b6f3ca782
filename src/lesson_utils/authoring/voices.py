"""Words that may bring somebody's voice into a sentence: what is told as a fact has none of them.

A sentence is keyed as a fact only where a verb tells what happened or is there ("opened", "was
built", "weighs"), and no word may say, think, feel or judge, speak of the writer or the reader, or
leave open what is so (``voices.json``; ``*`` stands for letters). ``plain`` are patterns of what
looks like such a word and is none ("in May", "compte 12 ports"). The lists of voices are wide on
purpose: a sentence that is not asked is no loss, a wrong key is one. They do not
tell how a sentence speaks: that is ``cues.json``.
"""

from __future__ import annotations

import re
from functools import cache

from lesson_utils.authoring.wordlists import listed_words
from lesson_utils.texts import base_language

#: What is not told plainly. Of the other fields, ``joins`` and ``things`` are about positions;
#: ``does``, and ``done`` after an ``aux``, tell what happened or is there.
_VOICES = ("says", "judges", "me", "must")
_HAPPENS = ("does",)
#: So many words may stand between an auxiliary and its participle; in two languages a sentence.
_BETWEEN, _FAR, _FAR_APART = 2, 15, ("de", "nl")
#: What a language writes to the beginning of a word: "and", "then", "with", "for".
_JOINED = {"ar": "[وفبل]?"}
_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|over|environ|quelque|unos|unas|etwa|rund|circa|uns|umas|cerca\sde"
    r"|los|las|les|the|die|i|le|os|as)\s$",
    re.IGNORECASE,
)
_APOSTROPHE = "[’']"


@cache
def _pattern(language: str, fields: tuple[str, ...]) -> re.Pattern[str] | None:
    base = base_language(language)
    own = listed_words("voices", language)
    if own is None:
        return None

    def one_of(*chosen: str) -> str:
        words = "|".join(
            re.escape(word).replace(r"\*", r"\w*").replace("\\ ", r"\s").replace("’", _APOSTROPHE)
            for field in chosen
            for word in own[field]
        )
        return rf"(?<![\w-]){_JOINED.get(base, '')}(?:{words})(?!\w)"

    written = one_of(*fields)
    if fields == _HAPPENS:
        between = _FAR if base in _FAR_APART else _BETWEEN
        written += rf"|{one_of('aux')}\s(?:\S+\s){{0,{between}}}?{one_of('done')}"
    return re.compile(written, re.IGNORECASE)


@cache
def _plain(language: str) -> re.Pattern[str]:
    patterns = (listed_words("voices", language) or {}).get("plain", ())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?!\w)", re.IGNORECASE)


def told_plainly(sentence: str, language: str) -> bool:
    """Tell whether a sentence has a verb of what happened, and no word of anybody's view or wish.

    Never in a language whose words nobody has written down.

    Examples
    --------
    >>> told_plainly("The bridge opened in 1962.", "en")
    True
    >>> told_plainly("The bridge opened in May 1962.", "en")
    True
    >>> told_plainly("The divers believed the bridge opened in 1962.", "en")
    False
    """
    voices, happens = _pattern(language, _VOICES), _pattern(language, _HAPPENS)
    if voices is None or happens is None:
        return False
    own = _plain(language).sub("", sentence)
    return voices.search(own) is None and happens.search(sentence) is not None


def counts(sentence: str, language: str) -> bool:
    """Tell whether a number stands in a sentence, in figures or as a word.

    Examples
    --------
    >>> counts("The boat visits five islands.", "en")
    True
    """
    if any(map(str.isdecimal, sentence)):
        return True
    pattern = _pattern(language, ("counts",)) if _numerals(language) else None
    found = pattern.finditer(sentence) if pattern else ()
    # "both of the two." has no noun; "about forty" is no count.
    return any(
        re.match(r"\s\w", sentence[word.end() :]) and not _ABOUT.search(sentence[: word.start()])
        for word in found
    )


def _numerals(language: str) -> bool:
    return bool((listed_words("voices", language) or {}).get("counts"))


def somebody_before(words: str, language: str) -> bool:
    """Tell whether somebody says or thinks what follows these words, or "we" or "you" do it.

    Examples
    --------
    >>> somebody_before("The biologist suspects it", "en")
    True
    """
    pattern = _pattern(language, ("says", "me"))
    return pattern is None or pattern.search(_plain(language).sub("", words)) is not None


def a_side_clause(words: str, language: str) -> bool:
    """Tell whether the words before a verb of saying make its clause a part of another.

    Examples
    --------
    >>> a_side_clause("The harbour shut after the council", "en")
    True
    >>> a_side_clause("Anna Example, who runs the harbour,", "en")
    False
    """
    pattern = _pattern(language, ("joins",))
    clause = re.split("[,،;؛–—]", words)[-1]
    return pattern is None or pattern.search(clause) is not None


def a_thing_says(words: str, language: str) -> bool:
    """Tell whether a thing may be what says something, or no saying is meant at all.

    Examples
    --------
    >>> a_thing_says("The sign on the quay says it is closed.", "en")
    True
    """
    pattern = _pattern(language, ("things",))
    return pattern is None or pattern.search(words) is not None
