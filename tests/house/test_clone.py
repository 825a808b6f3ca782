"""A clone made with the settings of another machine: the same bytes, and everything passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fresh import copy_repository

if TYPE_CHECKING:
    from pathlib import Path

#: The settings of Git for Windows' installer, and of one who wants Windows' line ends everywhere.
SETTINGS = {"autocrlf": ["core.autocrlf=true"], "eol": ["core.eol=crlf", "core.autocrlf=false"]}


def git(*arguments: str) -> None:
    own = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    # Settings of who runs the tests, and a repository that a hook names, are not to count.
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *own, *arguments], env=env, check=True, capture_output=True)  # noqa: S607


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of the files as they are now, committed where no setting changes them."""
    if shutil.which("git") is None:
        if os.environ.get("CI"):
            pytest.fail("there is no git on this machine, and CI needs it")
        pytest.skip("there is no git on this machine")
    folder = copy_repository(tmp_path_factory.mktemp("origine") / "leçon")
    git("-C", str(folder), "init", "--quiet")
    git("-C", str(folder), "add", "--all")
    git("-C", str(folder), "commit", "--quiet", "--message", "All")
    return folder


def clone(origin: Path, folder: Path, *settings: str) -> Path:
    options = [part for setting in settings for part in ("-c", setting)]
    git("clone", "--quiet", "--no-hardlinks", *options, str(origin), str(folder))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    relative = ((path.relative_to(folder), path) for path in found)
    return {
        name.as_posix(): path.read_bytes() for name, path in relative if ".git" not in name.parts
    }


@pytest.fixture(scope="module")
def windows(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone as Git for Windows does unless told otherwise."""
    folder = tmp_path_factory.mktemp("Bureau de l’école") / "leçon"
    return clone(origin, folder, *SETTINGS["autocrlf"])


def test_a_clone_of_windows_has_the_same_bytes(origin: Path, windows: Path) -> None:
    expected = contents(origin)
    assert len(expected) > 200
    assert contents(windows) == expected


def test_a_clone_with_other_line_ends_has_the_same_bytes(origin: Path, tmp_path: Path) -> None:
    assert contents(clone(origin, tmp_path / "leçon", *SETTINGS["eol"])) == contents(origin)


def in_clone(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a clone, with the clone's own code, in its kernels too."""
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "LESSON_PROGRESS": str(folder / "p")}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_lesson_check_passes_in_a_clone_of_windows(windows: Path) -> None:
    done = in_clone(windows, "lesson_utils", "check", "minusma", "--language", "en", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(windows) in done.stdout


@pytest.mark.slow
def test_strict_nbval_passes_in_a_clone_of_windows(windows: Path) -> None:
    done = in_clone(windows, "pytest", "--nbval", "notebooks", "-q", "-n", "2", "--dist=loadfile")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
