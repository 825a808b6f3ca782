"""Fresh environments and copies of the repository, for tests that start from nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MADE_HERE = (
    *(".venv", ".jupyter", ".git", "node_modules", "__pycache__", ".*_cache", ".hypothesis"),
    *("atelier.ipynb", "studio.ipynb"),
)


def copy_repository(folder: Path) -> Path:
    """Copy what a clone holds, and nothing that was made since."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*MADE_HERE))
    return folder


def python_of(venv: Path) -> str:
    """Return the Python of an environment."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def install_packages(python: str, *arguments: str, folder: Path = ROOT) -> None:
    """Install packages by uv, which takes seconds; a failure says that the network is needed.

    The settings for uv that it finds from ``folder`` count.
    """
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode"]
    command += ["--python", python]
    done = subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        pytest.fail(
            f"uv could not install {' '.join(arguments)}: this test needs the package server.\n"
            f"{done.stdout[-1000:]}{done.stderr[-3000:]}"
        )


def unknown_settings(overrides: Path, schemas: Path) -> list[str]:
    """Return the settings, or their values, that a JupyterLab's schemas do not have."""
    found = []
    for plugin, values in json.loads(overrides.read_text("utf-8")).items():
        extension, name = plugin.split(":")
        path = schemas / extension / f"{name}.json"
        known = json.loads(path.read_text("utf-8"))["properties"] if path.exists() else {}
        for key, value in values.items():
            schema = known.get(key, {"oneOf": []})
            allowed = schema.get("enum") or [each.get("const") for each in schema.get("oneOf", [])]
            if key not in known or (allowed and value not in allowed):
                found.append(f"{plugin}: {key}: {value}")
    return found
