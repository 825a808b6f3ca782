"""Installs packages by pip: uv itself, and everything where uv cannot."""

from __future__ import annotations

import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starting.failures import diagnosis
from starting.processes import run_quietly
from starting.progress import PipProgress

if TYPE_CHECKING:
    from collections.abc import Callable

    from starting.place import Place
    from starting.voice import Voice


def bundled_pip() -> Path | None:
    """Return the wheel of pip that this Python brings along; it runs without being installed."""
    spec = find_spec("ensurepip")
    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR")]  # Debian's, for one
    folders += [Path(spec.origin).parent / "_bundled"] if spec and spec.origin else []
    wheels = [path for each in filter(None, folders) for path in Path(each).glob("pip-*.whl")]
    return wheels[0] if wheels else None


def pip_command(place: Place) -> list[str]:
    """Return how pip is called: the environment's, or the bundled one before that is there."""
    wheel = bundled_pip()
    if wheel is None or (place.packages / "pip").is_dir():
        return [str(place.python), "-m", "pip"]
    return [str(place.python), str(wheel / "pip")]


def pip_install(
    place: Place, arguments: list[str], follow: Callable[[str], None] | None = None
) -> None:
    """Run `pip install` in the environment; raise why it failed if it did."""
    command = [*pip_command(place), "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    status, output = run_quietly([*command, *arguments], place, follow)
    if status:
        raise diagnosis(place, output)


def install_lock_by_pip(place: Place, voice: Voice, lock: str) -> None:
    """Install every package of a lock, saying how far it is."""
    progress = PipProgress(place, voice, lock)
    arguments = ["--only-binary", ":all:", "--require-hashes", "--requirement", lock]
    try:
        pip_install(place, arguments, progress.follow)
    finally:
        progress.end()
