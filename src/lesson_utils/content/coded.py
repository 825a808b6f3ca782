"""A code with values that becomes a sentence: what is found is told in whichever language."""

from __future__ import annotations

import re
from typing import ClassVar

import msgspec

from lesson_utils.texts import command_word

#: What a terminal obeys, or what turns the direction of all that follows.
_OBEYED = re.compile(r"[\t\n\r]+|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]")


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of something: which sentence, and what fills its placeholders.

    A class of its own says in ``KEYS`` where its sentences are: ``export.note.`` with the code
    ``qti-hint`` is ``export.note.qti-hint`` in ``texts/export.<language>.json``.
    """

    KEYS: ClassVar[str]

    code: str
    values: dict[str, str] = {}

    def sentence(self, language: str) -> str:
        """Say it in a language."""
        told = {name: told_value(value) for name, value in self.values.items()}
        return command_word(language, f"{self.KEYS}{self.code}", **told)


def told_value(value: str, longest: int | None = None) -> str:
    r"""Give what a file has as a message can repeat it: on one line, harmless, and not too long.

    Examples
    --------
    >>> told_value("a\nb\x1b[31m"), told_value("x" * 500, longest=3)
    ('a b\\x1b[31m', 'xxx…')
    """
    cut = value if longest is None or len(value) <= longest else f"{value[:longest]}…"
    return _OBEYED.sub(_shown, cut)


def _shown(sign: re.Match[str]) -> str:
    return " " if sign[0][0] in "\t\n\r" else sign[0].encode("unicode_escape").decode()
