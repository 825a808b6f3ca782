"""Run the checks of a lesson, one after the other, and keep what each said."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from lesson_utils.checks.workspace import Check, load_workspace
from lesson_utils.content.locating import repository_of
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.celllines import located

#: ``passed``: nothing to mend, ``notice``: something to know, ``failed``: something to mend,
#: ``absent``: there is nothing of the kind to check, ``unchecked``: the lesson cannot be read, or
#: not be opened, so that its notebooks cannot run.
State = Literal["passed", "notice", "failed", "absent", "unchecked"]


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a check said, and the seconds it took."""

    name: str
    state: State
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


class LessonResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the checks of a lesson said; no ``root`` if there is no such lesson."""

    lesson: str
    root: Path | None
    checks: tuple[CheckResult, ...]

    @property
    def problems(self) -> list[Problem]:
        """All problems, notices too, in the order of the checks."""
        return [problem for check in self.checks for problem in check.problems]

    @property
    def errors(self) -> int:
        """How many problems must be mended."""
        return sum(not problem.notice for problem in self.problems)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(check.seconds for check in self.checks)


def run_checks(
    root: Path,
    checks: Sequence[Check],
    listen: Callable[[str, str, int, int], object] = lambda *_: None,
) -> LessonResult:
    """Run checks on a lesson.

    Parameters
    ----------
    root
        The lesson's folder.
    checks
        The checks, in the order to run them. If the lesson cannot be read at all, the first is
        given the blame and the others are left unchecked.
    listen
        Called with how far it is, from any thread: the check's name, what it looks at, how many
        steps are done and how many there are.
    """
    start = time.perf_counter()
    try:
        space = load_workspace(root)
    except LessonError as error:
        return unreadable(root.name, root, checks, error)
    total = len(checks) + (len(space.notebooks) if any(c.executes for c in checks) else 0)
    done = 0
    begun = ""

    def step(name: str, item: str) -> None:
        nonlocal begun, done
        done += not item
        begun = item or begun
        listen(name, begun, done, total)

    results = []
    for check in checks:
        listen(check.name, "", done, total)
        space.told = partial(step, check.name)
        problems: tuple[Problem, ...] = ()
        applies = check.applies(space)
        blocked = applies and check.executes and not space.opens
        if applies and not blocked:
            problems = tuple(located(space.own_faults(check.run(space)), space.repository))
        done += 1
        now = time.perf_counter()
        state = _state(problems) if applies else "absent"
        if blocked or (check.executes and space.stopped and state == "passed"):
            state = "unchecked"
        results.append(
            CheckResult(name=check.name, state=state, problems=problems, seconds=now - start)
        )
        start = now
    return LessonResult(lesson=root.name, root=root, checks=tuple(results))


def unreadable(
    lesson: str, root: Path | None, checks: Sequence[Check], error: LessonError
) -> LessonResult:
    """Give the result of a lesson that cannot be read, or that does not exist."""
    first, *others = checks
    results = [CheckResult(name=first.name, state="failed", problems=error.problems)]
    results += [CheckResult(name=check.name, state="unchecked") for check in others]
    return LessonResult(lesson=lesson, root=root, checks=tuple(results))


def file_of(problem: Problem, root: Path) -> Path | None:
    """Give the file that a problem is about; None if it is about none."""
    for folder in (root.parent, repository_of(root)):
        if (path := folder / problem.file).is_file():
            return path
    return None


def _state(problems: Sequence[Problem]) -> State:
    if any(not problem.notice for problem in problems):
        return "failed"
    return "notice" if problems else "passed"
