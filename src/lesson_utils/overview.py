"""What a lesson shows of itself as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.localized import localize
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from lesson_utils.compiling import Payload
    from lesson_utils.lesson import Lesson


def overview(lesson: Lesson) -> Payload:
    """Give the lesson's title, its rights, how much there is of it, its chapters and quizzes."""
    language = lesson.language
    numbered = [p for p in lesson.article.paragraphs if not p.heading]
    return {
        "language": interface_language(language),
        "title": localize(lesson.info.title, language),
        "rights": localize(lesson.info.article.rights, language),
        "counts": word(
            language,
            "static.overview.article",
            paragraphs=len(numbered),
            sentences=len(lesson.article.sentences),
            annotations=len(lesson.annotations),
        ),
        "chapters": [
            {"id": chapter.id, "title": localize(chapter.title, language)}
            for chapter in lesson.info.chapters
        ],
        "quizzes": [
            {
                "id": quiz.payload["quiz"],
                "title": quiz.payload["title"],
                "count": len(quiz.question_ids),
            }
            for quiz in lesson.readable_quizzes()
        ],
    }
