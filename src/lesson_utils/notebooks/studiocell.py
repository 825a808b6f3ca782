"""The one cell of the notebook that opens the studio, and what is stored of it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from lesson_utils.texts import INTERFACE_LANGUAGES, command_word

#: What the notebook is called, in each language of the interface.
FILES = {"fr": "atelier.ipynb", "en": "studio.ipynb"}
#: The class of what is stored of the cell: the room looks for it.
STATIC = "lesson-studio-static"
_MODULE = "lesson_utils.authoring.studio"


def studio_source(lesson: str, language: str) -> str:
    """Give the code that opens the studio.

    Examples
    --------
    >>> print(studio_source("harbour", "en"))
    from lesson_utils.authoring.studio import edit_lesson
    <BLANKLINE>
    edit_lesson("harbour", language="en")
    """
    name = json.dumps(lesson, ensure_ascii=False)
    return f'from {_MODULE} import edit_lesson\n\nedit_lesson({name}, language="{language}")'


def studio_language(source: str) -> str | None:
    """Give the language that a cell opens the studio in; None if it does anything else.

    Examples
    --------
    >>> studio_language(studio_source("harbour", "en"))
    'en'
    >>> studio_language("import os")
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match body:
        case [
            ast.ImportFrom(module=module, level=0, names=[ast.alias("edit_lesson", None)]),
            ast.Expr(
                ast.Call(
                    func=ast.Name("edit_lesson"),
                    args=[ast.Constant(str())],
                    keywords=[ast.keyword("language", ast.Constant(language))],
                )
            ),
        ] if module == _MODULE and language in INTERFACE_LANGUAGES:
            return str(language)
    return None


def studio_cells(notebook: Any) -> Iterator[tuple[Any, str]]:
    """Give the cells of a notebook that open the studio, and their language."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and (language := studio_language(cell.source)):
            yield cell, language


def static_html(language: str) -> str:
    """Say where the studio is not open how to open it; ``studio.js`` of the room knows this form.

    Examples
    --------
    >>> print(static_html("fr")[:49])
    <p class="lesson-studio-static" lang="fr">L’ateli
    """
    said = escape(static_text(language), quote=False)
    return f'<p class="{STATIC}" lang="{language}">{said}</p>'


def static_text(language: str) -> str:
    """Say the same as plain text.

    Examples
    --------
    >>> static_text("en")
    'The studio is not open yet: click here, then press Shift+Enter.'
    """
    return command_word(language, "edit.nb.static")


def static_output(language: str) -> Any:
    """Give what is stored of the cell, to be read where it has not been run."""
    from nbformat.v4 import new_output  # noqa: PLC0415 - slow, and not every kernel has it

    forms = {"text/html": static_html(language), "text/plain": static_text(language)}
    return new_output("display_data", forms)
