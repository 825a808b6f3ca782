"""The programs that some tests need; where one cannot be had, the others run and a line says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from starting.needs import must_have_all
from tests.fresh import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Why a test was left out, by what it needs.
WHY = {
    "browser": "no browser can be started here",
    "node": "Node.js or a package of package.json is not here",
    "git": "git is not here",
    "site": "Python for the browser is not here and cannot be fetched",
}


def without(need: str) -> NoReturn:
    """Leave a test out for want of something; where nothing may be left out, fail."""
    if must_have_all():
        pytest.fail(f"{WHY[need]}; with CI set, that is a failure")
    pytest.skip(WHY[need])


def program(name: str, need: str) -> str:
    """Return a program on the path, or beside Python, where start.py puts what it brings."""
    found = shutil.which(name) or shutil.which(name, path=Path(sys.executable).parent)
    return found or without(need)


def node() -> str:
    """Return Node.js."""
    return program("node", "node")


def run_node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node.js at the root of the repository, where the modules of the package are found."""
    return subprocess.run(
        [node(), *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def run_python(code: str) -> str:
    """Run code in a Python of its own at the root of the repository, and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def git() -> str:
    """Return git."""
    return program("git", "git")


def left_out(reasons: Iterable[str]) -> dict[str, int]:
    """Count, by what they needed, the tests that these reasons were given for."""
    counts = Counter(reason.removeprefix("Skipped: ") for reason in reasons)
    return {need: counts[why] for need, why in WHY.items()}
