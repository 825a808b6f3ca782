"""Opens the lesson in JupyterLab, on this machine alone."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from starting.failures import StartError
from starting.place import environment

if TYPE_CHECKING:
    from pathlib import Path

    from starting.place import Place
    from starting.voice import Voice

NOTEBOOKS = {"fr": "notebooks/fr/00_accueil.ipynb", "en": "notebooks/en/00_welcome.ipynb"}
HOST = "127.0.0.1"
PORT = 8888
PORTS_TRIED = 50
HIGHEST_PORT = 65535


def first_notebook(root: Path, voice: Voice, language: str) -> str:
    """Return the notebook that opens."""
    if (root / NOTEBOOKS[language]).is_file():
        return NOTEBOOKS[language]
    if language == "en" and (root / NOTEBOOKS["fr"]).is_file():
        voice.say("no-english")
        return NOTEBOOKS["fr"]
    raise StartError("incomplete", path=NOTEBOOKS[language])


def free_port(voice: Voice, wanted: int) -> int:
    """Return the wanted port, or the next one that nobody uses."""
    last = min(wanted + PORTS_TRIED, HIGHEST_PORT + 1) - 1
    for port in range(wanted, last + 1):
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            continue
        if port != wanted:
            voice.say("port-taken", taken=wanted, port=port)
        return port
    raise StartError("no-port", first=wanted, last=last)


def lab_path(notebook: str, *, whole: bool) -> str:
    """Return where the notebook opens: in JupyterLab's simple interface, or with all around it."""
    return f"/{'lab' if whole else 'doc'}/tree/{notebook}"


def lab_command(place: Place, path: str, port: int, language: str) -> list[str]:
    """Return the command that serves the lesson on this machine alone, asking nothing."""
    return [
        str(place.python),
        "-m",
        "jupyterlab",
        "--ServerApp.ip=" + HOST,
        "--ServerApp.port=" + str(port),
        "--ServerApp.root_dir=" + str(place.root),
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",
        "--ServerApp.use_redirect_file=False",
        "--Application.log_level=ERROR",
        "--KernelManager.transport_encryption=auto",
        "--LabApp.extension_manager=readonly",
        "--LabApp.default_url=" + path,
        "--LabApp.app_settings_dir=" + str(place.settings(language)),
    ]


def lab_environment(place: Place, token: str) -> dict[str, str]:
    """Return JupyterLab's environment variables; the user's own Jupyter stays as it is."""
    values = environment(place)
    values["JUPYTER_TOKEN"] = token
    values["JUPYTER_PREFER_ENV_PATH"] = "1"
    own = place.root / ".jupyter"
    try:
        own.mkdir(exist_ok=True)
    except OSError:
        return values
    if os.access(str(own), os.W_OK):
        values["JUPYTER_CONFIG_DIR"] = str(own)
    return values
