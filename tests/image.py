"""Binder's image without a container: its packages, then the repository's own steps.

Both steps are taken by a user who owns the image and nothing else, as there; the same image serves
on a hub. Where these tests may not start programs as another user, it is the present one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from packaging.utils import canonicalize_name

from starting.network import pip_settings
from starting.place import Place
from tests.fresh import ROOT, copy_repository, install_packages, python_of
from tests.servers import free_port, served

if TYPE_CHECKING:
    from collections.abc import Iterator

STUDENT = 1000  # on Binder


class Image(NamedTuple):
    """A Python with all that the image holds, and the student's home, which is the repository."""

    folder: Path
    user: int | None
    base: dict[str, str]
    """The packages that Binder starts from, and their versions."""
    base_megabytes: float

    @property
    def home(self) -> Path:
        """The copy of the repository."""
        return self.folder / "home"

    @property
    def python(self) -> str:
        """Its Python."""
        return python_of(self.folder / "image")

    def variables(self, **more: str) -> dict[str, str]:
        """Give the variables of its programs: none of those that these tests run with."""
        programs = [str(Path(self.python).parent), "/usr/local/bin", "/usr/bin", "/bin"]
        return {"PATH": os.pathsep.join(programs), "HOME": str(self.home), "LANG": "C.UTF-8"} | more

    def run(self, *command: str, **variables: str) -> str:
        """Run a program in the student's home, and give what it prints; it must succeed."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            cwd=self.home,
            env=self.variables(**variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
            **as_user(self.user),
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    @contextlib.contextmanager
    def serving(self, *command: str, path: str = "/", **variables: str) -> Iterator[str]:
        """Run one of its servers, which is told its port last; give the address."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        how = {"cwd": self.home, "env": self.variables(**variables), **as_user(self.user)}
        log = self.folder / "server.log"
        with served([*command, f"--port={port}"], address + path, log, **how):
            yield address


def packages_of(python: str) -> dict[str, str]:
    """Give what is installed for a Python, and the versions."""
    command = [sys.executable, "-m", "uv", "pip", "freeze", "--exclude", "lesson-utils"]
    done = subprocess.run(
        [*command, "--python", python], capture_output=True, check=True, text=True
    )
    found = (line.split("==") for line in done.stdout.split())
    return {canonicalize_name(name): version for name, version in found}


def megabytes_of(folder: Path) -> float:
    """Give the size of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


def as_user(user: int | None) -> dict[str, Any]:
    """Give what has a program run as a user of that number."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def give(path: Path, user: int | None) -> None:
    """Give all that is in a folder to a user."""
    if user is not None:
        for each in (path, *path.rglob("*")):
            os.chown(each, user, user, follow_symlinks=False)


@contextlib.contextmanager
def binder_image() -> Iterator[Image]:
    """Build it: the packages that Binder starts from, ours, and ``postBuild``."""
    # pytest's own folders are open to their owner alone.
    folder = Path(tempfile.mkdtemp(prefix="leçon d'essai "))
    folder.chmod(0o755)
    try:
        python, user = _python_for_students()
        command = [sys.executable, "-m", "uv", "venv", "--quiet", "--python", python]
        subprocess.run([*command, str(folder / "image")], check=True)
        brought = [f"{name}=={version}" for name, version in frozen().items()]
        # A link would give the student what other environments have too.
        options = ("--link-mode=copy", "--no-deps")
        python = python_of(folder / "image")
        install_packages(python, *options, *brought, folder=folder)
        copy_repository(folder / "home")
        give(folder, user)
        image = Image(folder, user, packages_of(python), megabytes_of(folder / "image"))
        _build(image)
        yield image
    finally:
        shutil.rmtree(folder)


def _build(image: Image) -> None:
    """Take the steps of the repository's own, as Binder does."""
    variables = pip_variables()
    pip = [image.python, "-m", "pip", "install", "--no-cache-dir", "-r", "binder/requirements.txt"]
    image.run(*pip, **variables)
    image.run("./binder/postBuild", **variables)


def pip_variables() -> dict[str, str]:
    """Give what is set for pip here, for a user who may not read the files that say so."""
    settings = pip_settings(Place(ROOT)).items()
    return {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings}


def frozen() -> dict[str, str]:
    """Give the packages that repo2docker freezes, and their versions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        import lock  # noqa: PLC0415 - from tools/

        return lock.image_packages()


def _python_for_students() -> tuple[str, int | None]:
    """Give Binder's Python, or else this one, and a user other than root who may run it."""
    wanted = (ROOT / "binder/runtime.txt").read_text("utf-8").strip().replace("-", "")
    found = [shutil.which(wanted, path="/usr/bin:/usr/local/bin"), shutil.which(wanted)]
    known = [python for python in (*found, sys._base_executable) if python]  # type: ignore[attr-defined]
    if os.name == "posix" and os.getuid() == 0:
        for python in known:
            with contextlib.suppress(OSError):
                command = [python, "-c", ""]
                if subprocess.run(command, check=False, **as_user(STUDENT)).returncode == 0:
                    return python, STUDENT
    return known[0], None
