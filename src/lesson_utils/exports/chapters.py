"""What a lesson's notebooks hold, in their order: texts, and what the cells between them show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lesson_utils.achievement import Achievement
from lesson_utils.exports.part import Part
from lesson_utils.notebookfiles import read_notebook
from lesson_utils.notebooks import notebooks_of
from lesson_utils.problems import LessonError
from lesson_utils.quiz import Quiz
from lesson_utils.server.cells import own_cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lesson_utils.display import Shown
    from lesson_utils.lesson import Lesson

#: Marks a text that speaks of Jupyter alone, and has no place on a page.
JUPYTER_ONLY = "jupyter-only"


class Chapter(NamedTuple):
    """A notebook: the name of its file, its title, its texts as Markdown and its displays."""

    file: str
    title: str
    blocks: tuple[str | Shown, ...]

    @property
    def quizzes(self) -> list[str]:
        """The names of the quizzes that it shows."""
        return [block.payload["quiz"] for block in self.blocks if isinstance(block, Quiz)]


def chapters_of(lesson: Lesson) -> list[Chapter]:
    """Read the notebooks of a lesson in its language.

    A part of a lesson has those that show its quizzes and no others. A notebook that cannot be read
    is left out: ``lesson check`` tells.
    """
    chapters = []
    for path in notebooks_of(lesson.root):
        if path.parent.name != lesson.language:
            continue
        try:
            chapter = _read(path)
        except LessonError:
            continue
        shown = set(chapter.quizzes)
        if not isinstance(lesson, Part) or (shown and shown <= set(lesson.quiz_names)):
            chapters.append(chapter)
    return chapters


def _read(path: Path) -> Chapter:
    notebook = read_notebook(path, path.name)
    blocks = list(_blocks(notebook, path.parent))
    first = blocks[0] if blocks and isinstance(blocks[0], str) else ""
    title, _, rest = first.partition("\n")
    if not title.startswith("# "):
        return Chapter(path.name, path.stem, tuple(blocks))
    begin = [rest.strip()] if rest.strip() else []
    return Chapter(path.name, title.removeprefix("# ").strip(), (*begin, *blocks[1:]))


def _blocks(notebook: Any, folder: Path) -> Iterator[str | Shown]:
    """Give the blocks; what is for the teacher, or counts, is left out with the text above it."""
    own = {id(found.cell): found.shown for found in own_cells(notebook, folder)}
    texts: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and JUPYTER_ONLY not in cell.metadata.get("tags", ()):
            texts.append(cell.source)
        if id(cell) not in own:
            continue
        shown = own[id(cell)]
        if "self_check" in cell.source or isinstance(shown, Achievement):
            yield from texts[:-1]
            texts = []
        elif shown is not None:
            yield from texts
            yield shown
            texts = []
    yield from texts
