"""A student's progress, to end a cell in.

What is stored in a notebook must not depend on who ran it: the static form shows the lesson with
nothing answered, the live form this student's own progress.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.content.payload import Payload
from lesson_utils.shown.display import Shown
from lesson_utils.shown.figures.progress import progress
from lesson_utils.student.counting import counted
from lesson_utils.student.keeper import QuizKeeper
from lesson_utils.texts import word

if TYPE_CHECKING:
    from anywidget import AnyWidget

    from lesson_utils.shown.figures import Figure
    from lesson_utils.student.progress import ProgressStore


class Achievement(Shown):
    """What is done, by quiz and by skill."""

    def __init__(self, payloads: Sequence[Payload], store: ProgressStore, language: str) -> None:
        self._payloads = payloads
        self._store = store
        self._language = language

    @property
    def figure(self) -> Figure:
        """The figure of this student's own progress, as it is now.

        Where a newer version keeps the answers, the figure knows none of them, and says so.
        """
        figure = progress(self._payloads, self._store.look().quizzes, self._language)
        if self._store.newer:
            figure.payload["notes"] = [word(self._language, "ui.kept.newer")]
        return figure

    @cached_property
    def unanswered(self) -> Figure:
        """The figure with nothing answered, which is what the static forms show."""
        figure = progress(self._payloads, {}, self._language)
        figure.payload["notes"] = [word(self._language, "static.alive.progress")]
        return figure

    def html(self) -> str:
        """Give the figure with nothing answered: the questions there are, by quiz and by skill."""
        return self.unanswered.html()

    def text(self) -> str:
        """Give the same as plain text."""
        return self.unanswered.text()

    def forms(self, stored: str = "") -> dict[str, Any] | None:
        """Give the two static forms, with the picture that ``stored`` has; nothing is drawn."""
        return self.unanswered.forms(stored)

    def _make_widget(self) -> AnyWidget:
        return self.live_form(Path.cwd())

    def live_form(self, folder: Path) -> AnyWidget:
        """Make the live form, which draws nothing, for a notebook in ``folder``."""
        from lesson_utils.shown.widgets.progress import ProgressWidget  # noqa: PLC0415 - only when shown

        payload = counted(self._payloads, self._store.lesson, self._language, folder)
        return ProgressWidget(payload, QuizKeeper(self._store, "", self._language).first())
