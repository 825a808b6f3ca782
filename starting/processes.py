"""Runs programs: in the foreground, or quietly with their output kept."""

from __future__ import annotations

import subprocess
from collections import deque
from typing import TYPE_CHECKING

from starting.place import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from starting.place import Place

SECONDS = 20  # in which a program says its version, or is taken for broken


def run_quietly(
    command: list[str],
    place: Place,
    follow: Callable[[str], None] | None = None,
    values: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run a program, its output kept for `diagnosis`; return its status and its last lines.

    Its variables are those of the environment in `.venv`, or the values given.
    """
    lines: deque[str] = deque(maxlen=2000)
    told = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=str(place.root),
        env={**(values or environment(place)), **told},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if follow:
                    follow(line)
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "".join(lines)


def said_version(program: str) -> str:
    """Return what a program says of its version; nothing if it is broken, or says none in time."""
    try:
        done = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout


def run(command: list[str], values: dict[str, str], root: Path) -> int:
    """Run a program in the foreground; return its exit status. Ctrl+C is the program's affair."""
    with subprocess.Popen(command, cwd=str(root), env=values) as process:
        try:
            while process.poll() is None:
                try:
                    process.wait()
                except KeyboardInterrupt:
                    stop(process)
        finally:
            process.terminate()
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def stop(process: subprocess.Popen[bytes]) -> None:
    """Give a program that Ctrl+C has reached the time to end; then end it."""
    try:
        process.wait(timeout=10)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.terminate()
