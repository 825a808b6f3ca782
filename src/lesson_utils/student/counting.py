"""What a browser needs to count a student's answers: tables that grade, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lesson_utils.content.locating import notebook_texts
from lesson_utils.content.payload import Payload
from lesson_utils.questions import SKILLS
from lesson_utils.texts import interface, interface_language

#: What is said before and after an answer, and takes no part in its grading.
_SAID = {"evidence", "explanation", "hint", "listen", "model", "prompt"}
_QUIZ = re.compile(r"\.quiz\(\\?[\"'](?P<name>[\w-]+)")


def counted(payloads: Sequence[Payload], lesson: str, language: str, folder: Path) -> Payload:
    """Give the payload of the live progress.

    Parameters
    ----------
    payloads
        The compiled quizzes, in the order in which they are shown.
    lesson
        The lesson's name.
    language
        Of the words.
    folder
        Where the notebook is: those beside it hold the quizzes.
    """
    texts = {key: text for key, text in interface(language).items() if key.startswith("ui.p")}
    notebooks = _notebooks_of_quizzes(folder)
    return {
        "language": interface_language(language),
        "lesson": lesson,
        "texts": texts,
        "skills": list(SKILLS),
        "quizzes": [
            {
                "id": payload["quiz"],
                "title": payload["title"],
                "mode": payload["mode"],
                "notebook": notebooks.get(payload["quiz"], ""),
                "tables": [_slim(table) for table in payload["questions"]],
            }
            for payload in payloads
        ],
    }


def _slim(value: Any) -> Any:
    """Take out of a table what is said of an answer."""
    if isinstance(value, list):
        return [_slim(each) for each in value]
    if not isinstance(value, dict):
        return value
    # The names in a key are the author's own: one may be called "hint".
    kept = {
        name: each if name == "key" else _slim(each)
        for name, each in value.items()
        if name not in _SAID
    }
    return kept | ({"feedback": ""} if isinstance(kept.get("feedback"), str) else {})


def _notebooks_of_quizzes(folder: Path) -> dict[str, str]:
    """Give the file in a folder that shows each quiz first."""
    found: dict[str, str] = {}
    for file, text in notebook_texts(folder):
        for match in _QUIZ.finditer(text):
            found.setdefault(match["name"], file)
    return found
