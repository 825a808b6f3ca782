"""The chapters of a lesson as its page binds them: each thing once, links for what comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_utils.facts import Facts
from lesson_utils.figures import Figure
from lesson_utils.quiz import Quiz
from lesson_utils.reading import Reading
from lesson_utils.rendering import render_html
from lesson_utils.rendering.prose import heading_id, prose_html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lesson_utils.display import Shown
    from lesson_utils.exports.chapters import Chapter

#: Static forms say first how to bring a notebook alive: a page has no cells.
NOTHING_TO_RUN = {"before": ""}


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
        self._quizzes = {quiz["name"]: quiz for quiz in quizzes}
        self._placed: dict[str, str] = {}
        self._say = say
        self._facts: set[str] = set()
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
        prefix = self._ids[chapter.file]
        blocks: list[dict[str, Any]] = []
        for block in chapter.blocks:
            if isinstance(block, str):
                blocks.append({"prose": prose_html(block, self._address_in(chapter), prefix)})
            else:
                blocks.append(self._display(block))
        shown = [block["quiz"] for block in blocks if "quiz" in block]
        return {"id": prefix, "title": chapter.title, "blocks": blocks, "quizzes": shown}

    def _address_in(self, chapter: Chapter) -> Callable[[str], str | None]:
        """Give what finds a link's place: another chapter, or a heading of the same one."""
        prefix = self._ids[chapter.file]
        prose = [block for block in chapter.blocks if isinstance(block, str)]
        html = "\n".join(prose_html(text, lambda _: None, prefix) for text in prose)

        def address(link: str) -> str | None:
            file, _, place = link.partition("#")
            if file:
                known = self._ids.get(file)
                return None if known is None else f"#{known}"
            wanted = heading_id(prefix, place)
            return f"#{wanted}" if place and f' id="{wanted}"' in html else None

        return address

    def _display(self, shown: Shown) -> dict[str, Any]:
        if isinstance(shown, Reading):
            words = self._say("page.reread", title=shown.payload["title"])
            return {"again": {"id": "read", "words": words}}
        if isinstance(shown, Facts):
            self._facts |= {fact["id"] for fact in shown.payload["facts"]}
            return {"html": shown.html()}
        return self._once(shown) if isinstance(shown, (Figure, Quiz)) else {}

    def _once(self, shown: Figure | Quiz) -> dict[str, Any]:
        if place := self._placed.get(_name(shown)):
            return {
                "again": {
                    "id": place,
                    "words": self._say("page.again", title=shown.payload["title"]),
                }
            }
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


def _name(shown: Figure | Quiz) -> str:
    """Give what is the same of two displays that show the same."""
    return shown.key if isinstance(shown, Figure) else f"quiz {shown.payload['quiz']}"
