"""A tiny lesson, installed once by uv and once by pip."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.starting.tiny import run_start, tiny_repository, with_uv, without_uv

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables with which uv and pip know the wheels of this test and no server."""
    wheels = tmp_path_factory.mktemp("wheels, and more")
    values = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))
    }
    return with_uv(values) | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels.as_uri(),
        "UV_CACHE_DIR": str(tmp_path_factory.mktemp("cache")),
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "fr_FR.UTF-8",
    }


@pytest.fixture(scope="package", params=["uv", "pip"])
def installer(request: pytest.FixtureRequest) -> str:
    """Return the program that installs the packages."""
    return str(request.param)


@pytest.fixture(scope="package")
def installing_environment(environment: dict[str, str], installer: str) -> dict[str, str]:
    """Return variables with which that program installs."""
    return environment if installer == "uv" else without_uv(environment)


def install(folder: Path, environment: dict[str, str]) -> tuple[Path, str]:
    root = tiny_repository(folder, environment)
    done = run_start(root, environment, "install")
    assert done.returncode == 0, done.stdout
    return root, done.stdout


@pytest.fixture(scope="package")
def installed_by_uv(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> tuple[Path, str]:
    """Install a tiny lesson; hand over where it is and what start.py said."""
    return install(tmp_path_factory.mktemp("tiny"), environment)


@pytest.fixture(scope="package")
def installed(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    installer: str,
    installing_environment: dict[str, str],
) -> tuple[Path, str]:
    """Install it by each of both programs."""
    if installer == "uv":
        found: tuple[Path, str] = request.getfixturevalue("installed_by_uv")
        return found
    return install(tmp_path_factory.mktemp("tiny"), installing_environment)
