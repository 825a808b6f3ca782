"""The widgets that a notebook carries: views in its outputs, and the states that they show.

JupyterLab looks for the states of widgets that no kernel has in the notebook's metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lesson_utils.shown.display import WIDGET_VIEW

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
#: Models of the companion's are told by their ids from those of a kernel.
MODEL_PREFIX = "lesson-companion-"
#: How the state of a model names another model.
_REFERENCE = re.compile(r"IPY_MODEL_([\w-]+)")


def outputs_of(notebook: Any) -> Iterator[Any]:
    """Give the outputs of all cells."""
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def model_shown(output: Any) -> str:
    """Give the id of the model that an output shows; nothing if it shows none."""
    view = output.get("data", {}).get(WIDGET_VIEW)
    return str(view.get("model_id", "")) if isinstance(view, dict) else ""


def states_of(notebook: Any) -> dict[str, Any]:
    """Give the states that a notebook carries, by the ids of their models."""
    widgets = notebook.metadata.get("widgets")
    kept = widgets.get(WIDGET_STATE) if isinstance(widgets, dict) else None
    states = kept.get("state") if isinstance(kept, dict) else None
    return states if isinstance(states, dict) else {}


def put_states(notebook: Any, states: dict[str, Any]) -> None:
    """Have a notebook carry these states, and no others."""
    if states:
        kept = {"version_major": 2, "version_minor": 0, "state": states}
        notebook.metadata["widgets"] = {WIDGET_STATE: kept}
    else:
        notebook.metadata.pop("widgets", None)


def shown_states(notebook: Any) -> dict[str, Any]:
    """Give those of a notebook's states that its views show, or that those need.

    What shows nothing, and ties together models that are shown (a link), is one of them. What names
    a model that is not among them is none: it may be the companion's.
    """
    states = states_of(notebook)
    needs = {model: set(_REFERENCE.findall(json.dumps(state))) for model, state in states.items()}
    kept = _reached({model_shown(output) for output in outputs_of(notebook)}, needs)
    ties = {
        model
        for model, others in needs.items()
        if others and others <= kept and _ties(states[model])
    }
    whole = {model for model in kept | ties if needs.get(model, set()) <= states.keys()}
    return {model: states[model] for model in states if model in whole}


def take_out_companion(notebook: Any) -> bool:
    """Take what the companion has put into a notebook out of it, in place; tell if there was any.

    It may stand in any notebook: a cell can be copied from one into another.
    """
    found = False
    for output in outputs_of(notebook):
        if model_shown(output).startswith(MODEL_PREFIX):
            del output["data"][WIDGET_VIEW]
            found = True
    states = states_of(notebook)
    left = {model: state for model, state in states.items() if not model.startswith(MODEL_PREFIX)}
    if len(left) < len(states):
        put_states(notebook, left)
        found = True
    return found


def _reached(models: Iterable[str], needs: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += needs.get(model, ())
    return found


def _ties(state: Any) -> bool:
    inner = state.get("state") if isinstance(state, dict) else None
    return isinstance(inner, dict) and inner.get("_view_name") is None
