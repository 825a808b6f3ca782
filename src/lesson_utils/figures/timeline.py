"""The timeline: the article's dates on one side, sourced dates from outside it on the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lesson_utils.dates import parse_date, show_when
from lesson_utils.figures import style
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import part, to_svg
from lesson_utils.figures.table import cell, row, table
from lesson_utils.localized import localize
from lesson_utils.texts import interface, interface_language, word

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
            "years": [day.year for day in _days(entry.date)],
            "when": show_when(entry.shown, entry.date, language),
            "label": localize(entry.label, language),
            "quote": entry.quote or "",
            "source": localize(sources[entry.fact].source, language) if entry.fact else "",
            "url": sources[entry.fact].url if entry.fact else "",
        }
        for entry in shown
    ]
    outside = sum(bool(entry["url"]) for entry in rows)
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
        "notes": [word(language, "static.timeline.note")],
        "rows": rows,
        "table": _table(rows, article_language, language),
        "control": _control(rows, language),
    }
    return Figure(payload, _draw, "timeline")


def _table(rows: list[dict[str, Any]], quotes: str, language: str) -> dict[str, Any]:
    return table(
        word(language, "static.figure.table"),
        [word(language, f"static.figure.{head}") for head in ("date", "event", "origin")],
        [
            row(
                entry["id"],
                entry["when"],
                entry["label"],
                cell(
                    word(language, f"static.figure.{'outside' if entry['url'] else 'article'}"),
                    quote=entry["quote"],
                    source=entry["source"],
                    url=entry["url"],
                ),
            )
            for entry in rows
        ],
        quote_language=quotes,
    )


def _control(rows: list[dict[str, Any]], language: str) -> dict[str, Any] | None:
    """Give the years to choose from, and those of every part; None where there is no choice."""
    years = sorted({year for entry in rows for year in entry["years"]})
    if len(years) < 2:  # noqa: PLR2004 - a first and a last year
        return None
    return {
        "kind": "period",
        "first": years[0],
        "last": years[-1],
        "parts": [
            {"id": entry["id"], "from": entry["years"][0], "to": entry["years"][1]}
            for entry in rows
        ],
        "texts": {
            name: interface(language)[f"ui.period.{name}"]
            for name in ("all", "from", "legend", "state", "to")
        },
    }


def _days(written: str) -> tuple[date, date]:
    days = parse_date(written)
    return days or (date.min, date.min)


def _draw(payload: Payload) -> str:
    rows = [(entry, style.wrap(entry["label"], _SIDE)) for entry in payload["rows"]]
    height = 0.75 + sum(_height(lines) for _, lines in rows)
    canvas, axes = style.blank(height)
    axes.plot([_MIDDLE] * 2, [0.55, height - 0.15], color=style.LINE_INK, linewidth=1.5, zorder=1)
    for side, anchor, colour, key in (
        (-1, "right", style.ARTICLE, "article"),
        (1, "left", style.OUTSIDE, "outside"),
    ):
        label = style.capital(word(payload["language"], f"static.figure.{key}"))
        x = _MIDDLE + side * _AWAY
        style.write(axes, x, 0.3, label, ha=anchor, color=colour, size=style.TITLE, weight="bold")
    y = 0.72
    for entry, lines in rows:
        _draw_row(axes, entry, lines, y)
        y += _height(lines)
    return to_svg(canvas)


def _height(lines: list[str]) -> float:
    return style.LINE * (len(lines) + 1) + _GAP


def _draw_row(axes: Axes, entry: dict[str, Any], lines: list[str], y: float) -> None:
    outside = bool(entry["url"])
    colour = style.OUTSIDE if outside else style.ARTICLE
    side = 1 if outside else -1
    mark = "s" if outside else "o"
    gid = part(entry["id"])
    axes.plot([_MIDDLE], [y], marker=mark, color=colour, zorder=2, gid=gid)
    axes.plot([_MIDDLE, _MIDDLE + side * 0.14], [y, y], color=colour, zorder=1, gid=gid)
    x = _MIDDLE + side * _AWAY
    anchor = "left" if outside else "right"
    style.write(axes, x, y, entry["when"], ha=anchor, weight="bold", color=colour, gid=gid)
    style.write_lines(axes, x, y + style.LINE, lines, ha=anchor, gid=gid)
