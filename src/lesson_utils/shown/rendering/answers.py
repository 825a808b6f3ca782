"""A lesson's quizzes to its answer book, in Markdown: what a teacher prints."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.content.payload import Payload
from lesson_utils.shown.rendering.static import render_markdown


def answer_book(title: str, language: str, quizzes: Sequence[Payload]) -> str:
    """Give every question with its key, why the rest is wrong, and its evidence, as Markdown.

    Parameters
    ----------
    title
        The lesson's title.
    language
        The language of the book's own words.
    quizzes
        The payloads of the quizzes, in the order in which they are met.
    """
    return render_markdown("answers", {"title": title, "language": language, "quizzes": quizzes})
