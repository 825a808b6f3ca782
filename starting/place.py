"""Where things are in the repository, and the variables of the programs started there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

# Each holds what the one before it does.
LOCKS = {
    "lesson": "requirements.lock",
    "teacher": "requirements-teacher.lock",
    "site": "requirements-site.lock",
    "tools": "requirements-dev.lock",
}
# With the last one, packages would be compiled anew at each start: uv leaves that to the first use.
NOT_PASSED_ON = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_USER",
    "PYTHONDONTWRITEBYTECODE",
)


class Place(NamedTuple):
    """Where things are in the repository."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment that this script makes."""
        return self.root / ".venv"

    @property
    def binaries(self) -> Path:
        """The environment's programs."""
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.binaries / ("python.exe" if os.name == "nt" else "python")

    @property
    def packages(self) -> Path:
        """The environment's site-packages."""
        if os.name == "nt":
            return self.venv / "Lib" / "site-packages"
        version = "python{}.{}".format(*sys.version_info)
        return self.venv / "lib" / version / "site-packages"

    @property
    def owner(self) -> Path:
        """The file that says this script made the environment; locked while it installs."""
        return self.venv / "made-by-start-py"

    @property
    def marker(self) -> Path:
        """The file written last, when an installation is complete."""
        return self.venv / "installed.json"

    def settings(self, language: str) -> Path:
        """Return the folder of JupyterLab's settings in a language."""
        return self.venv / "share" / "lesson" / language


def environment(place: Place) -> dict[str, str]:
    """Return the variables of the programs started: those of the environment in `.venv`."""
    values = dict(os.environ)
    for name in NOT_PASSED_ON:
        values.pop(name, None)
    values["VIRTUAL_ENV"] = str(place.venv)
    values["PATH"] = os.pathsep.join([str(place.binaries), values.get("PATH", "")])
    values["PIP_USER"] = "0"
    return values
