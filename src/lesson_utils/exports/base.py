"""What every export gives: files by name, and what could not be carried over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lesson_utils.content.coded import Coded


class Note(Coded, frozen=True, kw_only=True):
    """Something of the lesson that the target says in a lesser way, or not at all.

    ``item`` is the id of the question or annotation.
    """

    KEYS = "export.note."

    item: str


@dataclass(frozen=True, kw_only=True)
class Exported:
    """The files of an export, by the name each is to have, and the notes on it.

    ``questions`` is how many are in it; None for all that can be asked.
    """

    files: Mapping[str, bytes]
    notes: tuple[Note, ...] = ()
    questions: int | None = None
