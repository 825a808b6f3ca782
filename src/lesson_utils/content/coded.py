"""A code with values that becomes a sentence: what is found is told in whichever language."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from lesson_utils.texts import command_word


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
        return command_word(language, f"{self.KEYS}{self.code}", **self.values)
