"""What tests need beyond Python's packages, and what is said where it cannot be had.

Every other test runs then; only with `CI` set is that a failure.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starting.voice import Voice

NEEDS = {
    "browser": "not-run-browser",
    "node": "not-run-node",
    "git": "not-run-git",
    "site": "not-run-site",
}


def must_have_all() -> bool:
    """Tell whether this is a machine that checks every change, where nothing may be left out."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def not_run(voice: Voice, counts: Mapping[str, int]) -> list[str]:
    """Return a line for each need that was not met: how many tests were not run, and what to do."""
    return [voice.text(NEEDS[need], count=count) for need, count in counts.items() if count]
