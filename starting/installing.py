"""Makes the environment in ``.venv``: once, by one start at a time, anew when it is out of date."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starting.failures import StartError, diagnosis
from starting.packages import install_lesson, install_lock, install_pip
from starting.pip import bundled_pip
from starting.place import LOCKS
from starting.processes import run_quietly
from starting.settings import write_settings
from starting.voice import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starting.place import Place
    from starting.voice import Voice

# What an installation copies out of the lesson, for JupyterLab to find.
COPIED = ["src/lesson_utils/server/labextension"]
# What is said of each installation.
SAID = {
    "lesson": "installing",
    "teacher": "installing-teacher",
    "site": "installing-teacher",
    "tools": "installing-tools",
}
LAYOUT = 5  # raise it when what an installation contains changes: every .venv is then made anew


def fingerprint(place: Place, kind: str) -> str:
    """Return what an installation depends on, in short: another value means: install again."""
    lock = place.root / LOCKS[kind]
    if not lock.is_file():
        raise StartError("incomplete", path=LOCKS[kind])
    version = "{}.{}".format(*sys.version_info)
    facts = "\n".join([str(LAYOUT), version, str(place.root), ""])
    digest = hashlib.sha256(facts.encode("utf-8", "surrogateescape") + lock.read_bytes())
    for path in sorted(file for part in COPIED for file in (place.root / part).rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_installed(place: Place, marks: dict[str, str]) -> bool:
    """Tell whether the environment is complete and is the one that the fingerprints stand for."""
    try:
        marker = json.loads(place.marker.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return place.python.exists() and marks.items() <= marker.items()


def install(place: Place, voice: Voice, kind: str) -> bool:
    """Make the environment, or add what it lacks; return whether there was anything to do."""
    known = list(LOCKS)
    kinds = known[: known.index(kind) + 1]
    marks = {each: fingerprint(place, each) for each in kinds}
    if is_installed(place, marks):
        return False
    for module in ("venv", "ensurepip"):
        if find_spec(module) is None:
            raise StartError("no-venv", module=module)
    claim(place)
    with alone(place, voice):
        if not is_installed(place, marks):
            voice.say(SAID[kind], path=place.venv)
            voice.say("step-venv")
            if not is_installed(place, {"lesson": marks["lesson"]}):
                make_venv(place)
            place.marker.unlink(missing_ok=True)
            fill(place, voice, LOCKS[kind])
            place.marker.write_text(json.dumps(marks), "utf-8")
            voice.say("installed")
    return True


def fill(place: Place, voice: Voice, lock: str) -> None:
    """Install the packages of a lock, the lesson and its settings."""
    uv = install_lock(place, voice, lock)
    install_pip(place, uv)
    voice.say("step-lesson")
    install_lesson(place, uv)
    point_at_source(place)
    for language in LANGUAGES:
        write_settings(place.settings(language), language)


def point_at_source(place: Place) -> None:
    """Replace the absolute path of the editable install by a relative one, which is plain ASCII.

    With an accent in it, Python 3.11 and 3.12 misread the absolute one on Windows, and do not even
    start in an ASCII locale.
    """
    source = os.path.relpath(str(place.root / "src"), str(place.packages))
    for path in place.packages.glob("*.pth"):
        if str(place.root) in path.read_text("utf-8", "replace"):
            path.unlink()
    (place.packages / "lesson-source.pth").write_text(source + "\n", "utf-8")


def claim(place: Place) -> None:
    """Make sure that the environment's folder is there and this script's own."""
    try:
        place.venv.mkdir()
    except FileExistsError:
        if not place.venv.is_dir():
            raise StartError("foreign", path=place.venv) from None
        if any(place.venv.iterdir()) and not place.owner.exists():  # another start may make it now
            raise StartError("foreign", path=place.venv) from None
    place.owner.touch()


@contextmanager
def alone(place: Place, voice: Voice) -> Iterator[None]:
    """Hold the environment for this process; wait while another start is installing."""
    with place.owner.open("r+b") as handle:
        told = False
        while not lock_file(handle.fileno()):
            if not told:
                voice.say("waiting")
            told = True
            time.sleep(1)
        yield


def lock_file(handle: int) -> bool:
    """Lock an open file until it is closed; return whether this process got it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows has it alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows lacks it

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def make_venv(place: Place) -> None:
    """Empty the environment's folder, whatever was left there, and make it anew."""
    if Path(sys.prefix).resolve() == place.venv.resolve():
        raise StartError("inside")
    place.marker.unlink(missing_ok=True)
    for path in place.venv.iterdir():
        if path == place.owner:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        else:
            path.unlink()
    without = ["--without-pip"] if bundled_pip() else []
    command = [sys.executable, "-m", "venv", *without, str(place.venv)]
    status, output = run_quietly(command, place)
    if status:
        raise diagnosis(place, output)
