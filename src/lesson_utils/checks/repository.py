"""What must fit around a lesson: its notebooks, in every language, and the files for Binder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from packaging.utils import canonicalize_name

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.files import read_text
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.celltwins import in_language, pair_cells, pair_numbered
from lesson_utils.notebooks.notebookfiles import read_stored
from lesson_utils.notebooks.running import tidiness
from lesson_utils.notebooks.tidying import MENDED_BY_BUILD

BINDER = "binder/requirements.txt"
LOCKS = ("requirements.lock", "requirements-dev.lock")

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def languages_match(space: Workspace) -> Iterator[Problem]:
    """Every language has the same notebooks: same cells, and same code but for the language."""
    stored = [_stored(path, space.repository) for path in space.notebooks]
    folders = [f"notebooks/{language}" for language in space.info.languages]
    sides = [[notebook for notebook in stored if notebook.folder == folder] for folder in folders]
    first, *others = [side for side in sides if side] or [[]]
    for notebook in chain(first, *others):
        yield from _cell_faults(notebook)
    rewritten = {notebook.file for notebook in stored if not notebook.sound}
    for side in others:
        for model, other in pair_numbered(first, side, lambda n: n.file.rpartition("/")[2]):
            if model and other:
                yield from _differences(model, other, rewritten)
            elif alone := model or other:
                folder = side[0].folder if alone is model else first[0].folder
                values = {"folder": f"{folder}/"}
                yield Problem(code="notebook-alone", file=alone.file, values=values)
    space.rewritten = rewritten
    for file in sorted(rewritten):
        # What the same tool has done besides is told here, and put right by the same command.
        besides = [problem.code for problem in tidiness(space.repository / file, space.repository)]
        reasons = dict.fromkeys(code for code in besides if code in MENDED_BY_BUILD)
        yield Problem(code="notebook-ids", file=file, reasons=("notebook-ids", *reasons))


class _Stored(NamedTuple):
    """A notebook as it is stored; no cells if it cannot be read, which another check reports."""

    folder: str
    file: str
    cells: list[Any] | None
    chosen: int = 0
    sound: bool = True


def _stored(path: Path, repository: Path) -> _Stored:
    file = path.relative_to(repository).as_posix()
    folder = file.rpartition("/")[0]
    try:
        stored = read_stored(path, file)
    except LessonError:
        return _Stored(folder, file, None)
    return _Stored(folder, file, stored.notebook.cells, stored.chosen, not stored.lacking)


def _cell_faults(notebook: _Stored) -> Iterator[Problem]:
    """Report empty text, and a language in the code that is not the folder's."""
    language = notebook.folder.rpartition("/")[2]
    for cell in notebook.cells or ():
        if cell.cell_type == "markdown" and not cell.source.strip():
            yield Problem(code="cell-empty", file=notebook.file, id=cell.id)
        if cell.cell_type == "code" and in_language(cell.source, language) != cell.source:
            values = {"language": language}
            yield Problem(code="cell-language", file=notebook.file, id=cell.id, values=values)


def _differences(model: _Stored, notebook: _Stored, rewritten: set[str]) -> Iterator[Problem]:
    """Report what a notebook has otherwise than the one it is held against.

    Cells that are the same under other ids are one fault of one of the two, noted in the last.
    """
    expected, found = model.cells, notebook.cells
    if expected is None or found is None:
        return

    def problem(code: str, cell: Any, **values: str) -> Problem:
        values["other"] = model.file
        return Problem(code=code, file=notebook.file, id=cell.id, values=values)

    pairs = pair_cells(expected, found)
    least = min(notebook, model, key=lambda stored: stored.chosen)
    if not pairs and (expected or found):
        values = {"other": (model if least is notebook else notebook).file}
        yield Problem(code="notebook-unlike", file=least.file, values=values)
        return
    if any(expected[one].id != found[two].id for one, two in pairs.items()):
        rewritten.add(least.file)
    order = sorted(pairs.values())
    yield from (problem("cell-missing", c) for i, c in enumerate(expected) if i not in pairs)
    yield from (problem("cell-extra", c) for i, c in enumerate(found) if i not in order)
    for place in _moved([pairs[place] for place in sorted(pairs)], order):
        yield problem("cell-moved", found[place])
    for place, other in sorted(pairs.items(), key=itemgetter(1)):
        one, two = expected[place], found[other]
        if one.cell_type != two.cell_type:
            yield problem("cell-type", two, found=two.cell_type, expected=one.cell_type)
        elif one.cell_type == "code" and in_language(one.source) != in_language(two.source):
            yield problem("cell-code", two)


def _moved(expected: list[int], found: list[int]) -> Iterator[int]:
    """Give what stands elsewhere in the second of two lists of the same places."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag in {"insert", "replace"}:
            yield from found[start:end]


def binder_in_step(space: Workspace) -> Iterator[Problem]:
    """``binder/requirements.txt`` pins what the locks have."""
    repository = space.repository
    binder = repository / BINDER
    if not binder.exists():
        return
    try:
        locked = [pin for lock in LOCKS for pin in pins(read_text(repository / lock, repository))]
        lines = read_text(binder, repository).splitlines()
    except LessonError as error:
        yield from error.problems
        return
    for number, raw in enumerate(lines, start=1):
        line = raw.partition("#")[0].strip()
        fault = _pin_fault(line, locked) if line else None
        if fault is not None:
            code, values = fault
            yield Problem(code=code, file=BINDER, line=number, values=values)


def _pin_fault(line: str, locked: list[tuple[str, str]]) -> tuple[str, dict[str, str]] | None:
    pin = _PIN.match(line)
    if pin is None:
        return "binder-line", {"line": line}
    name, version = canonicalize_name(pin["name"]), pin["version"]
    known = sorted({held for package, held in locked if package == name})
    if not known:
        return "binder-unlocked", {"package": name}
    if version not in known:
        return "binder-pin", {"package": name, "found": version, "expected": known[-1]}
    return None


def pins(text: str) -> Iterator[tuple[str, str]]:
    """Give the name and version of each pinned line of a requirements file.

    A lock may have a package in several versions, for several Pythons.
    """
    for line in text.splitlines():
        if match := _PIN.match(line):
            yield canonicalize_name(match["name"]), match["version"]


REPOSITORY_CHECKS = (
    Check("languages_match", languages_match, lambda space: bool(space.notebooks)),
    Check("binder_in_step", binder_in_step, lambda space: (space.repository / BINDER).exists()),
)
