"""The companion at work in Jupyter Server's contents: live when read, static when saved.

It never stops a read or a save: what fails is logged, and the notebook passes as it was.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.filemanager import (
    AsyncFileContentsManager,
    FileContentsManager,
)
from nbformat.v4.rwbase import rejoin_lines

from lesson_utils.notebooks.studiocell import studio_cells
from lesson_utils.server.alive import enliven
from lesson_utils.server.answers import asking_user
from lesson_utils.server.cells import opens_lesson
from lesson_utils.server.resting import settle, settle_studio, take_out_lessons
from lesson_utils.student.whose import acting_for

#: Extensions that keep notebooks in a document of their own, shared by several people: what they
#: read and save is no file's content.
COLLABORATION = ("jupyter_server_ydoc", "jupyter_collaboration", "jupyter_server_documents")
_MAJOR = 4


def obstacle(manager: Any, extensions: dict[str, bool]) -> str | None:
    """Tell why notebooks cannot come alive here; None if they can.

    Parameters
    ----------
    manager
        The server's contents manager.
    extensions
        The server's extensions, and whether each is enabled.
    """
    shared = next((name for name in COLLABORATION if extensions.get(name)), None)
    if shared:
        return f"{shared} keeps notebooks itself"
    usual = (FileContentsManager, AsyncFileContentsManager)
    if getattr(type(manager), "get", None) not in [known.get for known in usual]:
        return f"{type(manager).__name__} is not one of Jupyter Server's own contents managers"
    return None


def accompany(manager: Any, address_of: Callable[[str], str]) -> None:
    """Make a contents manager give lessons' notebooks alive, and store them static.

    Parameters
    ----------
    manager
        One that :func:`obstacle` finds nothing against.
    address_of
        Gives the address that takes answers, for the path of a notebook.
    """
    companion = _Companion(manager, address_of)
    read = manager.get

    def get(path: str, *given: Any, **named: Any) -> Any:
        found = read(path, *given, **named)
        asked = dict(zip(("content", "type"), given, strict=False)) | named
        # What copies or converts a notebook asks for no type, and is given what is stored.
        if not asked.get("content", True) or asked.get("type") != "notebook":
            return found
        if inspect.isawaitable(found):
            return companion.later(found, path)
        return companion.alive(found, path)

    manager.get = get
    manager.register_pre_save_hook(companion.at_rest)


class _Companion:
    def __init__(self, manager: Any, address_of: Callable[[str], str]) -> None:
        self._manager = manager
        self._address_of = address_of

    async def later(self, reading: Any, path: str) -> Any:
        """Do as :meth:`alive` does, without holding up the server."""
        model = await reading
        return await asyncio.to_thread(self.alive, model, path)

    def alive(self, model: Any, path: str) -> Any:
        """Give a notebook's model with its live forms; as it is, where that does not succeed."""
        try:
            notebook = model["content"]
            if notebook.get("nbformat") != _MAJOR or not opens_lesson(notebook):
                return model
            if not self._has_kernel(notebook):
                return model
            notebook = nbformat.from_dict(notebook)
            folder = Path(self._manager._get_os_path(path)).parent  # noqa: SLF001 - the one way from path to file
            with acting_for(asking_user()):
                enliven(notebook, folder, self._address_of(path))
        except Exception:
            self._manager.log.exception("The lesson's notebook %s is shown as it is stored", path)
            return model
        return {**model, "content": notebook}

    def at_rest(self, model: Any, path: str, **_: Any) -> None:
        """Make what is to be saved static; leave it as it is where that does not succeed."""
        content = model.get("content")
        if model.get("type") != "notebook" or not isinstance(content, dict):
            return
        try:
            if content.get("nbformat") != _MAJOR:
                return
            notebook = rejoin_lines(nbformat.from_dict(content))
            if opens_lesson(notebook):
                settle(notebook, self._stored(path))
            elif any(studio_cells(notebook)):
                settle_studio(notebook, self._stored(path))
            elif not take_out_lessons(notebook):
                return
        except Exception:
            self._manager.log.exception("The lesson's notebook %s is saved as it is shown", path)
            return
        model["content"] = notebook

    def _has_kernel(self, notebook: Any) -> bool:
        """Tell whether the notebook's kernel is here: without, JupyterLab draws no widget."""
        kernels = getattr(self._manager.parent, "kernel_spec_manager", None)
        name = notebook.metadata.get("kernelspec", {}).get("name")
        return kernels is None or name in kernels.find_kernel_specs()

    def _stored(self, path: str) -> Any | None:
        file = Path(self._manager._get_os_path(path))  # noqa: SLF001 - as above
        try:
            stored = nbformat.read(file, as_version=nbformat.NO_CONVERT)
            return stored if _is_notebook(stored) else None
        except Exception:  # noqa: BLE001 - a new one, or whatever else stands there
            return None


def _is_notebook(stored: Any) -> bool:
    return (
        stored.get("nbformat") == _MAJOR
        and isinstance(stored.get("metadata"), dict)
        and isinstance(stored.get("cells"), list)
        and all(isinstance(cell.source, str) for cell in stored.cells)
    )
