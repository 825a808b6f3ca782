"""The line of a notebook's file where a cell is, which a problem with the cell is told with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lesson_utils.content.problems import Problem


def located(problems: Iterable[Problem], repository: Path) -> Iterator[Problem]:
    """Add to a problem with a notebook's cell the line where the cell is in its file."""
    for problem in problems:
        path = repository / problem.file
        if problem.id and problem.line is None and path.suffix == ".ipynb" and path.is_file():
            line = cell_line(path.read_text(encoding="utf-8"), problem.id)
            yield msgspec.structs.replace(problem, line=line)
        else:
            yield problem


def cell_line(text: str, cell_id: str) -> int | None:
    """Give the line of a notebook's file where the cell with this id is; None if there is none."""
    wanted = re.compile(rf'^\s*"id": {re.escape(json.dumps(cell_id))},?$')
    numbered = enumerate(text.splitlines(), start=1)
    return next((number for number, line in numbered if wanted.match(line)), None)
