"""What a stored notebook may carry: what its author set, and nothing that a tool left.

Tools come and go, so what is allowed is listed, not what is forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.failures import machine_told
from lesson_utils.shown.display import WIDGET_VIEW

#: The problems that ``lesson build`` puts right; their short names are messages, too.
MENDED_BY_BUILD = {
    *("notebook-hidden", "notebook-kernel", "notebook-kernel-none", "notebook-untidy"),
    *("notebook-unrun", "notebook-unrun-cells"),
}
#: The kernel every notebook asks for: each machine has it, whatever it is called there besides.
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
#: What an author sets on a cell: in JupyterLab's panel, for slides, for a course's tools.
_ON_CELL = {
    *("deletable", "editable", "format", "jupyter", "mystnb", "name", "nbgrader", "nbsphinx"),
    *("chapter", "raw_mimetype", "slideshow", "tags"),
}
_ON_CELL_JUPYTER = {"source_hidden"}
#: And on the whole: what a page made of it is called, and the settings of slides and of a pairing.
_ON_NOTEBOOK = {
    *("authors", "date", "description", "jupytext", "kernelspec", "keywords", "language_info"),
    *("license", "livereveal", "mystnb", "nbsphinx", "rise", "subtitle", "title"),
}
#: What keeps a student from seeing an output, by what it is stored under.
_HIDING = {"collapsed", "hide_output", "jupyter.outputs_hidden", "scrolled"}
#: Marks that hide a cell from nbval, or from what runs it for ``lesson build``.
_HIDING_TAG = re.compile(r"nbval-|raises-exception$|skip-execution$")
_HIDING_COMMENT = re.compile(r"^\s*#[#\s]*((?:NBVAL_|PYTEST_VALIDATE_)\w+)\s*$", re.MULTILINE)


def strip(notebook: Any) -> None:
    """Take out what differs from run to run and what tools leave; ask for the usual kernel."""
    for name in [name for name in notebook.metadata if name not in _ON_NOTEBOOK]:
        del notebook.metadata[name]
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        tidy_cell(cell)
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = number + 1
        for output in cell.outputs:
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
            if "execution_count" in output:
                output.execution_count = number + 1


def tidy_cell(cell: Any, keep: Sequence[str] = ()) -> None:
    """Take out what tools leave on a cell, but for what ``keep`` names."""
    for owner, name in _left_on(cell):
        if name not in keep:
            del owner[name.rpartition(".")[2]]
    for name in ("jupyter", "tags"):
        if name in cell.metadata and not cell.metadata[name]:
            del cell.metadata[name]


def put_back(metadata: Any, before: Any, keep: Sequence[str] = ()) -> None:
    """Make what tools have changed of a notebook's metadata what it was ``before``.

    What an author sets may have been set since; so may what ``keep`` names.
    """
    allowed = {*_ON_NOTEBOOK, *before, *keep}
    for name in [name for name in metadata if name not in allowed]:
        del metadata[name]
    plain = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    metadata.update({name: before.get(name) or value for name, value in plain.items()})


def faults(notebook: Any, name: str, besides: Sequence[str] = ()) -> Iterator[Problem]:
    """Report what a stored notebook must not carry, each kind of it once.

    Parameters
    ----------
    notebook
        As it is stored.
    name
        What messages call it.
    besides
        What else a tool left in the file.
    """
    yield from _kernel_fault(notebook, name)
    yield from machine_told(notebook.cells, name)
    left = [(key, "") for key in besides]
    left += [(f"metadata.{key}", "") for key in notebook.metadata if key not in _ON_NOTEBOOK]
    hidden: list[tuple[str, str]] = []
    unrun = []
    for cell in notebook.cells:
        given = cell.get("id", "")
        for _, key in _left_on(cell):
            (hidden if key in _HIDING and _set(cell, key) else left).append((key, given))
        if any(WIDGET_VIEW in output.get("data", {}) for output in cell.get("outputs", [])):
            left.append((WIDGET_VIEW, given))
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            unrun.append(given)
        for mark in _hiding_marks(cell):
            yield Problem(code="notebook-mark", file=name, id=given, values={"detail": mark})
    for code, found in (("notebook-hidden", hidden), ("notebook-untidy", left)):
        if found:
            detail = ", ".join(dict.fromkeys(key for key, _ in found))
            first = next((cell for _, cell in found if cell), "")
            yield Problem(code=code, file=name, id=first, values={"detail": detail})
    if unrun:
        code = "notebook-unrun" if len(unrun) == 1 else "notebook-unrun-cells"
        yield Problem(code=code, file=name, id=unrun[0], values={"count": str(len(unrun))})


def _kernel_fault(notebook: Any, name: str) -> Iterator[Problem]:
    asked = notebook.metadata.get("kernelspec")
    if not isinstance(asked, dict) or not asked.get("name"):
        yield Problem(code="notebook-kernel-none", file=name)
    elif any(asked.get(key, value) != value for key, value in KERNEL.items()):
        own = asked["name"] if asked["name"] != KERNEL["name"] else asked.get("display_name")
        values = {"kernel": str(own or asked.get("language"))}
        yield Problem(code="notebook-kernel", file=name, values=values)


def left_on(cell: Any) -> list[str]:
    """Give the names of what a tool left on a cell."""
    return [name for _, name in _left_on(cell)]


def _left_on(cell: Any) -> list[tuple[Any, str]]:
    """Give what a tool left on a cell: the mapping it is in, and what it is called."""
    found = [(cell.metadata, key) for key in cell.metadata if key not in _ON_CELL]
    settings = cell.metadata.get("jupyter")
    if isinstance(settings, dict):
        extra = (key for key in settings if key not in _ON_CELL_JUPYTER)
        found += [(settings, f"jupyter.{key}") for key in extra]
    return found


def _set(cell: Any, key: str) -> bool:
    """Tell whether what hides an output does: tools write it with "no", too."""
    owner = cell.metadata["jupyter"] if "." in key else cell.metadata
    return owner[key.rpartition(".")[2]] not in {False, None, "auto"}


def _hiding_marks(cell: Any) -> Iterable[str]:
    tags = [tag for tag in cell.metadata.get("tags", []) if _HIDING_TAG.match(tag)]
    return [*tags, *(_HIDING_COMMENT.findall(cell.source) if cell.cell_type == "code" else [])]
