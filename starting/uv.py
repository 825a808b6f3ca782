"""Installs packages by uv, in seconds: the uv of the machine, or one put into the environment."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starting.failures import StartError, diagnosis, last_error
from starting.network import pip_settings, uv_settings
from starting.pip import pip_install
from starting.place import LOCKS, environment
from starting.processes import run_quietly, said_version
from starting.progress import UvProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starting.place import Place
    from starting.voice import Voice

LOCK = Path(__file__).resolve().parent / "requirements-uv.lock"
VERSION = re.compile(r"uv (\d+)\.(\d+)\.(\d+)")
PINNED = re.compile(r"^uv==(\d+)\.(\d+)\.(\d+)", re.MULTILINE)
LABEL = re.compile(r"^(error|cause|Caused by): ")  # before what uv says of a failure
ROOM = 2000000000  # bytes: what an installation takes, and more
# Of uv's variables, those that say how to reach packages and where to keep them; the others could
# have it install elsewhere, or other versions.
KEPT = re.compile(
    r"UV_(CACHE_DIR|NO_CACHE|LINK_MODE|OFFLINE|DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL"
    r"|FIND_LINKS|INDEX_STRATEGY|INDEX_\w+_(USERNAME|PASSWORD)|INSECURE_HOST|KEYRING_PROVIDER"
    r"|NATIVE_TLS|SYSTEM_CERTS|HTTP_\w+|REQUEST_TIMEOUT|CONCURRENT_\w+|CREDENTIALS_DIR)"
)
# With ten at a time, what is told as fetched is at most ten packages ahead of what has come.
FEW_AT_A_TIME = {"UV_CONCURRENT_DOWNLOADS": "10"}
# A file with a hard link in a folder that OneDrive keeps can have no other one anywhere: the next
# environment could not be made from uv's cache.
ON_WINDOWS = {"UV_LINK_MODE": "copy"}
SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # by its new and old name


class Uv(NamedTuple):
    """A uv that works, and how it reaches packages."""

    program: str
    options: list[str]
    variables: dict[str, str]

    def install(
        self, place: Place, arguments: list[str], follow: Callable[[str], None] | None = None
    ) -> str:
        """Run `uv pip install` in the environment; return why it failed, or nothing.

        Raises
        ------
        StartError
            If pip would fail as well.
        """
        command = [self.program, "pip", "install", "--verbose", "--no-config"]
        command += ["--python", str(place.python), *self.options, *arguments]
        status, output = run_quietly(command, place, follow, self.variables)
        if not status:
            return ""
        failure = diagnosis(place, output)
        if failure.key == "certificate" and SYSTEM_CERTIFICATES.keys() - self.variables.keys():
            trusting = {**self.variables, **SYSTEM_CERTIFICATES}
            return self._replace(variables=trusting).install(place, arguments, follow)
        # Where the lesson's disk has room, it is another one that is full: that of uv's cache.
        full = failure.key == "disk-full" and shutil.disk_usage(str(place.venv)).free < ROOM
        if full or failure.key == "hash":
            raise failure
        return LABEL.sub("", last_error(output))


def ready_uv(place: Place) -> Uv | None:
    """Return a uv of the machine or of the environment, put there if need be; none if none can be.

    Raises
    ------
    StartError
        If nothing can be installed at all.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the next starts need none

    with ThreadPoolExecutor(1) as aside:
        pip = aside.submit(pip_settings, place)
        program = find_uv(place) or bring_uv(place)
    if program is None:
        return None
    values = uv_environment(environment(place))
    options, reaching = uv_settings(place, pip.result(), values)
    return Uv(program, options, {**values, **reaching})


def uv_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for uv: of its own, only those that are to count."""
    own = {name: value for name, value in given.items() if name.startswith("UV_")}
    others = {name: value for name, value in given.items() if name not in own}
    kept = {name: value for name, value in own.items() if KEPT.fullmatch(name)}
    on_system = ON_WINDOWS if os.name == "nt" else {}
    return {**others, **FEW_AT_A_TIME, **on_system, **kept, "NO_COLOR": "1"}


def find_uv(place: Place) -> str | None:
    """Return a program uv that works and is at least the pinned version."""
    pinned = PINNED.search(LOCK.read_text("utf-8"))
    if pinned is None:
        return None
    for folder in environment(place)["PATH"].split(os.pathsep):
        program = shutil.which("uv", path=folder) if folder else None
        if program and version_of(program) >= numbers(pinned):
            return program
    return None


def version_of(program: str) -> tuple[int, ...]:
    """Return the version of a uv; nothing, which is less than any, if it is none or is broken."""
    found = VERSION.match(said_version(program))
    return numbers(found) if found else ()


def numbers(found: re.Match[str]) -> tuple[int, ...]:
    """Return the numbers of a version."""
    return tuple(map(int, found.groups()))


def bring_uv(place: Place) -> str | None:
    """Put the pinned uv into the environment by pip; return it, or none if there is none for here.

    Raises
    ------
    StartError
        If pip cannot install anything.
    """
    try:
        pip_install(place, ["--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)])
    except StartError as failure:
        if failure.key not in {"unsupported", "failed"}:
            raise
        return None
    return find_uv(place)


def install_lock_by_uv(uv: Uv, place: Place, voice: Voice, lock: str) -> str:
    """Install every package of a lock, saying how far it is; return why it failed, or nothing."""
    progress = UvProgress(place, voice, lock)
    arguments = ["--only-binary", ":all:", "--require-hashes", "--requirements", lock]
    # Tests start hundreds of programs; a lesson starts two, and compiles what they use in passing.
    arguments += ["--compile-bytecode"] if lock == LOCKS["tools"] else []
    try:
        return uv.install(place, arguments, progress.follow)
    finally:
        progress.end()
