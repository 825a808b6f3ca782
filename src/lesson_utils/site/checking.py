"""What was made is looked at before anybody gets it: all of it there, nothing elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

#: Bytes that a site may have: a teacher's free page takes more, a student's connection not.
MOST_BYTES = 45_000_000
_ELSEWHERE = re.compile(r"^(?:\w+:)?//")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_PYODIDE = "static/pyodide/pyodide.mjs"
_NEEDED = ("index.html", "lab/index.html", "service-worker.js", "overrides.json")


def faults(site: Path, notebooks: Mapping[str, bytes], shared: Mapping[str, bytes]) -> list[str]:
    """List what is wrong with a site.

    Parameters
    ----------
    site
        Its folder.
    notebooks
        The content of each by its path in the site.
    shared
        The files that the live forms are made of, by name.
    """
    found = [*_lacking(site), *_page_faults(site), *_lock_faults(site)]
    found += [
        f"files/{path}" for path, content in notebooks.items() if not _holds(site, path, content)
    ]
    found += [
        f"static/lesson/{name}"
        for name, content in shared.items()
        if not _is(site / "static" / "lesson" / name, content)
    ]
    size = size_of(site)
    if size > MOST_BYTES:
        found.append(f"{size} > {MOST_BYTES}")
    return found


def size_of(site: Path) -> int:
    """Give the bytes of all files of a folder."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def _lacking(site: Path) -> Iterator[str]:
    yield from (name for name in _NEEDED if not (site / name).is_file())
    for extension in _page(site).get("federated_extensions", ()):
        load = extension["load"].partition("?")[0]
        path = f"extensions/{extension['name']}/{load.removeprefix('./')}"
        if not (site / path).is_file():
            yield path


def _page(site: Path) -> dict[str, Any]:
    path = site / "jupyter-lite.json"
    if not path.is_file():
        return {}
    page: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["jupyter-config-data"]
    return page


def _page_faults(site: Path) -> Iterator[str]:
    """Tell of Python that would come from elsewhere, and of any other address that leads there.

    A second build in one folder leaves JupyterLite's pages without the address of Pyodide: they
    then ask a server far away.
    """
    page = _page(site)
    kernel = page.get("litePluginSettings", {}).get(_KERNEL, {})
    if kernel.get("pyodideUrl") != f"./{_PYODIDE}":
        yield f"jupyter-lite.json: pyodideUrl: {kernel.get('pyodideUrl')}"
    if not kernel.get("disablePyPIFallback"):
        yield "jupyter-lite.json: disablePyPIFallback"
    lock = kernel.get("loadPyodideOptions", {}).get("lockFileURL", "")
    if not lock or not (site / lock).is_file():
        yield f"jupyter-lite.json: lockFileURL: {lock}"
    yield from (f"jupyter-lite.json: {text}" for text in _texts(page) if _ELSEWHERE.match(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _lock_faults(site: Path) -> Iterator[str]:
    folder = site / "static" / "pyodide"
    for lock in [*folder.glob("*lock*.json")] or [folder / "pyodide-lock.json"]:
        if not lock.is_file():
            yield lock.name
            continue
        for package in json.loads(lock.read_text(encoding="utf-8"))["packages"].values():
            wheel = folder / package["file_name"]
            if not wheel.is_file():
                yield wheel.name
            elif hashlib.sha256(wheel.read_bytes()).hexdigest() != package["sha256"]:
                yield f"{wheel.name}: sha256"


def _holds(site: Path, path: str, content: bytes) -> bool:
    """Tell whether a notebook is there as it was made, and in the list that JupyterLab asks for."""
    folder, _, name = path.rpartition("/")
    listed = site / "api" / "contents" / folder / "all.json"
    if not listed.is_file():
        return False
    names = {each["name"] for each in json.loads(listed.read_text(encoding="utf-8"))["content"]}
    return name in names and _is(site / "files" / path, content)


def _is(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
