"""What must fit around a lesson: its notebooks, in every language, and the files for Binder."""

from __future__ import annotations

import re
from contextlib import suppress
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from packaging.utils import canonicalize_name

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.notebooks import read_notebook
from lesson_utils.problems import LessonError, Problem
from lesson_utils.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BINDER = "binder/requirements.txt"
LOCKS = ("requirements.lock", "requirements-dev.lock")

_LANGUAGE = re.compile(r"""(?P<name>\blanguage *= *)(?P<mark>["'])(?P<code>[\w-]*)(?P=mark)""")
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def languages_match(space: Workspace) -> Iterator[Problem]:
    """Every language has the same notebooks: same cells, and same code but for the language."""
    stored = [_stored(path, space.repository) for path in space.notebooks]
    folders = [f"notebooks/{language}" for language in space.info.languages]
    sides = [[notebook for notebook in stored if notebook.folder == folder] for folder in folders]
    first, *others = [side for side in sides if side] or [[]]
    for notebook in chain(first, *others):
        yield from _cell_faults(notebook)
    for side in others:
        for model, other in _pairs(first, side):
            if model and other:
                yield from _differences(model, other)
            elif alone := model or other:
                folder = side[0].folder if alone is model else first[0].folder
                values = {"folder": f"{folder}/"}
                yield Problem(code="notebook-alone", file=alone.file, values=values)


class _Stored(NamedTuple):
    """A notebook as it is stored; no cells if it cannot be read, which another check reports."""

    folder: str
    file: str
    cells: dict[str, Any] | None


def _stored(path: Path, repository: Path) -> _Stored:
    file = path.relative_to(repository).as_posix()
    cells = None
    with suppress(LessonError):
        listed = enumerate(read_notebook(path, file).cells, start=1)
        cells = {cell.get("id", str(number)): cell for number, cell in listed}
    return _Stored(file.rpartition("/")[0], file, cells)


def _pairs(
    first: list[_Stored], second: list[_Stored]
) -> Iterator[tuple[_Stored | None, _Stored | None]]:
    """Pair the notebooks of two folders by the number their names begin with."""

    def number(notebook: _Stored) -> str:
        name = notebook.file.rpartition("/")[2]
        digits = re.match(r"\d+", name)
        return digits[0] if digits else name

    for wanted in dict.fromkeys(number(notebook) for notebook in chain(first, second)):
        one, two = ([n for n in side if number(n) == wanted] for side in (first, second))
        yield from zip_longest(one, two)


def _cell_faults(notebook: _Stored) -> Iterator[Problem]:
    """Report empty text, and a language in the code that is not the folder's."""
    language = notebook.folder.rpartition("/")[2]
    for cell_id, cell in (notebook.cells or {}).items():
        if cell.cell_type == "markdown" and not cell.source.strip():
            yield Problem(code="cell-empty", file=notebook.file, id=cell_id)
        if cell.cell_type == "code" and _in_language(cell.source, language) != cell.source:
            values = {"language": language}
            yield Problem(code="cell-language", file=notebook.file, id=cell_id, values=values)


def _differences(model: _Stored, notebook: _Stored) -> Iterator[Problem]:
    """Report what a notebook has otherwise than the one it is held against."""
    expected, found = model.cells, notebook.cells
    if expected is None or found is None:
        return

    def problem(code: str, cell: str, **values: str) -> Problem:
        values["other"] = model.file
        return Problem(code=code, file=notebook.file, id=cell, values=values)

    yield from (problem("cell-missing", cell) for cell in expected if cell not in found)
    yield from (problem("cell-extra", cell) for cell in found if cell not in expected)
    shared = [cell for cell in found if cell in expected]
    for cell in _moved([cell for cell in expected if cell in found], shared):
        yield problem("cell-moved", cell)
    for cell in shared:
        one, two = expected[cell], found[cell]
        if one.cell_type != two.cell_type:
            yield problem("cell-type", cell, found=two.cell_type, expected=one.cell_type)
        elif one.cell_type == "code" and _in_language(one.source) != _in_language(two.source):
            yield problem("cell-code", cell)


def _moved(expected: list[str], found: list[str]) -> Iterator[str]:
    """Give what stands elsewhere in the second of two lists of the same ids."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag in {"insert", "replace"}:
            yield from found[start:end]


def _in_language(code: str, language: str = "") -> str:
    """Give a cell's code with another language argument.

    Examples
    --------
    >>> _in_language('open_lesson("faro", language="es")', "en")
    'open_lesson("faro", language="en")'
    """
    return _LANGUAGE.sub(rf"\g<name>\g<mark>{language}\g<mark>", code)


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
