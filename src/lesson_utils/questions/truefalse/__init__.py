"""Judge a statement: right, wrong, or not said by the article."""

from __future__ import annotations

from typing import Literal

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Value
from lesson_utils.questions import choice
from lesson_utils.questions.base import Question, QuestionType, Setting
from lesson_utils.questions.forms import Choices
from lesson_utils.texts import word

ANSWERS = ("right", "wrong", "unsaid")


class AnswerFeedback(Value, frozen=True, kw_only=True):
    """What is said to who gives each of the three answers."""

    right: Localized
    wrong: Localized
    unsaid: Localized


class TrueFalse(Question, frozen=True, kw_only=True):
    """A statement to judge; silence is not falsity."""

    answer: Literal["right", "wrong", "unsaid"]
    feedback: AnswerFeedback


def table(question: TrueFalse, setting: Setting) -> choice.ChoiceTable:
    """Compile the three answers to options."""
    return {
        "options": [
            {
                "id": answer,
                "text": word(setting.language, f"ui.truefalse.{answer}"),
                "feedback": localize(getattr(question.feedback, answer), setting.language),
                "correct": answer == question.answer,
            }
            for answer in ANSWERS
        ],
        "maximum": 1,
    }


def plain(table: choice.ChoiceTable) -> Choices:
    """Give the plain form: these three answers are nobody's own."""
    return choice.plain(table, standing=True)


TYPE = QuestionType(
    name="truefalse",
    model=TrueFalse,
    table=table,
    plain=plain,
    grade=choice.grade,
    key=choice.key,
    wrong=choice.wrong,
)
