"""Answer in free words, then compare with a model: never scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Setting,
    count_breaches,
    part_ids,
    twins,
)
from lesson_utils.questions.forms import Essay, Shown
from lesson_utils.questions.judging.wording import blank
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Open,
    Outcome,
    Response,
    is_empty,
    is_id_list,
)
from lesson_utils.questions.tables import Side


class Reflect(Question, frozen=True, kw_only=True):
    """An open question, a model answer, and the criteria of a self-assessment."""

    model: Localized
    criteria: tuple[Localized, ...]


class ReflectTable(TypedDict):
    """The model answer, and the criteria of a self-assessment."""

    model: str
    criteria: list[Side]
    maximum: int


def breaches(question: Reflect) -> Iterator[Breach]:
    """Ask for at least one criterion, and for criteria that can be told apart."""
    yield from count_breaches("criteria", len(question.criteria), 1)
    yield from twins(question.criteria, "criteria")


def table(question: Reflect, setting: Setting) -> ReflectTable:
    """Compile the model answer and the criteria."""
    return {
        "model": localize(question.model, setting.language),
        "criteria": [
            {"id": part, "text": localize(text, setting.language)}
            for part, text in zip(part_ids(len(question.criteria)), question.criteria, strict=True)
        ],
        "maximum": 0,
    }


def plain(table: ReflectTable) -> Essay:
    """Give the plain form."""
    criteria = tuple(Shown(row["id"], row["text"]) for row in table["criteria"])
    return Essay(model=table["model"], criteria=criteria)


def grade(table: ReflectTable, response: Response) -> Outcome:
    """Give the model answer once something has been written."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not isinstance(response, dict) or not set(response) <= {"text", "ticked"}:
        return NothingToScore(reason="malformed")
    text, ticked = response.get("text"), response.get("ticked", [])
    if not isinstance(text, str) or not is_id_list(ticked):
        return NothingToScore(reason="malformed")
    if blank(text):
        return NothingToScore(reason="empty")
    criteria = [criterion["id"] for criterion in table["criteria"]]
    if not set(ticked) <= set(criteria):
        return NothingToScore(reason="unknown")
    return Open(model=table["model"], ticked=tuple(part for part in criteria if part in ticked))


def key(table: ReflectTable) -> Response:
    """Give the model answer with every criterion ticked."""
    return {"text": table["model"], "ticked": [part["id"] for part in table["criteria"]]}


def wrong(table: ReflectTable) -> Iterator[Response]:  # noqa: ARG001 - same form as the others
    """Give nothing: no open answer is wrong."""
    return iter(())


TYPE = QuestionType(
    name="reflect",
    model=Reflect,
    breaches=breaches,
    least={"criteria": 1},
    table=table,
    plain=plain,
    grade=grade,
    key=key,
    wrong=wrong,
)
