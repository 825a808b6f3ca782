"""A paragraph with the terms in it marked and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Start, end and number of a term; offsets in the article.
Term = tuple[int, int, int]

#: Control characters, which HTML cannot hold, stand for the markup until all is escaped at once.
_MARKS = {"\1": "<dfn>", "\2": "</dfn><sup>[", "\3": "<sup>[", "\4": "]</sup>"}


def marked_html(text: str, start: int, terms: Sequence[Term]) -> Markup:
    """Render a paragraph as HTML.

    Parameters
    ----------
    text
        The paragraph.
    start
        Its offset in the article.
    terms
        The terms inside the paragraph, by ascending start; they may nest and overlap.

    Returns
    -------
    Markup
        Escaped text; what a term covers in ``<dfn>``, each term's number in ``<sup>`` at its end.

    Examples
    --------
    >>> print(marked_html("a & b", 10, [(12, 15, 1)]))
    a <dfn>&amp; b</dfn><sup>[1]</sup>
    """
    for mark in _MARKS:
        text = text.replace(mark, "\ufffd")
    html = str(
        escape(
            "".join(
                [
                    piece
                    if number is None
                    else f"\1{piece}\2{number}\4"
                    if piece
                    else f"\3{number}\4"
                    for piece, number in _pieces(text, start, terms)
                ]
            )
        )
    )
    for mark, markup in _MARKS.items():
        html = html.replace(mark, markup)
    return Markup(html)  # noqa: S704 - every text in it was escaped above


def marked_text(text: str, start: int, terms: Sequence[Term]) -> str:
    """Render a paragraph as plain text, the numbers of the terms in brackets.

    Examples
    --------
    >>> marked_text("a & b", 10, [(12, 15, 1)])
    'a & b[1]'
    """
    return "".join(
        piece if number is None else f"{piece}[{number}]"
        for piece, number in _pieces(text, start, terms)
    )


def _pieces(text: str, start: int, terms: Sequence[Term]) -> Iterator[tuple[str, int | None]]:
    """Give the paragraph in pieces: bare ones without number, marked ones up to a term's end."""
    ends = sorted((end - start, number) for _, end, number in terms)
    starts = iter(terms)
    upcoming = next(starts, None)
    position = covered = 0
    for end, number in ends:
        while upcoming is not None and upcoming[0] - start < end:
            begin = upcoming[0] - start
            if begin > covered:
                yield text[covered:begin], None
                position = begin
            covered = max(covered, upcoming[1] - start, position)
            upcoming = next(starts, None)
        yield text[position:end], number
        position = max(position, end)
    yield text[position:], None
