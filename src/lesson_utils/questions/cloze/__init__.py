"""Fill the gaps of a quoted passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Anchor, Value
from lesson_utils.questions import forms
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Quote,
    Setting,
    count_breaches,
    part_ids,
)
from lesson_utils.questions.judging.nearness import is_near
from lesson_utils.questions.judging.wording import judge, plain
from lesson_utils.questions.outcomes import (
    FULL,
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Verdict,
    feedback_of,
    is_empty,
    is_id_mapping,
)

#: What the self-check types into a gap to be refused.
_WRONG = "§"


class Gap(Value, frozen=True, kw_only=True):
    """A stretch of the quote to be filled in, other wordings that count, and what is said else."""

    text: str
    occurrence: int = 1
    accept: tuple[str, ...] = ()
    feedback: Localized


class Cloze(Question, frozen=True, kw_only=True):
    """A quote of the article with gaps; it is the question's evidence."""

    quote: str
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""
    gaps: tuple[Gap, ...]


class GapRow(TypedDict):
    """A gap: ``text`` as it stands in the article, the wordings that count, what is said else."""

    id: str
    text: str
    accepted: list[str]
    feedback: str


class ClozeTable(TypedDict):
    """The text around the gaps, in pieces of which there is one more than gaps."""

    pieces: list[str]
    gaps: list[GapRow]
    maximum: int


def breaches(question: Cloze) -> Iterator[Breach]:
    """Ask for at least one gap, each in the quote, none over another."""
    yield from count_breaches("gaps", len(question.gaps), 1)
    last = 0
    for index, gap in enumerate(question.gaps):
        start = _start(question.quote, gap)
        if start < 0 or not plain(gap.text):
            yield "cloze-gap", ("gaps", index, "text"), {"gap": gap.text, "quote": question.quote}
            continue
        if start < last:
            yield "cloze-overlap", ("gaps", index, "text"), {"gap": gap.text}
        last = start + len(gap.text)


def quotes(question: Cloze) -> Iterator[Quote]:
    """Give the passage."""
    yield ("quote",), _anchor(question)


def _anchor(question: Cloze) -> Anchor:
    return Anchor(
        quote=question.quote,
        occurrence=question.occurrence,
        prefix=question.prefix,
        suffix=question.suffix,
    )


def table(question: Cloze, setting: Setting) -> ClozeTable:
    """Compile the text around the gaps, and what each gap accepts.

    The text is the article's own, unless a variant in the quote leaves no room for the gaps in it.
    """
    quote = setting.text(setting.quotes[0])
    if any(_start(quote, gap) < 0 for gap in question.gaps):
        quote = question.quote
    pieces = []
    last = 0
    for gap in question.gaps:
        start = _start(quote, gap)
        pieces.append(quote[last:start])
        last = start + len(gap.text)
    return {
        "pieces": [*pieces, quote[last:]],
        "gaps": [
            {
                "id": part,
                "text": gap.text,
                "accepted": [gap.text, *gap.accept],
                "feedback": localize(gap.feedback, setting.language),
            }
            for part, gap in zip(part_ids(len(question.gaps)), question.gaps, strict=True)
        ],
        "maximum": len(question.gaps),
    }


def _start(quote: str, gap: Gap) -> int:
    """Give where a gap's occurrence starts in the quote, or -1."""
    start = -1
    for _ in range(gap.occurrence):
        start = quote.find(gap.text, start + 1)
        if start < 0:
            break
    return start


def plain_form(table: ClozeTable) -> forms.Gaps:
    """Give the plain form."""
    return forms.Gaps(
        pieces=tuple(table["pieces"]),
        gaps=tuple(
            forms.Gap(row["id"], row["text"], tuple(row["accepted"]), row["feedback"])
            for row in table["gaps"]
        ),
    )


def grade(table: ClozeTable, response: Response) -> Outcome:
    """Grade a mapping from gap id to what was typed: a point for each accepted wording."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not is_id_mapping(response):
        return NothingToScore(reason="malformed")
    if not set(response) <= {gap["id"] for gap in table["gaps"]}:
        return NothingToScore(reason="unknown")
    if not all(plain(response.get(gap["id"], "")) for gap in table["gaps"]):
        return NothingToScore(reason="incomplete")
    parts: dict[str, Verdict] = {
        gap["id"]: _judged(response[gap["id"]], gap, table["gaps"]) for gap in table["gaps"]
    }
    score = sum(verdict in FULL for verdict in parts.values())
    return Scored(
        score=score,
        maximum=table["maximum"],
        correct=score == table["maximum"],
        parts=parts,
        feedback=feedback_of(
            table["gaps"], {part for part, verdict in parts.items() if verdict == "wrong"}
        ),
    )


def _judged(given: str, gap: GapRow, gaps: list[GapRow]) -> Verdict:
    verdict = judge(given, gap["accepted"])
    elsewhere = [text for other in gaps if other is not gap for text in other["accepted"]]
    slip = verdict == "wrong" and is_near(given, gap["accepted"], elsewhere)
    return "near" if slip else verdict


def key(table: ClozeTable) -> Response:
    """Give what stands in the article."""
    return {gap["id"]: gap["text"] for gap in table["gaps"]}


def wrong(table: ClozeTable) -> Iterator[Response]:
    """Give the key with each gap filled wrongly."""
    right = key(table)
    for part in right:
        yield {**right, part: _WRONG}


TYPE = QuestionType(
    name="cloze",
    model=Cloze,
    breaches=breaches,
    quotes=quotes,
    quotes_are_evidence=True,
    least={"gaps": 1},
    table=table,
    plain=plain_form,
    grade=grade,
    key=key,
    wrong=wrong,
)
