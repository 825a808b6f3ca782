"""Select the sentence of the article that proves a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import Anchor
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Quote,
    Setting,
    count_breaches,
    part_ids,
)
from lesson_utils.questions.outcomes import (
    Feedback,
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Table,
    Verdict,
    is_empty,
)
from lesson_utils.texts import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lesson_utils.content.model import Article, Span

Range = tuple[int, int]
#: A passage counts as found from nine tenths of it on, as half found from a half on.
_POINTS = 2


class Near(Anchor, frozen=True, kw_only=True):
    """A passage that is not the proof but looks like it, and what is said to who selects it."""

    feedback: Localized


class Locate(Question, frozen=True, kw_only=True):
    """The evidence is what is to be found, in the paragraphs shown (all without ``paragraphs``)."""

    paragraphs: tuple[int, ...] | None = None
    feedback: Localized
    near: tuple[Near, ...] = ()
    otherwise: Localized


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
    for index, near in enumerate(question.near):
        touched = {s.start for s in shown if _touches(s, setting.place(near))}
        if not touched:
            yield "locate-outside", ("near", index), {}
        elif touched & taken:
            yield "locate-near", ("near", index), {}


def table(question: Locate, setting: Setting) -> Table:
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
            for near in question.near
            for sentence in shown
            if _touches(sentence, setting.place(near))
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


def grade(table: Table, response: Response) -> Outcome:
    """Grade ranges of characters: two points a passage found, less one an extra sentence."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    ranges = _ranges(response)
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
        if not any(_over(sentence, t) for t in targets) and _half(sentence, ranges):
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


def _ranges(response: Response) -> list[Range] | None:
    """Read ranges and join those that overlap; None if they are none."""
    if not isinstance(response, list):
        return None
    joined: list[Range] = []
    pairs = [_pair(item) for item in response]
    if None in pairs:
        return None
    for start, end in sorted(pair for pair in pairs if pair):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _pair(item: Any) -> Range | None:
    if not isinstance(item, list) or len(item) != len(("start", "end")):
        return None
    if any(isinstance(bound, bool) or not isinstance(bound, (int, float)) for bound in item):
        return None
    start, end = item
    if start != start // 1 or end != end // 1 or start >= end:
        return None
    return int(start), int(end)


def _covered(stretch: dict[str, Any], ranges: list[Range]) -> int:
    return sum(max(0, min(e, stretch["end"]) - max(s, stretch["start"])) for s, e in ranges)


def _found(target: dict[str, Any], ranges: list[Range]) -> Verdict:
    covered, length = _covered(target, ranges), target["end"] - target["start"]
    if covered * 10 >= length * 9:
        return "right"
    return "partial" if covered * 2 >= length else "missed"


def _half(stretch: dict[str, Any], ranges: list[Range]) -> bool:
    return bool(_covered(stretch, ranges) * 2 >= stretch["end"] - stretch["start"])


def _over(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def key(table: Table) -> Response:
    """Give the whole sentences that hold the passages."""
    return [
        [sentence["start"], sentence["end"]]
        for sentence in table["sentences"]
        if any(_over(sentence, target) for target in table["targets"])
    ]


def wrong(table: Table) -> Iterator[Response]:
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
    misplaced=misplaced,
    table=table,
    grade=grade,
    key=key,
    wrong=wrong,
)
