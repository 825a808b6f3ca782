"""The real thing: a fresh copy opens the lesson."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from tests.fresh import copy_repository
from tests.starting.tiny import NAME, run_start, without_uv

if TYPE_CHECKING:
    from pathlib import Path


def fetch(address: str, token: str) -> Any:
    request = urllib.request.Request(address, headers={"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def wait_for(address: str, token: str) -> Any:
    """Fetch from a server that is starting."""
    for _ in range(120):
        try:
            return fetch(address, token)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    return pytest.fail(f"JupyterLab did not answer at {address}")


@pytest.mark.slow
def test_a_fresh_copy_opens_the_lesson(tmp_path: Path) -> None:
    root = copy_repository(tmp_path / NAME)
    values = without_uv({**os.environ, "PYTHONIOENCODING": "utf-8"})
    done = run_start(root, values, "install", "--language", "fr")
    assert done.returncode == 0, done.stdout
    counted = re.findall(r"(\d+) sur \1$", done.stdout, re.MULTILINE)
    assert len(counted) >= 1, done.stdout
    assert len(done.stdout.splitlines()) < 20, done.stdout
    (installer,) = (root / ".venv").rglob("jupyterlab-[0-9]*.dist-info/INSTALLER")
    assert installer.read_text("utf-8").strip() == "uv"

    for language, locale in (("fr", "fr_FR"), ("en", "default")):
        with subprocess.Popen(
            [sys.executable, str(root / "start.py"), "--no-browser", "--language", language],
            env=values,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as lesson:
            try:
                assert lesson.stdout is not None
                said = ""
                while "Ctrl+C" not in said and lesson.poll() is None:
                    said += lesson.stdout.readline()
                assert "4/4" not in said
                found = re.search(r"(http://127\.0\.0\.1:\d+)/doc/tree/(\S+)\?token=(\S+)", said)
                assert found is not None, said
                server, notebook, token = found.groups()
                name = "translation-extension:plugin"
                told = wait_for(f"{server}/lab/api/settings/@jupyterlab/{name}", token)
                assert told["schema"]["properties"]["locale"]["default"] == locale
                name = "apputils-extension:notification"
                told = fetch(f"{server}/lab/api/settings/@jupyterlab/{name}", token)
                assert told["schema"]["properties"]["fetchNews"]["default"] == "false"
                assert fetch(f"{server}/api/contents/{notebook}", token)["type"] == "notebook"
            finally:
                lesson.send_signal(signal.SIGTERM)
        with pytest.raises(urllib.error.URLError):
            fetch(f"{server}/api", token)
