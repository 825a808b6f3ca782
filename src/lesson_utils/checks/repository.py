"""What must fit around a lesson: its notebooks' stored outputs, the files for Binder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.locating import repository_of
from lesson_utils.notebooks import lesson_notebooks, run_all, tidiness
from lesson_utils.problems import LessonError, Problem
from lesson_utils.yamlfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = ("requirements.lock", "requirements-dev.lock")

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def outputs_current(space: Workspace) -> Iterator[Problem]:
    """Every notebook stores the outputs its cells give now, and nothing else."""
    repository = repository_of(space.root)
    paths = lesson_notebooks(repository)
    for path in paths:
        yield from tidiness(path, repository)
    for report in run_all(paths, repository):
        yield from report.problems


def binder_in_step(space: Workspace) -> Iterator[Problem]:
    """``binder/requirements.txt`` pins what the locks have."""
    repository = repository_of(space.root)
    binder = repository / "binder/requirements.txt"
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
            yield Problem(code=code, file="binder/requirements.txt", line=number, values=values)


def _pin_fault(line: str, locked: list[tuple[str, str]]) -> tuple[str, dict[str, str]] | None:
    pin = _PIN.match(line)
    if pin is None:
        return "binder-line", {"line": line}
    name, version = normalized(pin["name"]), pin["version"]
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
            yield normalized(match["name"]), match["version"]


def normalized(name: str) -> str:
    """Normalize a package name. Source: the packaging specifications, "Names and normalization".

    Examples
    --------
    >>> normalized("Jupyter_Client")
    'jupyter-client'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


REPOSITORY_CHECKS = (
    Check("outputs_current", outputs_current),
    Check("binder_in_step", binder_in_step),
)
