"""What the checks look at: a whole lesson, and what its notebooks do when they are run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lesson_utils.content.loading import ANOTHER_ARTICLE
from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.notebooks.validation import validate_all
from lesson_utils.questions.wholelesson import WholeLesson

_OF_THE_MACHINE = {"kernel-died", "kernel-elsewhere", "kernel-missing", "validation-died"}
#: What need not be wrong by itself where the article's text is another: it is said of the text.
_OF_THE_TEXT = re.compile(
    r"anchor-(?:ambiguous|context|missing|occurrence|variant)|chapter-paragraph|gist-missing"
    r"|level-(?:outside|verbatim)|locate-\w+|mode-differs|sentence-uncovered|sentences-unclaimed"
)


@dataclass
class Workspace(WholeLesson):
    """A lesson as the checks see it."""

    #: Called with a notebook's name when it begins, from any thread, and with none when it ends.
    told: Callable[[str], object] = lambda _: None
    #: The notebooks whose ids a tool has rewritten: what it did besides is told with that.
    rewritten: set[str] = field(default_factory=set)
    #: Whether a notebook stopped at a cell for what was told of a file already.
    stopped: bool = False

    def own_faults(self, problems: Iterator[Problem]) -> Iterator[Problem]:
        """Leave out what only follows from the article's being another one."""
        another = any(problem.code == ANOTHER_ARTICLE for problem in self.problems)
        for problem in problems:
            if not (another and _OF_THE_TEXT.fullmatch(problem.code)):
                yield problem

    @cached_property
    def notebooks(self) -> list[Path]:
        """The lesson's notebooks, in the order they are read."""
        return notebooks_of(self.root)

    @cached_property
    def executed(self) -> tuple[Problem, ...]:
        """What strict nbval finds in the notebooks, which are run once."""
        found = {}
        runs = validate_all(self.notebooks, self.repository, self.told)
        for path, problems in runs:
            found[path] = problems
            self.told("")
        executed = [problem for path in self.notebooks for problem in found[path]]
        new = [p for p in executed if p.values.get("detail") not in self.said]
        self.stopped = len(new) < len(executed)
        return tuple(self._once(new))

    def _once(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """Tell once what keeps Python from starting for any notebook: it is the machine."""
        stopped = [problem for problem in problems if problem.code in _OF_THE_MACHINE]
        causes = {(problem.code, problem.values.get("detail")) for problem in stopped}
        alike = len(causes) == 1 and len(stopped) == len(self.notebooks)
        yield from (each for each in problems if not alike or each not in stopped[1:])


def _always(_: Workspace) -> bool:
    return True


@dataclass(frozen=True)
class Check:
    """A named check: gives a problem for everything that does not fit.

    Where it does not ``apply`` there is nothing to look at. One that ``executes`` runs the
    notebooks, which takes seconds each.
    """

    name: str
    run: Callable[[Workspace], Iterator[Problem]]
    applies: Callable[[Workspace], bool] = _always
    executes: bool = False


def load_workspace(root: Path) -> Workspace:
    """Read all of a lesson for the checks, and keep going where a file cannot be used.

    Raises
    ------
    LessonError
        If ``lesson.yml`` or the article cannot be read at all: then nothing else can be said.
    """
    return Workspace.load(root)
