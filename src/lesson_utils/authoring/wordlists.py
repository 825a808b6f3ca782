"""The lists of words beside the modules, a JSON file each, by language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils.texts import base_language


@cache
def _read(name: str) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(
        (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    )
    return listed


def listed_words(name: str, language: str) -> Any:
    """Give what a file has for a language, "" being for all; None where it has nothing.

    Examples
    --------
    >>> "titles" in listed_words("nouns", "fr-CA"), listed_words("cues", "xx")
    (True, None)
    """
    return _read(name).get(base_language(language))
