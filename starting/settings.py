"""Writes JupyterLab's defaults."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_settings(folder: Path, language: str) -> Path:
    """Write JupyterLab's defaults and keep what else is there.

    Its language; no news and no question; all cells of a notebook in the page: what stands in one
    is found from another, and nothing jumps when they are drawn.
    """
    path = folder / "overrides.json"
    values = json.loads(path.read_text("utf-8")) if path.exists() else {}
    locales = {"fr": "fr_FR", "en": "default"}
    values["@jupyterlab/translation-extension:plugin"] = {"locale": locales[language]}
    news = {"fetchNews": "false", "checkForUpdates": False}
    values["@jupyterlab/apputils-extension:notification"] = news
    values["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "none"}
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n", "utf-8")
    return path
