"""The chapters of a lesson as its page binds them: a figure and a quiz once, then links to it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from lesson_utils.content.payload import Payload
from lesson_utils.exports.chapters import Chapter
from lesson_utils.shown.display import Shown
from lesson_utils.shown.facts import Facts
from lesson_utils.shown.figures import Figure
from lesson_utils.shown.quiz import Quiz
from lesson_utils.shown.reading import Reading
from lesson_utils.shown.rendering import render_html
from lesson_utils.shown.rendering.prose import Prose, heading_id
from lesson_utils.shown.rendering.reading import reading_html
from lesson_utils.shown.words import Words

#: Static forms say first how to bring a notebook alive: a page has no cells.
NOTHING_TO_RUN = {"before": ""}
#: What of a reading's payload its easier text needs, but for the words of the interface.
_OF_EASY = ("lesson", "language", "articleLanguage", "title", "easy")


class Book:
    """What a page shows below the text.

    Parameters
    ----------
    chapters
        The notebooks, in their order.
    quizzes
        What the page shows of each quiz, with its ``name`` and its ``title``.
    say
        Gives the words of the page.
    """

    def __init__(
        self,
        chapters: Sequence[Chapter],
        quizzes: Sequence[dict[str, Any]],
        say: Callable[..., str],
    ) -> None:
        self._ids = {chapter.file: f"chapter-{n}" for n, chapter in enumerate(chapters, start=1)}
        self._headings = {chapter.file: _headings(chapter, self._ids) for chapter in chapters}
        self._quizzes = {quiz["name"]: quiz for quiz in quizzes}
        self._placed: dict[str, str] = {}
        self._say = say
        self._facts: set[str] = set()
        #: The payloads of the easier texts, as far as a page with the article needs them.
        self.easy: list[Payload] = []
        self.chapters = [self._chapter(chapter) for chapter in chapters]

    @property
    def quizzes(self) -> list[dict[str, Any]]:
        """The quizzes that no chapter shows."""
        return [quiz for name, quiz in self._quizzes.items() if f"quiz {name}" not in self._placed]

    def figures(self, figures: Sequence[Figure]) -> list[dict[str, str]]:
        """Give those of some figures that no chapter shows."""
        return [self._figure(shown) for shown in figures if _name(shown) not in self._placed]

    def facts(self, ids: Sequence[str]) -> list[str]:
        """Give those of some facts that no chapter shows."""
        return [name for name in ids if name not in self._facts]

    def _chapter(self, chapter: Chapter) -> dict[str, Any]:
        given = self._ids[chapter.file]
        prose = Prose(given, lambda link: self._address(link, chapter.file))
        blocks = [
            {"prose": prose.html(block)} if isinstance(block, str) else self._display(block)
            for block in chapter.blocks
        ]
        shown = [block["quiz"] for block in blocks if "quiz" in block]
        return {"id": given, "title": chapter.title, "blocks": blocks, "quizzes": shown}

    def _address(self, link: str, file: str) -> str | None:
        """Give the place of what a link in a notebook leads to: a chapter, or a heading in one."""
        path, _, place = link.partition("#")
        wanted = posixpath.normpath(unquote(path)) if path else file
        if wanted not in self._ids:
            return None
        heading = heading_id(self._ids[wanted], place)
        if place and heading in self._headings[wanted]:
            return f"#{heading}"
        return f"#{self._ids[wanted]}" if path else None

    def _display(self, shown: Shown) -> dict[str, Any]:
        if isinstance(shown, Reading) and "easy" in shown.payload:
            return self._easy(shown)
        if isinstance(shown, Reading):
            words = self._say("page.reread", title=shown.payload["title"])
            numbers = (paragraph["number"] for paragraph in shown.payload["paragraphs"])
            first = next((number for number in numbers if number is not None), None)
            return {"again": {"id": "read", "words": words, "paragraph": first}}
        if isinstance(shown, Facts):
            self._facts |= {fact["id"] for fact in shown.payload["facts"]}
            return {"html": shown.html()}
        if isinstance(shown, Words):
            return {"html": shown.html()}
        return self._once(shown) if isinstance(shown, (Figure, Quiz)) else {}

    def _easy(self, shown: Reading) -> dict[str, Any]:
        payload = shown.payload
        name = f"easy {payload['chapter']} {payload['easy']['level']}"
        if place := self._placed.get(name):
            return {
                "again": {"id": place, "words": self._say("page.again", title=payload["title"])}
            }
        self.easy.append({key: payload[key] for key in _OF_EASY})
        self._placed[name] = f"easy-{len(self.easy)}"
        html = reading_html({**payload, **NOTHING_TO_RUN})
        return {"easy": {"id": self._placed[name], "html": html}}

    def _once(self, shown: Figure | Quiz) -> dict[str, Any]:
        if place := self._placed.get(_name(shown)):
            words = self._say("page.again", title=shown.payload["title"])
            return {"again": {"id": place, "words": words}}
        if isinstance(shown, Figure):
            return {"figure": self._figure(shown)}
        quiz = self._quizzes.get(shown.payload["quiz"])
        if quiz is None:
            return {}
        self._placed[_name(shown)] = f"quiz-{quiz['number']}"
        return {"quiz": quiz}

    def _figure(self, shown: Figure) -> dict[str, str]:
        place = f"figure-{len(self._placed) + 1}"
        self._placed[_name(shown)] = place
        drawn = {**shown.payload, "image": shown.image(), **NOTHING_TO_RUN}
        return {"id": place, "html": render_html("figure", drawn)}


def _headings(chapter: Chapter, ids: dict[str, str]) -> set[str]:
    prose = Prose(ids[chapter.file], lambda _: None)
    for block in chapter.blocks:
        if isinstance(block, str):
            prose.html(block)
    return prose.ids


def _name(shown: Figure | Quiz) -> str:
    """Give what is the same of two displays that show the same."""
    return shown.key if isinstance(shown, Figure) else f"quiz {shown.payload['quiz']}"
