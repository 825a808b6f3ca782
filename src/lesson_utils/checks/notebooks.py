"""The notebooks: as they are stored, and as strict nbval finds them when they are run.

They are run once; what nbval finds is told in two checks, cells that fail and outputs that are not
the stored ones. Both in order means that ``pytest --nbval notebooks`` passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.notebookfiles import UNREADABLE
from lesson_utils.notebooks.running import display_name, tidiness
from lesson_utils.notebooks.tidying import MENDED_BY_BUILD
from lesson_utils.notebooks.titles import retitled

_OUTDATED = {
    *("notebook-machine", "notebook-outdated", "notebook-outdated-kind", "notebook-stripped"),
}


def notebooks_tidy(space: Workspace) -> Iterator[Problem]:
    """Notebooks can be read, were run, and carry nothing that changes or hides from nbval."""
    for path in space.notebooks:
        found = list(tidiness(path, space.repository))
        mended = [problem for problem in found if problem.code in MENDED_BY_BUILD]
        if mended and mended[0].file in space.rewritten:
            mended = []  # told with the ids
        elif len(mended) > 1:
            # A tool has done it all at once, and one command puts it right.
            reasons = tuple(problem.code for problem in mended)
            mended = [Problem(code="notebook-changed", file=mended[0].file, reasons=reasons)]
        yield from mended
        yield from (problem for problem in found if problem.code not in MENDED_BY_BUILD)


def notebooks_run(space: Workspace) -> Iterator[Problem]:
    """Every cell runs without an error, under nbval."""
    # notebooks_tidy tells of a notebook that cannot be read, and of a cell that was never run.
    silent = {*_OUTDATED, *UNREADABLE, "notebook-unrun"}
    yield from (problem for problem in space.executed if problem.code not in silent)


def outputs_current(space: Workspace) -> Iterator[Problem]:
    """Every cell gives the stored outputs: what strict nbval compares, and the rest too."""
    yield from (problem for problem in space.executed if problem.code in _OUTDATED)


def titles_followed(space: Workspace) -> Iterator[Problem]:
    """Headings and links have the titles that the chapters have in ``lesson.yml``."""
    for change in retitled(space.repository):
        if change.path in space.notebooks:
            name = display_name(change.path, space.repository)
            values = {"old": change.old, "new": change.new}
            yield Problem(code="notebook-title", file=name, values=values)


def _any(space: Workspace) -> bool:
    return bool(space.notebooks)


NOTEBOOK_CHECKS = (
    Check("notebooks_tidy", notebooks_tidy, _any),
    Check("notebooks_run", notebooks_run, _any, executes=True),
    Check("outputs_current", outputs_current, _any, executes=True),
    Check("titles_followed", titles_followed, _any),
)
