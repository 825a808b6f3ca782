"""Binder: the image's layers, the pins, and strict nbval in the image."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.fresh import ROOT, copy_repository, install_packages, unknown_settings
from tests.house.test_locks import LESSON, TOOLS, versions
from tests.image import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.image import Image

BINDER_MACHINE = {
    "python_version": "3.11",
    "python_full_version": "3.11.14",
    "sys_platform": "linux",
    "os_name": "posix",
    "platform_system": "Linux",
}


def pins(file: str = "binder/requirements.txt") -> dict[str, str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if not line.startswith("#"))
    return {name: version for name, _, version in pairs}


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("file", ["binder/requirements.txt", "binder/build.txt"])
def test_every_pin_is_that_of_the_locks(file: str) -> None:
    lesson, tools = versions(LESSON, BINDER_MACHINE), versions(TOOLS, BINDER_MACHINE)
    assert {name: [version] for name, version in pins(file).items()} == {
        name: lesson.get(name, tools.get(name)) for name in pins(file)
    }


def test_what_the_package_is_built_by_is_pinned() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert pins("binder/build.txt").keys() >= set(settings["build-system"]["requires"])
    assert "binder/build.txt" in (ROOT / "binder/postBuild").read_text("utf-8")


def test_what_the_image_brings_is_left_alone() -> None:
    assert not frozen().keys() & pins().keys()
    assert {
        "jupyterlab",
        "jupyter-server",
        "notebook",
        "ipykernel",
        "ipywidgets",
    } <= frozen().keys()


def test_binder_runs_a_python_that_the_lesson_supports() -> None:
    assert (ROOT / "binder/runtime.txt").read_text("utf-8") == "python-3.11\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_post_build_is_executable() -> None:
    assert os.access(ROOT / "binder/postBuild", os.X_OK)


def test_the_packages_are_a_layer_under_the_sources(tmp_path: Path) -> None:
    copy = copy_repository(tmp_path / "lesson")
    command = [sys.executable, "-m", "repo2docker", "--no-run", "--no-build", "--debug"]
    shown = run([*command, "--user-id", "1000", "--user-name", "student", "."], copy)
    dockerfile = shown[shown.index("FROM ") :]
    steps = [
        "COPY --chown=1000:1000 src/binder/requirements.txt ${REPO_DIR}/binder/requirements.txt",
        '/bin/pip install --no-cache-dir -r "binder/requirements.txt"',
        "COPY --chown=1000:1000 src/ ${REPO_DIR}/",
        "RUN ./binder/postBuild",
    ]
    places = [dockerfile.find(step) for step in steps]
    assert -1 not in places, dockerfile
    assert places == sorted(places)
    assert dockerfile.count("pip install") == 1
    assert "environment-2epy-2d3-2e11-2dlinux" in dockerfile


@pytest.mark.slow
def test_strict_nbval_passes_in_the_image(image: Image) -> None:
    settings = image.folder / "image/share/jupyter/lab/settings/overrides.json"
    assert "fr_FR" in settings.read_text("utf-8")
    assert unknown_settings(settings, image.folder / "image/share/jupyter/lab/schemas") == []

    # Outside the repository the lesson comes out of the installed package.
    opened = (
        "import os, lesson_utils; os.chdir('/'); lesson_utils.open_lesson('minusma', language='fr')"
    )
    image.run(image.python, "-c", opened)
    # What checks notebooks is the teacher's, beside the image.
    tools = image.folder / "tools"
    [nbval], [pytest_] = (versions(TOOLS, BINDER_MACHINE)[name] for name in ("nbval", "pytest"))
    wanted = (f"nbval=={nbval}", f"pytest=={pytest_}")
    install_packages(image.python, "--target", str(tools), *wanted, folder=image.folder)
    variables = {"PYTHONPATH": str(tools), "LESSON_PROGRESS": str(image.folder / "home/kept")}
    image.run(image.python, "-m", "pytest", "--nbval", "notebooks", **variables)
