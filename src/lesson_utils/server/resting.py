"""A lesson's notebook as it goes to disk: static, whatever has been done with it on the screen.

Live forms are taken out, and what tools and runs leave on the lesson's own cells: these go back to
what the file holds, unless they show something new. A reader's own cells stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_utils.display import WIDGET_VIEW
from lesson_utils.server.alive import MODEL_PREFIX, WIDGET_STATE
from lesson_utils.server.cells import code_cells, is_own
from lesson_utils.tidying import put_back, tidy_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def settle(notebook: Any, stored: Any | None) -> None:
    """Take out of a notebook, in place, what lives on the screen only.

    Parameters
    ----------
    notebook
        What is to be saved.
    stored
        What the file holds now; None if there is none.
    """
    for each in (notebook, stored) if stored else (notebook,):
        for output in _outputs(each):
            _take_out_view(output)
    _take_out_states(notebook)
    put_back(notebook.metadata, stored.metadata if stored else {}, keep=("widgets",))
    known = _by_code(stored)
    for cell in code_cells(notebook):
        if not is_own(cell.source):
            continue
        tidy_cell(cell, keep=("trusted",))
        old = known.get((cell.get("id"), cell.source)) or known.get((None, cell.source))
        if old is not None and not _is_new(cell, old):
            cell.outputs = old.outputs
            cell.execution_count = old.execution_count


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def _take_out_view(output: Any) -> None:
    """Take a view out where another form beside it can be read, and is no mere name of it."""
    data = output.get("data", {})
    if "text/html" in data:
        data.pop(WIDGET_VIEW, None)


def _take_out_states(notebook: Any) -> None:
    """Take the states out of which no view is left: the reader's own widgets may have some."""
    states = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    for model in [model for model in states if model.startswith(MODEL_PREFIX)]:
        del states[model]
    views = any(WIDGET_VIEW in output.get("data", {}) for output in _outputs(notebook))
    if not states or not views:
        notebook.metadata.pop("widgets", None)


def _by_code(stored: Any | None) -> Mapping[tuple[str | None, str], Any]:
    """Give the file's code cells by id and code, and by code alone where it stands once."""
    cells = list(code_cells(stored)) if stored else []
    sources = [cell.source for cell in cells]
    alone = {(None, cell.source): cell for cell in cells if sources.count(cell.source) == 1}
    return {**alone, **{(cell.get("id"), cell.source): cell for cell in cells}}


def _is_new(cell: Any, old: Any) -> bool:
    """Tell whether a cell shows something that the file does not hold.

    Nothing at all, or an error, is nothing new: the file's static form can be read.
    """
    if not cell.outputs or any(output.output_type == "error" for output in cell.outputs):
        return bool(cell.outputs) and not old.outputs
    return _shown(cell.outputs) != _shown(old.outputs)


def _shown(outputs: Any) -> list[Any]:
    """Give what outputs show, without what changes from run to run."""
    return [
        (output.output_type, output.get("data", {}), output.get("name"), output.get("text"))
        for output in outputs
    ]
