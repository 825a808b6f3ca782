"""A tiny lesson, installed once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.starting.tiny import run_start, tiny_repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables with which pip knows the wheels of this test and no server."""
    wheels = tmp_path_factory.mktemp("wheels")
    values = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return values | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels.as_uri(),
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "fr_FR.UTF-8",
    }


@pytest.fixture(scope="package")
def installed(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> tuple[Path, str]:
    """Install a tiny lesson; hand over where it is and what start.py said."""
    root = tiny_repository(tmp_path_factory.mktemp("tiny"), environment)
    done = run_start(root, environment, "install")
    assert done.returncode == 0, done.stdout
    return root, done.stdout
