"""A chapter of the article with its annotations, to end a cell in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.content.payload import Payload
from lesson_utils.shown.display import Shown
from lesson_utils.shown.rendering.reading import reading_html, reading_text

if TYPE_CHECKING:
    from anywidget import AnyWidget


class Reading(Shown):
    """The annotated text of a chapter."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload

    def html(self) -> str:
        """Give the text with its terms marked, and all glosses and claims under it."""
        return reading_html(self.payload)

    def text(self) -> str:
        """Give the same as plain text."""
        return reading_text(self.payload)

    def _make_widget(self) -> AnyWidget:
        from lesson_utils.shown.widgets.reader import ReaderWidget  # noqa: PLC0415 - only when shown

        return ReaderWidget(payload=self.payload)
