"""The files of a lesson: how each is read, and all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from lesson_utils.content import figurefiles, loading
from lesson_utils.content.datafiles import data_files
from lesson_utils.content.levels import EasyText, load_levels
from lesson_utils.content.locating import repository_of
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
from lesson_utils.content.problems import LessonError, Problem, ValuePath
from lesson_utils.content.reporting import Loaded
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.questions import quizfiles
from lesson_utils.questions.quizfiles import QuizContent
from lesson_utils.texts import INTERFACE_LANGUAGES

T = TypeVar("T")


@dataclass(frozen=True)
class Reader:
    """Reads each file of a lesson anew whenever it is asked for.

    What is asked for raises a :class:`LessonError` if nothing of its file can be used; otherwise
    it comes with the problems met.
    """

    root: Path
    info: LessonInfo
    article: Article

    def annotations(self) -> Loaded[tuple[PlacedAnnotation, ...]]:
        """Read the annotations, and find their places in the article."""
        return loading.load_annotations(self.root, self.info, self.article)

    def gists(self) -> Loaded[tuple[Gist, ...]]:
        """Read the gists of the paragraphs."""
        return loading.load_gists(self.root, self.info, self.article)

    def levels(self) -> Loaded[tuple[EasyText, ...]]:
        """Read the easier texts of the chapters."""
        return load_levels(self.root, self.info, self.article)

    def facts(self) -> Loaded[tuple[Fact, ...]]:
        """Read the facts from outside the article."""
        return figurefiles.load_facts(self.root, self.info)

    def timeline(self) -> Loaded[tuple[TimelineEntry, ...]]:
        """Read the timeline."""
        return figurefiles.load_timeline(self.root, self.info, self.article)

    def steps(self) -> Loaded[tuple[Step, ...]]:
        """Read the steps of the process."""
        return figurefiles.load_steps(self.root, self.info, self.article)

    def map(self) -> Loaded[LessonMap | None]:
        """Read the places and their outlines."""
        return figurefiles.load_map(self.root, self.info)

    @property
    def quiz_names(self) -> list[str]:
        """The names of the quizzes, in the order in which they are met."""
        return quizfiles.quiz_names(self.root, self.info)

    def quiz(self, name: str) -> Loaded[QuizContent]:
        """Read a quiz; a question with an error is told, and left out."""
        return quizfiles.load_quiz(self.root, name, self.info, self.article)


@dataclass
class WholeLesson:
    """A lesson as far as it could be read, and the problems met while reading it."""

    root: Path
    info: LessonInfo
    article: Article
    annotations: tuple[PlacedAnnotation, ...] = ()
    gists: tuple[Gist, ...] = ()
    levels: tuple[EasyText, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    steps: tuple[Step, ...] = ()
    map: LessonMap | None = None
    quizzes: tuple[QuizContent, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    #: Whether ``open_lesson`` opens it, with its quizzes: if not, every notebook would say so.
    opens: bool = True

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read all of a lesson, and keep going where a file cannot be used.

        Raises
        ------
        LessonError
            If ``lesson.yml`` or the article cannot be read at all: then nothing else can be said.
        """
        info = loading.load_info(root)
        article = loading.load_article(root, info.value)
        whole = cls(root, info.value, article.value)
        whole.problems += [*info.problems, *article.problems]
        whole.opens = whole.has_quizzes and not any(problem.refuses for problem in whole.problems)
        whole._take_all(Reader(root, info.value, article.value))
        return whole

    def _take_all(self, reader: Reader) -> None:
        self.annotations = self._take(reader.annotations) or ()
        self.gists = self._take(reader.gists) or ()
        self.levels = self._take(reader.levels) or ()
        self.facts = self._take(reader.facts) or ()
        self.timeline = self._take(reader.timeline) or ()
        self.steps = self._take(reader.steps) or ()
        self.map = self._take(reader.map)
        quizzes = [self._take(partial(reader.quiz, name)) for name in reader.quiz_names]
        self.quizzes = tuple(quiz for quiz in quizzes if quiz is not None)

    def _take(self, load: Callable[[], Loaded[T]]) -> T | None:
        try:
            loaded = load()
        except LessonError as error:
            self.problems += error.problems
            return None
        self.problems += loaded.problems
        return loaded.value

    @property
    def left_out(self) -> list[Problem]:
        """What is wrong with the entries that are not shown: they lack something altogether."""
        return [problem for problem in self.problems if problem.costs == "entry"]

    def untranslated(self, *languages: str) -> list[Problem]:
        """Tell where a text is missing in one of some languages, and another's stands in.

        An error of the check; of what shows the lesson meanwhile, it is worth knowing.
        """
        return [
            msgspec.structs.replace(problem, notice=True)
            for problem in self.problems
            if problem.costs == "nothing"
            and not set(languages).isdisjoint(problem.values["languages"].split(", "))
        ]

    @property
    def repository(self) -> Path:
        """The folder that holds ``data/`` and ``notebooks/``; a lesson alone is its own."""
        return repository_of(self.root)

    @property
    def has_quizzes(self) -> bool:
        """Whether the folder is there that holds the quizzes that ``lesson.yml`` names."""
        return not self.info.quizzes or (self.root / "quizzes").is_dir()

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
        return data_files(self.root)

    def problem(
        self, code: str, file: str, item: str = "", path: ValuePath = (), **values: str
    ) -> Problem:
        """Make a problem about an item of a file, with its line."""
        source = self.files[file]
        where = (*source.path_of(item), *path) if item else path
        line = source.line(where)
        return Problem(code=code, file=source.name, line=line, path=where, id=item, values=values)
