"""The timeline: the article's dates on one side, sourced dates from outside it on the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lesson_utils.dates import parse_date, show_date
from lesson_utils.figures import style
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.model import localize
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from lesson_utils.compiling import Payload
    from lesson_utils.model import Fact, TimelineEntry

_MIDDLE, _AWAY, _GAP = style.WIDTH / 2, 0.2, 0.14
_SIDE = _MIDDLE - _AWAY - style.MARGIN / 2


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
            "source": localize(sources[entry.fact].source, language) if entry.fact else "",
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
    rows = [(row, style.wrap(row["label"], _SIDE)) for row in payload["rows"]]
    height = 0.75 + sum(_height(lines) for _, lines in rows)
    canvas, axes = style.blank(height)
    axes.plot([_MIDDLE] * 2, [0.55, height - 0.15], color=style.LINE_INK, linewidth=1.5, zorder=1)
    for side, anchor, colour, key in (
        (-1, "right", style.ARTICLE, "article"),
        (1, "left", style.OUTSIDE, "outside"),
    ):
        label = style.capital(word(payload["language"], f"static.figure.{key}"))
        x = _MIDDLE + side * _AWAY
        style.write(
            axes, x, 0.3, label, ha=anchor, color=colour, fontsize=style.TITLE, weight="bold"
        )
    y = 0.72
    for row, lines in rows:
        _draw_row(axes, row, lines, y)
        y += _height(lines)
    return to_svg(canvas)


def _height(lines: list[str]) -> float:
    return style.LINE * (len(lines) + 1) + _GAP


def _draw_row(axes: Axes, row: dict[str, str], lines: list[str], y: float) -> None:
    outside = bool(row["url"])
    colour = style.OUTSIDE if outside else style.ARTICLE
    side = 1 if outside else -1
    mark = "s" if outside else "o"
    axes.plot([_MIDDLE], [y], marker=mark, markersize=8, color=colour, zorder=2)
    axes.plot([_MIDDLE, _MIDDLE + side * 0.14], [y, y], color=colour, linewidth=1, zorder=1)
    x = _MIDDLE + side * _AWAY
    anchor = "left" if outside else "right"
    style.write(axes, x, y, row["when"], ha=anchor, weight="bold", color=colour)
    style.write_lines(axes, x, y + style.LINE, lines, ha=anchor)
