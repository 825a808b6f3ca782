"""The JavaScript tools: by the machine's Node.js, by one that is brought, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from starting import node
from starting.failures import StartError
from starting.node import find_npm, install_node_tools
from starting.place import Place
from starting.voice import Voice
from tests.starting.tiny import make_program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "package-lock.json").touch()
    return Place(tmp_path)


@pytest.mark.parametrize(
    ("programs", "found"),
    [
        ({}, False),
        ({"node": "print('v24.1.0')"}, False),
        ({"npm": ""}, False),
        ({"node": "print('v24.1.0')", "npm": ""}, True),
        ({"node": "print('v20.0.0')", "npm": ""}, True),
        ({"node": "print('v18.19.0')", "npm": ""}, False),
        ({"node": "raise SystemExit(127)", "npm": ""}, False),
    ],
)
def test_npm_is_taken_with_a_node_that_is_new_enough(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    programs: dict[str, str],
    found: bool,  # noqa: FBT001 - what is expected
) -> None:
    for name, code in programs.items():
        make_program(tmp_path / "programs", name, code)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    assert (find_npm(place) is not None) == found


def refuse(*_: object) -> None:
    raise StartError("network")


@pytest.mark.parametrize(
    ("ci", "fails"), [("", False), ("0", False), ("false", False), ("1", True)]
)
def test_a_node_that_cannot_be_had_is_said_and_fails_in_ci_alone(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    fails: bool,  # noqa: FBT001 - what is expected
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(node, "ready_uv", refuse)
    if fails:
        with pytest.raises(StartError):
            install_node_tools(place, Voice("fr"))
        return
    install_node_tools(place, Voice("fr"))
    said = capsys.readouterr().err
    assert said.startswith("Sans Node.js, les tests du JavaScript ne seront pas exécutés. Pas de")
    assert said.count("\n") == 1


def test_packages_that_cannot_be_fetched_are_said(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place.venv.mkdir()
    make_program(tmp_path / "programs", "node", "print('v24.1.0')")
    make_program(tmp_path / "programs", "npm", "raise SystemExit('npm error code ENOTFOUND')")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.delenv("CI", raising=False)
    install_node_tools(place, Voice("en"))
    said = capsys.readouterr()
    assert said.out == "JavaScript tools (npm ci)…\n"
    assert "No connection to the package server" in said.err


def test_packages_that_are_there_are_not_fetched_again(
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_program(tmp_path / "programs", "node", "print('v24.1.0')")
    make_program(tmp_path / "programs", "npm", "import os; os.mkdir('node_modules')")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    for said in ("Outils JavaScript (npm ci)…\n", ""):
        install_node_tools(place, Voice("fr"))
        assert capsys.readouterr().out == said
