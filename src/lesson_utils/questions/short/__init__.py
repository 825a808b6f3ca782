"""Answer in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Value
from lesson_utils.questions.base import Breach, Question, QuestionType, Setting
from lesson_utils.questions.forms import Wording
from lesson_utils.questions.judging.nearness import is_near
from lesson_utils.questions.judging.wording import judge, plain
from lesson_utils.questions.outcomes import (
    FULL,
    NothingToScore,
    Outcome,
    Response,
    is_empty,
    one_answer,
)

_WRONG = "§"


class Anticipated(Value, frozen=True, kw_only=True):
    """Wrong wordings that are to be expected, and what is said to who gives one."""

    accept: tuple[str, ...]
    feedback: Localized


class Short(Question, frozen=True, kw_only=True):
    """A few accepted wordings, in whichever language; the first is shown as the answer."""

    accept: tuple[str, ...]
    feedback: Localized
    anticipated: tuple[Anticipated, ...] = ()
    otherwise: Localized


class ExpectedRow(TypedDict):
    """Wrong wordings, and what is said of them."""

    accepted: list[str]
    feedback: str


class ShortTable(TypedDict):
    """The wordings that count, and what is said of them, of wrong ones expected, of the others."""

    accepted: list[str]
    feedback: str
    anticipated: list[ExpectedRow]
    otherwise: str
    maximum: int


def breaches(question: Short) -> Iterator[Breach]:
    """Ask for an accepted wording, and for no wrong one that is accepted too."""
    if not question.accept:
        yield "answer-missing", ("accept",), {}
    for index, text in enumerate(question.accept):
        if not plain(text):
            yield "answer-blank", ("accept", index), {}
    for index, expected in enumerate(question.anticipated):
        for text in expected.accept:
            if judge(text, question.accept) in FULL:
                yield "anticipated-right", ("anticipated", index), {"answer": text}


def table(question: Short, setting: Setting) -> ShortTable:
    """Compile the wordings."""
    return {
        "accepted": list(question.accept),
        "feedback": localize(question.feedback, setting.language),
        "anticipated": [
            {
                "accepted": list(expected.accept),
                "feedback": localize(expected.feedback, setting.language),
            }
            for expected in question.anticipated
        ],
        "otherwise": localize(question.otherwise, setting.language),
        "maximum": 1,
    }


def plain_form(table: ShortTable) -> Wording:
    """Give the plain form."""
    return Wording(
        accepted=tuple(table["accepted"]),
        right=table["feedback"],
        anticipated=tuple(
            (tuple(row["accepted"]), row["feedback"]) for row in table["anticipated"]
        ),
        otherwise=table["otherwise"],
    )


def grade(table: ShortTable, response: Response) -> Outcome:
    """Grade what was typed: one point for an accepted wording."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not isinstance(response, str):
        return NothingToScore(reason="malformed")
    if not plain(response):
        return NothingToScore(reason="empty")
    verdict = judge(response, table["accepted"])
    if verdict in FULL:
        return one_answer(verdict, table["feedback"])
    expected = [text for wrong in table["anticipated"] for text in wrong["accepted"]]
    if is_near(response, table["accepted"], expected):
        return one_answer("near", "")
    return one_answer(verdict, _said(table, response))


def _said(table: ShortTable, response: str) -> str:
    return next(
        (e["feedback"] for e in table["anticipated"] if judge(response, e["accepted"]) in FULL),
        table["otherwise"],
    )


def key(table: ShortTable) -> Response:
    """Give the first accepted wording."""
    return table["accepted"][0]


def wrong(table: ShortTable) -> Iterator[Response]:
    """Give every anticipated wrong wording, and one that nobody expects."""
    for expected in table["anticipated"]:
        for text in expected["accepted"]:
            if judge(text, table["accepted"]) not in FULL:
                yield text
    yield _WRONG


TYPE = QuestionType(
    name="short",
    model=Short,
    breaches=breaches,
    least={"accept": 1},
    table=table,
    plain=plain_form,
    grade=grade,
    key=key,
    wrong=wrong,
)
