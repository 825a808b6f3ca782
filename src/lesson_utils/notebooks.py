"""Find, run and strip notebooks, so that two runs give the same bytes."""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils.display import WIDGET_VIEW
from lesson_utils.locating import repository_of
from lesson_utils.problems import LessonError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: Seconds a cell may take; a lesson's cells take a fraction of one.
CELL_TIMEOUT = 120

#: Without this, ipykernel warns of its plain connection at every start.
_ENCRYPTED = {"KernelManager": {"transport_encryption": "auto"}}
_OPENS = re.compile(r"""\bopen_lesson\(\s*["']([^"']+)["']""")
#: Marks that hide a cell from nbval, or from what runs it for ``lesson build``.
_HIDING_TAG = re.compile(r"nbval-|raises-exception$|skip-execution$")
_HIDING_COMMENT = re.compile(r"^\s*#[#\s]*((?:NBVAL_|PYTEST_VALIDATE_)\w+)\s*$", re.MULTILINE)


class Report(msgspec.Struct, frozen=True):
    """A notebook run again: its text as it should be stored, and what went wrong."""

    path: Path
    built: str
    problems: tuple[Problem, ...]


def lesson_notebooks(repository: Path) -> list[Path]:
    """List the notebooks of a repository, in the order they are read."""
    found = (repository / "notebooks").rglob("*.ipynb")
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


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


def read_notebook(path: Path, name: str) -> Any:
    """Read a notebook.

    Raises
    ------
    LessonError
        If it is no notebook; the message calls it by ``name``.
    """
    import nbformat  # noqa: PLC0415 - slow, and only what reads notebooks needs it

    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    # nbformat stumbles over JSON that is no notebook at all in its own ways.
    except (OSError, ValueError, AttributeError, LookupError, nbformat.ValidationError) as error:
        values = {"detail": (str(error).splitlines() or [type(error).__name__])[0]}
        problem = Problem(code="notebook-unreadable", file=name, values=values)
        raise LessonError([problem]) from None
    return notebook


def run_all(paths: Sequence[Path], repository: Path) -> Iterator[Report]:
    """Run notebooks, as many at once as there are processors, and give a report on each."""
    with ThreadPoolExecutor(max_workers=max(1, min(len(paths), os.cpu_count() or 1))) as pool:
        yield from pool.map(lambda path: run(path, repository), paths)


def run(path: Path, repository: Path) -> Report:
    """Run a notebook in its own folder with a fresh kernel; give its text with the outputs."""
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415 - as below
    from nbclient import NotebookClient  # noqa: PLC0415 - only what runs notebooks needs it
    from nbclient.exceptions import CellExecutionError, CellTimeoutError  # noqa: PLC0415 - as above
    from traitlets.config import Config  # noqa: PLC0415 - as above

    name = display_name(path, repository)
    try:
        notebook = read_notebook(path, name)
    except LessonError as error:
        return Report(path, "", error.problems)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        store_widget_state=False,
        coalesce_streams=True,
        config=Config(_ENCRYPTED),
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        last = str(error.evalue).strip().splitlines()[:1] or [error.ename]
        values = {"detail": f"{error.ename}: {last[0]}"}
        failed = next((c.id for c in notebook.cells if _failed(c)), "")
        problem = Problem(code="notebook-error", file=name, id=failed, values=values)
        return Report(path, "", (problem,))
    # No such kernel, one that does not start or dies (RuntimeError), a cell without end.
    except (NoSuchKernel, RuntimeError, CellTimeoutError) as error:
        values = {"detail": (str(error).splitlines() or [type(error).__name__])[0]}
        return Report(path, "", (Problem(code="notebook-error", file=name, values=values),))
    strip(notebook)
    return Report(path, write(notebook), ())


def strip(notebook: Any) -> None:
    """Take out all that differs from run to run: widget views and state, timing, counts."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.metadata.pop("execution", None)
        cell.metadata.pop("collapsed", None)
        cell.execution_count = number + 1
        for output in cell.outputs:
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
            if "execution_count" in output:
                output.execution_count = number + 1


def write(notebook: Any) -> str:
    """Give a notebook's text as it is stored."""
    import nbformat  # noqa: PLC0415 - as above

    text: str = nbformat.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"


def tidiness(path: Path, repository: Path) -> Iterator[Problem]:
    """Report what a stored notebook must not carry, and cells whose outputs nbval would not see."""
    name = display_name(path, repository)
    try:
        notebook = read_notebook(path, name)
    except LessonError as error:
        yield from error.problems
        return

    def untidy(cell: str, detail: str) -> Problem:
        return Problem(code="notebook-untidy", file=name, id=cell, values={"detail": detail})

    if "widgets" in notebook.metadata:
        yield untidy("", "metadata.widgets")
    for cell in notebook.cells:
        given = cell.get("id", "")
        if "execution" in cell.metadata:
            yield untidy(given, "metadata.execution")
        for mark in _hiding_marks(cell):
            yield untidy(given, mark)
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            yield Problem(code="notebook-unrun", file=name, id=given)
        for output in cell.get("outputs", []):
            if WIDGET_VIEW in output.get("data", {}):
                yield untidy(given, WIDGET_VIEW)


def cell_line(text: str, cell_id: str) -> int | None:
    """Give the line of a notebook's file where the cell with this id is; None if there is none."""
    wanted = re.compile(rf'^\s*"id": {re.escape(json.dumps(cell_id))},?$')
    numbered = enumerate(text.splitlines(), start=1)
    return next((number for number, line in numbered if wanted.match(line)), None)


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


def _hiding_marks(cell: Any) -> Iterable[str]:
    tags = [tag for tag in cell.metadata.get("tags", []) if _HIDING_TAG.match(tag)]
    return [*tags, *(_HIDING_COMMENT.findall(cell.source) if cell.cell_type == "code" else [])]


def _failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))
