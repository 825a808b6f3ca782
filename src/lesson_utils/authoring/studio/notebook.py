"""The notebook that opens the studio: made beside the lesson's files, and trusted on this machine.

It is the teacher's alone: it is not among the notebooks of the lesson, git leaves it out, and so
does the package. What JupyterLab trusts runs by itself when it is opened (``labextension/``).
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from lesson_utils.content.files import replace
from lesson_utils.content.locating import repository_of
from lesson_utils.content.problems import display_path
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.studiocell import FILES, static_output, studio_source
from lesson_utils.notebooks.tidying import KERNEL
from lesson_utils.texts import command_word


def notebook_text(root: Path, language: str) -> str:
    """Give the notebook of a lesson as it is stored: the same bytes at every time."""
    from nbformat.v4 import writes  # noqa: PLC0415 - slow, and a teacher's tool

    return f"{writes(_notebook(root, language))}\n"


def put_notebook(root: Path, language: str) -> tuple[Path, bool]:
    """Put the notebook of a lesson in its place, and have this machine trust it.

    Parameters
    ----------
    root
        The lesson's folder.
    language
        "fr" or "en": the language of the studio.

    Returns
    -------
    Path, bool
        The notebook; and whether it is as it is made here. One that a person has changed stays as
        it is, and is trusted no more than before.

    Raises
    ------
    LessonError
        If something else stands in its place.
    OSError
        If it cannot be written.
    """
    path = root / FILES[language]
    text = notebook_text(root, language)
    if path.exists():
        there = read_notebook(path, display_path(path, root))
        if _said(there) != _said(_notebook(root, language)):
            return path, False
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        replace(path, text.encode())
    _trust(text)
    return path, True


def _notebook(root: Path, language: str) -> Any:
    from nbformat.v4 import (  # noqa: PLC0415 - as above
        new_code_cell,
        new_markdown_cell,
        new_notebook,
    )

    # From where it stands, the name finds a lesson in a folder "data" alone.
    lesson = root.name if repository_of(root) != root else "."
    fixed = {"deletable": False, "editable": False}
    said = command_word(language, "edit.nb.text", lesson=root.name)
    # The studio is no output that could be the same at each run: nbval leaves the cell out.
    code = {**fixed, "jupyter": {"source_hidden": True}, "tags": ["nbval-skip"]}
    cells = [
        new_markdown_cell(said, id="studio-text", metadata=fixed),
        new_code_cell(
            studio_source(lesson, language),
            id="studio-open",
            metadata=code,
            outputs=[static_output(language)],
        ),
    ]
    metadata = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def _said(notebook: Any) -> list[tuple[str, str]]:
    """Give what a person may have changed: what runs leave is none of it."""
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def _trust(text: str) -> None:
    """Sign the notebook as JupyterLab does what was run; where that fails, it is run by hand."""
    from jupyter_core.paths import jupyter_data_dir  # noqa: PLC0415 - comes with a kernel
    from nbformat import reads  # noqa: PLC0415 - as above
    from nbformat.sign import NotebookNotary  # noqa: PLC0415 - as above

    with suppress(OSError, sqlite3.Error):
        folder = Path(jupyter_data_dir())
        folder.mkdir(parents=True, exist_ok=True)
        notary = NotebookNotary(data_dir=str(folder))
        try:
            notary.sign(reads(text, as_version=4))
        finally:
            notary.store.close()
