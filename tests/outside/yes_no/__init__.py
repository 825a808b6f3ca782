"""Say yes or no to a statement: a type of question from outside, as small as one can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lesson_utils.content.localized import Localized, localize
from lesson_utils.questions import Question, QuestionType, Setting, choice
from lesson_utils.questions.base import Breach, twin
from lesson_utils.questions.choice import ChoiceTable
from lesson_utils.questions.forms import Choices
from lesson_utils.texts import word

ANSWERS: tuple[Literal["yes", "no"], ...] = ("yes", "no")


class YesNo(Question, frozen=True, kw_only=True):
    """A statement, and what is said to who answers each way."""

    answer: Literal["yes", "no"]
    yes: Localized
    no: Localized


def breaches(question: YesNo) -> Iterator[Breach]:
    """Ask for two feedbacks that can be told apart."""
    if twin(question.no, [question.yes]):
        yield "yes-no-same", ("no",), {}


def table(question: YesNo, setting: Setting) -> ChoiceTable:
    """Compile the two answers."""
    said = {"yes": question.yes, "no": question.no}
    return {
        "options": [
            {
                "id": answer,
                "text": word(setting.language, f"ui.yes-no.{answer}"),
                "feedback": localize(said[answer], setting.language),
                "correct": answer == question.answer,
            }
            for answer in ANSWERS
        ],
        "maximum": 1,
    }


def plain(table: ChoiceTable) -> Choices:
    """Give the plain form: the two answers are nobody's own."""
    return choice.plain(table, standing=True)


TYPE = QuestionType(
    name="yes-no",
    model=YesNo,
    breaches=breaches,
    table=table,
    plain=plain,
    grade=choice.grade,
    key=choice.key,
    wrong=choice.wrong,
)
