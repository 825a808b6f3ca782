"""Binder: the image's layers, the pins, and strict nbval on what the image brings."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fresh import ROOT, copy_repository, install_packages, make_venv, unknown_settings
from tests.house.test_locks import LESSON, TOOLS, versions

if TYPE_CHECKING:
    from pathlib import Path

# Frozen in Binder's image by jupyter-repo2docker 2026.4.0.
JUPYTERLAB = "4.4.9"
IPYWIDGETS = "8.1.7"
BINDER_MACHINE = {
    "python_version": "3.11",
    "python_full_version": "3.11.14",
    "sys_platform": "linux",
    "os_name": "posix",
    "platform_system": "Linux",
}


def pins() -> dict[str, str]:
    lines = (ROOT / "binder/requirements.txt").read_text("utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if not line.startswith("#"))
    return {name: version for name, _, version in pairs}


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout + done.stderr


def test_every_pin_is_that_of_the_locks() -> None:
    lesson, tools = versions(LESSON, BINDER_MACHINE), versions(TOOLS, BINDER_MACHINE)
    assert {name: [version] for name, version in pins().items()} == {
        name: lesson.get(name, tools.get(name)) for name in pins()
    }


def test_what_the_image_brings_is_left_alone() -> None:
    brought = {"jupyterlab", "jupyter-server", "notebook", "ipykernel", "ipywidgets"}
    assert not brought & set(pins())


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
def test_strict_nbval_passes_on_the_versions_of_the_image(tmp_path: Path) -> None:
    python = make_venv(tmp_path / "image")
    install_packages(python, f"jupyterlab=={JUPYTERLAB}", f"ipywidgets=={IPYWIDGETS}")
    install_packages(python, "--requirement", str(ROOT / "binder/requirements.txt"))
    copy = copy_repository(tmp_path / "leçon d'essai")
    for line in (copy / "binder/postBuild").read_text("utf-8").splitlines():
        program, *arguments = shlex.split(line, comments=True) or [""]
        if program == "python":
            run([python, *arguments], copy)
    run([python, "-m", "pip", "check"], copy)
    told = "from importlib.metadata import version as v; print(v('jupyterlab'), v('ipywidgets'))"
    assert run([python, "-c", told], copy).split() == [JUPYTERLAB, IPYWIDGETS]
    settings = tmp_path / "image/share/jupyter/lab/settings/overrides.json"
    assert "fr_FR" in settings.read_text("utf-8")
    assert unknown_settings(settings, tmp_path / "image/share/jupyter/lab/schemas") == []
    assert (tmp_path / "image/share/jupyter/labextensions/lesson-utils/package.json").is_file()

    # Outside the repository the lesson comes out of the installed package.
    opened = "from lesson_utils import open_lesson; print(open_lesson('minusma', language='fr'))"
    run([python, "-c", opened], tmp_path)
    shutil.rmtree(copy / "src")
    run([python, "-m", "pytest", "--nbval", "notebooks"], copy)
