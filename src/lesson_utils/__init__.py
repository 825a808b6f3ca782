"""Teaching notebooks around a news article.

:func:`open_lesson` opens a lesson; :class:`LessonError` says what is wrong with one.
"""

from __future__ import annotations

from lesson_utils.content.problems import LessonError
from lesson_utils.lesson import open_lesson

__all__ = ["LessonError", "open_lesson"]
