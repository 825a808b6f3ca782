"""The page that a site opens with, and the one-page forms beside the notebooks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from lesson_utils.content.localized import localize
from lesson_utils.exports.chapters import chapters_of
from lesson_utils.exports.page import export
from lesson_utils.lesson import open_at
from lesson_utils.shown.rendering import render_html
from lesson_utils.shown.rendering.embedded import embedded_source
from lesson_utils.shown.widgets.assets import style
from lesson_utils.site.notebooks import LiveNotebook
from lesson_utils.texts import INTERFACE_LANGUAGES, command_word

#: Where JupyterLab opens a notebook of a site, in its simple interface.
_OPEN = "lab/index.html?mode=single-document&path="
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: What JupyterLite's pages look for in the one above them.
_ASKED = re.compile(r'<script\s+id="jupyter-config-data".*?</script>', re.DOTALL)
_NAMES = {"fr": "Français", "en": "English"}
_ROOT = re.compile(rb"<html ")


class SiteLesson(NamedTuple):
    """A lesson of a site."""

    root: Path
    notebooks: list[LiveNotebook]


def one_pages(lessons: Sequence[SiteLesson]) -> dict[str, bytes]:
    """Give the one-page form of each lesson in each of its languages, by its path in the site.

    It keeps answers where the notebooks of the site do.
    """
    found: dict[str, bytes] = {}
    for lesson in lessons:
        for language in open_at(lesson.root).info.languages:
            for name, content in export(open_at(lesson.root, language)).files.items():
                told = _ROOT.sub(b'<html data-lesson-site="../" ', content, count=1)
                found[f"pages/{name}"] = told
    return found


def landing(lessons: Sequence[SiteLesson], built: str) -> dict[str, bytes]:
    """Give the first page in each language of the interface, by name.

    Parameters
    ----------
    lessons
        What the site holds.
    built
        JupyterLite's own first page, which its other pages read.
    """
    asked = _ASKED.search(built)
    first = open_at(lessons[0].root).info.languages[0]
    languages = sorted(INTERFACE_LANGUAGES, key=lambda language: language != first)
    names = {
        spoken: "index.html" if n == 0 else f"{spoken}.html" for n, spoken in enumerate(languages)
    }
    return {
        name: render_html(
            "site",
            {
                "language": spoken,
                "others": [(other, names[other]) for other in languages if other != spoken],
                "say": partial(command_word, spoken),
                "policy": _POLICY,
                "css": embedded_source(style("page") + "\n" + style("site")),
                "lessons": [_shown(lesson, spoken) for lesson in lessons],
                "asked": asked.group() if asked else "",
            },
        ).encode("utf-8", "replace")
        for spoken, name in names.items()
    }


def _shown(lesson: SiteLesson, spoken: str) -> dict[str, Any]:
    opened = open_at(lesson.root)
    languages = sorted(opened.info.languages, key=lambda language: language != spoken)
    return {
        "title": localize(opened.info.title, languages[0]),
        "titleLanguage": languages[0],
        "languages": [_in_language(lesson, language) for language in languages],
    }


def _in_language(lesson: SiteLesson, language: str) -> dict[str, Any]:
    chapters = [chapter.file for chapter in chapters_of(open_at(lesson.root, language)).read]
    page = f"pages/{lesson.root.name}-{language}.html"
    mine = [notebook for notebook in lesson.notebooks if notebook.language == language]
    return {
        "language": language,
        "name": _NAMES.get(language, language),
        "page": page,
        "notebooks": [
            {
                "title": notebook.title,
                "address": _OPEN + quote(f"{lesson.root.name}/{notebook.place}"),
                "page": _chapter_of(page, notebook, chapters),
            }
            for notebook in mine
        ],
    }


def _chapter_of(page: str, notebook: LiveNotebook, chapters: list[str]) -> str:
    """Give the address of a notebook's chapter in the one-page form."""
    name = notebook.place.rpartition("/")[2]
    return f"{page}#chapter-{chapters.index(name) + 1}" if name in chapters else page
