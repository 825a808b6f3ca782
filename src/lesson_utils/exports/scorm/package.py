"""A package ready to upload: a manifest, and the page, whose script talks with the platform."""

from __future__ import annotations

from typing import Any

from lesson_utils.content.localized import localize
from lesson_utils.content.payload import Payload
from lesson_utils.exports.archive import zipped
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.names import flat, ident, shortened, untagged
from lesson_utils.exports.page import page_of
from lesson_utils.exports.part import Part
from lesson_utils.exports.scorm.asked import asked
from lesson_utils.exports.scorm.manifest import PAGE, Standard, manifest
from lesson_utils.exports.source import clean
from lesson_utils.lesson import Lesson
from lesson_utils.texts import platform_texts

#: What a title may have in IMS Content Packaging.
_TITLE = 200


def package(lesson: Lesson, standard: Standard) -> Exported:
    """Give a lesson, or a part of one, as a package of one page.

    Raises
    ------
    LessonError
        As :func:`~lesson_utils.exports.page.page_of`.
    """

    def more(quizzes: list[Payload]) -> dict[str, Any]:
        platform = {"standard": standard.name, "questions": asked(quizzes)}
        return {"platform": platform, "texts": platform_texts(lesson.language)}

    html, notes = page_of(lesson, "sco", "platform.lead", more)
    label = lesson.label if isinstance(lesson, Part) else lesson.name
    called = ident("scorm", label, lesson.language)
    title = shortened(untagged(clean(flat(_title(lesson)))), _TITLE)
    files = {"imsmanifest.xml": manifest(standard, called, title), PAGE: html}
    codes = ("page-key", "scorm-kept", standard.note)
    own = (Note(item=lesson.name, code=code) for code in codes)
    return Exported(
        files={f"{lesson.name}-{lesson.language}.{standard.ending}": zipped(files)},
        notes=(*notes, *own),
    )


def _title(lesson: Lesson) -> str:
    """Give what the platform lists: the lesson, and of a part its quiz or its text."""
    title = localize(lesson.info.title, lesson.language)
    if not isinstance(lesson, Part):
        return title
    quizzes = lesson.readable_quizzes()
    shown = quizzes[0] if len(quizzes) == 1 else lesson.read()
    return f"{title} – {shown.payload['title']}"
