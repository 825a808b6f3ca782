"""What is wrong with a lesson, said to the person who can mend it.

A problem says where it is (file, line, id), what is wrong and what to do. Its words are in
``texts/problems.<language>.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from lesson_utils.content.coded import Coded, told_value
from lesson_utils.texts import as_typed, problem_words, word

#: Values that a person types, or goes to: never cut.
_TYPED = frozenset({"command", "file", "folder", "folders", "path", "target"})
#: So much is repeated of what a file says, and of all else: lists to choose from, reasons.
_LENGTHS = {
    **dict.fromkeys(("nearest", "passage", "quote"), 130),
    **dict.fromkeys(("answer", "example", "field", "found", "key", "markup", "metadata"), 80),
    **dict.fromkeys(("quiz", "text", "type", "value"), 80),
}
_LONGEST = 200
#: Steps into the value of a data file.
ValuePath = tuple[str | int, ...]
#: What cannot be used where something is wrong: the whole file, the entry alone, or nothing.
Cost = Literal["file", "entry", "nothing"]


class Problem(Coded, frozen=True, kw_only=True):
    """One thing that is wrong.

    ``reasons``, keys of messages themselves, fill the ``{reasons}`` of its message. A
    ``notice`` is worth knowing and fails nothing. ``path`` leads to the value in a data file, for
    what shows the problem there; the sentence has the line. ``costs`` says what is not shown
    meanwhile: an error that costs nothing may be mended later, and ``lesson check`` names it.
    """

    file: str
    line: int | None = None
    path: ValuePath = ()
    id: str = ""
    reasons: tuple[str, ...] = ()
    notice: bool = False
    costs: Cost = "file"

    @property
    def refuses(self) -> bool:
        """Whether what has it cannot be used, be it only an entry."""
        return not self.notice and self.costs != "nothing"

    def what(self, language: str) -> str:
        """Say what is wrong."""
        words = problem_words(language)
        known = {name: reason_in(language, value) for name, value in self._told.items()}
        known["reasons"] = ", ".join(reason_in(language, reason) for reason in self.reasons)
        return words[f"{self.code}.what"].format_map(known)

    def todo(self, language: str) -> str:
        """Say what to do."""
        return as_typed(problem_words(language)[f"{self.code}.todo"].format_map(self._told))

    @property
    def _told(self) -> dict[str, str]:
        """The values as a message repeats them."""
        return {
            name: value if name in _TYPED else told_value(value, _LENGTHS.get(name, _LONGEST))
            for name, value in self.values.items()
        }

    def sentence(self, language: str) -> str:
        """Say it all on one line: ``file:line: id: what is wrong: what to do``."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        said = f"{self.what(language)}{word(language, 'static.colon')} {self.todo(language)}"
        return ": ".join(
            part for part in (told_value(place), told_value(self.id, 80), said) if part
        )


def reason_in(language: str, reason: str) -> str:
    """Give a reason of the system's or of the reader of YAML in a language, if it is a usual one.

    Examples
    --------
    >>> reason_in("fr", "Permission denied")
    'accès refusé'
    """
    return problem_words(language).get(f"detail.{reason}", reason)


class LessonError(Exception):
    """A lesson cannot be used; the message lists every problem, a line each.

    In a notebook it shows as its message alone, without a traceback.
    """

    def __init__(self, problems: Iterable[Problem], language: str = "fr") -> None:
        self.problems = tuple(problems)
        self.language = language
        super().__init__("\n".join(problem.sentence(language) for problem in self.problems))

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}:", *str(self).splitlines()]


@contextmanager
def told_in(language: str) -> Iterator[None]:
    """Say problems in a language: what reads a file does not know the reader's."""
    try:
        yield
    except LessonError as error:
        raise LessonError(error.problems, language) from None


def display_path(path: Path, root: Path) -> str:
    """Give a path as a message shows it: from the folder above the lesson's, with slashes.

    Examples
    --------
    >>> from pathlib import Path
    >>> display_path(Path("a/data/faro/lesson.yml"), Path("a/data/faro"))
    'faro/lesson.yml'
    """
    try:
        return path.relative_to(root.parent).as_posix()
    except ValueError:
        return path.as_posix()
