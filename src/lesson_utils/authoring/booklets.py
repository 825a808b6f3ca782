"""The notebooks of a new lesson, before they are run: the same cells in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils.notebooks.titles import CHAPTER
from lesson_utils.shown.rendering.markdown import escape_markdown
from lesson_utils.texts import command_word

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Booklet:
    """A notebook to be: its kind, the chapter and the quiz it shows, its title by language."""

    kind: str
    titles: Mapping[str, str]
    chapter: str = ""
    quiz: str = ""
    timeline: bool = False
    stems: Mapping[str, str] = field(default_factory=dict)


def file_name(booklet: Booklet, number: int, language: str) -> str:
    """Give a notebook's file name in a language.

    Examples
    --------
    >>> file_name(Booklet("reading", {}, stems={"en": "reading"}), 1, "en")
    '01_reading.ipynb'
    """
    return f"{number:02}_{booklet.stems[language]}.ipynb"


def write_booklets(
    booklets: Sequence[Booklet], lesson: str, title: Mapping[str, str], languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give the path and the text of every notebook, in every language."""
    for language in languages:
        for number, booklet in enumerate(booklets):
            cells = [
                new_markdown_cell(
                    source,
                    id=f"{number:02}-{name}",
                    metadata=_metadata(booklet, name),
                )
                if name not in _CODE
                else new_code_cell(source, id=f"{number:02}-{name}", metadata=_CODE_METADATA)
                for name, source in _cells(
                    booklet, number, lesson, title[language], language, booklets
                )
            ]
            notebook = new_notebook(cells=cells, metadata={"kernelspec": _KERNEL})
            path = f"notebooks/{language}/{file_name(booklet, number, language)}"
            yield path, nbformat.writes(notebook, version=4) + "\n"


def _metadata(booklet: Booklet, name: str) -> dict[str, Any]:
    """Give a text cell's metadata; the heading of a part says whose title it repeats."""
    heading: dict[str, Any] = (
        {CHAPTER: booklet.chapter} if booklet.kind == "part" and name == "title" else {}
    )
    return {"deletable": False, **heading, **(_FOR_JUPYTER if name in _NOT_READ else {})}


#: No slip of the hand takes a cell away, nor changes what it shows.
_CODE_METADATA = {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}
#: The texts that have no place on a page: see ``exports/chapters.py``.
_NOT_READ = {"done", "teacher", "where"}
_FOR_JUPYTER = {"tags": ["jupyter-only"]}
#: The cells that hold code.
_CODE = {"open", "text", "timeline", "quiz", "progress", "check"}


def _cells(  # noqa: PLR0913, PLR0917 - all that a notebook says
    booklet: Booklet,
    number: int,
    lesson: str,
    title: str,
    language: str,
    booklets: Sequence[Booklet],
) -> Iterator[tuple[str, str]]:
    def say(key: str, **values: object) -> str:
        shown = {k: escape_markdown(v) if k == "title" else v for k, v in values.items()}
        return command_word(language, f"new.nb.{key}", **shown)

    kind = booklet.kind
    own = booklet.titles[language] if kind != "welcome" else title
    yield "title", say(f"{kind}.title", number=number, title=own)
    if kind == "welcome":
        yield "how", say("welcome.how")
    opening = f'lesson = open_lesson("{lesson}", language="{language}")'
    yield "open", f"from lesson_utils import open_lesson\n\n{opening}"
    if kind == "welcome":
        rows = [
            say(
                "plan.row", number=other, title=item.titles[language],
                file=file_name(item, other, language),
            )
            for other, item in enumerate(booklets)
            if other
        ]  # fmt: skip
        yield "plan", say("welcome.plan", rows="\n".join(rows))
        yield "where", say("welcome.progress")
        yield "progress", "lesson.progress()"
        return
    if booklet.chapter:
        yield "text", f'lesson.read("{booklet.chapter}")'
    if booklet.timeline:
        yield "dates", say("synthesis.timeline")
        yield "timeline", "lesson.timeline()"
    if booklet.quiz:
        yield "questions", say(f"{kind}.quiz")
        yield "quiz", f'lesson.quiz("{booklet.quiz}")'
    if kind == "synthesis":
        yield "done", say("synthesis.progress")
        yield "progress", "lesson.progress()"
    if number + 1 < len(booklets):
        following = booklets[number + 1]
        file = file_name(following, number + 1, language)
        yield "next", say("next", title=following.titles[language], file=file)
    if booklet.quiz:
        yield "teacher", say("check")
        yield "check", f'lesson.self_check("{booklet.quiz}")'
