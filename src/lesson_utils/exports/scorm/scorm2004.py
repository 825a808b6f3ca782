"""SCORM 2004, 4th edition: room for long answers, for a platform that takes it in full."""

from __future__ import annotations

from lesson_utils.exports.base import Exported
from lesson_utils.exports.scorm.manifest import SCORM_2004
from lesson_utils.exports.scorm.package import package
from lesson_utils.lesson import Lesson


def export(lesson: Lesson) -> Exported:
    """Give a lesson as ``<lesson>-<language>.scorm2004.zip``."""
    return package(lesson, SCORM_2004)
