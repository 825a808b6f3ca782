"""A notebook's file, read whatever tool has saved it; the one place where it is."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import Any, NamedTuple

from lesson_utils.content.files import read_named
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.content.standins import refuse_conflict
from lesson_utils.notebooks.celltwins import is_chosen, settle_ids
from lesson_utils.notebooks.notebookform import settle_form

#: The problems of a notebook that cannot be read: each is told once, and nothing more of it.
UNREADABLE = {
    *("file-encoding", "file-mark", "file-missing", "file-unreadable", "merge-conflict"),
    *("notebook-unreadable", "pointer-annex", "pointer-lfs"),
}
#: How nbformat stumbles over JSON that is no notebook at all.
_STUMBLES = (ValueError, AttributeError, LookupError, TypeError, RecursionError)
#: The version of the format; the minor one is the first with ids.
_MAJOR, _MINOR = 4, 5


class Stored(NamedTuple):
    """A notebook, each cell with an id of its own; and which of them the file had not."""

    notebook: Any
    lacking: frozenset[str]
    #: Whether the file's format is older than ids: with ids, Jupyter calls it invalid.
    older: bool = False
    #: What a tool has left out of it, or put into it, that the format would not have.
    mended: tuple[str, ...] = ()

    @property
    def chosen(self) -> int:
        """How many cells have an id that a person chose: whose notebook is the others' model."""
        ids = [cell.id for cell in self.notebook.cells]
        return sum(is_chosen(given) and given not in self.lacking for given in ids)


def read_notebook(path: Path, name: str) -> Any:
    """Read a notebook, as :func:`read_stored` does."""
    return read_stored(path, name).notebook


def read_stored(path: Path, name: str) -> Stored:
    """Read a notebook.

    Raises
    ------
    LessonError
        If it is no notebook, or if something else stands in its place; the message calls it by
        ``name``. The code is one of :data:`UNREADABLE`.
    """
    import nbformat  # noqa: PLC0415 - slow, and only what reads notebooks needs it
    from nbformat.reader import reads  # noqa: PLC0415 - as above

    data = read_named(path, name)
    if data.startswith(BOM_UTF8):
        raise LessonError([Problem(code="file-mark", file=name, line=1)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LessonError([Problem(code="file-encoding", file=name, line=line)]) from None
    try:
        refuse_conflict(text, name, prose=True)
        notebook = reads(text)
        older = (notebook.nbformat, notebook.nbformat_minor) < (_MAJOR, _MINOR)
        if notebook.nbformat < _MAJOR:
            notebook = nbformat.convert(notebook, _MAJOR)
            for cell in notebook.cells:
                cell.pop("id", None)
        mended = settle_form(notebook)
        lacking = settle_ids(notebook.cells)
        notebook.nbformat_minor = max(notebook.nbformat_minor, _MINOR)
        nbformat.validate(notebook)
    except (*_STUMBLES, nbformat.ValidationError) as error:
        values = {"detail": (str(error).splitlines() or [type(error).__name__])[0]}
        problem = Problem(code="notebook-unreadable", file=name, values=values)
        raise LessonError([problem]) from None
    for cell in notebook.cells:
        # nbdime leaves both versions in the cell's own lines.
        refuse_conflict(cell.source, name, prose=True, item=cell.id)
    return Stored(notebook, lacking, older, mended)
