"""Writes JupyterLab's defaults."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_settings(folder: Path, language: str) -> Path:
    """Write JupyterLab's defaults: its language, no news, no question; keep what else is there."""
    path = folder / "overrides.json"
    values = json.loads(path.read_text("utf-8")) if path.exists() else {}
    locales = {"fr": "fr_FR", "en": "default"}
    values["@jupyterlab/translation-extension:plugin"] = {"locale": locales[language]}
    news = {"fetchNews": "false", "checkForUpdates": False}
    values["@jupyterlab/apputils-extension:notification"] = news
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n", "utf-8")
    return path
