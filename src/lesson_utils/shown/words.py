"""Words of the article as a page to learn: class, meaning, another example, family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lesson_utils.content.localized import localize
from lesson_utils.content.model import PlacedAnnotation
from lesson_utils.shown.display import Shown
from lesson_utils.shown.rendering import render_html, render_text
from lesson_utils.texts import interface_language


class Words(Shown):
    """A list of glossed words.

    Parameters
    ----------
    terms
        Annotations of the kind ``term``, in the order in which they are shown.
    article_language
        Of the words, their examples and their families.
    language
        Of all that is said of them.
    """

    def __init__(
        self, terms: Iterable[PlacedAnnotation], article_language: str, language: str
    ) -> None:
        self.payload: dict[str, Any] = {
            "language": interface_language(language),
            "articleLanguage": article_language,
            "words": [_row(placed, language) for placed in terms],
        }

    def html(self) -> str:
        """Give a table: the words down the side, so that a hand can cover what they mean."""
        return render_html("words", self.payload)

    def text(self) -> str:
        """Give the same as plain text."""
        return render_text("words", self.payload)


def to_learn(terms: Mapping[str, PlacedAnnotation]) -> tuple[str, ...]:
    """Give the ids of the terms that have an example, in the order of the text; else of all.

    An author who writes an example means the word to be learnt.
    """
    ordered = sorted(terms.values(), key=lambda placed: (placed.start, placed.end))
    chosen = [placed for placed in ordered if placed.annotation.example]
    return tuple(placed.id for placed in chosen or ordered)


def _row(placed: PlacedAnnotation, language: str) -> dict[str, Any]:
    term = placed.annotation
    return {
        "id": placed.id,
        "word": placed.quote,
        "class": "" if term.word_class is None else localize(term.word_class, language),
        "meaning": "" if term.gloss is None else localize(term.gloss, language),
        "example": term.example or "",
        "family": list(term.family),
    }
