"""Remake the lists of what a site's Python is put together from.

    python tools/browser.py

Pyodide's version is the one that the installed jupyterlite-pyodide-kernel wants. Of a package that
Pyodide has in its own lock, that version is taken, of another one the version of
``requirements.lock``. Run it with the development tools installed.
"""

import email
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lesson_utils.site.sources import PACKAGES, PYODIDE, TARGETS, download_arguments

ROOT = Path(__file__).resolve().parents[1]
#: The kernel's own part in the browser; the first two and the rest of it come with the kernel.
KERNEL = ["micropip", "ipython", "jedi"]
#: A mock of the first comes with the kernel, figures are drawn when a site is made, and what shows
#: widgets in the page is no Python.
NOT_IN_BROWSER = {"ipykernel", "matplotlib", "jupyterlab-widgets", "widgetsnbextension"}
BROWSER = {
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}
#: Newer than Pyodide's own, in a file for the browser.
OURS = {"msgspec"}


def core(folder: Path) -> tuple[str, dict[str, str]]:
    """Fetch Pyodide's core; return its hash, and the versions in its lock."""
    command = ["npm", "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"]
    subprocess.run(command, cwd=folder, check=True)
    (archive,) = folder.glob("pyodide-*.tgz")
    with tarfile.open(archive) as packed:
        lock = packed.extractfile("package/pyodide-lock.json")
        if lock is None:
            sys.exit("pyodide-lock.json is missing")
        packages = json.load(lock)["packages"]
    versions = {str(canonicalize_name(n)): each["version"] for n, each in packages.items()}
    return hashlib.sha256(archive.read_bytes()).hexdigest(), versions


def pins() -> dict[str, str]:
    """Return the versions in ``requirements.lock``; of several, the last."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, re.MULTILINE))


def fetch(name: str, version: str, folder: Path) -> Path:
    """Fetch the file of a package that is for most machines."""
    folder.mkdir()
    environment = {**os.environ, "PIP_CONSTRAINT": os.devnull}
    wanted = f"{name}=={version}" if version else name
    for target in TARGETS:
        arguments = download_arguments(folder)
        arguments = [a for a in arguments if a not in {"--platform", *TARGETS}]
        command = [sys.executable, "-m", "pip", *arguments, "--platform", target, wanted]
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if not done.returncode:
            return next(folder.glob("*.whl"))
    sys.exit(f"{wanted}: no file for the browser")


def needs(wheel: Path) -> list[str]:
    """Return what a wheel needs in the browser."""
    with zipfile.ZipFile(wheel) as packed:
        metadata = next(n for n in packed.namelist() if n.endswith(".dist-info/METADATA"))
        told = email.message_from_bytes(packed.read(metadata)).get_all("Requires-Dist") or []
    asked = [Requirement(line) for line in told]
    return [r.name for r in asked if r.marker is None or r.marker.evaluate(dict(BROWSER))]


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [*KERNEL, *(Requirement(line).name for line in project["dependencies"])]
    lines: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as place:
        digest, theirs = core(Path(place))
        ours = pins()
        while waiting:
            name = canonicalize_name(waiting.pop())
            if name in lines or name in NOT_IN_BROWSER:
                continue
            version = theirs.get(name) if name not in OURS else None
            wheel = fetch(name, version or ours.get(name, ""), Path(place) / name)
            sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
            lines[name] = f"{name}=={wheel.name.split('-')[1]} --hash=sha256:{sha256}"
            waiting += needs(wheel)
    text = (
        "# Made by: python tools/browser.py\n" + "\n".join(lines[n] for n in sorted(lines)) + "\n"
    )
    PACKAGES.write_text(text, "utf-8", newline="\n")
    made = {"version": PYODIDE_VERSION, "sha256": digest}
    PYODIDE.write_text(json.dumps(made, indent=2) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
