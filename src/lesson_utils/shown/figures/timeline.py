"""The timeline: the article's events on one side, sourced ones from outside it on the other.

The dates stand between the two, so that a row is seldom higher than a line: all are seen at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lesson_utils.content.dates import parse_date, show_when
from lesson_utils.content.localized import localize
from lesson_utils.content.model import Fact, TimelineEntry
from lesson_utils.content.payload import Payload
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.svg import part, to_svg
from lesson_utils.shown.figures.table import cell, row, table
from lesson_utils.texts import interface, interface_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Where the first row is; from one to the next, at least, and on one side from text to text.
_TOP, _STEP, _GAP = 0.52, 0.22, 0.03
#: From an axis to the words beside it, and the widest that dates may be.
_AWAY, _DATES = 0.15, 1.5
#: What share of the room for both the article's side may have.
_SHARES = (0.5, 0.45, 0.55, 0.4, 0.6)


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
            "url": (sources[entry.fact].url or "") if entry.fact else "",
        }
        for entry in shown
    ]
    outside = sum(bool(entry["source"]) for entry in rows)
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
                    word(language, f"static.figure.{'outside' if entry['source'] else 'article'}"),
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


class _Row(NamedTuple):
    """An entry with its lines, and how far down it stands."""

    entry: dict[str, Any]
    dates: list[str]
    lines: list[str]
    y: float

    @property
    def outside(self) -> bool:
        return bool(self.entry["source"])

    @property
    def end(self) -> float:
        """Where another one on the same side may begin."""
        return self.y + style.LINE * max(len(self.dates), len(self.lines)) + _GAP


def _draw(payload: Payload) -> str:
    entries = payload["rows"]
    dates = [style.wrap(entry["when"], _DATES, bold=True) for entry in entries]
    widest = max((style.length(line, bold=True) for lines in dates for line in lines), default=0)
    room = style.WIDTH - 2 * style.MARGIN - widest - 4 * _AWAY
    rows, share = min(
        ((_placed(entries, dates, room, share), share) for share in _SHARES),
        key=lambda found: _bottom(found[0]),
    )
    bottom = _bottom(rows)
    canvas, axes = style.blank(bottom)
    left = style.MARGIN + room * share + _AWAY
    right = left + widest + 2 * _AWAY
    for x, side, colour, key in (
        (left, -1, style.ARTICLE, "article"),
        (right, 1, style.OUTSIDE, "outside"),
    ):
        label = style.capital(word(payload["language"], f"static.figure.{key}"))
        anchor = "left" if side == 1 else "right"
        axes.plot([x, x], [0.1, bottom - 0.06], color=style.LINE_INK, linewidth=1.5, zorder=1)
        style.write(
            axes, x + side * _AWAY, 0.2, label, ha=anchor, color=colour, size=style.TITLE,
            weight="bold",
        )  # fmt: skip
    for placed in rows:
        _draw_row(axes, placed, left, right)
    return to_svg(canvas)


def _bottom(rows: list[_Row]) -> float:
    return max((placed.end for placed in rows), default=_TOP)


def _placed(
    entries: list[dict[str, Any]], dates: list[list[str]], room: float, share: float
) -> list[_Row]:
    """Give every entry its place: after the one before it, and clear of its own side's last one."""
    rows: list[_Row] = []
    ends = {True: 0.0, False: 0.0}
    for entry, when in zip(entries, dates, strict=True):
        outside = bool(entry["source"])
        lines = style.wrap(entry["label"], room * (1 - share if outside else share))
        before = rows[-1].y + _STEP + style.LINE * (len(rows[-1].dates) - 1) if rows else _TOP
        rows.append(_Row(entry, when, lines, max(before, ends[outside])))
        ends[outside] = rows[-1].end
    return rows


def _draw_row(axes: Axes, row: _Row, left: float, right: float) -> None:
    colour = style.OUTSIDE if row.outside else style.ARTICLE
    mark = "s" if row.outside else "o"
    x, side, anchor = (right, 1, "left") if row.outside else (left, -1, "right")
    gid = part(row.entry["id"])
    axes.plot([x], [row.y], marker=mark, color=colour, zorder=2, gid=gid)
    style.write_lines(
        axes,
        (left + right) / 2,
        row.y,
        row.dates,
        ha="center",
        weight="bold",
        color=colour,
        gid=gid,
    )
    style.write_lines(axes, x + side * _AWAY, row.y, row.lines, ha=anchor, gid=gid)
