"""A paragraph's segments, with the terms in it marked and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lesson_utils.segments import Segment


def marked_html(
    segments: Sequence[Segment], start: int, terms: Mapping[int, int], ends: Mapping[int, list[int]]
) -> Markup:
    """Render segments as HTML.

    Parameters
    ----------
    segments
        A paragraph's text, cut (:func:`lesson_utils.segments.cut`).
    start
        The paragraph's offset in the article.
    terms
        The number of each annotation that is shown as a term, by its index.
    ends
        Which of these numbers end at an offset of the article.

    Returns
    -------
    Markup
        Escaped text; terms in ``<dfn>``, their numbers in ``<sup>`` where they end.
    """
    pieces = []
    for text, inside, numbers in _walk(segments, start, terms, ends):
        escaped = str(escape(text))
        pieces.append(f"<dfn>{escaped}</dfn>" if inside else escaped)
        pieces.extend(f"<sup>[{number}]</sup>" for number in numbers)
    return Markup("".join(pieces))  # noqa: S704 - every text in it was escaped above


def marked_text(
    segments: Sequence[Segment], start: int, terms: Mapping[int, int], ends: Mapping[int, list[int]]
) -> str:
    """Render segments as plain text, the numbers of the terms in brackets."""
    pieces = []
    for text, _, numbers in _walk(segments, start, terms, ends):
        pieces.append(text)
        pieces.extend(f"[{number}]" for number in numbers)
    return "".join(pieces)


def _walk(
    segments: Sequence[Segment], start: int, terms: Mapping[int, int], ends: Mapping[int, list[int]]
) -> Iterator[tuple[str, bool, list[int]]]:
    offset = start
    for text, covering in segments:
        offset += len(text)
        yield text, any(index in terms for index in covering), ends.get(offset, [])
