"""A quiz, to end a cell in or to grade from Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.questions.grading import grade
from lesson_utils.questions.outcomes import Feedback, NothingToScore, Open, Response, Scored, Table
from lesson_utils.shown.display import Shown
from lesson_utils.shown.rendering import render_html, render_text

if TYPE_CHECKING:
    from anywidget import AnyWidget

    from lesson_utils.student.keeper import QuizKeeper


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A graded answer, with the passages of the article that settle it."""

    score: int
    maximum: int
    correct: bool
    feedback: tuple[Feedback, ...]
    evidence: tuple[str, ...]


class Quiz(Shown):
    """A quiz in one language.

    Parameters
    ----------
    payload
        The compiled quiz.
    keeper
        Makes what keeps a student's answers, when they are first asked for; without it they stay
        in the browser.
    """

    def __init__(self, payload: Payload, keeper: Callable[[], QuizKeeper] | None = None) -> None:
        self.payload = payload
        self._make_keeper = keeper
        self._tables: dict[str, Table] = {table["id"]: table for table in payload["questions"]}

    @property
    def question_ids(self) -> tuple[str, ...]:
        """The ids of the questions, in the quiz's order."""
        return tuple(self._tables)

    @cached_property
    def _keeper(self) -> QuizKeeper | None:
        return None if self._make_keeper is None else self._make_keeper()

    @property
    def responses(self) -> dict[str, Response]:
        """What was answered so far, by question id; answers to an earlier edition left out."""
        kept = {} if self._keeper is None else self._keeper.answers().answers
        return {
            key: kept[key].response
            for key, table in self._tables.items()
            if key in kept and kept[key].edition == table["edition"]
            if kept[key].response is not None
        }

    def table(self, question_id: str) -> Table:
        """Give the grading table of a question.

        Raises
        ------
        LessonError
            If the quiz has no such question; the message lists those it has.
        """
        if question_id not in self._tables:
            problem = Problem(
                code="question-missing",
                file=self.payload["quiz"],
                id=question_id,
                values={"questions": ", ".join(self._tables)},
            )
            raise LessonError([problem], self.payload["language"])
        return self._tables[question_id]

    def answer(self, question_id: str, response: Response) -> Answer | NothingToScore | Open:
        """Grade a response by the table the browser uses too.

        Parameters
        ----------
        question_id
            One of :attr:`question_ids`.
        response
            A JSON value; its shape depends on the type
            (:func:`lesson_utils.questions.grading.grade`).

        Returns
        -------
        Answer, NothingToScore or Open
            ``NothingToScore``, with its ``reason``, where there is nothing to score yet: that is
            not a wrong answer. ``Open`` for a ``reflect`` question, which is never scored.

        Examples
        --------
        >>> from lesson_utils import open_lesson
        >>> quiz = open_lesson("minusma", language="fr").quiz("accueil")
        >>> quiz.answer(quiz.question_ids[0], None).reason
        'empty'
        """
        table = self.table(question_id)
        outcome = grade(table, response)
        if not isinstance(outcome, Scored):
            return outcome
        return Answer(
            score=outcome.score,
            maximum=outcome.maximum,
            correct=outcome.correct,
            feedback=outcome.feedback,
            evidence=tuple(passage["quote"] for passage in table["evidence"]),
        )

    def html(self) -> str:
        """Give all questions, and under them the key with every feedback, hint and evidence."""
        return render_html("quiz", self.payload)

    def text(self) -> str:
        """Give the same as plain text."""
        return render_text("quiz", self.payload)

    def _make_widget(self) -> AnyWidget:
        from lesson_utils.shown.widgets.quiz import QuizWidget  # noqa: PLC0415 - only when shown

        if self._keeper is None:
            return QuizWidget(self.payload, {}, lambda _: {"notice": ""})
        return QuizWidget(self.payload, self._keeper.first(), self._keeper.save)
