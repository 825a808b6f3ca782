"""The browser of the tests: where it is looked for, what is taken, how one is brought."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from starting import browser
from starting.browser import OVERRIDE, bring_browser, by_apt, downloaded, find_browser, installed
from starting.commands import shows
from starting.place import Place
from starting.voice import Voice
from tests.starting.tiny import make_program

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "print('<html><head></head><body></body></html>')"


def make_browser(folder: Path, name: str, code: str = PAGE) -> str:
    return str(make_program(folder, name, code))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make a machine without any browser; return the only folder on its path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv(OVERRIDE, raising=False)
    monkeypatch.setattr(browser, "ON_LINUX", ())
    monkeypatch.setattr(browser, "ON_MAC", ())
    monkeypatch.setattr(browser, "ON_WINDOWS", ())
    return folder


def test_windows_is_searched_where_chrome_and_edge_are_installed() -> None:
    variables = {
        "LOCALAPPDATA": "C:\\Users\\Zoé\\AppData\\Local",
        "PROGRAMFILES": "D:\\Programmes",
        "HOMEDRIVE": "C:",
    }
    found = list(installed("win32", variables, Path("/home")))
    assert "C:\\Users\\Zoé\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe" in found
    assert "D:\\Programmes\\Google\\Chrome\\Application\\chrome.exe" in found
    assert "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" in found
    assert "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" in found
    kinds = ["Chromium" if "Chromium" in path else path.split("\\")[-3] for path in found]
    assert kinds == sorted(kinds, key=["Chromium", "Chrome", "Edge"].index)


def test_a_mac_is_searched_in_both_folders_of_applications() -> None:
    found = list(installed("darwin", {"PATH": ""}, Path("/Users/z")))
    assert found == [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Users/z/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Users/z/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Users/z/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ]


def test_linux_is_searched_on_the_path_first(bare: Path) -> None:
    edge = make_browser(bare, "microsoft-edge-stable")
    chrome = make_browser(bare, "google-chrome")
    assert list(installed("linux", os.environ, Path("/home"))) == [chrome, edge]


@pytest.mark.parametrize(
    ("system", "cache"),
    [("linux", ".cache"), ("darwin", "Library/Caches"), ("win32", "local")],
)
def test_what_playwright_downloaded_is_found_the_newest_first(
    tmp_path: Path, system: str, cache: str
) -> None:
    names = [
        "chromium-1187/chrome-linux/chrome",
        "chromium-1255/chrome-linux64/chrome",
        "chromium-1255/chrome-linux64/libEGL.so",
        "chromium-1200/chrome-mac-arm64/Google Chrome.app/Contents/MacOS/Google Chrome",
        "chromium-999/chrome-win64/chrome.exe",
        "chromium_headless_shell-1255/chrome-linux/headless_shell",
        "firefox-1/firefox/firefox",
    ]
    folder = tmp_path / cache / "ms-playwright"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    variables = {"LOCALAPPDATA": str(tmp_path / "local")}
    found = [
        Path(path).relative_to(folder).as_posix()
        for path in downloaded(system, variables, tmp_path)
    ]
    assert found == [names[1], names[3], names[0], names[4], names[5]]
    elsewhere = {"PLAYWRIGHT_BROWSERS_PATH": str(folder)}
    assert len(list(downloaded(system, elsewhere, Path("/nowhere")))) == 5


def test_a_browser_that_does_not_start_is_passed_over(bare: Path) -> None:
    stub = "import sys; sys.exit('requires the chromium snap to be installed')"
    make_browser(bare, "chromium-browser", stub)
    make_browser(bare, "google-chrome", "print('something else')")
    assert find_browser() is None
    edge = make_browser(bare, "microsoft-edge")
    assert find_browser() == edge


def test_a_browser_that_hangs_is_passed_over(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_browser(bare, "chromium", "import time; time.sleep(60)")
    monkeypatch.setattr(browser, "SECONDS", 1)
    assert find_browser() is None


def test_the_browser_named_is_taken_and_no_other(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_browser(bare, "chromium")
    own = make_browser(tmp_path, "own")
    monkeypatch.setenv(OVERRIDE, own)
    assert find_browser() == own
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "none"))
    assert find_browser() is None
    assert bring_browser(Place(tmp_path), Voice("fr")) is None


@pytest.mark.parametrize("way", ["playwright", "apt-get", "none"])
def test_a_browser_is_brought_by_playwright_and_else_by_debian(
    bare: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    way: str,
) -> None:
    ran: list[str] = []

    def run(command: list[str], *_: object) -> tuple[int, str]:
        ran.append(" ".join(command))
        if way in ran[-1] and "install" in command:
            make_browser(bare, "chromium")
        return 0, ""

    monkeypatch.setattr(browser, "run_quietly", run)
    make_program(bare, "apt-get", "")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    found = bring_browser(Place(tmp_path), Voice("fr"))
    assert (found is None) == (way == "none")
    assert ran[0].endswith("-m playwright install chromium")
    assert [line.split()[-1] for line in ran[1:]] == (
        [] if way == "playwright" else ["-q", "chromium"]
    )
    assert capsys.readouterr().out == "Navigateur pour les tests (téléchargement)…\n"


def by_status(status: int) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    return lambda command, **_: subprocess.CompletedProcess(command, status)


def test_debians_package_is_asked_for_where_no_password_is(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(bare)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert by_apt(place) == []
    make_program(bare, "apt-get", "")
    assert by_apt(place) == []
    sudo = str(make_program(bare, "sudo", ""))
    monkeypatch.setattr(subprocess, "run", by_status(1))
    assert by_apt(place) == []
    monkeypatch.setattr(subprocess, "run", by_status(0))
    assert [command[:3] for command in by_apt(place)] == [[sudo, "-n", "env"]] * 2
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert by_apt(place)[0][0] == "env"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("tests", True),
        (".", True),
        ("tests/browser", True),
        ("tests/browser/test_reader.py::test_x", True),
        ("tests/house/test_javascript.py", False),
        ("notebooks/fr", False),
    ],
)
def test_a_browser_is_brought_for_tests_that_may_need_one(
    path: str,
    wanted: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert shows(path) == wanted
