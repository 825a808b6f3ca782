"""Select the sentence of the article that proves a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Anchor, Article, Span
from lesson_utils.questions.base import (
    Breach,
    Heard,
    QuestionType,
    Quote,
    Setting,
    count_breaches,
    heard_breaches,
    part_ids,
)
from lesson_utils.questions.forms import Passage, Passages
from lesson_utils.questions.locate.ranges import (
    Range,
    Stretch,
    covered,
    is_half,
    overlap,
    read_ranges,
)
from lesson_utils.questions.outcomes import (
    Feedback,
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Verdict,
    is_empty,
)
from lesson_utils.texts import word

#: A passage counts as found from nine tenths of it on, as half found from a half on.
_POINTS = 2


class Near(Anchor, frozen=True, kw_only=True):
    """A passage that is not the proof but looks like it, and what is said to who selects it."""

    feedback: Localized


class Locate(Heard, frozen=True, kw_only=True):
    """The evidence is what is to be found, in the paragraphs shown (all without ``paragraphs``)."""

    paragraphs: tuple[int, ...] | None = None
    feedback: Localized
    near: tuple[Near, ...] = ()
    otherwise: Localized


class SentenceRow(TypedDict):
    """A sentence of the article, where it stands, and the number of its paragraph."""

    id: str
    start: int
    end: int
    text: str
    paragraph: int | None


class TargetRow(TypedDict):
    """A passage to be found."""

    id: str
    start: int
    end: int
    feedback: str


class NearRow(TypedDict):
    """What is said of a sentence, by its id."""

    id: str
    feedback: str


class LocateTable(TypedDict):
    """The sentences to choose from, the passages to be found, and what is said.

    ``partial`` is said of a passage found in part, ``near`` of sentences that look right, and
    ``otherwise`` of the others.
    """

    sentences: list[SentenceRow]
    targets: list[TargetRow]
    near: list[NearRow]
    partial: str
    otherwise: str
    maximum: int


def quotes(question: Locate) -> Iterator[Quote]:
    """Give the passages that look like the proof."""
    for index, near in enumerate(question.near):
        yield ("near", index, "quote"), near


def misplaced(question: Locate, setting: Setting) -> Iterator[Breach]:
    """Ask for evidence in the paragraphs shown, each in its own sentences, apart from ``near``."""
    shown = _sentences(question, setting.article)
    taken: set[int] = set()
    yield from count_breaches("evidence", len(setting.evidence), 1)
    last = max(paragraph.number or 0 for paragraph in setting.article.paragraphs)
    for index, number in enumerate(question.paragraphs or ()):
        if not 1 <= number <= last:
            values = {"value": str(number), "count": str(last)}
            yield "chapter-paragraph", ("paragraphs", index), values
    for index, target in enumerate(setting.evidence):
        touched = {s.start for s in shown if _touches(s, target)}
        if not touched or target.end > max(s.end for s in shown):
            yield "locate-outside", ("evidence", index), {}
        elif touched & taken:
            yield "locate-shared", ("evidence", index), {}
        taken |= touched
    for index, near in enumerate(setting.quotes):
        touched = {s.start for s in shown if _touches(s, near)}
        if not touched:
            yield "locate-outside", ("near", index), {}
        elif touched & taken:
            yield "locate-near", ("near", index), {}


def table(question: Locate, setting: Setting) -> LocateTable:
    """Compile the sentences to choose from, and the passages to be found."""
    article = setting.article
    ids = {sentence.start: f"s{n}" for n, sentence in enumerate(article.sentences, start=1)}
    shown = _sentences(question, article)
    return {
        "sentences": [
            {
                "id": ids[sentence.start],
                "start": sentence.start,
                "end": sentence.end,
                "text": article.text[sentence.start : sentence.end],
                "paragraph": article.paragraph_at(sentence.start).number,
            }
            for sentence in shown
        ],
        "targets": [
            {
                "id": part,
                "start": span.start,
                "end": span.end,
                "feedback": localize(question.feedback, setting.language),
            }
            for part, span in zip(part_ids(len(setting.evidence)), setting.evidence, strict=True)
        ],
        "near": [
            {"id": ids[sentence.start], "feedback": localize(near.feedback, setting.language)}
            for near, span in zip(question.near, setting.quotes, strict=True)
            for sentence in shown
            if _touches(sentence, span)
        ],
        "partial": word(setting.language, "ui.locate.partial"),
        "otherwise": localize(question.otherwise, setting.language),
        "maximum": _POINTS * len(setting.evidence),
    }


def _sentences(question: Locate, article: Article) -> list[Span]:
    wanted = question.paragraphs
    return [
        sentence
        for sentence in article.sentences
        if wanted is None or article.paragraph_at(sentence.start).number in wanted
    ]


def _touches(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def plain(table: LocateTable) -> Passages:
    """Give the plain form: a passage is found in its whole sentences."""
    right = table["targets"][0]["feedback"]
    near = {row["id"]: row["feedback"] for row in table["near"]}

    def passage(row: SentenceRow) -> Passage:
        found = any(overlap(row, target) for target in table["targets"])
        said = right if found else near.get(row["id"], table["otherwise"])
        return Passage(row["id"], row["text"], said, found, row["paragraph"], row["id"] in near)

    return Passages(
        passages=tuple(map(passage, table["sentences"])),
        targets=len(table["targets"]),
        right=right,
        otherwise=table["otherwise"],
    )


def taken(table: LocateTable, response: Response) -> list[str]:
    """Give the ids of the sentences chosen: those of which half is, as in grading."""
    ranges = read_ranges(response) or []
    return [row["id"] for row in table["sentences"] if is_half(row, ranges)]


def grade(table: LocateTable, response: Response) -> Outcome:
    """Grade ranges of characters: two points a passage found, less one an extra sentence."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    ranges = read_ranges(response)
    if ranges is None:
        return NothingToScore(reason="malformed")
    sentences, targets = table["sentences"], table["targets"]
    if ranges[0][0] < sentences[0]["start"] or ranges[-1][1] > sentences[-1]["end"]:
        return NothingToScore(reason="unknown")
    near: dict[str, str] = {part["id"]: part["feedback"] for part in table["near"]}
    parts: dict[str, Verdict] = {}
    feedback = []
    for target in targets:
        verdict = _found(target, ranges)
        parts[target["id"]] = verdict
        if verdict != "missed":
            said = target["feedback"] if verdict == "right" else table["partial"]
            feedback.append(Feedback(target["id"], said))
    for sentence in sentences:
        if not any(overlap(sentence, t) for t in targets) and is_half(sentence, ranges):
            parts[sentence["id"]] = "wrong"
            said = near.get(sentence["id"], str(table["otherwise"]))
            feedback.append(Feedback(sentence["id"], said))
    verdicts = list(parts.values())
    points = _POINTS * verdicts.count("right") + verdicts.count("partial")
    score = max(0, points - verdicts.count("wrong"))
    return Scored(
        score=score,
        maximum=table["maximum"],
        correct=score == table["maximum"],
        parts=parts,
        feedback=tuple(feedback) or (Feedback("otherwise", table["otherwise"]),),
    )


def _found(target: Stretch, ranges: list[Range]) -> Verdict:
    found, length = covered(target, ranges), target["end"] - target["start"]
    if found * 10 >= length * 9:
        return "right"
    return "partial" if found * 2 >= length else "missed"


def key(table: LocateTable) -> Response:
    """Give the whole sentences that hold the passages."""
    return [
        [sentence["start"], sentence["end"]]
        for sentence in table["sentences"]
        if any(overlap(sentence, target) for target in table["targets"])
    ]


def wrong(table: LocateTable) -> Iterator[Response]:
    """Give each other sentence, alone and added to the key."""
    right = key(table)
    for sentence in table["sentences"]:
        bounds = [sentence["start"], sentence["end"]]
        if bounds not in right:
            yield [bounds]
            yield [*right, bounds]


TYPE = QuestionType(
    name="locate",
    model=Locate,
    quotes=quotes,
    evidence_is_key=True,
    breaches=heard_breaches,
    misplaced=misplaced,
    table=table,
    plain=plain,
    taken=taken,
    grade=grade,
    key=key,
    wrong=wrong,
)
