"""What must be right on the machine before class: its packages, disk and port."""

from __future__ import annotations

import re
import shlex
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.files import read_text
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.student.folders import progress_folders

#: What the lesson needs, a teacher, and development: each holds what the one before it does.
LOCKS = ("requirements.lock", "requirements-teacher.lock", "requirements-dev.lock")
#: The ports that start.py tries, the first one first.
PORTS = range(8888, 8938)
_HOST = "127.0.0.1"
#: Bytes. A class's answers take far less; a browser and JupyterLab write more than that.
LITTLE, TOO_LITTLE = 500_000_000, 50_000_000
_REQUIREMENT = re.compile(r"^[A-Za-z0-9][^\\#]*")


def environment_locked(space: Workspace) -> Iterator[Problem]:
    """Installed packages are those of the repository's lock, in its versions.

    Several locks may be there, each with more than the one before. One is held against this Python
    if it has most of what only that one has.
    """
    lock = LOCKS[0]
    pins: dict[str, _Pin] = {}
    try:
        for name in LOCKS:
            found = _pins(space.repository, name)
            more = [pin for package, pin in found.items() if package not in pins]
            there = sum(pin.installed is not None for pin in more)
            if found and (not pins or 2 * there > len(more)):
                lock, pins = name, found
    except LessonError as error:
        yield from error.problems
        return
    command = shlex.join([sys.executable, "-m", "pip", "install", "-r", lock])
    missing = [f"{pin.name} {pin.version}" for pin in pins.values() if pin.installed is None]
    other = [
        f"{pin.name} {pin.installed} ({pin.version})"
        for pin in pins.values()
        if pin.installed is not None and not pin.fits
    ]
    for code, listed in (("package-missing", missing), ("package-version", other)):
        if listed:
            values = {"packages": ", ".join(listed), "command": command}
            yield Problem(code=code, file=lock, values=values)


class _Pin(NamedTuple):
    """A package of a lock, and the version that is installed."""

    name: str
    requirement: Requirement
    installed: str | None

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")

    @property
    def fits(self) -> bool:
        found = self.installed
        return found is not None and self.requirement.specifier.contains(found, prereleases=True)


def _pins(repository: Path, lock: str) -> dict[str, _Pin]:
    """Give what a lock installs with this Python on this system; nothing if there is no lock.

    Raises
    ------
    LessonError
        If the lock cannot be read.
    """
    if not (repository / lock).exists():
        return {}
    found: dict[str, _Pin] = {}
    for line in read_text(repository / lock, repository).splitlines():
        match = _REQUIREMENT.match(line)
        try:
            requirement = Requirement(match.group().strip()) if match else None
        except InvalidRequirement:
            continue  # pip is who should complain
        if requirement and (requirement.marker is None or requirement.marker.evaluate()):
            name = canonicalize_name(requirement.name)
            try:
                version = metadata.version(name)
            except metadata.PackageNotFoundError:
                version = None
            found[name] = _Pin(name, requirement, version)
    return found


def progress_kept(space: Workspace) -> Iterator[Problem]:
    """Answers can be written down, in the place where they should be."""
    folders = progress_folders(space.root)
    kept = _where_kept(space)
    if kept is None:
        values = {"folders": ", ".join(map(str, folders))}
        yield Problem(code="progress-unwritable", file=str(folders[0]), values=values)
    elif kept != folders[0]:
        values = {"folder": str(kept)}
        yield Problem(code="progress-elsewhere", file=str(folders[0]), values=values, notice=True)


def disk_free(space: Workspace) -> Iterator[Problem]:
    """There is room on the disk where answers are kept."""
    folder = _where_kept(space) or progress_folders(space.root)[0]
    free = shutil.disk_usage(_existing(folder)).free
    if free < LITTLE:
        values = {"free": str(free // 1_000_000), "wanted": str(LITTLE // 1_000_000)}
        little = free >= TOO_LITTLE
        code = "disk-little" if little else "disk-full"
        yield Problem(code=code, file=str(folder), values=values, notice=little)


def port_free(_: Workspace) -> Iterator[Problem]:
    """JupyterLab finds a port; another than its usual one is worth knowing."""
    first, last = PORTS[0], PORTS[-1]
    free = next((port for port in PORTS if _is_free(port)), None)
    place = f"{_HOST}:{first}"
    if free is None:
        values = {"first": str(first), "last": str(last)}
        yield Problem(code="port-none", file=place, values=values)
    elif free != first:
        values = {"first": str(first), "port": str(free)}
        yield Problem(code="port-taken", file=place, values=values, notice=True)


def _is_free(port: int) -> bool:
    try:
        socket.create_server((_HOST, port)).close()
    except OSError:
        return False
    return True


def _where_kept(space: Workspace) -> Path | None:
    return next(filter(_writable, progress_folders(space.root)), None)


def _existing(folder: Path) -> Path:
    """Give a folder, or the nearest one above it that exists."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def _writable(folder: Path) -> bool:
    """Tell whether a file could be written in a folder, which may have to be made first."""
    try:
        tempfile.TemporaryFile(dir=_existing(folder)).close()
    except OSError:
        return False
    return True


def _has_lock(space: Workspace) -> bool:
    return any((space.repository / name).exists() for name in LOCKS)


MACHINE_CHECKS = (
    Check("environment_locked", environment_locked, _has_lock),
    Check("progress_kept", progress_kept),
    Check("disk_free", disk_free),
    Check("port_free", port_free),
)
