"""What the tests of the companion share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that a server shows: the lesson's data and notebooks."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder
