"""What is told of a lesson's files: as they are, what became of a change, what can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from lesson_utils.content.problems import Problem


@dataclass(frozen=True, slots=True)
class FileNow:
    """A file as it is now.

    Attributes
    ----------
    name
        ``annotations.yml``, ``quizzes/un.yml``.
    there
        Whether there is such a file.
    value
        What it says; None if it is not there or cannot be read.
    problems
        Why it cannot be read.
    """

    name: str
    there: bool
    value: Any = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of changes.

    Attributes
    ----------
    status
        ``saved``: it is on the disk; ``conflict``: somebody else changed it meanwhile;
        ``failed``: it could not be done. Nothing is written then.
    problems
        What to tell.
    theirs
        Of a conflict, what stands there now; None if it is gone.
    files
        The files that are other than before.
    """

    status: Literal["saved", "conflict", "failed"]
    problems: tuple[Problem, ...] = ()
    theirs: Any = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The words of the step that would be undone, and of that which would be done again."""

    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of undo did."""

    words: str
    #: By file, its bytes before and after; None is no file.
    contents: dict[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)
