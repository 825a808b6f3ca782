"""What every export gives: files by name, and what could not be carried over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something of the lesson that the target says in a lesser way, or not at all.

    ``item`` is the id of the question or annotation; ``code`` names the sentence
    ``export.note.<code>`` in ``texts/export.<language>.json``, ``values`` fill it.
    """

    item: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Exported:
    """The files of an export, by the name each is to have, and the notes on it.

    ``questions`` is how many are in it; None for all that can be asked.
    """

    files: Mapping[str, bytes]
    notes: tuple[Note, ...] = ()
    questions: int | None = None
