"""One lesson of a course, and not the whole: what the notebook of a chapter or a quiz holds."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lesson_utils.lesson import Lesson
from lesson_utils.notebookfiles import read_notebook
from lesson_utils.notebooks import notebooks_of
from lesson_utils.problems import LessonError, Problem

if TYPE_CHECKING:
    from lesson_utils.facts import Facts
    from lesson_utils.reading import Reading

_CALL = re.compile(r"\.(?P<name>\w+)\((?P<given>[^)]*)\)", re.DOTALL)
_TEXT = re.compile(r"[\"']([^\"']+)[\"']")


class Content(NamedTuple):
    """What is left of a lesson: a chapter (None is the whole article), and names of the rest."""

    chapter: str | None
    quizzes: tuple[str, ...]
    facts: tuple[str, ...]
    figures: frozenset[str]


class Excerpt(Lesson):
    """A lesson of which only a part is shown: the chapter or quiz that was ``wanted``."""

    def __init__(self, whole: Lesson, wanted: str, content: Content) -> None:
        super().__init__(whole.root, whole.info, whole.language)
        self.wanted = wanted
        self.figures = content.figures
        self._content = content
        self._quizzes = tuple(name for name in whole.quiz_names if name in content.quizzes)

    @property
    def quiz_names(self) -> tuple[str, ...]:
        """The names of the quizzes."""
        return self._quizzes

    def read(self, chapter: str | None = None) -> Reading:
        """Show the chapter."""
        return super().read(chapter or self._content.chapter)

    def facts(self, *ids: str) -> Facts:
        """Show the facts."""
        found = super().facts(*(ids or self._content.facts))
        if not ids and not self._content.facts:
            found.payload["facts"] = []
        return found


def excerpt(lesson: Lesson, wanted: str) -> Excerpt:
    """Give what belongs to a chapter or a quiz: what stands in its notebook beside it.

    Without notebooks, it is the chapter and the quiz of this name.

    Raises
    ------
    LessonError
        If the lesson has neither a chapter nor a quiz of this name; the message lists both.
    """
    chapters = [chapter.id for chapter in lesson.info.chapters]
    if wanted not in chapters and wanted not in lesson.quiz_names:
        known = ", ".join(dict.fromkeys([*chapters, *lesson.quiz_names]))
        values = {"known": known}
        problem = Problem(code="excerpt-missing", file=lesson.name, id=wanted, values=values)
        raise LessonError([problem], lesson.language)
    calls = _calls_beside(lesson, wanted)
    read = [given[0] for name, given in calls if name == "read" and given]
    quizzes = tuple(given[0] for name, given in calls if name == "quiz" and given)
    facts = tuple(dict.fromkeys(each for name, given in calls if name == "facts" for each in given))
    own = wanted if wanted in chapters else next(iter(read), None)
    named = quizzes if wanted not in lesson.quiz_names or wanted in chapters else (wanted,)
    figures = frozenset(name for name, _ in calls)
    return Excerpt(lesson, wanted, Content(own, named or (wanted,), facts, figures))


def _calls_beside(lesson: Lesson, wanted: str) -> list[tuple[str, list[str]]]:
    """Give what the cells of a chapter's or quiz's notebook call, with the texts given."""
    with suppress(LessonError):
        for path in notebooks_of(lesson.root):
            if path.parent.name != lesson.language:
                continue
            cells = read_notebook(path, path.name).cells
            source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
            calls = [(m["name"], _TEXT.findall(m["given"])) for m in _CALL.finditer(source)]
            if any(name in {"quiz", "read"} and wanted in given for name, given in calls):
                return calls
    return [("read", [wanted]), ("quiz", [wanted])]
