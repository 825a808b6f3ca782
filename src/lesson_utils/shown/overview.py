"""What a lesson shows of itself as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.content.localized import localize
from lesson_utils.content.model import Article, LessonInfo
from lesson_utils.content.payload import Payload
from lesson_utils.shown.quiz import Quiz
from lesson_utils.texts import interface_language, word


def overview(
    info: LessonInfo,
    article: Article,
    quizzes: Sequence[Quiz],
    *,
    annotations: int,
    language: str,
) -> Payload:
    """Give the lesson's title, its rights, how much there is of it, its chapters and quizzes.

    ``annotations`` is how many there are.
    """
    numbered = [p for p in article.paragraphs if not p.heading]
    return {
        "language": interface_language(language),
        "title": localize(info.title, language),
        "rights": localize(info.article.rights, language),
        "counts": word(
            language,
            "static.overview.article",
            paragraphs=len(numbered),
            sentences=len(article.sentences),
            annotations=annotations,
        ),
        "chapters": [
            {"id": chapter.id, "title": localize(chapter.title, language)}
            for chapter in info.chapters
        ],
        "quizzes": [
            {
                "id": quiz.payload["quiz"],
                "title": quiz.payload["title"],
                "count": len(quiz.question_ids),
            }
            for quiz in quizzes
        ],
    }
