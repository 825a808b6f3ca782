"""The files for hubs say the same of what they share, and fit what hubs ask of them."""

from __future__ import annotations

import os
import runpy
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import yaml
from traitlets.config import Config

from tests.fresh import ROOT, copy_repository
from tests.image import as_user, give, pip_variables

if TYPE_CHECKING:
    from tests.image import Image

DEPLOY = ROOT / "deploy"
#: The path of a socket that every system takes.
LONGEST = 103


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Give what the common file sets, and the file's own names."""
    config = Config()
    names = runpy.run_path(str(DEPLOY / "jupyterhub_config.py"), {"get_config": lambda: config})
    return {"config": config, **names}


@pytest.fixture(scope="module")
def values() -> Any:
    return yaml.safe_load((DEPLOY / "values.yaml").read_text("utf-8"))


def test_both_hubs_wait_as_long_and_open_the_same_notebook(
    settings: dict[str, Any], values: Any
) -> None:
    config = settings["config"]
    assert values["hub"]["concurrentSpawnLimit"] == config.JupyterHub.concurrent_spawn_limit
    assert values["singleuser"]["startTimeout"] == config.Spawner.start_timeout
    assert values["singleuser"]["defaultUrl"] == config.Spawner.default_url
    assert (ROOT / config.Spawner.default_url.removeprefix("/doc/tree/")).is_file()
    assert f"--target-repo-dir {config.Spawner.notebook_dir} " in (
        DEPLOY / "values.yaml"
    ).read_text("utf-8")


def test_a_class_of_thirty_is_let_in_at_once(settings: dict[str, Any]) -> None:
    config = settings["config"]
    assert config.JupyterHub.concurrent_spawn_limit >= 30
    # The median of thirty who came in the same second, on two processors.
    assert min(config.Spawner.start_timeout, config.Spawner.http_timeout) > 2 * 121


@pytest.mark.parametrize("name", ["ana", "a" * 255, "élève@école.example", "../etc"])
def test_a_kernels_socket_has_a_short_path_whatever_the_name(
    settings: dict[str, Any], name: str
) -> None:
    of = settings["config"].Spawner.environment["JUPYTER_RUNTIME_DIR"]
    folder = of(SimpleNamespace(user=SimpleNamespace(name=name)))
    assert len(f"{folder}/kernel-{uuid4()}-ipc-5".encode()) <= LONGEST
    assert Path(folder).parent == Path(os.path.normpath(folder)).parent
    assert folder != of(SimpleNamespace(user=SimpleNamespace(name=f"{name}x")))


def test_what_a_student_writes_is_outside_the_image(values: Any) -> None:
    security = values["hub"]["config"]["KubeSpawner"]["container_security_context"]
    assert security["readOnlyRootFilesystem"] is True
    writable = {values["singleuser"]["storage"]["homeMountPath"]}
    writable |= {each["mountPath"] for each in values["singleuser"]["storage"]["extraVolumeMounts"]}
    assert writable == {"/home/jovyan", "/tmp"}  # noqa: S108 - of a container


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="it is for Debian and Ubuntu")
def test_the_lesson_is_put_on_the_littlest_jupyterhub_and_put_there_again(image: Image) -> None:
    """Its programs stand in for the hub's own, and its user for root."""
    place = image.folder / "tljh"
    (place / "programs").mkdir(parents=True)
    (place / "user").symlink_to(image.folder / "image")
    tool = place / "programs/tljh-config"
    tool.write_text(f'#!/bin/sh\necho "$@" >> "{place}/told"\n', "utf-8")
    tool.chmod(0o755)
    copy = copy_repository(place / "copy")
    give(place, image.user)
    variables = image.variables(**pip_variables())
    variables["PATH"] += f"{os.pathsep}{place / 'programs'}"
    lesson = place / "srv/lesson"
    variables |= {"TLJH_INSTALL_PREFIX": str(place), "LESSON": str(lesson)}
    taken_out = lesson / "notebooks/fr/taken-out.ipynb"
    for _ in ("put there", "put there again"):
        done = subprocess.run(
            [str(copy / "deploy/tljh.sh")],
            env=variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            **as_user(image.user),
        )
        assert done.returncode == 0, done.stderr
        assert not taken_out.exists()
        taken_out.touch()
    assert [path.name for path in lesson.parent.iterdir()] == ["lesson"]
    assert (lesson / "data/minusma/lesson.yml").is_file()
    loaded = place / "config/jupyterhub_config.d/lesson.py"
    assert loaded.read_bytes() == (DEPLOY / "jupyterhub_config.py").read_bytes()
    assert (place / "told").read_text("utf-8").splitlines()[-1] == "reload"
