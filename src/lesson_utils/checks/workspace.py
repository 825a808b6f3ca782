"""All of a lesson at once, with the line of every entry: what the checks look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from lesson_utils import loading, quizfiles
from lesson_utils.problems import LessonError, Problem
from lesson_utils.yamlfile import ValuePath, YamlFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lesson_utils.model import (
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

    @cached_property
    def files(self) -> dict[str, YamlFile]:
        """The YAML files that could be read, by path relative to the lesson."""
        paths = [*sorted(self.root.glob("*.yml")), *sorted(self.root.glob("quizzes/*.yml"))]
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


@dataclass(frozen=True)
class Check:
    """A named check: gives a problem for everything that does not fit."""

    name: str
    run: Callable[[Workspace], Iterator[Problem]]


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
