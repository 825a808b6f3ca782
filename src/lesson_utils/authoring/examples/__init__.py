"""Example questions of each type, whose keys the text bears out by how they are made.

Each maker gives a question as a quiz file has it, or None where the text offers nothing for its
type. It builds on a pool of sentences, the ones to prefer first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lesson_utils.authoring.examples import arrange, choose, find, judge, write
from lesson_utils.authoring.examples.common import leans, worth_asking
from lesson_utils.authoring.passages import Passage
from lesson_utils.authoring.source import Source

if TYPE_CHECKING:
    Maker = Callable[[Source, Sequence[Passage]], dict[str, Any] | None]

#: What makes an example of each type.
MAKERS: dict[str, Maker] = {
    "single": choose.single,
    "multiple": judge.multiple,
    "truefalse": judge.truefalse,
    "order": arrange.order,
    "match": arrange.match,
    "classify": arrange.classify,
    "cloze": write.cloze,
    "short": write.short,
    "number": write.number,
    "locate": find.locate,
    "reflect": find.reflect,
}

#: These take sentences asked about already only where too few others are left.
_RATHER_FRESH = frozenset({"order", "classify"})
#: These may take any sentence: how it speaks, or who, is what they ask.
_ANY_SENTENCE = frozenset({"classify", "reflect", "short"})


def example(
    kind: str,
    source: Source,
    name: str,
    paragraphs: Collection[int] | None = None,
    used: Mapping[int, int] | None = None,
) -> dict[str, Any] | None:
    """Make an example of a type, with an id; None where the text offers nothing for it.

    Parameters
    ----------
    kind
        One of the types of question.
    source
        What it is made from.
    name
        Its id.
    paragraphs
        The numbers of the paragraphs to build on; all without it.
    used
        How often sentences were asked about already, by where they start: two questions on one
        sentence answer each other.
    """
    asked = used or {}
    pool = _far_apart(
        [
            passage
            for passage in source.passages
            if (paragraphs is None or passage.paragraph in paragraphs)
            and (kind in _ANY_SENTENCE or worth_asking(source, passage))
        ],
        asked,
    )
    fresh = [passage for passage in pool if not asked.get(passage.start)]
    # An open question takes the sentence that is best for it, whatever else is asked about it.
    made = MAKERS[kind](source, pool if kind == "reflect" else fresh)
    if made is None and kind in _RATHER_FRESH:
        made = MAKERS[kind](source, pool)
    return None if made is None else {"id": name, "type": kind, "draft": True, **made}


def _far_apart(pool: list[Passage], asked: Mapping[int, int]) -> list[Passage]:
    """Put first what stands by itself and far from what was asked about; else in their order."""
    taken = [index for index, passage in enumerate(pool) if asked.get(passage.start)]

    def near(place: tuple[int, Passage]) -> tuple[int, bool, int]:
        index, passage = place
        away = min((abs(index - other) for other in taken), default=0)
        return asked.get(passage.start, 0), leans(passage), -away

    return [passage for _, passage in sorted(enumerate(pool), key=near)]


def asked_about(question: dict[str, Any], source: Source) -> set[int]:
    """Give where the sentences start that a question quotes as its evidence, or in its prompt."""
    given = question.get("evidence", question.get("sentences", question))
    quotes = {
        item if isinstance(item, str) else item["quote"]
        for item in (given if isinstance(given, list) else [given])
    }
    text = source.article.text
    shown = "\n".join(question["prompt"].values())
    return {p.start for p in source.passages if text[p.start : p.end] in quotes or p.text in shown}
