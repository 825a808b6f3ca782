"""Match each left side with its right side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.localized import Localized, localize
from lesson_utils.model import Value
from lesson_utils.questions import pairing
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Setting,
    count_breaches,
    part_ids,
    shuffled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lesson_utils.outcomes import Table


class Pair(Value, frozen=True, kw_only=True):
    """A left side with its right side, and what is said when they are not matched."""

    left: Localized
    right: Localized
    feedback: Localized


class Match(Question, frozen=True, kw_only=True):
    """Pairs to find; two pairs may share a right side.

    ``distractors`` fit nothing, and ``otherwise`` says why to who chooses one.
    """

    pairs: tuple[Pair, ...]
    distractors: tuple[Localized, ...] = ()
    otherwise: Localized | None = None


def breaches(question: Match) -> Iterator[Breach]:
    """Ask for at least two pairs, no left side twice, and both sides of each pair."""
    sides = len(question.pairs) + len(question.distractors)
    yield from count_breaches("pairs", sides if len(question.pairs) > 1 else len(question.pairs), 2)
    seen: list[Localized] = []
    for index, pair in enumerate(question.pairs):
        if pair.left in seen:
            yield "match-double", ("pairs", index), {}
        seen.append(pair.left)
    rights = [pair.right for pair in question.pairs]
    for index, text in enumerate(question.distractors):
        if text in rights:
            yield "match-distractor", ("distractors", index), {}
    if len(question.pairs) > 1 and len({str(text) for text in rights}) == 1:
        yield "match-one-side", ("pairs",), {}


def table(question: Match, setting: Setting) -> Table:
    """Compile both sides; equal right sides become one."""
    rights: list[Localized] = []
    for text in (*(pair.right for pair in question.pairs), *question.distractors):
        if text not in rights:
            rights.append(text)
    right_ids = part_ids(len(rights))
    left_ids = part_ids(len(question.pairs))
    return {
        "lefts": [
            {
                "id": part,
                "text": localize(pair.left, setting.language),
                "feedback": localize(pair.feedback, setting.language),
            }
            for part, pair in zip(left_ids, question.pairs, strict=True)
        ],
        "rights": [
            {"id": part, "text": localize(rights[right_ids.index(part)], setting.language)}
            for part in shuffled(right_ids, question.id)
        ],
        "key": {
            part: right_ids[rights.index(pair.right)]
            for part, pair in zip(left_ids, question.pairs, strict=True)
        },
        "otherwise": localize(question.otherwise or "", setting.language),
        "maximum": len(left_ids),
    }


TYPE = QuestionType(
    name="match",
    model=Match,
    breaches=breaches,
    table=table,
    grade=pairing.grade,
    key=pairing.key,
    wrong=pairing.wrong,
)
