"""Answer with a year or a quantity."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Value
from lesson_utils.content.signs import SPACE, readable
from lesson_utils.questions.base import Breach, Question, QuestionType, Setting
from lesson_utils.questions.forms import Amount
from lesson_utils.questions.judging.amounts import show, without_unit
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Outcome,
    Response,
    is_empty,
    one_answer,
)
from lesson_utils.texts import interface_language

#: Binary fractions are not exact: two numbers nearer than this are the same.
NEAR = 1e-9
_IGNORED = re.compile(f"(?:{SPACE}|['’‘ʼ′´`])+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
#: Minus and the hyphens of print, the Arabic decimal mark and comma, the full stop of Chinese and
#: Japanese keyboards.
_MARKS = str.maketrans("\u2212\u2010\u2011\u066b\u060c\u3002", "---.,.")
#: The Arabic mark of thousands is one in every language.
_ARABIC_THOUSANDS = "\u066c"


class AnticipatedNumber(Value, frozen=True, kw_only=True):
    """A wrong number that is to be expected, and what is said to who gives it."""

    value: float
    feedback: Localized


class Number(Question, frozen=True, kw_only=True):
    """One number, give or take a tolerance."""

    answer: float
    tolerance: float = 0.0
    unit: Localized | None = None
    feedback: Localized
    anticipated: tuple[AnticipatedNumber, ...] = ()
    otherwise: Localized


class ValueRow(TypedDict):
    """A wrong number, and what is said of it."""

    value: float
    feedback: str


class NumberTable(TypedDict):
    """The number, how its reader writes thousands (a comma or nothing), and what is said.

    ``anticipated`` are wrong numbers that are expected, ``otherwise`` is said of the others.
    """

    answer: float
    tolerance: float
    thousands: str
    unit: str
    feedback: str
    anticipated: list[ValueRow]
    otherwise: str
    maximum: int


def breaches(question: Number) -> Iterator[Breach]:
    """Ask for finite numbers, a tolerance that is not negative, and wrong numbers outside it."""
    for field in ("answer", "tolerance"):
        if not math.isfinite(getattr(question, field)):
            yield "number-form", (field,), {"field": field}
    if question.tolerance < 0:
        yield "number-tolerance", ("tolerance",), {}
    for index, expected in enumerate(question.anticipated):
        if not math.isfinite(expected.value):
            yield "number-form", ("anticipated", index, "value"), {"field": "value"}
        if abs(expected.value - question.answer) <= question.tolerance + NEAR:
            values = {"answer": show(expected.value)}
            yield "anticipated-right", ("anticipated", index), values


def table(question: Number, setting: Setting) -> NumberTable:
    """Compile the number and how its reader writes numbers."""
    return {
        "answer": _whole(question.answer),
        "tolerance": _whole(question.tolerance),
        "thousands": "," if interface_language(setting.language) == "en" else "",
        "unit": "" if question.unit is None else localize(question.unit, setting.language),
        "feedback": localize(question.feedback, setting.language),
        "anticipated": [
            {
                "value": _whole(expected.value),
                "feedback": localize(expected.feedback, setting.language),
            }
            for expected in question.anticipated
        ],
        "otherwise": localize(question.otherwise, setting.language),
        "maximum": 1,
    }


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value


def read_number(response: Response, thousands: str, unit: str = "") -> float | None:
    """Read a number as typed, or as JSON has it; None if it is none.

    The printed ``unit`` may stand behind it; numbers to twenty may be words.

    Examples
    --------
    >>> read_number("11 200", ""), read_number("3,5", ""), read_number("11,200", ",")
    (11200.0, 3.5, 11200.0)
    >>> read_number("٣٫٥", ""), read_number("３，５", "")
    (3.5, 3.5)
    >>> read_number("douze", ""), read_number("10 ans", "", "années"), read_number("10 mois", "")
    (12.0, 10.0, None)
    """
    if isinstance(response, str):
        text = without_unit(readable(response), readable(unit))
        text = _IGNORED.sub("", text).translate(_MARKS)
        marks = f"[{_ARABIC_THOUSANDS}{thousands}]"
        if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{marks}[0-9]{{3}})+(?:\.[0-9]+)?", text):
            text = re.sub(marks, "", text)
        if not _NUMBER.fullmatch(text):
            return None
        response = text.replace(",", ".")
    elif isinstance(response, bool) or not isinstance(response, (int, float)):
        return None
    try:
        value = float(response)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def plain(table: NumberTable) -> Amount:
    """Give the plain form."""
    return Amount(
        answer=table["answer"],
        tolerance=table["tolerance"],
        thousands=table["thousands"],
        unit=table["unit"],
        right=table["feedback"],
        anticipated=tuple((row["value"], row["feedback"]) for row in table["anticipated"]),
        otherwise=table["otherwise"],
    )


def grade(table: NumberTable, response: Response) -> Outcome:
    """Grade a number: one point within the tolerance."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    value = read_number(response, table["thousands"], table["unit"])
    if value is None:
        unseen = isinstance(response, str) and not _IGNORED.sub("", readable(response))
        return NothingToScore(reason="empty" if unseen else "malformed")
    correct = abs(value - table["answer"]) <= table["tolerance"] + NEAR
    said = next(
        (e["feedback"] for e in table["anticipated"] if abs(value - e["value"]) <= NEAR),
        table["otherwise"],
    )
    if correct:
        return one_answer("right", table["feedback"])
    return one_answer("wrong", said)


def key(table: NumberTable) -> Response:
    """Give the number as it is typed."""
    return show(table["answer"])


def wrong(table: NumberTable) -> Iterator[Response]:
    """Give every anticipated number, and those just outside the tolerance."""
    tried = [expected["value"] for expected in table["anticipated"]]
    tried += [table["answer"] + side * (table["tolerance"] + 1) for side in (-1, 1)]
    for value in tried:
        if abs(value - table["answer"]) > table["tolerance"] + NEAR:
            yield show(value)


TYPE = QuestionType(
    name="number",
    model=Number,
    breaches=breaches,
    table=table,
    plain=plain,
    grade=grade,
    key=key,
    wrong=wrong,
)
