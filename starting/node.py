"""Brings the JavaScript tools of package-lock.json, and Node.js itself where there is none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from starting.failures import StartError, diagnosis
from starting.needs import must_have_all
from starting.packages import install
from starting.place import environment
from starting.processes import run_quietly, said_version
from starting.uv import ready_uv

if TYPE_CHECKING:
    from starting.place import Place
    from starting.voice import Voice

LOCK = Path(__file__).resolve().parent / "requirements-node.lock"
OLDEST = 20  # the oldest Node.js with which the tests are run


def install_node_tools(place: Place, voice: Voice) -> None:
    """Install what package-lock.json lists, once; where that cannot be, say so and go on.

    Raises
    ------
    StartError
        If it cannot be, on a machine that must have all.
    """
    lock = place.root / "package-lock.json"
    if not lock.is_file():
        return
    try:
        npm = find_npm(place) or bring_npm(place, voice)
        install_packages(place, voice, npm, lock)
    except StartError as failure:
        if must_have_all():
            raise
        voice.complain("no-node", detail=voice.text(failure.key, **failure.values))


def find_npm(place: Place) -> str | None:
    """Return npm, where it comes with a Node.js that is new enough."""
    path = environment(place)["PATH"]
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return None
    version = re.match(r"v(\d+)\.", said_version(node))
    return npm if version and int(version.group(1)) >= OLDEST else None


def bring_npm(place: Place, voice: Voice) -> str:
    """Put Node.js and npm into the environment; return npm."""
    voice.say("step-node")
    arguments = ["--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)]
    install(place, ready_uv(place), arguments)
    npm = find_npm(place)
    if npm is None:
        raise StartError("failed", detail="node --version")
    return npm


def install_packages(place: Place, voice: Voice, npm: str, lock: Path) -> None:
    """Install what the lock lists, unless that is there."""
    marker = place.root / "node_modules" / ".lesson-installed"
    if marker.is_file() and marker.read_bytes() == lock.read_bytes():
        return
    voice.say("step-npm")
    status, output = run_quietly([npm, "ci", "--ignore-scripts"], place)
    if status:
        raise diagnosis(place, output)
    marker.write_bytes(lock.read_bytes())
