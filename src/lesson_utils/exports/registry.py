"""The formats of ``lesson export``; a format's module is imported when it is made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from lesson_utils.exports.base import Exported
from lesson_utils.lesson import Lesson

#: Each format's module; its function ``export`` takes a lesson opened in the language wanted.
#: What a teacher most often comes for stands first.
FORMATS = {
    "page": "lesson_utils.exports.page",
    "handout": "lesson_utils.exports.handout",
    "scorm": "lesson_utils.exports.scorm.scorm12",
    "scorm2004": "lesson_utils.exports.scorm.scorm2004",
    "moodle": "lesson_utils.exports.moodle",
    "qti": "lesson_utils.exports.qti",
    "anki": "lesson_utils.exports.anki",
    "csv": "lesson_utils.exports.spreadsheet",
}


def exporter(name: str) -> Callable[[Lesson], Exported]:
    """Import what makes a format.

    Raises
    ------
    ModuleNotFoundError
        If a tool it needs is not installed.
    """
    made: Callable[[Lesson], Exported] = import_module(FORMATS[name]).export
    return made
