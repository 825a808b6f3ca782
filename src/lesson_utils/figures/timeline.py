"""The timeline: the article's dates on one side, sourced dates from outside it on the other."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from lesson_utils.dates import parse_date, show_date
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.model import localize
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from lesson_utils.compiling import Payload
    from lesson_utils.model import Fact, TimelineEntry

#: Blue and orange that stay apart for colour-blind readers and on white paper (Okabe and Ito).
_ARTICLE, _OUTSIDE = "#0072B2", "#B34700"
_ROW = 0.42
_WRAP = 38


def timeline(
    entries: Sequence[TimelineEntry],
    facts: Sequence[Fact],
    article_language: str,
    language: str,
) -> Figure:
    """Make the timeline of a lesson.

    Parameters
    ----------
    entries
        What stands on it, in any order.
    facts
        The facts that entries from outside the article refer to.
    article_language, language
        Of the quotes, and of the words.
    """
    sources = {fact.id: fact for fact in facts}
    shown = sorted(entries, key=lambda entry: (_days(entry.date), entry.id))
    rows = [
        {
            "id": entry.id,
            "date": entry.date,
            "when": localize(entry.shown, language)
            if entry.shown is not None
            else show_date(entry.date, language),
            "label": localize(entry.label, language),
            "quote": entry.quote or "",
            "source": sources[entry.fact].source if entry.fact else "",
            "url": sources[entry.fact].url if entry.fact else "",
        }
        for entry in shown
    ]
    outside = sum(bool(row["url"]) for row in rows)
    payload = {
        "language": interface_language(language),
        "articleLanguage": article_language,
        "title": word(language, "static.timeline.title"),
        "alt": word(
            language,
            "static.timeline.alt",
            first=_days(shown[0].date)[0].year if shown else "—",
            last=_days(shown[-1].date)[1].year if shown else "—",
            article=len(rows) - outside,
            outside=outside,
        ),
        "rows": rows,
    }
    return Figure(payload, _draw, "timeline")


def _days(written: str) -> tuple[date, date]:
    days = parse_date(written)
    return days or (date.min, date.min)


def _draw(payload: Payload) -> str:
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - only when drawn

    rows = payload["rows"]
    language = payload["language"]
    height = 1.3 + _ROW * 1.35 * max(len(rows), 1)
    canvas = Canvas(figsize=(9, height))
    axes = canvas.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, 9)
    axes.set_ylim(height, 0)
    axes.axis("off")
    axes.plot([4.5, 4.5], [0.75, height - 0.25], color="#555555", linewidth=1.5, zorder=1)
    for x, anchor, colour, key in (
        (4.25, "right", _ARTICLE, "article"),
        (4.75, "left", _OUTSIDE, "outside"),
    ):
        label = word(language, f"static.figure.{key}")
        axes.text(
            x,
            0.4,
            label[0].upper() + label[1:],
            ha=anchor,
            color=colour,
            fontsize=12,
            weight="bold",
            parse_math=False,
        )
    for index, row in enumerate(rows):
        _draw_row(axes, row, 1.05 + index * _ROW * 1.35)
    return to_svg(canvas)


def _draw_row(axes: Axes, row: dict[str, str], y: float) -> None:
    outside = bool(row["url"])
    colour = _OUTSIDE if outside else _ARTICLE
    side = 1 if outside else -1
    axes.plot([4.5], [y], marker="s" if outside else "o", markersize=8, color=colour, zorder=2)
    axes.plot([4.5, 4.5 + side * 0.2], [y, y], color=colour, linewidth=1, zorder=1)
    lines = textwrap.wrap(row["label"], _WRAP)
    x = 4.5 + side * 0.28
    anchor = "left" if outside else "right"
    top = y - 0.09 * len(lines)
    axes.text(x, top, row["when"], ha=anchor, va="center", fontsize=10, weight="bold", color=colour)
    for number, line in enumerate(lines, start=1):
        axes.text(
            x, top + 0.19 * number, line, ha=anchor, va="center", fontsize=10, color="#1a1a1a",
            parse_math=False,
        )  # fmt: skip
