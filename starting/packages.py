"""Installs packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starting.failures import diagnosis
from starting.processes import run_quietly
from starting.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from starting.place import Place
    from starting.voice import Voice


def install_lock(place: Place, voice: Voice, lock: str) -> None:
    """Install every package of a lock, saying how far it is."""
    voice.say("step-fetch")
    progress = Progress(place, voice, lock)
    arguments = ["--only-binary", ":all:", "--require-hashes", "--requirement", lock]
    try:
        pip(place, arguments, progress.follow)
    finally:
        progress.end()


def pip(place: Place, arguments: list[str], follow: Callable[[str], None] | None = None) -> None:
    """Run `pip install` in the environment; raise why it failed if it did."""
    command = [str(place.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    status, output = run_quietly([*command, *arguments], place, follow)
    if status:
        raise diagnosis(place, output)


def install_lesson(place: Place) -> None:
    """Install the lesson itself, as it stands in `src`."""
    pip(place, ["--no-deps", "--no-build-isolation", "--editable", "."])
