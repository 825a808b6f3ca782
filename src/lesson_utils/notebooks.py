"""Run, strip and compare notebooks, so that two runs give the same bytes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import msgspec
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from lesson_utils.display import WIDGET_VIEW
from lesson_utils.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: Seconds a cell may take; a lesson's cells take a fraction of one.
CELL_TIMEOUT = 120


#: Without this, ipykernel warns of its plain connection at every start.
_ENCRYPTED = Config({"KernelManager": {"transport_encryption": "auto"}})


class Report(msgspec.Struct, frozen=True):
    """A notebook run again: its text as it should be stored, and what is wrong with it as it is."""

    path: Path
    built: str
    problems: tuple[Problem, ...]


def lesson_notebooks(repository: Path) -> list[Path]:
    """List the notebooks of a repository, in the order they are read."""
    found = (repository / "notebooks").rglob("*.ipynb")
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def run_all(paths: Sequence[Path], repository: Path) -> Iterator[Report]:
    """Run notebooks, as many at once as there are processors, and give a report on each."""
    with ThreadPoolExecutor(max_workers=max(1, min(len(paths), os.cpu_count() or 1))) as pool:
        yield from pool.map(lambda path: run(path, repository), paths)


def run(path: Path, repository: Path) -> Report:
    """Run a notebook in its own folder with a fresh kernel and compare its stored outputs."""
    name = _name(path, repository)
    try:
        stored = path.read_text(encoding="utf-8")
        notebook = nbformat.reads(stored, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        detail = str(error).splitlines()[0]
        problem = Problem(code="notebook-unreadable", file=name, values={"detail": detail})
        return Report(path, "", (problem,))
    before = [_comparable(cell) for cell in notebook.cells]
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        store_widget_state=False,
        config=_ENCRYPTED,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        last = str(error.evalue).strip().splitlines()[:1] or [error.ename]
        values = {"detail": f"{error.ename}: {last[0]}"}
        failed = next((c.id for c in notebook.cells if _failed(c)), "")
        problem = Problem(code="notebook-error", file=name, id=failed, values=values)
        return Report(path, stored, (problem,))
    strip(notebook)
    after = [_comparable(cell) for cell in notebook.cells]
    problems = tuple(
        Problem(code="notebook-outdated", file=name, id=cell.id)
        for cell, old, new in zip(notebook.cells, before, after, strict=True)
        if old != new
    )
    return Report(path, write(notebook), problems)


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
    text: str = nbformat.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"


def tidiness(path: Path, repository: Path) -> Iterator[Problem]:
    """Report what a stored notebook must not carry, and cells hidden from nbval."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return  # run() reports it
    name = _name(path, repository)

    def untidy(cell: str, detail: str) -> Problem:
        return Problem(code="notebook-untidy", file=name, id=cell, values={"detail": detail})

    if "widgets" in notebook.metadata:
        yield untidy("", "metadata.widgets")
    for cell in notebook.cells:
        if "execution" in cell.metadata:
            yield untidy(cell.id, "metadata.execution")
        for mark in _nbval_marks(cell):
            yield untidy(cell.id, mark)
        for output in cell.get("outputs", []):
            if WIDGET_VIEW in output.get("data", {}):
                yield untidy(cell.id, WIDGET_VIEW)


def _nbval_marks(cell: Any) -> Iterable[str]:
    tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith(("nbval-", "raises-"))]
    first = cell.source.lstrip().partition("\n")[0]
    comment = [first] if first.startswith("#") and "NBVAL_" in first.upper() else []
    return [*tags, *comment]


def _comparable(cell: Any) -> Any:
    kept = []
    for output in cell.get("outputs", []):
        plain = dict(output)
        plain.pop("execution_count", None)
        plain.pop("metadata", None)
        if "data" in plain:
            plain["data"] = {k: v for k, v in plain["data"].items() if k != WIDGET_VIEW}
        kept.append(plain)
    return kept


def _failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _name(path: Path, repository: Path) -> str:
    return path.relative_to(repository).as_posix() if path.is_relative_to(repository) else str(path)
