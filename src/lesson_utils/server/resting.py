"""A lesson's notebook as it goes to disk: static, whatever has been done with it on the screen.

Live forms are taken out, and what tools and runs leave on the lesson's own cells: these go back to
what the file holds, unless they show something new. A reader's own cells stay as they are, but for
the live form of what the lesson shows in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lesson_utils.notebooks.studiocell import static_output, studio_cells
from lesson_utils.notebooks.tidying import left_on, put_back, tidy_cell
from lesson_utils.server.cells import code_cells, is_own
from lesson_utils.server.states import outputs_of, put_states, shown_states, take_out_companion
from lesson_utils.shown.display import WIDGET_VIEW

#: What a lesson's static forms begin with.
_OURS = re.compile(r"\s*<(?:figure|section) [^>]*class=\"lesson-static\"")


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
        take_out_lessons(each)
        put_states(each, shown_states(each))
    put_back(notebook.metadata, stored.metadata if stored else {}, keep=("widgets",))
    known = _by_code(stored)
    for cell in code_cells(notebook):
        if not is_own(cell.source):
            continue
        old = known.get((cell.get("id"), cell.source)) or known.get((None, cell.source))
        tidy_cell(cell, keep=("trusted", *(left_on(old) if old else ())))
        if old is None or _is_new(cell, old):
            continue
        if _shown(cell.outputs) != _shown(old.outputs):
            # What was trusted is what stood here, and not what comes back from the file.
            cell.metadata.pop("trusted", None)
        cell.outputs = old.outputs
        cell.execution_count = old.execution_count


def settle_studio(notebook: Any, stored: Any | None) -> None:
    """Take the studio itself out of a notebook that opens it, in place: what says how stays.

    Nothing that the file held in its place comes back, so that what was trusted may stay so.
    """
    for cell, language in studio_cells(notebook):
        tidy_cell(cell, keep=("trusted",))
        cell.outputs = [static_output(language)]
        cell.execution_count = None
    # JupyterLab adds an empty cell when the last one is run by hand.
    notebook.cells = [cell for cell in notebook.cells if cell.source.strip() or cell.get("outputs")]
    put_back(notebook.metadata, stored.metadata if stored else {}, keep=("widgets",))
    put_states(notebook, shown_states(notebook))


def take_out_lessons(notebook: Any) -> bool:
    """Take the live forms of what lessons show out of any notebook, in place.

    It need not open a lesson any more, and a cell may have been copied into it. Another form must
    stand beside, to be read in place of the live one. Tell whether there was any.
    """
    found = take_out_companion(notebook)
    for output in outputs_of(notebook):
        data = output.get("data", {})
        html = data.get("text/html", "")
        if WIDGET_VIEW in data and _OURS.match(html if isinstance(html, str) else "".join(html)):
            del data[WIDGET_VIEW]
            found = True
    if found:
        put_states(notebook, shown_states(notebook))
    return found


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
