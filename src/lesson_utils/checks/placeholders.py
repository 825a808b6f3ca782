"""Texts that ``lesson new`` put in their place, and that somebody was to write anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from lesson_utils.checks.workspace import Workspace
from lesson_utils.content.problems import Problem, ValuePath
from lesson_utils.texts import INTERFACE_LANGUAGES, command_has, command_word

_GLOSSES = tuple(
    f"new.gloss.{kind}" for kind in ("actor", "date", "name", "number", "place", "word")
)
_MODELS = tuple(f"example.{kind}.model" for kind in ("reflect", "reflect-short", "reflect-view"))


def glosses_written(space: Workspace) -> Iterator[Problem]:
    """No gloss or model answer is the one of ``lesson new``, but in what is still a draft."""
    for name, file in space.files.items():
        if name == "annotations.yml":
            yield from _left(space, name, file.value, (), "gloss", _GLOSSES)
        elif name.startswith("quizzes/") and isinstance(file.value, dict):
            asked = file.value.get("questions")
            yield from _left(space, name, asked, ("questions",), "model", _MODELS)


def _left(  # noqa: PLR0913, PLR0917 - where to look, and for what
    space: Workspace, name: str, entries: Any, path: ValuePath, field: str, keys: tuple[str, ...]
) -> Iterator[Problem]:
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, dict) or entry.get("draft") is True:
            continue
        text = entry.get(field)
        texts = text.values() if isinstance(text, dict) else [text]
        known = _known(keys)
        if any(isinstance(one, str) and known.fullmatch(_bare(one)) for one in texts):
            code = f"{field}-placeholder"
            problem = space.problem(code, name, path=(*path, index, field))
            yield msgspec.structs.replace(problem, id=str(entry.get("id", "")))


@cache
def _known(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Give what the texts of these keys look like, whatever of the article stands in them."""
    texts = [
        _bare(command_word(language, key, text="\0"))
        for language in INTERFACE_LANGUAGES
        for key in keys
        if command_has(language, key)
    ]
    # Letters and digits alone: nothing in them is a sign of a pattern.
    return re.compile("|".join(texts).replace("\0", ".*"))


def _bare(text: str) -> str:
    r"""Give the letters and digits of a text, small: spaces, capitals and marks change nothing.

    Examples
    --------
    >>> _bare("  A DATE that the text gives "), _bare("A date that\nthe text gives.")
    ('adatethatthetextgives', 'adatethatthetextgives')
    """
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "\0")
