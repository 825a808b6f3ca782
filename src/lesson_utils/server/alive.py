"""A lesson's notebook as JupyterLab is given it: its static forms, and beside them live ones.

A live form is a widget view in a cell's output and that widget's state in the notebook's metadata,
where JupyterLab's widget manager looks for widgets that no kernel has. Both are made here of the
lesson's payloads. What is alive is what this package would show for that code now: a cell whose
stored output is another stays as it is, and is trusted no more than before. What is trusted shows
nothing else: a view that came with the file is taken out of it, and a state that no view shows any
more goes with it.
"""

from __future__ import annotations

import platform
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.server.cells import is_named, own_cells
from lesson_utils.server.states import MODEL_PREFIX, put_states, shown_states, take_out_companion
from lesson_utils.shown.display import WIDGET_VIEW, Shown

if TYPE_CHECKING:
    from anywidget import AnyWidget

#: What a kernel of this Python says of its language. JupyterLab writes it into the notebook; where
#: it is not there yet, the notebook counts as changed, and is to be saved.
_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": f"ipython{sys.version_info[0]}",
    "version": platform.python_version(),
}
#: ipywidgets keeps all widgets of a process in one table.
_ONE_AT_A_TIME = threading.Lock()


def enliven(notebook: Any, folder: Path, address: str = "") -> bool:
    """Put the live forms into a notebook, in place, and trust the cells that are the lesson's own.

    Parameters
    ----------
    notebook
        As it was read.
    folder
        Where it is: lessons are looked for from there.
    address
        Where the widgets send answers.

    Returns
    -------
    bool
        Whether anything in it is alive now.
    """
    take_out_companion(notebook)
    ours: dict[str, Any] = {}
    alive: list[tuple[Any, Any, str]] = []
    trusted = False
    for number, (cell, shown, lesson) in enumerate(own_cells(notebook, folder)):
        output = own_output(cell, shown)
        if output is None:
            continue
        output.get("data", {}).pop(WIDGET_VIEW, None)
        cell.metadata["trusted"] = trusted = True
        if shown is None:
            continue
        model = f"{MODEL_PREFIX}{number}"
        # Answers are asked for by the lesson's name: one that is opened by a path has no address.
        to = address if lesson and is_named(lesson, folder) else ""
        if (made := _states(shown, model, folder, to)) is None:
            continue
        ours |= made
        alive.append((cell, output, model))
    if ours:
        notebook.metadata["language_info"] = dict(_LANGUAGE)
    if trusted:
        # What came with the file is kept for what still shows it, and reaches nothing of ours.
        put_states(notebook, {**shown_states(notebook), **ours})
    for cell, output, model in alive:
        view = {"version_major": 2, "version_minor": 0, "model_id": model}
        output["data"][WIDGET_VIEW] = view
        cell.outputs = [output]
    return bool(ours)


def own_output(cell: Any, shown: Shown | None) -> Any | None:
    """Give the one output of a cell, if it holds what this package makes; None otherwise.

    A cell without outputs gets them; what prints may have printed.
    """
    from nbformat.v4 import new_output  # noqa: PLC0415 - the server has it; others need it not

    outputs = cell.outputs
    if shown is None:
        plain = all(output.output_type == "stream" for output in outputs)
        return {"data": {}} if plain else None
    if outputs and (len(outputs) > 1 or "data" not in outputs[0]):
        return None
    forms = shown.forms(_html(outputs))
    if forms is None:
        return None
    if not outputs:
        return new_output("display_data", forms)
    stored = {name: value for name, value in outputs[0].data.items() if name != WIDGET_VIEW}
    return outputs[0] if stored == forms else None


def _html(outputs: list[Any]) -> str:
    text = outputs[0].data.get("text/html", "") if outputs else ""
    return text if isinstance(text, str) else "".join(text)


def _states(shown: Shown, model: str, folder: Path, address: str) -> dict[str, Any] | None:
    """Give the states of a widget and its layout as they are stored; None without a live form."""
    with _ONE_AT_A_TIME:
        widget = shown.live_form(folder)
        if widget is None:
            return None
        try:
            if address and widget.has_trait("companion"):
                widget.companion = address
            return _embedded(widget, model)
        finally:
            widget.layout.close()
            widget.close()


def _embedded(widget: AnyWidget, model: str) -> dict[str, Any]:
    """Give the states by model id, under ids that are the same at every reading."""
    layout = f"{model}-layout"
    found: dict[str, Any] = {}
    for name, each in ((model, widget), (layout, widget.layout)):
        state = each.get_state()
        if "layout" in state:
            state["layout"] = f"IPY_MODEL_{layout}"
        found[name] = {
            "model_name": state["_model_name"],
            "model_module": state["_model_module"],
            "model_module_version": state["_model_module_version"],
            "state": state,
        }
    return found
