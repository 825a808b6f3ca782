"""A paragraph with the terms in it marked and numbered."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from lesson_utils.content.segments import Run

#: Control characters, which HTML cannot hold.
_UNHELD = "\1\2\3\4"


def marked_html(runs: Iterable[Run]) -> Markup:
    """Render a paragraph as HTML.

    Parameters
    ----------
    runs
        The paragraph in pieces, each with the numbers of the terms that end with it.

    Returns
    -------
    Markup
        Escaped text; what a term covers in ``<dfn>``, each term's number in ``<sup>`` at its end.

    Examples
    --------
    >>> print(marked_html([("a ", []), ("& b", [1])]))
    a <dfn>&amp; b</dfn><sup>[1]</sup>
    """
    html = "".join([_piece(text, numbers) for text, numbers in runs])
    for sign in _UNHELD:
        html = html.replace(sign, "\ufffd")
    return Markup(html)  # noqa: S704 - every text in it was escaped


def _piece(text: str, numbers: Iterable[int]) -> str:
    notes = "".join([f"<sup>[{number}]</sup>" for number in numbers])
    return f"<dfn>{escape(text)}</dfn>{notes}" if notes else str(escape(text))


def marked_text(runs: Iterable[Run]) -> str:
    """Render a paragraph as plain text, the numbers of the terms in brackets.

    Examples
    --------
    >>> marked_text([("a ", []), ("& b", [1])])
    'a & b[1]'
    """
    return "".join(text + "".join(f"[{number}]" for number in numbers) for text, numbers in runs)
