"""A lesson's notebooks as a site carries them: static as they are stored, and alive beside it.

What the companion does when JupyterLab asks for a notebook is done here once, when the site is
made. But no widget manager is asked, since it waits for a kernel: the live form is data of a kind
of its own in the cell's output, and the room (``labextension/static/live.js``) shows it at once.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from lesson_utils.content.locating import repository_of
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.server.alive import own_output
from lesson_utils.server.cells import code_cells, is_own, own_cells
from lesson_utils.shown.achievement import Achievement
from lesson_utils.shown.display import Shown
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.rendering.prose import split_title

#: The kind of data that the room shows alive.
LIVE = "application/vnd.lesson-utils.live+json"
#: What of a widget's state is its own, and not what every widget has, or who uses it here.
_OF_ALL = {"companion", "layout", "record", "scope", "tabbable", "tooltip"}


class LiveNotebook(NamedTuple):
    """A notebook of a site."""

    #: Where it is, from the lesson's folder in the site.
    place: str
    title: str
    #: The language of the folder that it is in.
    language: str
    content: bytes
    #: How many of its cells are alive.
    alive: int


class LiveParts(NamedTuple):
    """What several notebooks share: modules and styles by name, pictures by their keys."""

    files: dict[str, bytes]
    pictures: dict[str, str]


def live_notebooks(root: Path, parts: LiveParts) -> list[LiveNotebook]:
    """Give a lesson's notebooks; what they share is added to ``parts``.

    Raises
    ------
    LessonError
        If a notebook shows something else than the lesson does now, or if there is none.
    """
    repository = repository_of(root)
    found: list[LiveNotebook] = []
    problems: list[Problem] = []
    for path in notebooks_of(root):
        name = path.relative_to(repository).as_posix()
        place = path.relative_to(repository / "notebooks").as_posix()
        try:
            found.append(_live(path, name, place, parts))
        except LessonError as error:
            problems += error.problems
    if not found and not problems:
        problems.append(Problem(code="site-no-notebook", file=f"{root.name}/lesson.yml"))
    if problems:
        raise LessonError(problems)
    return found


def _live(path: Path, name: str, place: str, parts: LiveParts) -> LiveNotebook:
    notebook = read_notebook(path, name)
    alive = 0
    stale = {id(cell): cell for cell in code_cells(notebook) if is_own(cell.source)}
    for cell, shown, _ in own_cells(notebook, path.parent):
        output = own_output(cell, shown)
        if output is None or (shown is not None and not cell.outputs):
            continue
        del stale[id(cell)]
        cell.metadata["trusted"] = True
        if shown is None:
            continue
        _keep_picture(shown, parts)
        form = _live_form(shown, path.parent, parts)
        if form is not None:
            output["data"][LIVE] = form
            alive += 1
    if stale:
        raise LessonError(
            [Problem(code="site-stale", file=name, id=_id(c)) for c in stale.values()]
        )
    content = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True).encode(
        "utf-8", "replace"
    )
    return LiveNotebook(place, _title(notebook, path.stem), path.parent.name, content, alive)


def _id(cell: Any) -> str:
    return str(cell.get("id", ""))


def _keep_picture(shown: Shown, parts: LiveParts) -> None:
    """Keep the picture of a figure, for whoever runs its cell where nothing can draw."""
    figure = shown.unanswered if isinstance(shown, Achievement) else shown
    if isinstance(figure, Figure):
        parts.pictures[figure.key] = figure.svg()


def _live_form(shown: Shown, folder: Path, parts: LiveParts) -> dict[str, str] | None:
    """Give the files of a live form, with nothing of whoever makes the site; None without one."""
    widget = shown.live_form(folder)
    if widget is None:
        return None
    state = widget.get_state()
    widget.layout.close()
    widget.close()
    own = {key: value for key, value in state.items() if not key.startswith("_")}
    own = {key: value for key, value in own.items() if key not in _OF_ALL}
    form = {
        "module": _share(state["_esm"], "js", parts),
        "style": _share(state["_css"], "css", parts),
    }
    # The words of the interface are the same in many.
    if texts := own["payload"].get("texts"):
        own["payload"] = {key: each for key, each in own["payload"].items() if key != "texts"}
        form["texts"] = _share(_json(texts), "json", parts)
    return {**form, "state": _share(_json(own), "json", parts)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _share(text: str, suffix: str, parts: LiveParts) -> str:
    # Half a character, which a data file may spell, is none in UTF-8.
    content = text.encode("utf-8", "replace")
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.{suffix}"
    parts.files[name] = content
    return name


def _title(notebook: Any, otherwise: str) -> str:
    """Give a notebook's first heading as plain text."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (title := split_title(cell.source)[0]):
            return title
    return otherwise
