"""All of a lesson at once, with the line of every entry: what the checks look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from lesson_utils.content import loading
from lesson_utils.content.locating import repository_of, yaml_files
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.content.yamlfile import ValuePath, YamlFile
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.notebooks.validation import validate_all
from lesson_utils.questions import quizfiles
from lesson_utils.texts import INTERFACE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lesson_utils.content.model import (
        Article,
        Fact,
        Gist,
        LessonInfo,
        LessonMap,
        PlacedAnnotation,
        Step,
        TimelineEntry,
    )

T = TypeVar("T")

_OF_THE_MACHINE = {"kernel-died", "kernel-elsewhere", "kernel-missing", "validation-died"}
#: What need not be wrong by itself where the article's text is another: it is said of the text.
_OF_THE_TEXT = re.compile(
    r"anchor-(?:ambiguous|context|missing|occurrence|variant)|chapter-paragraph|gist-missing"
    r"|locate-\w+|mode-differs|sentence-uncovered"
)


@dataclass
class Workspace:
    """A lesson as far as it could be read, and the problems met while reading it."""

    root: Path
    info: LessonInfo
    article: Article
    annotations: tuple[PlacedAnnotation, ...] = ()
    gists: tuple[Gist, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    steps: tuple[Step, ...] = ()
    map: LessonMap | None = None
    quizzes: tuple[quizfiles.QuizContent, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    #: Called with a notebook's name when it begins, from any thread, and with none when it ends.
    told: Callable[[str], object] = lambda _: None
    #: The notebooks whose ids a tool has rewritten: what it did besides is told with that.
    rewritten: set[str] = field(default_factory=set)
    #: Whether ``open_lesson`` opens it, with its quizzes: if not, every notebook would say so.
    opens: bool = True
    #: Whether a notebook stopped at a cell for what was told of a file already.
    stopped: bool = False

    @property
    def repository(self) -> Path:
        """The folder that holds ``data/`` and ``notebooks/``; a lesson alone is its own."""
        return repository_of(self.root)

    def own_faults(self, problems: Iterator[Problem]) -> Iterator[Problem]:
        """Leave out what only follows from the article's being another one."""
        another = any(problem.code == loading.ANOTHER_ARTICLE for problem in self.problems)
        for problem in problems:
            if not (another and _OF_THE_TEXT.fullmatch(problem.code)):
                yield problem

    @property
    def has_quizzes(self) -> bool:
        """Whether the folder is there that holds the quizzes that ``lesson.yml`` names."""
        return not self.info.quizzes or (self.root / "quizzes").is_dir()

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

    @property
    def said(self) -> dict[str, Problem]:
        """What is wrong with a file, by what a cell's error says that only repeats it."""
        return {
            f"{LessonError.__name__}: {problem.sentence(language)}": problem
            for problem in self.problems
            for language in INTERFACE_LANGUAGES
        }

    @cached_property
    def files(self) -> dict[str, YamlFile]:
        """The YAML files that could be read, by path relative to the lesson."""
        paths = [*yaml_files(self.root), *yaml_files(self.root / "quizzes")]
        found = {}
        for path in paths:
            try:
                found[path.relative_to(self.root).as_posix()] = YamlFile(path, self.root)
            except LessonError:
                continue  # load_workspace has reported it
        return found

    def problem(
        self, code: str, file: str, item: str = "", path: ValuePath = (), **values: str
    ) -> Problem:
        """Make a problem about an item of a file, with its line."""
        source = self.files[file]
        where = (*source.path_of(item), *path) if item else path
        return Problem(code=code, file=source.name, line=source.line(where), id=item, values=values)


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
    """Read all of a lesson, and keep going where a file cannot be used.

    Raises
    ------
    LessonError
        If ``lesson.yml`` or the article cannot be read at all: then nothing else can be said.
    """
    info = loading.load_info(root)
    article = loading.load_article(root, info.value)
    space = Workspace(root, info.value, article.value)
    space.problems += [*info.problems, *article.problems]
    space.opens = space.has_quizzes and all(problem.notice for problem in space.problems)

    def take(load: Callable[[], loading.Loaded[T]]) -> T | None:
        try:
            loaded = load()
        except LessonError as error:
            space.problems += error.problems
            return None
        space.problems += loaded.problems
        return loaded.value

    lesson = (root, space.info, space.article)
    space.annotations = take(lambda: loading.load_annotations(*lesson)) or ()
    space.gists = take(lambda: loading.load_gists(*lesson)) or ()
    space.facts = take(lambda: loading.load_facts(root, space.info)) or ()
    space.timeline = take(lambda: loading.load_timeline(*lesson)) or ()
    space.steps = take(lambda: loading.load_steps(*lesson)) or ()
    space.map = take(lambda: loading.load_map(root, space.info))
    quizzes = []
    for name in quizfiles.quiz_names(root, space.info):
        quiz = take(lambda name=name: quizfiles.load_quiz(root, name, space.info, space.article))  # type: ignore[misc]
        if quiz is not None:
            quizzes.append(quiz)
    space.quizzes = tuple(quizzes)
    return space
