"""Match each left side with its right side."""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Value
from lesson_utils.questions import pairing
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Setting,
    count_breaches,
    looks,
    part_ids,
    shuffled,
    twin,
)
from lesson_utils.questions.forms import Pairs
from lesson_utils.questions.outcomes import Outcome, Response


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


class MatchTable(pairing.PairTable):
    """Pairs; ``otherwise`` says why the right sides that fit nothing do not, or is empty."""

    otherwise: str


def breaches(question: Match) -> Iterator[Breach]:
    """Ask for at least two pairs, and for sides that can be told apart in every language.

    A right side may be that of several pairs, if it is so in every language.
    """
    sides = len(question.pairs) + len(question.distractors)
    yield from count_breaches("pairs", sides if len(question.pairs) > 1 else len(question.pairs), 2)
    lefts = [pair.left for pair in question.pairs]
    rights = [pair.right for pair in question.pairs]
    for index, pair in enumerate(question.pairs):
        if twin(pair.left, lefts[:index]):
            yield "match-double", ("pairs", index), {}
        others = [right for right in rights[:index] if looks(right) != looks(pair.right)]
        if found := twin(pair.right, others):
            yield "option-double", ("pairs", index), {"text": found}
    for index, text in enumerate(question.distractors):
        if twin(text, rights):
            yield "match-distractor", ("distractors", index), {}
        elif found := twin(text, question.distractors[:index]):
            yield "option-double", ("distractors", index), {"text": found}
    if len(rights) > 1 and all(looks(text) == looks(rights[0]) for text in rights):
        yield "match-one-side", ("pairs",), {}


def table(question: Match, setting: Setting) -> MatchTable:
    """Compile both sides; right sides that look the same become one."""
    rights: list[Localized] = []
    for text in (*(pair.right for pair in question.pairs), *question.distractors):
        if _place(text, rights) is None:
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
            part: right_ids[place]
            for part, pair in zip(left_ids, question.pairs, strict=True)
            if (place := _place(pair.right, rights)) is not None
        },
        "otherwise": localize(question.otherwise or "", setting.language),
        "maximum": len(left_ids),
    }


def _place(text: Localized, rights: list[Localized]) -> int | None:
    wanted = looks(text)
    return next((place for place, known in enumerate(rights) if looks(known) == wanted), None)


def plain(table: MatchTable) -> Pairs:
    """Give the plain form."""
    return pairing.plain(table, otherwise=table["otherwise"])


def grade(table: MatchTable, response: Response) -> Outcome:
    """Grade a mapping from left id to right id: a point for each left side with its right one."""
    return pairing.grade(table, response, table.get("otherwise", ""))


TYPE = QuestionType(
    name="match",
    model=Match,
    breaches=breaches,
    least={"pairs": 2},
    table=table,
    plain=plain,
    grade=grade,
    key=pairing.key,
    wrong=pairing.wrong,
)
