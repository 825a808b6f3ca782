"""How far an installation is, read out of what uv and pip say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from starting.place import Place
from starting.progress import PipProgress, UvProgress
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
FETCHED = ["Paquets téléchargés : 1 sur 2", "Paquets téléchargés : 2 sur 2"]
DONE = [
    "3/4 Installation des paquets…",
    "Paquets installés : 1 sur 2",
    "Paquets installés : 2 sur 2",
]


def test_a_log_gets_a_line_at_each_quarter_of_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    for done in range(1, 113):
        Voice("en").progress(f"{done} of 112", done, 112)
    said = capsys.readouterr().out.splitlines()
    assert said == ["28 of 112", "56 of 112", "84 of 112", "112 of 112"]


def test_a_terminal_gets_one_line_that_counts_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    voice = Voice("en")
    for done in range(1, 113):
        voice.progress(f"{done} of 112", done, 112)
    voice.end_progress()
    said = capsys.readouterr().out
    assert said.count("\r") == 112
    assert said.count("\n") == 1
    assert said.rstrip().endswith("112 of 112")


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


def test_what_pip_put_in_before_it_was_read_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.lock").write_text(LOCK, "utf-8")
    place = Place(tmp_path)
    (place.packages / "pip-25.0.dist-info").mkdir(parents=True)
    progress = PipProgress(place, Voice("fr"), "a.lock")
    for package in ("anyio-4.9", "jupyter_lab-4.6"):
        (place.packages / f"{package}.dist-info").mkdir()
    progress.follow("Installing collected packages: jupyter-lab, anyio\n")
    progress.end()
    assert capsys.readouterr().out.splitlines() == DONE
