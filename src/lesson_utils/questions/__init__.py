"""The types of question. A type is a module of this package and a line in :data:`TYPES`.

Beside each module stand its JavaScript (``single.js``) and its accessibility note
(``single.md``); its grading vectors are in ``tests/vectors/single.json``.
"""

from __future__ import annotations

from lesson_utils.questions import (
    classify,
    cloze,
    locate,
    match,
    multiple,
    number,
    order,
    reflect,
    short,
    single,
    truefalse,
)
from lesson_utils.questions.base import SKILLS, Question, QuestionType, Setting, Skill

TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        single.TYPE,
        multiple.TYPE,
        truefalse.TYPE,
        order.TYPE,
        match.TYPE,
        classify.TYPE,
        cloze.TYPE,
        short.TYPE,
        number.TYPE,
        locate.TYPE,
        reflect.TYPE,
    )
}

__all__ = ["SKILLS", "TYPES", "Question", "QuestionType", "Setting", "Skill"]
