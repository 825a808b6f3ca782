"""The files of a lesson, each read when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lesson_utils.content.chapter import compile_reading
from lesson_utils.content.levels import EasyText, compile_easy
from lesson_utils.content.loading import load_article
from lesson_utils.content.localized import languages_missing
from lesson_utils.content.model import (
    Article,
    Chapter,
    Fact,
    Gist,
    LessonInfo,
    LessonMap,
    Place,
    PlacedAnnotation,
    Step,
    TimelineEntry,
)
from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError, Problem, told_in
from lesson_utils.content.reporting import Loaded, is_there
from lesson_utils.questions.quizfiles import QuizContent
from lesson_utils.questions.wholelesson import Reader
from lesson_utils.student.folders import earlier_folders, progress_folders

if TYPE_CHECKING:
    from lesson_utils.student.progress import ProgressStore

T = TypeVar("T")
V = TypeVar("V")


class LessonFiles:
    """What the files of a lesson hold.

    Whatever is asked for raises a :class:`LessonError`, in ``language``, if its file cannot be
    used. The article is read at once.

    Parameters
    ----------
    root
        The lesson's folder.
    info
        What its ``lesson.yml`` says.
    language
        Of what is said to who opened the lesson.
    """

    def __init__(self, root: Path, info: LessonInfo, language: str) -> None:
        self.root = root
        self.info = info
        self.language = language
        self._left_out: list[Problem] = []
        self.article: Article = self._read(lambda: load_article(root, info))
        self._reader = Reader(root, info, self.article)

    @cached_property
    def annotations(self) -> tuple[PlacedAnnotation, ...]:
        """The annotations, placed in the article."""
        return self._read(self._reader.annotations)

    @cached_property
    def gists(self) -> tuple[Gist, ...]:
        """The gists of the paragraphs."""
        return self._read(self._reader.gists)

    def easier(self, chapter: str | None, level: str) -> EasyText:
        """Give a chapter's text for a level."""
        if not is_there(self.root / "levels.yml"):
            raise self.missing("levels-missing", str(level), [])
        texts = self._read(self._reader.levels)
        mine = {text.level: text for text in texts if text.chapter == chapter}
        if not mine:
            code = "level-of-what" if chapter is None else "level-none"
            known = dict.fromkeys(text.chapter for text in texts)
            error = self.missing(code, chapter or str(level), known)
            raise self._lacking(f"{chapter} {level}") or error
        if level not in mine:
            raise self._unknown("level-missing", f"{chapter} {level}", mine)
        return mine[level]

    def reading(
        self, chapter: str | None, annotations: Sequence[PlacedAnnotation], level: str | None
    ) -> Payload:
        """Make the payload of a chapter's text, of all of the article without one.

        With a level, its easier text leads there.
        """
        whole = Chapter(id="", title=self.info.title)
        payload = compile_reading(
            lesson=self.root.name,
            info=self.info,
            article=self.article,
            annotations=annotations,
            gists=self.gists,
            chapter=whole if chapter is None else self.chapter(chapter),
            language=self.language,
        )
        if level is not None:
            payload["easy"] = compile_easy(self.easier(chapter, level), self.article)
        return payload

    def facts(self) -> tuple[Fact, ...]:
        """Read the facts from outside the article."""
        return self._read(self._reader.facts)

    def timeline(self) -> tuple[tuple[TimelineEntry, ...], tuple[Fact, ...]]:
        """Read the timeline, and the facts among which are all that its entries name."""
        entries = self._read(self._reader.timeline)
        return entries, self._facts_of(entries)

    def steps(self) -> tuple[tuple[Step, ...], tuple[Fact, ...]]:
        """Read the steps of the process, and the facts in the same way."""
        steps = self._read(self._reader.steps)
        return steps, self._facts_of(steps)

    @property
    def has_map(self) -> bool:
        """Whether there is a file of places."""
        return (self.root / "places.yml").exists()

    def map(self) -> tuple[LessonMap, tuple[Fact, ...]]:
        """Read the places and their outlines, and the facts in the same way."""
        found = self._read(self._reader.map)
        if found is None:
            raise self.missing("file-missing", "places.yml", [])
        return found, self._facts_of(found.info.places)

    @property
    def quiz_names(self) -> tuple[str, ...]:
        """The names of the quizzes, in the order in which they are met."""
        return tuple(self._reader.quiz_names)

    def quiz(self, name: str) -> QuizContent:
        """Read a quiz; a question with an error is left out, with a note in its place."""
        with told_in(self.language):
            loaded = self._reader.quiz(name)
            if languages_missing(loaded.value.title, (self.language,)):
                raise LessonError([problem for problem in loaded.problems if not problem.id])
        return loaded.value

    def chapter(self, wanted: str) -> Chapter:
        """Give a chapter by its id."""
        for chapter in self.info.chapters:
            if chapter.id == wanted:
                return chapter
        raise self.missing("chapter-missing", wanted, [c.id for c in self.info.chapters])

    @cached_property
    def store(self) -> ProgressStore:
        """What keeps this student's answers."""
        from lesson_utils.student.progress import ProgressStore  # noqa: PLC0415 - only when shown

        earlier = earlier_folders(self.root)
        return ProgressStore(self.root.name, progress_folders(self.root), earlier)

    def chosen(self, code: str, known: dict[str, V], wanted: Iterable[str]) -> list[V]:
        """Give what stands under some ids; raise the error ``code`` for one that is not known."""
        for one in wanted:
            if one not in known:
                raise self._unknown(code, one, known)
        return [known[one] for one in wanted]

    def missing(self, code: str, wanted: str, known: Iterable[str]) -> LessonError:
        """Make the error that says what there is in place of what was wanted."""
        values = {"known": ", ".join(known)}
        problem = Problem(code=code, file=self.root.name, id=wanted, values=values)
        return LessonError([problem], self.language)

    def _read(self, load: Callable[[], Loaded[T]]) -> T:
        with told_in(self.language):
            loaded = load()
            self._left_out += [problem for problem in loaded.problems if problem.costs == "entry"]
            return loaded.or_raise(self.language)

    def _unknown(self, code: str, wanted: str, known: Iterable[str]) -> LessonError:
        """Say why there is no such entry: it is left out for what it lacks, or was never there."""
        return self._lacking(wanted) or self.missing(code, wanted, known)

    def _lacking(self, wanted: str) -> LessonError | None:
        lacks = [problem for problem in self._left_out if problem.id == wanted]
        return LessonError(lacks, self.language) if lacks else None

    def _facts_of(self, entries: Iterable[TimelineEntry | Step | Place]) -> tuple[Fact, ...]:
        facts = self.facts()
        known = [fact.id for fact in facts]
        for entry in entries:
            if entry.fact is not None and entry.fact not in known:
                raise self._unknown("fact-missing", entry.fact, known)
        return facts
