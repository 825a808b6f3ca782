"""A tiny repository with this start.py, and how to run it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

from tests.fresh import ROOT

START = ROOT / "start.py"
STARTING = ROOT / "starting"
NAME = "leçon d'essai"
MARK = {"fr": "Installation terminée.", "en": "Installation complete."}


BACKEND = """
import zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "lesson_utils-0.0.0-py3-none-any.whl"
    info = "lesson_utils-0.0.0.dist-info/"
    with zipfile.ZipFile(f"{wheel_directory}/{name}", "w") as wheel:
        about = "Metadata-Version: 2.1\\nName: lesson-utils\\nVersion: 0.0.0\\n"
        wheel.writestr(info + "METADATA", about)
        about = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(info + "WHEEL", about)
        wheel.writestr(info + "RECORD", "")
    return name
"""


PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "lesson-utils"
version = "0.0.0"
"""


def make_wheel(folder: Path, name: str) -> str:
    """Write a wheel with one empty module; return its line for a lock."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": b"",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        record += f"{path},sha256={digest},{len(content)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name}==1.0 \\\n    --hash=sha256:{digest}\n"


def tiny_repository(folder: Path, environment: dict[str, str]) -> Path:
    """Make a repository with this start.py, two tiny packages and a package of its own."""
    wheels = Path(urllib.request.url2pathname(environment["PIP_FIND_LINKS"].removeprefix("file:")))
    root = folder / NAME
    (root / "src/lesson_utils").mkdir(parents=True)
    (root / "src/lesson_utils/__init__.py").touch()
    (root / "notebooks/fr").mkdir(parents=True)
    (root / "notebooks/fr/00_accueil.ipynb").write_text("{}", "utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (root / "backend.py").write_text(BACKEND, "utf-8")
    lock = make_wheel(wheels, "tiny_one") + make_wheel(wheels, "tiny_two")
    elsewhere = make_wheel(wheels, "tiny_three").replace(" \\", " ; sys_platform == 'amiga' \\")
    (root / "requirements.lock").write_text(lock + elsewhere, "utf-8")
    for kind in ("teacher", "site", "dev"):
        (root / f"requirements-{kind}.lock").write_text(lock + elsewhere, "utf-8")
    shutil.copy(START, root)
    shutil.copytree(STARTING, root / "starting", ignore=shutil.ignore_patterns("__pycache__"))
    return root


def make_program(folder: Path, name: str, code: str) -> Path:
    """Write a program that runs this Python code."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / f"{name}-code.py"
    script.write_text(code, "utf-8")
    windows = os.name == "nt"
    path = folder / (f"{name}.cmd" if windows else name)
    # Not Python's path after "#!": there, a space ends it.
    by_shell = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"\n'
    path.write_text(f'@"{sys.executable}" "{script}" %*\n' if windows else by_shell, "utf-8")
    path.chmod(0o755)
    return path


def with_uv(environment: dict[str, str]) -> dict[str, str]:
    """Return the variables of a machine that has the tools' uv, and no other."""
    bare = without_uv(environment)
    return bare | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), bare["PATH"]])}


def without_uv(environment: dict[str, str]) -> dict[str, str]:
    """Return the variables of a machine that has no uv."""
    folders = environment["PATH"].split(os.pathsep)
    bare = [folder for folder in folders if not shutil.which("uv", path=folder)]
    return environment | {"PATH": os.pathsep.join(bare)}


def run_start(
    root: Path, environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "start.py"), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the message of a failed start, which is neither long nor a traceback."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout
    lines = [
        line for line in done.stdout.splitlines() if not re.match(r"Paquets|[1-4]/4|Prem", line)
    ]
    assert len(lines) <= 2, done.stdout
    return lines[0]
