"""A quiz to what is shown of it in one language: plain JSON values.

The widgets and the static forms are both made from these payloads, so what strict nbval compares
is what the student works with.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from lesson_utils.content.chapter import passage_row
from lesson_utils.content.localized import localize
from lesson_utils.content.model import Article
from lesson_utils.content.payload import Payload, ui_texts
from lesson_utils.questions import TYPES, Question, Setting
from lesson_utils.questions.base import heard
from lesson_utils.questions.outcomes import Table
from lesson_utils.questions.quizfiles import Mode, PlacedQuestion, QuizContent
from lesson_utils.texts import interface_language, word

#: What may be reworded without making an answer given before another answer.
_REWORDED = {
    *("prompt", "hint", "explanation", "feedback", "otherwise", "skill", "draft"),
    *("listen", "starters", "points"),
}


def compile_question(placed: PlacedQuestion, article: Article, language: str) -> Table:
    """Make the grading table of a question.

    Returns
    -------
    dict
        ``id``, ``type``, ``skill``, ``prompt``, ``listen``, ``hint``, ``explanation``,
        ``maximum``, ``edition``, ``evidence`` and the fields of the type, with all texts in
        ``language``; what is to be heard is in the article's.
    """
    question = placed.question
    setting = Setting(language, article, placed.evidence, placed.quotes)
    return {
        "id": question.id,
        "type": question.type,
        "edition": edition(question),
        "skill": question.skill,
        "skillLabel": word(language, f"ui.skill.{question.skill}"),
        "prompt": localize(question.prompt, language),
        "listen": heard(question),
        "hint": localize(question.hint, language),
        "explanation": localize(question.explanation, language),
        "evidence": [passage_row(span, article) for span in placed.evidence],
        **TYPES[question.type].table(question, setting),
    }


def edition(question: Question) -> str:
    """Give a short name for what an answer depends on; another one means that old answers are void.

    Options, items and keys count, in all languages; prompt, what is to be heard, hint and
    feedback may be reworded, and the evidence too where it is not the key.
    """
    counted = _answerable(question)
    if not TYPES[question.type].evidence_is_key:
        del counted["evidence"]
    return hashlib.sha256(msgspec.json.encode(counted)).hexdigest()[:8]


def _answerable(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if isinstance(value, dict):
        return {k: _answerable(inner) for k, inner in value.items() if k not in _REWORDED}
    if isinstance(value, (list, tuple)):
        return [_answerable(inner) for inner in value]
    return value


def compile_quiz(  # noqa: PLR0913, PLR0917 - a whole quiz goes in
    lesson: str,
    quiz: QuizContent,
    article: Article,
    language: str,
    mode: Mode | None = None,
    shuffle: bool | None = None,  # noqa: FBT001 - as in the quiz file
) -> Payload:
    """Make the payload of a quiz; ``mode`` and ``shuffle`` are the file's where not given."""
    return {
        "lesson": lesson,
        "quiz": quiz.name,
        "language": interface_language(language),
        "articleLanguage": article.language,
        "title": localize(quiz.title, language),
        "mode": mode or quiz.mode,
        "shuffle": quiz.shuffle if shuffle is None else shuffle,
        "texts": ui_texts(language),
        "questions": [compile_question(placed, article, language) for placed in quiz.questions],
        "omitted": [
            {"id": left.id, "problems": [problem.sentence(language) for problem in left.problems]}
            for left in quiz.omitted
        ],
    }
