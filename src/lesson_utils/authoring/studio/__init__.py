"""The studio: a lesson made by selecting and saying. The files stay the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lesson_utils.content.locating import find_lesson
from lesson_utils.content.problems import told_in

if TYPE_CHECKING:
    from lesson_utils.authoring.studio.shown import StudioShown


def edit_lesson(name_or_path: str | Path, language: str | None = None) -> StudioShown:
    """Open the studio on a lesson.

    Parameters
    ----------
    name_or_path
        A lesson's name, or its folder, as :func:`lesson_utils.open_lesson` takes it.
    language
        Of the studio itself, "fr" or "en"; the lesson's first one by default.

    Raises
    ------
    LessonError
        If there is no such lesson; the message lists those there are.

    Examples
    --------
    >>> print(edit_lesson("minusma", "en").text())
    The studio is not open yet: click here, then press Shift+Enter.
    """
    from lesson_utils.authoring.studio.shown import (  # noqa: PLC0415 - only when it is opened
        StudioShown,
        spoken_language,
    )

    with told_in(language or "fr"):
        root = find_lesson(name_or_path)
    return StudioShown(root, language or spoken_language(root))
