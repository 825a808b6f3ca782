"""Find and run notebooks, so that two runs give the same bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from lesson_utils.content.loading import load_info
from lesson_utils.content.locating import lesson_folders, repository_of
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.celltwins import pair_numbered, twin_ids
from lesson_utils.notebooks.failures import cell_problem, first_line, machine_told
from lesson_utils.notebooks.notebookfiles import read_notebook, read_stored
from lesson_utils.notebooks.tidying import KERNEL, faults, strip
from lesson_utils.shown.display import WIDGET_VIEW
from lesson_utils.shown.figures.pictures import DRAW

#: Seconds a cell may take; a lesson's cells take a fraction of one.
CELL_TIMEOUT = 120

#: Without this, ipykernel warns of its plain connection at every start.
_ENCRYPTED = {"KernelManager": {"transport_encryption": "auto"}}
_OPENS = re.compile(r"""\bopen_lesson\(\s*["']([^"']+)["']""")


class Report(msgspec.Struct, frozen=True):
    """A notebook run again: its text as it should be stored, and what went wrong."""

    path: Path
    built: str
    problems: tuple[Problem, ...]


def lesson_notebooks(repository: Path) -> list[Path]:
    """List the notebooks of a repository, in the order they are read."""
    found = (repository / "notebooks").rglob("*.ipynb")
    hidden = re.compile(r"\.(?!\.?$)|~\$")
    return sorted(p for p in found if not any(map(hidden.match, p.relative_to(repository).parts)))


def notebooks_of(root: Path) -> list[Path]:
    """List the notebooks of a lesson: those beside its ``data/`` that open no other lesson of it.

    A notebook that opens no lesson, or one that does not exist, belongs to every lesson there.
    """
    repository = repository_of(root)
    others = {file.parent.name for file in root.parent.glob("*/lesson.yml")} - {root.name}
    if repository == root:
        others = set()
    found = []
    for path in lesson_notebooks(repository):
        opened = set()
        with suppress(LessonError):
            cells = read_notebook(path, "").cells
            opened = {name for cell in cells for name in _OPENS.findall(cell.source)}
        if root.name in opened or not opened & others:
            found.append(path)
    return found


def run_all(paths: Sequence[Path], repository: Path) -> Iterator[Report]:
    """Run notebooks, as many at once as there are processors, and give a report on each.

    A cell has the same id in every language: where a tool has rewritten those of one, it gets them
    from the notebook of another.
    """
    ids = _shared_ids(paths, repository)
    with ThreadPoolExecutor(max_workers=max(1, min(len(paths), os.cpu_count() or 1))) as pool:
        yield from pool.map(lambda path: run(path, repository, ids.get(path)), paths)


def _shared_ids(paths: Sequence[Path], repository: Path) -> dict[Path, list[str]]:
    """Give the ids of the cells of each notebook that has counterparts in other languages."""
    ids: dict[Path, list[str]] = {}
    for root in lesson_folders(repository):
        stored = {}
        for path in notebooks_of(root):
            with suppress(LessonError):
                stored[path] = read_stored(path, "")
        with suppress(LessonError):
            for group in _counterparts(list(stored), load_info(root).value.languages):
                model = max((stored[path] for path in group), key=lambda each: each.chosen)
                cells = model.notebook.cells
                ids |= {path: twin_ids(cells, stored[path].notebook.cells) for path in group}
    return {path: ids[path] for path in paths if path in ids}


def _counterparts(paths: Sequence[Path], languages: Sequence[str]) -> list[list[Path]]:
    """Group the notebooks that are one in several languages, the first language's first."""
    sides = [[path for path in paths if path.parent.name == language] for language in languages]
    first, *others = [side for side in sides if side] or [[]]
    groups = {path: [path] for path in first}
    for side in others:
        for one, two in pair_numbered(first, side, lambda path: path.name):
            if one and two:
                groups[one].append(two)
    return list(groups.values())


def run(path: Path, repository: Path, ids: Sequence[str] | None = None) -> Report:
    """Run a notebook in its own folder with a fresh kernel; give its text with the outputs.

    Parameters
    ----------
    path
        The notebook.
    repository
        The folder that messages name it from.
    ids
        Of its cells, where they are to be others than those it has.
    """
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415 - as below
    from nbclient import NotebookClient  # noqa: PLC0415 - only what runs notebooks needs it
    from nbclient.exceptions import CellExecutionError, CellTimeoutError  # noqa: PLC0415 - as above
    from traitlets.config import Config  # noqa: PLC0415 - as above

    name = display_name(path, repository)
    try:
        notebook = read_notebook(path, name)
    except LessonError as error:
        return Report(path, "", error.problems)
    for cell, given in zip(notebook.cells, ids or (), strict=False):
        cell.id = given
    strip(notebook)
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL["name"],
        timeout=CELL_TIMEOUT,
        store_widget_state=False,
        coalesce_streams=True,
        config=Config(_ENCRYPTED),
        resources={"metadata": {"path": str(path.parent)}},
    )

    def failed(code: str, error: Exception, cell: str) -> Report:
        values = {"detail": first_line(error), "seconds": str(CELL_TIMEOUT)}
        return Report(path, "", (Problem(code=code, file=name, id=cell, values=values),))

    try:
        client.execute(env={**os.environ, DRAW: "1"})
    except CellExecutionError as error:
        cell = next((c.id for c in notebook.cells if _failed(c)), "")
        return Report(path, "", (cell_problem(name, cell, error.ename, str(error.evalue)),))
    except NoSuchKernel as error:
        return failed("kernel-missing", error, "")
    # One that does not start, or dies: nbclient has its own errors for the latter.
    except (RuntimeError, CellTimeoutError) as error:
        # What was begun has a place for its times; what was stored of it is stripped.
        begun = [cell.id for cell in notebook.cells if "execution" in cell.metadata]
        endless = isinstance(error, CellTimeoutError)
        return failed("cell-endless" if endless else "kernel-died", error, (begun or [""])[-1])
    strip(notebook)
    told = tuple(machine_told(notebook.cells, name, repository))
    return Report(path, "" if told else write(notebook), told)


def write(notebook: Any) -> str:
    """Give a notebook's text as it is stored."""
    import nbformat  # noqa: PLC0415 - as above

    text: str = nbformat.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"


def tidiness(path: Path, repository: Path) -> Iterator[Problem]:
    """Report what a stored notebook must not carry, and cells whose outputs nbval would not see."""
    name = display_name(path, repository)
    try:
        stored = read_stored(path, name)
    except LessonError as error:
        yield from error.problems
        return
    # Without ids it is their lack that is told.
    besides = ("nbformat_minor",) if stored.older and not stored.lacking else ()
    yield from faults(stored.notebook, name, (*besides, *stored.mended))


def comparable(cell: Any) -> list[dict[str, Any]]:
    """Give a cell's outputs without what changes from run to run."""
    kept = []
    for output in cell.get("outputs", []):
        plain = dict(output)
        plain.pop("execution_count", None)
        plain.pop("metadata", None)
        if "data" in plain:
            plain["data"] = {k: v for k, v in plain["data"].items() if k != WIDGET_VIEW}
        kept.append(plain)
    return kept


def display_name(path: Path, repository: Path) -> str:
    """Give a notebook's name in messages: its path from the repository."""
    return path.relative_to(repository).as_posix() if path.is_relative_to(repository) else str(path)


def _failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))
