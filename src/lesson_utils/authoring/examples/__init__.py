"""Example questions of each type, whose keys the text bears out by how they are made.

Each maker gives a question as a quiz file has it, or None where the text offers nothing for its
type. It builds on a pool of sentences, the ones to prefer first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lesson_utils.authoring.examples import arrange, choose, find, judge, write
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

#: Two of these on one sentence would answer each other.
_ASKED_ONCE = frozenset({"truefalse", "multiple", "number", "short"})
#: These take a sentence asked about already only where no other does.
_RATHER_FRESH = frozenset({"cloze", "locate"})
#: With so many sentences that no quotation goes beyond, none is cut out of one.
_ENOUGH = 4


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
        How often sentences were asked about already, by where they start: others are preferred.
    """
    asked = used or {}
    inside = [p for p in source.passages if paragraphs is None or p.paragraph in paragraphs]
    if kind != "classify" and sum(map(source.whole, inside)) >= _ENOUGH:
        inside = [passage for passage in inside if source.whole(passage)]
    if kind in _ASKED_ONCE:
        inside = [passage for passage in inside if not asked.get(passage.start)]
    pool = sorted(inside, key=lambda passage: asked.get(passage.start, 0))
    fresh = [passage for passage in pool if not asked.get(passage.start)]
    made = MAKERS[kind](source, fresh) if kind in _RATHER_FRESH else None
    made = made or MAKERS[kind](source, pool)
    return None if made is None else {"id": name, "type": kind, "draft": True, **made}


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
