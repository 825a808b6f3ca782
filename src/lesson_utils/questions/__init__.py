"""The types of question. A type is a module of this package and a line in :data:`TYPES`.

Beside each module stand its JavaScript (``single.js``) and its accessibility note
(``single.md``); its grading vectors are in ``tests/vectors/single.json``.
"""

from __future__ import annotations

from lesson_utils.questions import match, multiple, order, single, truefalse
from lesson_utils.questions.base import SKILLS, Breach, Evidence, Question, QuestionType, Skill

TYPES: dict[str, QuestionType] = {
    kind.name: kind for kind in (single.TYPE, multiple.TYPE, truefalse.TYPE, order.TYPE, match.TYPE)
}

__all__ = ["SKILLS", "TYPES", "Breach", "Evidence", "Question", "QuestionType", "Skill"]
