"""Python for the browser: Pyodide's core, what a lesson imports, and a lock of it."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lesson_utils.site.sources import Sources
from lesson_utils.site.wheels import Wheel, browser_wheel

#: What the core is, of all that its archive holds.
_CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"
#: What the kernel would fetch one after the other; the lesson's own package needs the others.
FIRST = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
OWN = "lesson-utils"


def put_python(folder: Path, sources: Sources, kernel: Iterable[Path], own: Wheel) -> str:
    """Put Pyodide with its packages into a folder.

    Parameters
    ----------
    folder
        Where it goes.
    sources
        What was fetched.
    kernel
        The wheels that the kernel brings along.
    own
        The wheel of this package.

    Returns
    -------
    str
        The name of the lock's file. Another content has another name.
    """
    folder.mkdir(parents=True)
    with tarfile.open(sources.core) as archive:
        for name in _CORE:
            (folder / name).write_bytes(_member(archive, name))
        told = json.loads(_member(archive, _LOCK))["info"]
    wheels = [*map(browser_wheel, [*sources.wheels.values(), *kernel]), own]
    known = {wheel.name for wheel in wheels}
    packages = {wheel.name: _entry(wheel, known) for wheel in wheels}
    for wheel in wheels:
        (folder / wheel.file).write_bytes(wheel.content)
    lock = json.dumps({"info": told, "packages": packages}, indent=1, sort_keys=True).encode()
    # What looks for Pyodide looks for this name.
    (folder / _LOCK).write_bytes(lock)
    named = f"lock-{hashlib.sha256(lock).hexdigest()[:16]}.json"
    (folder / named).write_bytes(lock)
    return named


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    found = archive.extractfile(f"package/{name}")
    if found is None:
        raise KeyError(name)
    return found.read()


def _entry(wheel: Wheel, known: set[str]) -> dict[str, Any]:
    return {
        "depends": sorted(set(wheel.needs) & known),
        "file_name": wheel.file,
        "imports": wheel.imports,
        "install_dir": "site",
        "name": wheel.name,
        "package_type": "package",
        "sha256": hashlib.sha256(wheel.content).hexdigest(),
        "unvendored_tests": False,
        "version": wheel.version,
    }
