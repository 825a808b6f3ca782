"""Why a notebook cannot be stored: what failed, and whose fault it is, in a teacher's words."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lesson_utils.content.problems import Problem

#: A path from the root of a disk, with a folder in it; not an address, a fraction or a date.
_PATH = re.compile(
    r"(?<![\w.:/\\-])(?:/|[A-Za-z]:[\\/]|\\\\|~[\\/])[^\s/\\\"'<>:]+[/\\][^\s\"'<>]+"
)
_PACKAGE = __name__.partition(".")[0]


def first_line(error: object) -> str:
    """Give the first line of what an error says, or its name if it says nothing."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def cell_problem(file: str, cell: str, name: str, said: str) -> Problem:
    """Make the problem that a cell ends in an error.

    Parameters
    ----------
    file, cell
        The notebook's name in messages, and the cell's id.
    name, said
        What Python calls the error, and what it says.
    """
    detail = f"{name}: {(said.strip().splitlines() or [''])[0]}".removesuffix(": ")
    if name == "ModuleNotFoundError" and f"'{_PACKAGE}'" in said:
        values = {"detail": detail, "python": sys.executable}
        return Problem(code="kernel-elsewhere", file=file, id=cell, values=values)
    return Problem(code="notebook-error", file=file, id=cell, values={"detail": detail})


def machine_told(
    cells: Iterable[Any], file: str, repository: Path | None = None
) -> Iterator[Problem]:
    """Report each cell whose output says where things are on this machine: nobody else has that.

    Without a ``repository`` the outputs are those that are stored, on whichever machine.
    """
    own = {str(path) for path in _places(repository)} if repository else set()
    code = "notebook-machine" if repository else "notebook-machine-stored"
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                found = _place_in(output.text, own, anywhere=output.name == "stderr")
                if found:
                    yield Problem(code=code, file=file, id=cell.id, values={"path": found})
                    break


def _places(repository: Path) -> Iterator[Path]:
    yield from (repository, Path(sys.prefix), Path(tempfile.gettempdir()))
    try:
        yield Path.home()
    except RuntimeError:
        return


def _place_in(text: str, own: set[str], *, anywhere: bool) -> str:
    """Give the first path that a text names: any, or only where this machine keeps things."""
    for match in _PATH.finditer(text):
        if anywhere or any(match.group().startswith(place) for place in own if len(place) > 1):
            return match.group()
    return ""
