"""From a passage chosen in the article to what a file says of it, and back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from lesson_utils.content.anchors import Resolved, resolve
from lesson_utils.content.model import Anchor, Article
from lesson_utils.content.problems import Problem
from lesson_utils.texts import command_word


def anchored(article: Article, start: int, end: int, language: str) -> dict[str, Any]:
    """Make an anchor of a passage: its quote, and which one it is where it stands several times.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> article = split_article("The tide. The sea.", "en")
    >>> anchored(article, 9, 13, "en")["anchor"]
    {'quote': 'The', 'occurrence': 2}
    """
    text = article.text
    start, end = sorted(max(0, min(offset, len(text))) for offset in (start, end))
    chosen = text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    quote = chosen.strip()
    if not quote:
        words = command_word(language, "studio.anchor.nothing")
        return {"anchor": "", "start": start, "end": start, "count": 0, "words": words}
    starts = [found.start() for found in re.finditer(f"(?={re.escape(quote)})", text)]
    made = {"start": start, "end": start + len(quote), "count": len(starts)}
    if len(starts) == 1:
        return {**made, "anchor": quote, "words": ""}
    number = starts.index(start) + 1
    words = command_word(language, "studio.anchor.several", count=len(starts), number=number)
    return {**made, "anchor": {"quote": quote, "occurrence": number}, "words": words}


def found(article: Article, anchor: object, language: str) -> dict[str, Any]:
    """Find the place of an anchor, in whichever form it was written; say why it has none."""
    if isinstance(anchor, list) and anchor:
        anchor = anchor[0]
    given = read_anchor(anchor)
    if given is None:
        return {"start": -1, "end": -1, "words": command_word(language, "studio.anchor.nothing")}
    place = resolve(given, article)
    if isinstance(place, Resolved):
        return {"start": place.start, "end": place.end, "words": ""}
    values = {"quote": given.quote, "nearest": place.nearest, "count": str(place.count)}
    code = f"anchor-{place.reason}" if given.quote.strip() else "anchor-empty"
    said = Problem(code=code, file="", values=values)
    words = (
        f"{said.what(language)}{command_word(language, 'studio.field.colon')}{said.todo(language)}"
    )
    return {"start": -1, "end": -1, "words": words[:1].upper() + words[1:]}


def read_anchor(written: object) -> Anchor | None:
    """Give what is written of a passage as an anchor; None where it is none.

    Of a mapping that says other things besides, the anchor's own fields count.
    """
    if isinstance(written, str):
        return Anchor(quote=written)
    if not isinstance(written, dict) or not isinstance(written.get("quote"), str):
        return None
    own = {key: written[key] for key in Anchor.__struct_fields__ if key in written}
    try:
        return msgspec.convert(own, Anchor)
    except msgspec.ValidationError:
        return Anchor(quote=written["quote"])


@lru_cache(maxsize=4096)
def place_of(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Give where an anchor stands in a text; None if it has no one place there."""
    bare = Article(text=text, language="", paragraphs=(), sentences=())
    place = resolve(anchor, bare)
    return (place.start, place.end) if isinstance(place, Resolved) else None
