"""A student's progress, to end a cell in.

What is stored in a notebook must not depend on who ran it: the static form shows the lesson with
nothing answered, the live form this student's own progress.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from lesson_utils.display import Shown
from lesson_utils.figures.progress import progress
from lesson_utils.texts import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anywidget import AnyWidget

    from lesson_utils.compiling import Payload
    from lesson_utils.figures import Figure
    from lesson_utils.progress import ProgressStore


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
        figure = progress(self._payloads, self._store.load().quizzes, self._language)
        if self._store.newer:
            figure.payload["notes"] = [word(self._language, "ui.kept.newer")]
        return figure

    @cached_property
    def _unanswered(self) -> Figure:
        return progress(self._payloads, {}, self._language)

    def html(self) -> str:
        """Give the figure with nothing answered: the questions there are, by quiz and by skill."""
        return self._unanswered.html()

    def text(self) -> str:
        """Give the same as plain text."""
        return self._unanswered.text()

    def forms(self, stored: str = "") -> dict[str, Any] | None:
        """Give the two static forms, with the picture that ``stored`` has; nothing is drawn."""
        return self._unanswered.forms(stored)

    def live_form(self) -> AnyWidget | None:
        """Give none: the student's own picture would have to be drawn."""
        return None

    def _make_widget(self) -> AnyWidget:
        return self.figure.live()
