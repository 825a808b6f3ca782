"""SCORM 1.2: what every platform takes, and Moodle in full."""

from __future__ import annotations

from lesson_utils.exports.base import Exported
from lesson_utils.exports.scorm.manifest import SCORM_12
from lesson_utils.exports.scorm.package import package
from lesson_utils.lesson import Lesson


def export(lesson: Lesson) -> Exported:
    """Give a lesson as ``<lesson>-<language>.scorm.zip``."""
    return package(lesson, SCORM_12)
