"""A lesson whose texts are hostile: what loading refuses may still come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils import open_lesson
from lesson_utils.content.localized import localize
from lesson_utils.lesson import Lesson
from tests.lessons import PHARE

if TYPE_CHECKING:
    from lesson_utils.shown.quiz import Quiz

#: Where a text for people stands in a payload.
_TEXTS = {"title", "prompt", "listen", "hint", "explanation", "text", "feedback", "model", "unit"}


def prefixed(value: Any, prefix: str) -> Any:
    """Put a prefix before every text for people in a payload."""
    if isinstance(value, dict):
        return {
            key: f"{prefix}{inner}"
            if key in _TEXTS and isinstance(inner, str)
            else prefixed(inner, prefix)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [prefixed(inner, prefix) for inner in value]
    return value


class NastyLesson(Lesson):
    """The lesson with every type, each of its texts after a hostile prefix."""

    def __init__(self, prefix: str) -> None:
        info = open_lesson(PHARE, language="fr").info
        title = f"{prefix}{localize(info.title, 'fr')}"
        super().__init__(PHARE, msgspec.structs.replace(info, title=title), "fr")
        self._prefix = prefix

    def quiz(self, name: str, **given: Any) -> Quiz:
        """Give the quiz with its texts changed."""
        quiz = super().quiz(name, **given)
        quiz.payload["questions"] = prefixed(quiz.payload["questions"], self._prefix)
        return quiz
