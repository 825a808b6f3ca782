"""A part of a lesson: one chapter's text with its quiz and its facts, or one quiz with its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

from lesson_utils.content.chapter import chapter_paragraphs
from lesson_utils.content.model import PlacedAnnotation
from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError
from lesson_utils.lesson import Lesson
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.shown.facts import Facts
from lesson_utils.shown.reading import Reading

#: In a cell, what shows a quiz, and what shows facts.
_QUIZ = re.compile(r"""\.quiz\(\s*["']([^"']+)["']""")
_FACTS = re.compile(r"""\.facts\(([^)]+)\)""")
_NAME = re.compile(r"""["']([^"']+)["']""")


class Part(Lesson):
    """A lesson that shows one chapter or one quiz of another, and knows nothing of the rest.

    Parameters
    ----------
    lesson
        The whole lesson.
    chapter
        The chapter to read. Without one, that of the quiz's name, or all of the article.
    quiz
        The quiz to answer. Without one, that of the chapter's name and those that stand beside it
        in a notebook, or those that ask about nothing outside the chapter.

    Raises
    ------
    LessonError
        If there is no such chapter or quiz; the message lists those there are.
    """

    def __init__(self, lesson: Lesson, *, chapter: str | None, quiz: str | None) -> None:
        super().__init__(lesson.root, lesson.info, lesson.language)
        self._wanted = quiz or chapter
        chapters = [known.id for known in lesson.info.chapters]
        self.chapter = quiz if chapter is None and quiz in chapters else chapter
        self._shown = None if self.chapter is None else self._files.chapter(self.chapter)
        if quiz is not None:
            lesson.quiz(quiz)
            self._quizzes: tuple[str, ...] = (quiz,)
        elif chapter in lesson.quiz_names:
            beside = {name for code in self._code(str(chapter)) for name in _QUIZ.findall(code)}
            self._quizzes = tuple(name for name in lesson.quiz_names if name in {chapter, *beside})
        else:
            self._quizzes = tuple(
                found.payload["quiz"]
                for found in lesson.readable_quizzes()
                if self._is_about(found.payload)
            )

    @property
    def label(self) -> str:
        """What the part's files are called by: the lesson's name, the chapter's or the quiz's."""
        return f"{self.name}-{self._wanted}"

    @property
    def quiz_names(self) -> tuple[str, ...]:
        """The quizzes of the part."""
        return self._quizzes if hasattr(self, "_quizzes") else super().quiz_names

    @cached_property
    def annotations(self) -> tuple[PlacedAnnotation, ...]:
        """The annotations of the part's text."""
        return tuple(
            placed for placed in super().annotations if self._holds(placed.start, placed.end)
        )

    def read(self, chapter: str | None = None, *, level: str | None = None) -> Reading:
        """Show the part's text."""
        return super().read(chapter or self.chapter, level=level)

    def facts(self, *ids: str) -> Facts:
        """Show the facts that stand beside the part's quiz in a notebook; all where none do."""
        return super().facts(*(ids or self._beside()))

    def _is_about(self, quiz: Payload) -> bool:
        """Tell whether a quiz asks about the part's text and nothing else of the article."""
        passages = [
            passage for table in quiz["questions"] for passage in table.get("evidence") or ()
        ]
        return bool(passages) and all(self._holds(one["start"], one["end"]) for one in passages)

    def _holds(self, start: int, end: int) -> bool:
        if self._shown is None:
            return True
        paragraphs = chapter_paragraphs(self.article, self._shown)
        return any(one.start <= start and end <= one.end for one in paragraphs)

    def _beside(self) -> tuple[str, ...]:
        """Give the ids of the facts in the notebooks that show the part's quizzes."""
        known = {fact.id for fact in self._files.facts()}
        found: dict[str, None] = {}
        for code in self._code(*self._quizzes):
            for names in _FACTS.findall(code):
                found.update((name, None) for name in _NAME.findall(names) if name in known)
        return tuple(found)

    def _code(self, *quizzes: str) -> Iterator[str]:
        """Give the code of each notebook in the part's language that shows one of some quizzes."""
        for path in notebooks_of(self.root):
            if path.parent.name != self.language:
                continue
            # What cannot be read, and what is not there, the page and `lesson check` tell.
            with suppress(LessonError):
                cells = read_notebook(path, path.name).cells
                code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
                if set(_QUIZ.findall(code)) & set(quizzes):
                    yield code
