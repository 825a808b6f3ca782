"""Opening the lesson."""

from __future__ import annotations

import errno
import json
import socket
import sys
from pathlib import Path

import pytest

from starting.failures import StartError
from starting.lab import NOTEBOOKS, first_notebook, free_port
from starting.settings import write_settings
from starting.voice import Voice
from tests.fresh import ROOT, unknown_settings


def test_a_taken_port_gives_the_next_one(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = free_port(Voice("fr"), port)
    assert port < found <= port + 50
    assert f"Le port {port} est déjà pris" in capsys.readouterr().out


def test_no_free_port_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(StartError) as caught:
        free_port(Voice("fr"), 65530)
    assert caught.value.values == {"first": 65530, "last": 65535}


def test_without_english_notebooks_the_french_ones_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french, english = tmp_path / NOTEBOOKS["fr"], tmp_path / NOTEBOOKS["en"]
    french.parent.mkdir(parents=True)
    french.touch()
    assert first_notebook(tmp_path, Voice("en"), "en") == NOTEBOOKS["fr"]
    assert "no English notebooks yet" in capsys.readouterr().out
    english.parent.mkdir(parents=True)
    english.touch()
    assert first_notebook(tmp_path, Voice("en"), "en") == NOTEBOOKS["en"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_opens_its_own_first_notebook(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    found = first_notebook(ROOT, Voice(language), language)
    assert found == NOTEBOOKS[language]
    assert capsys.readouterr().out == ""


def test_settings_are_ones_that_this_jupyterlab_knows(tmp_path: Path) -> None:
    schemas = Path(sys.prefix) / "share/jupyter/lab/schemas"
    for language in NOTEBOOKS:
        assert unknown_settings(write_settings(tmp_path / language, language), schemas) == []


def test_settings_keep_what_else_is_there(tmp_path: Path) -> None:
    path = tmp_path / "overrides.json"
    path.write_text('{"other": {"a": 1}}', "utf-8")
    assert write_settings(tmp_path, "fr") == path
    french = json.loads(path.read_text("utf-8"))
    assert french == {
        "other": {"a": 1},
        "@jupyterlab/translation-extension:plugin": {"locale": "fr_FR"},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    }
    write_settings(tmp_path, "en")
    english = json.loads(path.read_text("utf-8"))
    assert english["@jupyterlab/translation-extension:plugin"] == {"locale": "default"}
