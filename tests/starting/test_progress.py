"""How far an installation is, read out of what uv says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from starting.place import Place
from starting.progress import UvProgress
from starting.voice import Voice

if TYPE_CHECKING:
    from pathlib import Path

LOCK = """
anyio==4.9 \\
    --hash=sha256:0
Jupyter_Lab==4.6 \\
    --hash=sha256:0
numpy==2.4 ; sys_platform == 'amiga' \\
    --hash=sha256:0
"""
RESOLVING = """
DEBUG No cache entry for: https://packages.example/simple/jupyter-lab/
DEBUG No cache entry for: https://files.example/ab/jupyter_lab-4.6-py3-none-any.whl
Resolved 2 packages in 282ms
"""
FETCHING = """
DEBUG Identified uncached distribution: anyio==4.9
DEBUG Identified uncached distribution: jupyter-lab==4.6
DEBUG No cache entry for: https://files.example/ab/jupyter_lab-4.6-cp311-manylinux_2_28_x86_64.whl
Downloading jupyter-lab (16.5MiB)
DEBUG No cache entry for: https://files.example/ab/anyio-4.9-py3-none-any.whl
DEBUG No cache entry for: https://files.example/ab/anyio-4.9-py3-none-any.whl
Prepared 2 packages in 2.50s
"""
CACHED = """
DEBUG Registry requirement already cached: anyio==4.9
DEBUG Registry requirement already cached: jupyter-lab==4.6
"""
INSTALLED = """
Installed 2 packages in 360ms
 + anyio==4.9
 + jupyter-lab==4.6
"""
FETCHED = ["[1/2] Jupyter_Lab", "[2/2] anyio"]
DONE = ["3/4 Installation des paquets…", "[1/2] anyio", "[2/2] Jupyter_Lab"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (RESOLVING + FETCHING + INSTALLED, FETCHED + DONE),
        (RESOLVING + CACHED + INSTALLED, DONE),
    ],
)
def test_what_is_fetched_and_installed_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str, said: list[str]
) -> None:
    (tmp_path / "a.lock").write_text(LOCK, "utf-8")
    progress = UvProgress(Place(tmp_path), Voice("fr"), "a.lock")
    for line in output.splitlines():
        progress.follow(line + "\n")
    progress.end()
    assert capsys.readouterr().out.splitlines() == said
