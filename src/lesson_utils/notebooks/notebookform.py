"""What tools leave out of a notebook, or put into it, that its format would not have.

Visual Studio Code, PyCharm and others save such notebooks, and read them again. What a notebook
says is not touched.
"""

from __future__ import annotations

from typing import Any

_ON_TOP = {"cells", "metadata", "nbformat", "nbformat_minor"}
_ON_CELL = {"id", "cell_type", "metadata", "source"}
_BESIDES = {
    "code": {"execution_count", "outputs"},
    "markdown": {"attachments"},
    "raw": {"attachments"},
}
_ON_OUTPUT = {
    "stream": {"name", "text"},
    "display_data": {"data", "metadata"},
    "execute_result": {"data", "metadata", "execution_count"},
    "error": {"ename", "evalue", "traceback"},
}


def settle_form(notebook: Any) -> tuple[str, ...]:
    """Give a notebook of format 4, in place, the form that the format asks for.

    Returns
    -------
    tuple of str
        The names of what was put right; what is no notebook at all is left as it is.
    """
    found: dict[str, None] = {}
    found.update(_drop(notebook, _ON_TOP))
    metadata = notebook.setdefault("metadata", {})
    _settle_kernel(metadata)
    language = metadata.get("language_info", {"name": "python"})
    if not isinstance(language, dict) or not language.get("name"):
        del metadata["language_info"]
    for cell in notebook.cells:
        found.update(_settle_cell(cell))
    return tuple(found)


def _settle_cell(cell: Any) -> dict[str, None]:
    besides = _BESIDES.get(cell.get("cell_type"))
    if besides is None:
        return {}
    found = _drop(cell, _ON_CELL | besides)
    found |= _fill(cell, {"metadata": {}})
    if cell["metadata"].get("jupyter", {}) is None:
        found |= _drop(cell["metadata"], cell["metadata"].keys() - {"jupyter"})
    source = cell.get("source")
    if isinstance(source, str) and "\r" in source:
        cell["source"] = source.replace("\r\n", "\n").replace("\r", "\n")
        found["source"] = None
    if cell["cell_type"] != "code":
        return found
    found |= _fill(cell, {"execution_count": None, "outputs": []})
    if isinstance(cell["source"], str) and cell["source"] != cell["source"].rstrip("\n"):
        cell["source"] = cell["source"].rstrip("\n")
        found["source"] = None
    for output in cell["outputs"] if isinstance(cell["outputs"], list) else []:
        known = _ON_OUTPUT.get(output.get("output_type"))
        if known is not None:
            found |= _drop(output, known | {"output_type"})
            absent: dict[str, Any] = {"metadata": {}, "execution_count": None}
            found |= _fill(output, {key: absent[key] for key in known & absent.keys()})
    return found


def _drop(owner: Any, known: set[str]) -> dict[str, None]:
    foreign = [name for name in owner if name not in known]
    for name in foreign:
        del owner[name]
    return dict.fromkeys(foreign)


def _fill(owner: Any, absent: dict[str, Any]) -> dict[str, None]:
    lacking = [name for name in absent if name not in owner]
    for name in lacking:
        owner[name] = absent[name]
    return dict.fromkeys(lacking)


def _settle_kernel(metadata: Any) -> None:
    """Take a kernel that says nothing for none: the format would not have it."""
    if "kernelspec" not in metadata:
        return
    kernel = metadata["kernelspec"]
    if isinstance(kernel, dict) and kernel.get("name"):
        kernel.setdefault("display_name", kernel["name"])
    else:
        del metadata["kernelspec"]
