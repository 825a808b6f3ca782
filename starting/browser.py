"""Finds a browser for the tests, or brings one: nothing of it goes into the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from starting.place import environment
from starting.processes import run_quietly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starting.place import Place
    from starting.voice import Voice

#: The variable that names the browser to take, and no other one.
OVERRIDE = "LESSON_BROWSER"
# Milliseconds for each of Playwright's servers: a school's filter may leave them without an answer.
AT_ONCE = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
SECONDS = 60  # in which a browser shows an empty page, or is taken for broken

# Chromium first: with Debian's, the pictures of tests/figures were drawn.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
ON_LINUX = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/snap/bin/chromium",
)
ON_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
ON_WINDOWS = (
    "Chromium\\Application\\chrome.exe",
    "Google\\Chrome\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
)
DOWNLOADED = re.compile(
    r"chromium(_headless_shell)?-(\d+)/chrome-[^/]+/"
    r"(chrome|headless_shell|chrome-headless-shell|[^/]+\.app/Contents/MacOS/[^/]+)(\.exe)?"
)


def find_browser() -> str | None:
    """Return a browser of this machine that really starts."""
    own = os.environ.get(OVERRIDE)
    system, home = sys.platform, Path.home()
    places = chain(installed(system, os.environ, home), downloaded(system, os.environ, home))
    return next(filter(starts, [own] if own else places), None)


def installed(system: str, variables: Mapping[str, str], home: Path) -> Iterator[str]:
    """Give the usual places of Chromium, Chrome and Edge, where Playwright looks for them too."""
    if system == "win32":
        drive = variables.get("HOMEDRIVE", "C:")
        names = ("LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)")
        folders = [variables[name] for name in names if variables.get(name)]
        folders += [f"{drive}\\Program Files", f"{drive}\\Program Files (x86)"]
        yield from (f"{folder}\\{path}" for path in ON_WINDOWS for folder in folders)
        return
    if system == "darwin":
        folders = ["/Applications", f"{home}/Applications"]
        for name in ON_MAC:
            yield from (f"{folder}/{name}.app/Contents/MacOS/{name}" for folder in folders)
    found = (shutil.which(name, path=variables.get("PATH", "")) for name in NAMES)
    yield from filter(None, found)
    if system.startswith("linux"):
        yield from ON_LINUX


def downloaded(system: str, variables: Mapping[str, str], home: Path) -> Iterator[str]:
    """Give the browsers that Playwright has downloaded, the newest first."""
    own = variables.get("PLAYWRIGHT_BROWSERS_PATH")
    if system == "win32":
        cache = variables.get("LOCALAPPDATA") or f"{home}\\AppData\\Local"
    elif system == "darwin":
        cache = f"{home}/Library/Caches"
    else:
        cache = variables.get("XDG_CACHE_HOME") or f"{home}/.cache"
    folder = Path(own) if own else Path(cache) / "ms-playwright"
    found = []
    for path in folder.glob("chromium*-*/chrome-*/**/*"):
        match = DOWNLOADED.fullmatch(path.relative_to(folder).as_posix())
        if match:
            found.append((not match.group(1), int(match.group(2)), str(path)))
    yield from (path for _, _, path in sorted(found, reverse=True))


def starts(program: str) -> bool:
    """Tell whether a browser shows an empty page; a stub of one that is not installed does not."""
    if not Path(program).is_file():
        return False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        options += [f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        try:
            done = subprocess.run(
                [program, *options],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    # On Windows, a program with windows need not write to a console.
    return not done.returncode and (os.name == "nt" or b"<html" in done.stdout)


def bring_browser(place: Place, voice: Voice) -> str | None:
    """Return a browser; where there is none, download Playwright's or install Debian's."""
    found = find_browser()
    if found or os.environ.get(OVERRIDE):
        return found
    voice.say("step-browser")
    for way in (by_playwright, by_apt):
        for command in way(place):
            run_quietly(command, place, None, {**environment(place), **AT_ONCE})
        found = find_browser()
        if found:
            return found
    return None


def by_playwright(place: Place) -> list[list[str]]:
    """Return the command that downloads a browser into Playwright's own cache."""
    return [[str(place.python), "-m", "playwright", "install", "chromium"]]


def by_apt(_: Place) -> list[list[str]]:
    """Return the commands that install Debian's, where that is allowed without a question."""
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    if apt is None:
        return []
    as_root: list[str] = []
    if getattr(os, "geteuid", lambda: 1)() != 0:
        asked = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
        if not sudo or not asked or asked.returncode:
            return []
        as_root = [sudo, "-n"]
    command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", apt]
    command += ["-o", "DPkg::Lock::Timeout=60"]
    return [
        [*command, "update", "-q"],
        [*command, "install", "-y", "-q", "--no-install-recommends", "chromium"],
    ]
