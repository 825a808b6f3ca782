"""Installs the packages of a lock and the lesson itself: by uv, or by pip where uv cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starting.pip import bundled_pip, install_lock_by_pip, pip_install
from starting.uv import Uv, install_lock_by_uv, ready_uv

if TYPE_CHECKING:
    from starting.place import Place
    from starting.voice import Voice


def install_lock(place: Place, voice: Voice, lock: str) -> Uv | None:
    """Install every package of a lock, saying how far it is; return the uv that did it."""
    voice.say("step-fetch")
    uv = ready_uv(place)
    reason = install_lock_by_uv(uv, place, voice, lock) if uv else voice.text("no-uv")
    if not reason:
        return uv
    voice.say("step-fetch-pip", detail=reason)
    install_pip(place, None)
    install_lock_by_pip(place, voice, lock)
    return None


def install_pip(place: Place, uv: Uv | None) -> None:
    """Install the bundled pip, for who wants to add a package; `venv` takes seconds for it."""
    wheel = bundled_pip()
    if wheel and not (place.packages / "pip").is_dir():
        install(place, uv, ["--no-deps", str(wheel)])


def install_lesson(place: Place, uv: Uv | None) -> None:
    """Install the lesson itself, as it stands in `src`."""
    install(place, uv, ["--no-deps", "--no-build-isolation", "--editable", "."])


def install(place: Place, uv: Uv | None, arguments: list[str]) -> None:
    """Install something that lies on the disk."""
    if uv is None or uv.install(place, arguments):
        pip_install(place, arguments)
