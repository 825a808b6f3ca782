"""Headings and links that repeat a chapter's title: ``lesson.yml`` has it, notebooks follow.

A notebook whose first heading is a chapter's title says so in the cell's metadata: ``"chapter":
"harbour"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from lesson_utils.content.loading import load_info
from lesson_utils.content.localized import localize
from lesson_utils.content.locating import lesson_folders
from lesson_utils.content.problems import LessonError
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.running import display_name, lesson_notebooks, notebooks_of, write
from lesson_utils.shown.rendering.markdown import escape_markdown

#: The key of a heading cell's metadata.
CHAPTER = "chapter"
_HEADING = re.compile(r"\A(?P<mark># (?:\d+\. )?)(?P<title>[^\n]*)")


class Retitled(NamedTuple):
    """A notebook with a title that is no longer its chapter's, and its text as it should be."""

    path: Path
    old: str
    new: str
    text: str


def retitled(repository: Path) -> Iterator[Retitled]:
    """Give the notebooks whose headings or links lag behind ``lesson.yml``.

    Raises nothing: a notebook or a lesson that cannot be read is told of elsewhere.
    """
    stored: dict[Path, Any] = {}
    for path in lesson_notebooks(repository):
        with suppress(LessonError):
            stored[path] = read_notebook(path, display_name(path, repository))
    changes: dict[Path, tuple[str, str]] = {}
    for root in lesson_folders(repository):
        with suppress(LessonError):
            for path, new in _titles(root, stored):
                cell = stored[path].cells[0]
                heading = _HEADING.match(cell.source)
                if heading is None or heading["title"] == new:
                    continue
                old = heading["title"]
                cell.source = heading["mark"] + new + cell.source[heading.end() :]
                for other in (path, *_linked(stored, path, old, new)):
                    changes.setdefault(other, (old, new))
    for path, (old, new) in changes.items():
        yield Retitled(path, old, new, write(stored[path]))


def _titles(root: Path, stored: dict[Path, Any]) -> Iterator[tuple[Path, str]]:
    """Give the notebooks whose heading is a chapter's, with its title as Markdown."""
    info = load_info(root).value
    titles = {chapter.id: chapter.title for chapter in info.chapters}
    for path in notebooks_of(root):
        cells = stored[path].cells if path in stored else []
        title = titles.get(cells[0].metadata.get(CHAPTER, "")) if cells else None
        if title is not None and path.parent.name in info.languages:
            yield path, str(escape_markdown(localize(title, path.parent.name)))


def _linked(stored: dict[Path, Any], target: Path, old: str, new: str) -> Sequence[Path]:
    """Rename the links to a notebook in those beside it; give the notebooks that had one."""
    link = re.compile(rf"\[((?:\d+\. )?){re.escape(old)}\]\({re.escape(target.name)}\)")
    found = []
    for path, notebook in stored.items():
        if path.parent != target.parent:
            continue
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and link.search(cell.source):
                cell.source = link.sub(lambda m: f"[{m[1]}{new}]({target.name})", cell.source)
                found.append(path)
    return found
