"""A lesson: what ``open_lesson`` gives, and what a notebook's cells call."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lesson_utils.content import loading
from lesson_utils.content.locating import find_lesson
from lesson_utils.content.model import Article, LessonInfo, PlacedAnnotation
from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError, Problem, told_in
from lesson_utils.questions.compiling import compile_quiz
from lesson_utils.questions.quizfiles import Mode
from lesson_utils.shown.display import Shown
from lesson_utils.shown.facts import Facts
from lesson_utils.shown.lessonfiles import LessonFiles
from lesson_utils.shown.overview import overview
from lesson_utils.shown.quiz import Quiz
from lesson_utils.shown.reading import Reading
from lesson_utils.shown.rendering import render_html, render_text
from lesson_utils.shown.selfcheck import check_quizzes
from lesson_utils.shown.words import Words, to_learn

if TYPE_CHECKING:
    from lesson_utils.shown.achievement import Achievement
    from lesson_utils.shown.figures import Figure
    from lesson_utils.student.keeper import QuizKeeper


def open_lesson(name_or_path: str | Path, language: str | None = None) -> Lesson:
    """Open a lesson.

    Parameters
    ----------
    name_or_path
        A lesson's name, looked for in ``data/`` of the working folder and the folders above it,
        of this checkout, and among the lessons installed with the package; or a folder's path.
    language
        The language of instructions, questions and glosses; the lesson's first one by default.
        The article stays in its own.

    Raises
    ------
    LessonError
        If there is no such lesson (the message lists those there are), if it has no such language,
        or if its files cannot be used.

    Examples
    --------
    >>> lesson = open_lesson("minusma", language="fr")
    >>> len(lesson.article.sentences)
    24
    """
    with told_in(language or "fr"):
        root = find_lesson(name_or_path)
    return open_at(root, language)


def open_at(root: Path, language: str | None = None) -> Lesson:
    """Open the lesson in a folder, as :func:`open_lesson` does the one it finds."""
    with told_in(language or "fr"):
        info = loading.load_info(root).or_raise("fr")
    chosen = language or info.languages[0]
    if chosen not in info.languages:
        values = {"language": chosen, "languages": ", ".join(info.languages)}
        raise LessonError(
            [Problem(code="language-missing", file=f"{root.name}/lesson.yml", values=values)],
            chosen,
        )
    return Lesson(root, info, chosen)


class Lesson(Shown):
    """A lesson in one language; its files are read when first needed."""

    def __init__(self, root: Path, info: LessonInfo, language: str) -> None:
        self.root = root
        self.info = info
        self.language = language
        self._files = LessonFiles(root, info, language)

    @property
    def name(self) -> str:
        """The lesson's name: that of its folder."""
        return self.root.name

    @property
    def article(self) -> Article:
        """The article, with its paragraphs and sentences."""
        return self._files.article

    @property
    def annotations(self) -> tuple[PlacedAnnotation, ...]:
        """The annotations, each with ``kind``, ``quote``, ``start`` and ``end``."""
        return self._files.annotations

    @property
    def quiz_names(self) -> tuple[str, ...]:
        """The names of the quizzes, in the order in which they are met."""
        return self._files.quiz_names

    def read(self, chapter: str | None = None, *, level: str | None = None) -> Reading:
        """Show a chapter of the article with its annotations; all of the article without one.

        With a level such as ``"A2"``, its easier text in ``levels.yml`` leads there, sentence by
        sentence.

        Raises
        ------
        LessonError
            If there is no such chapter or level; the message lists those there are.
        """
        return Reading(self._files.reading(chapter, self.annotations, level))

    def quiz(self, name: str, *, mode: Mode | None = None, shuffle: bool | None = None) -> Quiz:
        """Show a quiz, resumed where the student left it.

        Parameters
        ----------
        name
            The quiz: the name of its file.
        mode
            ``"practice"``: feedback at once; ``"check"``: at the end; ``"survey"``: no
            correctness is shown. The quiz file's by default.
        shuffle
            Whether questions and options stand in an order of each student's own, the same at
            every reload. The quiz file's by default.

        Raises
        ------
        LessonError
            If there is no such quiz (the message lists those there are) or its file cannot be
            read. A question with an error is left out, with a note where it would stand.
        """
        if name not in self.quiz_names:
            raise self._files.missing("quiz-missing", name, self.quiz_names)
        found = self._files.quiz(name)
        payload = compile_quiz(self.name, found, self.article, self.language, mode, shuffle)
        return Quiz(payload, lambda: self._keeper(name))

    def _keeper(self, quiz: str) -> QuizKeeper:
        from lesson_utils.student.keeper import QuizKeeper  # noqa: PLC0415 - only when shown

        return QuizKeeper(self._files.store, quiz, self.language)

    def facts(self, *ids: str) -> Facts:
        """Show facts from outside the article, with their sources; all of them without ids."""
        known = {fact.id: fact for fact in self._files.facts()}
        chosen = self._files.chosen("fact-missing", known, ids or tuple(known))
        return Facts(chosen, self.language)

    def words(self, *ids: str) -> Words:
        """Show glossed words as a page to learn; without ids, those that have an example."""
        known = {placed.id: placed for placed in self.annotations if placed.kind == "term"}
        chosen = self._files.chosen("word-missing", known, ids or to_learn(known))
        return Words(chosen, self.article.language, self.language)

    def timeline(self) -> Figure:
        """Show the dates of the article apart from sourced dates from outside it."""
        from lesson_utils.shown.figures.timeline import timeline  # noqa: PLC0415 - only when shown

        entries, facts = self._files.timeline()
        return timeline(entries, facts, self.article.language, self.language)

    def steps(self) -> Figure:
        """Show the steps of the process that the article tells, those from outside it apart."""
        from lesson_utils.shown.figures.steps import steps  # noqa: PLC0415 - only when shown

        entries, facts = self._files.steps()
        return steps(entries, facts, self.article.language, self.language)

    @property
    def has_map(self) -> bool:
        """Whether the lesson has a map: a file ``places.yml``."""
        return self._files.has_map

    def map(self) -> Figure:
        """Show the places of ``places.yml``, each with its date; a lesson without raises."""
        from lesson_utils.shown.figures.map import draw_map  # noqa: PLC0415 - only when shown

        found, facts = self._files.map()
        return draw_map(found, facts, self.language)

    def voices(self) -> Figure:
        """Show who says what in the article, and how: the claims counted."""
        from lesson_utils.shown.figures.voices import voices  # noqa: PLC0415 - only when shown

        return voices(self.annotations, self.info.holders, self.article, self.language)

    def modes(self) -> Figure:
        """Show the article's sentences in order, as fact, position, concern or announcement."""
        from lesson_utils.shown.figures.modes import modes  # noqa: PLC0415 - only when shown

        return modes(self.annotations, self.info.holders, self.article, self.language)

    def progress(self) -> Achievement:
        """Show what this student has done, by quiz and by skill.

        The live form and ``.figure`` show the answers that were kept; the static form, which is
        stored and compared, shows the lesson with nothing answered.
        """
        from lesson_utils.shown.achievement import Achievement  # noqa: PLC0415 - only when shown

        payloads = [quiz.payload for quiz in self.readable_quizzes()]
        return Achievement(payloads, self._files.store, self.language)

    def readable_quizzes(self) -> list[Quiz]:
        """Give the quizzes whose files can be read; the cell that shows another says why not."""
        found = []
        for name in self.quiz_names:
            with suppress(LessonError):
                found.append(self.quiz(name))
        return found

    def self_check(self, *quizzes: str) -> None:
        """Simulate a student on quizzes (all of them without names) and print what came out."""
        chosen = [self.quiz(name) for name in quizzes or self.quiz_names]
        print(check_quizzes(chosen, self.article).report(self.language))  # noqa: T201 - its purpose

    def html(self) -> str:
        """Give an overview of the lesson."""
        return render_html("overview", self._overview())

    def text(self) -> str:
        """Give the same as plain text."""
        return render_text("overview", self._overview())

    def _overview(self) -> Payload:
        return overview(
            self.info,
            self.article,
            self.readable_quizzes(),
            annotations=len(self.annotations),
            language=self.language,
        )
