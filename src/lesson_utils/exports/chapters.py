"""What a lesson's notebooks hold, in their order: texts, and what the cells between them show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lesson_utils.content.problems import LessonError
from lesson_utils.exports.base import Note
from lesson_utils.exports.part import Part
from lesson_utils.lesson import Lesson
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.server.cells import code_cells, is_own, own_cells
from lesson_utils.shown.achievement import Achievement
from lesson_utils.shown.display import Shown
from lesson_utils.shown.quiz import Quiz
from lesson_utils.shown.rendering.prose import split_title

if TYPE_CHECKING:
    Own = dict[int, Shown | None]

#: Marks a text that is for the teacher, or speaks of Jupyter alone: it has no place on a page.
JUPYTER_ONLY = "jupyter-only"


class Chapter(NamedTuple):
    """A notebook: the name of its file, its title, its texts as Markdown and its displays."""

    file: str
    title: str
    blocks: tuple[str | Shown, ...]

    @property
    def quizzes(self) -> list[Quiz]:
        """The quizzes that it shows."""
        return [block for block in self.blocks if isinstance(block, Quiz)]


class Chapters(NamedTuple):
    """The notebooks that could be read, and notes on what of them could not."""

    read: tuple[Chapter, ...]
    notes: tuple[Note, ...]


def chapters_of(lesson: Lesson) -> Chapters:
    """Read the notebooks of a lesson in its language.

    A part of a lesson has those that show its quizzes and no others.
    """
    found, notes = [], []
    paths = notebooks_of(lesson.root)
    mine = [path for path in paths if path.parent.name == lesson.language]
    if paths and not mine:
        notes.append(Note(item=lesson.language, code="page-no-notebook"))
    for path in mine:
        try:
            notebook = read_notebook(path, path.name)
        except LessonError:
            notes.append(Note(item=path.name, code="page-notebook", values={"file": path.name}))
            continue
        own = {id(cell): shown for cell, shown, _ in own_cells(notebook, path.parent)}
        chapter = _chapter(notebook, path, own)
        if _belongs(chapter, lesson):
            found.append(chapter)
            notes += _left(notebook, path, own)
    return Chapters(tuple(found), tuple(notes))


def _belongs(chapter: Chapter, lesson: Lesson) -> bool:
    if not isinstance(lesson, Part):
        return True
    shown = {quiz.payload["quiz"] for quiz in chapter.quizzes}
    return bool(shown) and shown <= set(lesson.quiz_names)


def _chapter(notebook: Any, path: Path, own: Own) -> Chapter:
    blocks = [block for block in _blocks(notebook, own) if block]
    first = blocks[0] if blocks and isinstance(blocks[0], str) else ""
    title, rest = split_title(first)
    if title:
        blocks[:1] = [rest] if rest else []
    return Chapter(path.name, title or path.stem, tuple(blocks))


def _blocks(notebook: Any, own: Own) -> Iterator[str | Shown]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and JUPYTER_ONLY not in cell.metadata.get("tags", ()):
            yield cell.source.strip()
        shown = own.get(id(cell))
        # What counts a student's answers is in the contents.
        if shown is not None and not isinstance(shown, Achievement):
            yield shown


def _left(notebook: Any, path: Path, own: Own) -> Iterator[Note]:
    """Note the cells of a lesson's own form that show nothing: what they name is not there."""
    for cell in code_cells(notebook):
        if is_own(cell.source) and id(cell) not in own:
            code = cell.source.strip().splitlines()[-1]
            values = {"file": path.name, "code": code}
            yield Note(item=path.name, code="page-cell", values=values)
