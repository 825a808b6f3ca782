"""Answer in free words, then compare with a model: never scored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, Weighed, localize, weighed_text
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Setting,
    count_breaches,
    part_ids,
    twins,
)
from lesson_utils.questions.forms import LEVELS, Criterion, Essay
from lesson_utils.questions.judging.wording import blank
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Open,
    Outcome,
    Response,
    is_empty,
    is_id_list,
    is_id_mapping,
)
from lesson_utils.questions.tables import CriterionRow

#: What the beginning of a sentence may end in; it is shown with one, and inserted without.
_ENDING = re.compile(r"\s*(?:…|\.{3})?\s*$")


class Reflect(Question, frozen=True, kw_only=True):
    """An open question, a model answer, and the criteria of a self-assessment.

    ``starters`` are beginnings of sentences. Criteria with points have three levels each.
    """

    model: Localized
    criteria: tuple[Weighed, ...]
    starters: tuple[Localized, ...] = ()


class ReflectTable(TypedDict):
    """The model answer, what to look for in one's own, all its points, and sentence starters."""

    model: str
    criteria: list[CriterionRow]
    total: int
    starters: list[str]
    maximum: int


def breaches(question: Reflect) -> Iterator[Breach]:
    """Ask for at least one criterion, for criteria that can be told apart, and for points or none.

    What is wrong with one criterion's form is told alone: the rest may only follow from it.
    """
    yield from count_breaches("criteria", len(question.criteria), 1)
    yield from twins(question.starters, "starters")
    wrong = [(n, code) for n, row in enumerate(question.criteria) if (code := _fault(row))]
    for number, code in wrong:
        yield code, ("criteria", number), {}
    if wrong:
        return
    weights = [_points(written) for written in question.criteria]
    if any(weights) and not all(weights):
        given = str(sum(weight > 0 for weight in weights))
        values = {"given": given, "count": str(len(weights))}
        yield "criteria-mixed", ("criteria", weights.index(0)), values
    yield from twins([_text(written) for written in question.criteria], "criteria")


def _fault(written: Weighed) -> str:
    """Name what is wrong with a criterion as it is written; nothing if all is well."""
    if weighed_text(written) is None:
        return "criterion-form"
    if not isinstance(written, dict) or "text" not in written:
        return ""
    if not set(written) <= {"text", "points"}:
        return "criterion-form"
    points = written.get("points", 1)
    # In Python, true is 1.
    sound = isinstance(points, int) and not isinstance(points, bool) and points > 0
    return "" if sound else "criterion-points"


def _text(written: Weighed) -> Localized:
    return weighed_text(written) or ""


def _points(written: Weighed) -> int:
    """Give the points of a sound criterion: 0 if it has none."""
    weighed = isinstance(written, dict) and "text" in written
    return int(written.get("points", 0)) if weighed and isinstance(written, dict) else 0


def table(question: Reflect, setting: Setting) -> ReflectTable:
    """Compile the model answer, the criteria and the beginnings of sentences."""
    parts = part_ids(len(question.criteria))
    return {
        "model": localize(question.model, setting.language),
        "criteria": [
            {"id": part, "text": localize(_text(row), setting.language), "points": _points(row)}
            for part, row in zip(parts, question.criteria, strict=True)
        ],
        "total": sum(map(_points, question.criteria)),
        "starters": [_ENDING.sub("", localize(t, setting.language)) for t in question.starters],
        "maximum": 0,
    }


def plain(table: ReflectTable) -> Essay:
    """Give the plain form."""
    criteria = tuple(
        Criterion(row["id"], row["text"], points=row["points"]) for row in table["criteria"]
    )
    return Essay(model=table["model"], criteria=criteria, starters=tuple(table["starters"]))


def grade(table: ReflectTable, response: Response) -> Outcome:
    """Give the model answer once something has been written, and what its writer says of it."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    weighed = table["total"] > 0
    said = _said(response, weighed=weighed)
    if said is None:
        return NothingToScore(reason="malformed")
    if blank(response["text"]):
        return NothingToScore(reason="empty")
    criteria = [row["id"] for row in table["criteria"]]
    levels = {part: said[part] for part in criteria if part in said}
    if len(levels) < len(said) or not set(levels.values()) <= set(LEVELS):
        return NothingToScore(reason="unknown")
    if not weighed:
        return Open(model=table["model"], ticked=tuple(levels))
    return Open(model=table["model"], levels=levels, sum=plain(table).earned(levels))


def _said(response: Response, *, weighed: bool) -> dict[str, str] | None:
    """Give the level of each criterion in a response; what is ticked is met in full.

    None if the response has not this form.
    """
    field = "levels" if weighed else "ticked"
    if not isinstance(response, dict) or not set(response) <= {"text", field}:
        return None
    said = response.get(field, {} if weighed else [])
    sound = is_id_mapping(said) if weighed else is_id_list(said)
    if not sound or not isinstance(response.get("text"), str):
        return None
    return dict(said) if weighed else dict.fromkeys(said, LEVELS[-1])


def key(table: ReflectTable) -> Response:
    """Give the model answer with every criterion met."""
    parts = [part["id"] for part in table["criteria"]]
    said = {"levels": dict.fromkeys(parts, LEVELS[-1])} if table["total"] else {"ticked": parts}
    return {"text": table["model"], **said}


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
