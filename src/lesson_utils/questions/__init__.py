"""The types of question. A type is a folder of this package and a line in :data:`TYPES`.

In its folder are its model, its rules, its grading and its plain form (``__init__.py``), its view
in the browser, which grades too (``view.js``, ``view.css``), its static forms (``static.html``,
``static.txt``), its words in each language (``words.fr.json``) and its note on access
(``access.md``); its grading vectors are in ``tests/vectors``. Types of other packages are found by
their entry point.
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
from lesson_utils.questions.registry import Types

TYPES = Types(
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

__all__ = ["SKILLS", "TYPES", "Question", "QuestionType", "Setting", "Skill"]
