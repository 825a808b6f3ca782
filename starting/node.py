"""Brings the JavaScript tools of package-lock.json."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from starting.failures import diagnosis
from starting.processes import run_quietly

if TYPE_CHECKING:
    from starting.place import Place
    from starting.voice import Voice


def install_node_tools(place: Place, voice: Voice) -> None:
    """Install what package-lock.json lists, once."""
    lock = place.root / "package-lock.json"
    marker = place.root / "node_modules" / ".lesson-installed"
    if not lock.is_file() or (marker.is_file() and marker.read_bytes() == lock.read_bytes()):
        return
    npm = shutil.which("npm")
    if npm is None:
        voice.complain("no-node")
        return
    voice.say("step-node")
    status, output = run_quietly([npm, "ci", "--ignore-scripts"], place)
    if status:
        raise diagnosis(place, output)
    marker.write_bytes(lock.read_bytes())
