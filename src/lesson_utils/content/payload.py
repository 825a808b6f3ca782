"""What goes to a browser: plain JSON values in one language."""

from __future__ import annotations

from typing import Any

from lesson_utils.texts import interface

#: A lesson's part as JSON has it; the widgets and the static forms are both made from it.
Payload = dict[str, Any]


def ui_texts(language: str) -> dict[str, str]:
    """Give what the widgets say in a language."""
    return {key: text for key, text in interface(language).items() if key.startswith("ui.")}
