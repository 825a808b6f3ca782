"""JupyterLite, built into an empty folder: its own program does it, and is told all it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.site.python import FIRST, OWN
from lesson_utils.texts import INTERFACE_LANGUAGES, command_word

#: What makes a site besides the package; all of it is in the extra ``site``.
TOOLS = {
    "jupyterlite_core": "jupyterlite-core",
    "jupyterlite_pyodide_kernel": "jupyterlite-pyodide-kernel",
    "jupyterlab_language_pack_fr_FR": "jupyterlab-language-pack-fr-FR",
    "jupyter_server": "jupyter-server",
    "nbformat": "nbformat",
    "packaging": "packaging",
}
KERNEL_EXTENSION = "@jupyterlite/pyodide-kernel-extension"
#: JupyterLab's extensions that a site has. Others of this machine's are not for a student.
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget", KERNEL_EXTENSION)
#: This package's own, from its own folder: what is installed may be a copy of an earlier one.
_ROOM = Path(__file__).resolve().parents[1] / "server" / "labextension"
_KERNEL = f"{KERNEL_EXTENSION}:kernel"
_LOCALES = {"fr": "fr_FR", "en": "default"}
#: A moment of its own for every file, so that equal lessons give equal bytes.
_MOMENT = 1_577_836_800
_LAST = 6


def missing_tools() -> list[str]:
    """Name what makes a site and this Python has not."""
    return [name for module, name in TOOLS.items() if find_spec(module) is None]


def kernel_wheels() -> list[Path]:
    """Give the wheels that the kernel brings along: its own, and mocks."""
    wheels = (_labextension(KERNEL_EXTENSION) / "static" / "pypi").glob("*.whl")
    wanted = {"ipykernel", "piplite", "pyodide_kernel"}
    return sorted(path for path in wheels if path.name.split("-")[0] in wanted)


def build_lite(folder: Path, output: Path, language: str, lock: str) -> None:
    """Build JupyterLite.

    Parameters
    ----------
    folder
        What goes into it: ``files/`` with the notebooks, and ``static/pyodide/``.
    output
        Where it goes: a folder that does not exist.
    language
        Of JupyterLab's own words.
    lock
        The name of the file in ``static/pyodide/`` that lists the packages.

    Raises
    ------
    LessonError
        If JupyterLite's program fails.
    """
    _write(folder / "jupyter_lite_config.json", {"LiteBuildConfig": _build(folder, output)})
    _write(folder / "jupyter-lite.json", _page(lock))
    _write(folder / "overrides.json", _settings(language))
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--debug"]
    done = subprocess.run(  # noqa: S603 - the arguments are written here
        command,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        values = {"detail": " / ".join(lines[-_LAST:])}
        raise LessonError([Problem(code="site-lite", file="lesson site", values=values)])


def _environment(folder: Path) -> dict[str, str]:
    """Give the variables of this process without those that would have another site built."""
    kept = {name: value for name, value in os.environ.items() if "JUPYTERLITE" not in name}
    # The configuration of this machine's JupyterLab is not a student's.
    return {**kept, "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"), "JUPYTER_NO_CONFIG": "1"}


def _build(folder: Path, output: Path) -> dict[str, Any]:
    return {
        "apps": ["lab"],
        "contents": [str(folder / "files")],
        "federated_extensions": [str(_ROOM), *(str(_labextension(name)) for name in _EXTENSIONS)],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(output),
        "source_date_epoch": _MOMENT,
    }


def _page(lock: str) -> dict[str, Any]:
    """Give what JupyterLite's pages are told."""
    python = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./static/pyodide/{lock}",
            "packages": [*FIRST, OWN],
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "lesson",
            "contentsStorageDrivers": ["memoryStorageDriver"],
            "enableMemoryStorage": True,
            "exposeAppInBrowser": True,
            "lessonSiteTexts": {
                spoken: {"python": command_word(spoken, "site.python")}
                for spoken in INTERFACE_LANGUAGES
            },
            "lessonSiteUrl": "./",
            "litePluginSettings": {_KERNEL: python},
            "workspacesStorageDrivers": ["memoryStorageDriver"],
        },
    }


def _settings(language: str) -> dict[str, Any]:
    """Give JupyterLab's defaults, as ``start.py`` writes them and for a page without a server."""
    return {
        "@jupyterlab/application-extension:shell": {"startMode": "single"},
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "fetchNews": "false",
        },
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            "windowingMode": "none",
        },
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]},
    }


def _labextension(name: str) -> Path:
    from jupyter_core.paths import jupyter_path  # noqa: PLC0415 - only when a site is made

    for folder in map(Path, [*jupyter_path("labextensions"), sys.prefix]):
        if (folder / name / "package.json").is_file():
            return folder / name
    raise LessonError([Problem(code="site-extension", file="lesson site", values={"name": name})])


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
