"""What is to be said about the files that were read: one clear sentence each, never an error."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lesson_utils.content.coded import Coded
from lesson_utils.texts import word

_SPACES = re.compile(r"\s+")
#: A longer name says no more, and would fill the tables.
_LONGEST = 80


class Remark(Coded, frozen=True, kw_only=True):
    """One thing to know about a file: what it is, and what to do."""

    KEYS = "results.file."

    file: str

    def sentence(self, language: str) -> str:
        """Say it on one line: ``file: what it is: what to do``."""
        return f"{self.file}{word(language, 'static.colon')} {super().sentence(language)}"


@lru_cache(maxsize=10_000)
def shown(text: str, longest: int = _LONGEST) -> str:
    r"""Give a text from a file as it can be shown: one line, no control sign, not too long.

    Signs that turn the direction of writing or move a terminal's cursor go; halves of characters
    become U+FFFD.

    Examples
    --------
    >>> shown(" Ana\n\x1b[31m Lía ")
    'Ana [31m Lía'
    >>> shown("abcdef", longest=4)
    'abc…'
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", whole))
    # Controls and formats; the joiners stay, since scripts and family emoji need them.
    plain = "".join(c for c in line if c in "\u200c\u200d" or unicodedata.category(c)[0] != "C")
    plain = _SPACES.sub(" ", plain).strip()
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
