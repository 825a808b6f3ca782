"""How long start.py takes: the first time from nothing, against pip alone, and the second time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.fresh import copy_repository, python_of  # noqa: E402 - after the path

LOCK = ["--require-hashes", "--only-binary", ":all:", "--requirement", "requirements.lock"]
LESSON = ["--no-deps", "--no-build-isolation", "--editable", "."]


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def spend(root: Path, environment: dict[str, str], *commands: list[str]) -> Spent:
    """Run programs one after the other."""
    before, clock = os.times(), time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    after = os.times()
    return Spent(
        time.perf_counter() - clock,
        after.children_user - before.children_user + after.children_system - before.children_system,
    )


def start_seconds() -> tuple[Spent, Spent, float]:
    """Give the first start by uv, with nothing in its cache, the same by pip, and the second start.

    The packages come from the same server; pip has what it keeps of earlier installations.
    """
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment["UV_CACHE_DIR"] = f"{folder}/cache"
        environment["PATH"] = _without("uv", environment["PATH"])
        ours = copy_repository(Path(folder) / "ours")
        start = [sys.executable, "start.py", "install"]
        first = spend(ours, environment, start)
        second = spend(ours, environment, start)
        theirs = copy_repository(Path(folder) / "theirs")
        pip = [python_of(theirs / ".venv"), "-m", "pip", "install", "--quiet"]
        venv = [sys.executable, "-m", "venv", ".venv"]
        peer = spend(theirs, environment, venv, [*pip, *LOCK], [*pip, *LESSON])
    return first, peer, second.clock


def _without(program: str, path: str) -> str:
    folders = path.split(os.pathsep)
    return os.pathsep.join(each for each in folders if not shutil.which(program, path=each))
