"""Facts from outside the article, always shown as such and with their source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lesson_utils.content.localized import localize
from lesson_utils.content.model import Fact
from lesson_utils.shown.display import Shown
from lesson_utils.shown.rendering import render_html, render_text
from lesson_utils.texts import interface_language


class Facts(Shown):
    """A list of sourced facts."""

    def __init__(self, facts: Iterable[Fact], language: str) -> None:
        self.payload: dict[str, Any] = {
            "language": interface_language(language),
            "facts": [
                {
                    "id": fact.id,
                    "date": fact.date,
                    "text": localize(fact.text, language),
                    "source": localize(fact.source, language),
                    "url": fact.url or "",
                }
                for fact in facts
            ],
        }

    def html(self) -> str:
        """Give the facts under the mark "outside the article", each with its source."""
        return render_html("facts", self.payload)

    def text(self) -> str:
        """Give the same as plain text."""
        return render_text("facts", self.payload)
