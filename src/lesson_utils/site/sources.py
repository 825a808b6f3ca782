"""The files that a site's Python is put together from: a list with hashes, and a cache.

Pyodide's core comes from npm, its packages from the Python package index, both by their usual
programs and by whatever is configured for these. What was fetched once is taken from the user's
cache, and its hash is looked at each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import platformdirs

from lesson_utils.content.problems import LessonError, Problem

HERE = Path(__file__).resolve().parent
#: Names, versions and hashes of the packages; ``tools/browser.py`` makes both files.
PACKAGES = HERE / "browser.lock"
PYODIDE = HERE / "pyodide.json"
#: Where what was fetched is kept, if not in the user's own folder for caches.
CACHE = "LESSON_SITE_CACHE"
#: For which Python, and which machines, the packages are: the browser's own first. Two packages
#: have files for other machines alone: what is Python in these is taken.
TARGETS = ("any", "pyemscripten_2026_0_wasm32", "manylinux2014_x86_64")
TARGET_PYTHON = "3.14"
_LINE = re.compile(
    r"^(?P<name>[a-z0-9-]+)==\S+ --hash=sha256:(?P<sha256>[0-9a-f]{64})$", re.MULTILINE
)
#: What a program says of a failure is told by its last lines.
_LAST = 3


class Sources(NamedTuple):
    """Files that are what the lists say: the core's archive, and each package's wheel by name."""

    core: Path
    wheels: dict[str, Path]


def pinned() -> dict[str, str]:
    """Give the hash of each package's file, by the package's name."""
    text = PACKAGES.read_text(encoding="utf-8")
    return {found["name"]: found["sha256"] for found in _LINE.finditer(text)}


def fetched() -> Sources:
    """Give all files, fetched if they are not in the cache.

    Raises
    ------
    LessonError
        If they cannot be fetched, or are not what the lists say.
    """
    cache = cache_folder()
    core: dict[str, str] = json.loads(PYODIDE.read_text(encoding="utf-8"))
    wanted = pinned()
    there = _by_hash(cache)
    if not set(wanted.values()) <= there.keys():
        with _staging(cache) as staging:
            _download_packages(staging)
            _take_over(staging, cache)
    if core["sha256"] not in there:
        with _staging(cache) as staging:
            _download_core(core["version"], staging)
            _take_over(staging, cache)
    there = _by_hash(cache)
    lacking = [name for name, digest in wanted.items() if digest not in there]
    lacking += [] if core["sha256"] in there else ["pyodide"]
    if lacking:
        raise _failure("site-hash", ", ".join(lacking))
    return Sources(there[core["sha256"]], {name: there[wanted[name]] for name in wanted})


def cache_folder() -> Path:
    """Give the folder that keeps what was fetched."""
    named = os.environ.get(CACHE)
    return Path(named) if named else platformdirs.user_cache_path("lesson-utils") / "site"


def download_arguments(folder: Path) -> list[str]:
    """Give the arguments with which pip fetches a package for the browser."""
    targets = [word for target in TARGETS for word in ("--platform", target)]
    python = ["--python-version", TARGET_PYTHON, "--implementation", "cp"]
    abis = ["--abi", f"cp{TARGET_PYTHON.replace('.', '')}", "--abi", "none"]
    how = ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    return ["download", *how, *targets, *python, *abis]


def _download_packages(folder: Path) -> None:
    if find_spec("pip") is None:
        raise _failure("site-pip", "pip")
    asked = ["--require-hashes", "--requirement", str(PACKAGES)]
    command = [sys.executable, "-m", "pip", *download_arguments(folder), *asked]
    # A constraint that a machine has set for its own packages says nothing of the browser's.
    _run(command, folder, {"PIP_CONSTRAINT": os.devnull})


def _download_core(version: str, folder: Path) -> None:
    beside = Path(sys.executable).parent
    npm = shutil.which("npm", path=beside) or shutil.which("npm")
    if npm is None:
        raise _failure("site-npm", "npm")
    path = os.pathsep.join([str(beside), os.environ.get("PATH", "")])
    _run([npm, "pack", "--loglevel=error", f"pyodide@{version}"], folder, {"PATH": path})


def _run(command: Sequence[str], folder: Path, variables: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are written here
            command,
            cwd=folder,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise _failure("site-network", str(error)) from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise _failure("site-network", " / ".join(lines[-_LAST:]))


@contextmanager
def _staging(cache: Path) -> Iterator[Path]:
    """Give a folder beside the cache's files, so that none of them is ever half there."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=cache) as folder:
            yield Path(folder)
    except OSError as error:
        raise _failure("site-cache", f"{cache} ({error.strerror})") from None


def _take_over(staging: Path, cache: Path) -> None:
    for path in staging.iterdir():
        if path.is_file():
            path.replace(cache / path.name)


def _by_hash(cache: Path) -> dict[str, Path]:
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in (cache.iterdir() if cache.is_dir() else ())
        if path.is_file() and path.suffix in {".whl", ".tgz"}
    }


def _failure(code: str, detail: str) -> LessonError:
    return LessonError([Problem(code=code, file="lesson site", values={"detail": detail})])
