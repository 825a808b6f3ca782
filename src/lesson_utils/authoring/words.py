"""Whole words of running text, in every script that writes spaces between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise, starmap

from lesson_utils.texts import base_language

#: The blocks in which scripts have their marks: a mark after a letter belongs to its word.
_BLOCKS = ((0x0300, 0x2000), (0x20D0, 0x2100), (0xA000, 0xB000), (0x11000, 0x12000))
#: Invisible signs inside words: soft hyphen, joiners, a place where a line may break.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
#: Scripts that write no spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
#: Words that lose their last vowel before another: they are no part of it.
_ELIDED = {
    "fr": "l d j m t s n c qu jusqu lorsqu puisqu quoiqu",
    "it": "l un dell all dall nell sull quell c d s m t v n bell sant",
    "ca": "l d s n m t",
}
#: "Sant’Elmo", "N’Diaye", "M’Barek" are one word, whatever the first part is elsewhere.
_WHOLE_NAME = re.compile(r"(?:Sant|N|M)[’'](?=[^\W\d_])(?P<next>.)")
#: What an English (or Dutch) noun's or a short verb's ending looks like.
_ENDING = {
    "en": r"(?:[’'](?:s|d|m|ll|re|ve)|(?<=s)[’'])$",
    "nl": r"[’'](?:s|ers?)$",
}


def _class(codes: Iterable[int], *categories: str) -> str:
    """Give the characters of some Unicode categories as the inside of a character class."""
    chosen = [code for code in codes if unicodedata.category(chr(code)) in categories]
    starts = [chosen[0], *(b for a, b in pairwise(chosen) if b != a + 1)]
    ends = [*(a for a, b in pairwise(chosen) if b != a + 1), chosen[-1]]
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in zip(starts, ends, strict=True))


_MARKS = _class(chain.from_iterable(starmap(range, _BLOCKS)), "Mn", "Mc")
#: A capital, and a small letter, of any script that has both.
CAPITAL = f"[{_class(range(0x2000), 'Lu', 'Lt')}]"
SMALL = f"[{_class(range(0x2000), 'Ll')}]"
_LETTER = rf"(?:[^\W\d_][{_MARKS}{_INVISIBLE}]*)"
_INSIDE = rf"(?:[\w{_MARKS}{_INVISIBLE}])"
#: A word with the apostrophes, hyphens and digits inside it.
_TOKEN = re.compile(
    rf"(?<![\w{_MARKS}{_INVISIBLE}]){_LETTER}{_INSIDE}*(?:[’'ʼ‑-]{_LETTER}{_INSIDE}*)*(?:(?<=s)[’'])?"
)


@dataclass(frozen=True)
class Word:
    """A word where it stands: what an elision leaves of it, without a possessive's ending."""

    start: int
    end: int
    text: str

    @property
    def whole(self) -> bool:
        """Whether it can be shown and asked for: no invisible sign, no "couldn’t"."""
        return self.text.isprintable() and not self.text.endswith(("n’t", "n't"))


def words_in(text: str, language: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Find the words of a text, none of them cut.

    Examples
    --------
    >>> [word.text for word in words_in("Puisqu’il l’aide, quelqu’un vient.", "fr")]
    ['il', 'aide', 'quelqu’un', 'vient']
    >>> [word.text for word in words_in("The keeper’s dog couldn’t bark.", "en")]
    ['The', 'keeper', 'dog', 'couldn’t', 'bark']
    """
    found = []
    base = base_language(language)
    elided = frozenset(_ELIDED.get(base, "").split())
    ending = re.compile(_ENDING[base], re.IGNORECASE) if base in _ENDING else None
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first, last, token = match.start(), match.end(), match.group()
        while (
            (cut := re.match(r"([^’']+)[’'](?=.)", token))
            and cut[1].casefold() in elided
            and not ((name := _WHOLE_NAME.match(token)) and name["next"].isupper())
        ):
            first, token = first + cut.end(), token[cut.end() :]
        if ending is not None:
            token = ending.sub("", token)
            last = first + len(token)
        elif token[-1] in "’'":
            token, last = token[:-1], last - 1
        found.append(Word(first, last, token))
    return found


def has_spaces(text: str) -> bool:
    """Tell whether a text's script writes spaces between words.

    Examples
    --------
    >>> has_spaces("The port is shut."), has_spaces("港口关闭了。"), has_spaces("항구가 닫혔다")
    (True, False, True)
    """
    letters = sum(map(str.isalpha, text))
    return len(_UNSPACED.findall(text)) * 3 < max(letters, 1)
