"""JupyterLab, started on the studio's notebook: on this machine alone, until it is stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import platformdirs

HOST = "127.0.0.1"
PORT = 8888
PORTS_TRIED = 50
HIGHEST_PORT = 65535
#: What the studio needs besides the package, and which of its extras brings it.
TOOLS = {"jupyterlab": "student", "nbformat": "teacher", "ruamel.yaml": "author"}
_LOCALES = {"fr": "fr_FR", "en": "default"}
#: Seconds in which JupyterLab ends once it is asked to.
_TO_END = 10


def missing_tools() -> list[str]:
    """Name what the studio needs and this Python has not."""
    return [name for name in TOOLS if not _is_there(name)]


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of a package with a dot in its name, the first part
        return False


def free_port(wanted: int) -> int | None:
    """Give the wanted port, or the next one that nobody uses; None if there is none near."""
    for port in range(wanted, min(wanted + PORTS_TRIED, HIGHEST_PORT + 1)):
        with suppress(OSError):
            socket.create_server((HOST, port)).close()
            return port
    return None


def lab_path(notebook: Path, folder: Path) -> str:
    """Give where a notebook opens in JupyterLab's simple interface, started in ``folder``.

    Examples
    --------
    >>> lab_path(Path("/lessons/data/le port/studio.ipynb"), Path("/lessons"))
    '/doc/tree/data/le%20port/studio.ipynb'
    """
    return f"/doc/tree/{quote(notebook.relative_to(folder).as_posix())}"


def lab_command(folder: Path, path: str, port: int, settings: Path, *, browser: bool) -> list[str]:
    """Give the command that serves ``folder`` on this machine alone, asking nothing."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",
        "--ServerApp.use_redirect_file=False",
        "--Application.log_level=ERROR",
        "--KernelManager.transport_encryption=auto",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.default_url={path}",
        f"--LabApp.app_settings_dir={settings}",
    ]


def write_settings(folder: Path, language: str) -> None:
    """Write JupyterLab's defaults: its language; no news and no question."""
    values = {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        # After a kernel has died and is started again, JupyterLab goes on sending to a part of it
        # that is no more.
        "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    }
    (folder / "overrides.json").write_text(json.dumps(values), encoding="utf-8")


def lab_environment(token: str, variables: Mapping[str, str]) -> dict[str, str]:
    """Give JupyterLab's variables; what is set up for other notebooks stays as it is."""
    values = {**variables, "JUPYTER_TOKEN": token, "JUPYTER_PREFER_ENV_PATH": "1"}
    own = platformdirs.user_config_path("lesson-utils") / "jupyter"
    with suppress(OSError):
        own.mkdir(parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            values["JUPYTER_CONFIG_DIR"] = str(own)
    return values


def serve(command: list[str], values: Mapping[str, str], folder: Path) -> int:
    """Run JupyterLab until it ends; give its exit status. Ctrl+C reaches it too, and ends it."""
    with _ending_on_request(), subprocess.Popen(command, cwd=folder, env=values) as process:  # noqa: S603 - this Python
        stopped = False
        try:
            while process.poll() is None:
                try:
                    process.wait(timeout=_TO_END if stopped else None)
                except KeyboardInterrupt:
                    if stopped:
                        process.terminate()
                    stopped = True
                except subprocess.TimeoutExpired:
                    process.terminate()
        finally:
            process.terminate()
    return 0 if stopped else process.returncode


@contextmanager
def _ending_on_request() -> Iterator[None]:
    """Turn a request to end into an exit that ends JupyterLab as well."""

    def leave(*_: object) -> NoReturn:
        sys.exit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
