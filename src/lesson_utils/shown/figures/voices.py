"""Who says what, and how: the claims of the article counted, by holder and mode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lesson_utils.content.localized import localize
from lesson_utils.content.model import MODES, Article, Holder, PlacedAnnotation
from lesson_utils.content.payload import Payload
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.claims import in_order, mode_labels, told_of
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.svg import to_svg
from lesson_utils.shown.figures.table import cell, row, table
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The room that names and each column have, but where a head is wide; the largest dot; what a wide
#: head has beside it.
_NAMES, _COLUMN, _DOT, _BESIDE = 2.5, 0.85, 0.32, 0.16


def voices(
    claims: Sequence[PlacedAnnotation],
    holders: Sequence[Holder],
    article: Article,
    language: str,
) -> Figure:
    """Make the figure of who says what: holders by mode, and how many claims of each.

    Parameters
    ----------
    claims
        The claims of the article; other annotations are left out.
    holders
        Who may hold one, in the order of the rows; those who hold none are left out.
    article
        Where the claims stand.
    language
        Of the words.
    """
    names = {holder.id: localize(holder.name, language) for holder in holders}
    found = in_order(claims)
    rows = []
    for holder in holders:
        held = [claim for claim in found if claim.annotation.holder == holder.id]
        if held:
            counts = {m: sum(claim.annotation.mode == m for claim in held) for m in MODES}
            rows.append({"id": holder.id, "label": names[holder.id], "counts": counts})
    told: list[dict[str, Any]] = [
        {
            **told_of(claim, names, language),
            "id": claim.id,
            "paragraph": article.paragraph_at(claim.start).number,
            "quote": article.text[claim.start : claim.end],
        }
        for entry in rows
        for mode in MODES
        for claim in found
        if claim.annotation.holder == entry["id"] and claim.annotation.mode == mode
    ]
    payload = {
        "language": interface_language(language),
        "articleLanguage": article.language,
        "title": word(language, "static.voices.title"),
        "notes": [],
        "alt": word(language, "static.voices.alt", claims=len(found), holders=len(rows)),
        "modes": mode_labels(language),
        "rows": rows,
        "claims": told,
        "table": table(
            word(language, "static.voices.table"),
            [word(language, f"static.{head}") for head in ("holder", "mode", "passage")],
            [
                row(
                    claim["id"],
                    claim["holder"],
                    claim["modeLabel"],
                    cell(
                        word(language, "ui.paragraph", number=claim["paragraph"]),
                        quote=claim["quote"],
                    ),
                )
                for claim in told
            ],
            quote_language=article.language,
        ),
    }
    return Figure(payload, _draw, "voices")


def _draw(payload: Payload) -> str:
    heads = [style.wrap(mode["label"], _COLUMN - 0.02, style.SMALL) for mode in payload["modes"]]
    columns = [_width(head) for head in heads]
    # A long word in a head takes its room from the names.
    names = _NAMES + _COLUMN * len(columns) - sum(columns)
    width = names - 0.12 - style.MARGIN
    rows = [(entry, style.wrap(style.capital(entry["label"]), width)) for entry in payload["rows"]]
    top = 0.2 + style.LINE * max(map(len, heads))
    most = max((count for entry, _ in rows for count in entry["counts"].values()), default=1)
    heights = [
        max(
            style.LINE * len(lines) + 0.16,
            2 * _radius(max(entry["counts"].values()), most) + 0.1,
        )
        for entry, lines in rows
    ]
    canvas, axes = style.blank(top + sum(heights) + 0.05)
    centres = [names + sum(columns[:index]) + own / 2 for index, own in enumerate(columns)]
    for x, head in zip(centres, heads, strict=True):
        first = top - 0.12 - style.LINE * (len(head) - 1)
        style.write_lines(axes, x, first, head, ha="center", size=style.SMALL)
    y = top
    for (entry, lines), height in zip(rows, heights, strict=True):
        axes.plot([style.MARGIN, style.WIDTH - style.MARGIN], [y, y], color=style.OPEN, linewidth=1)
        middle = y + height / 2
        first = middle - style.LINE * (len(lines) - 1) / 2
        style.write_lines(axes, style.MARGIN, first, lines)
        for x, (mode, count) in zip(centres, entry["counts"].items(), strict=True):
            _draw_count(axes, (x, middle), mode, count, most)
        y += height
    return to_svg(canvas)


def _width(head: Sequence[str]) -> float:
    """Give the width of a column: more than the usual one where a word of its head needs it."""
    longest = max(style.length(line, style.SMALL) for line in head)
    return longest + _BESIDE if longest > _COLUMN else _COLUMN


def _radius(count: int, most: int) -> float:
    """Give the radius of a dot whose area is the count."""
    return _DOT * math.sqrt(count / most)


def _draw_count(axes: Axes, at: tuple[float, float], mode: str, count: int, most: int) -> None:
    """Draw a dot whose area is the count, with the count in it, or beside it where it is small."""
    from matplotlib.patches import Circle  # noqa: PLC0415 - only when drawn

    if not count:
        return
    radius = _radius(count, most)
    axes.add_patch(
        Circle(at, radius, facecolor=style.FILLS[mode], edgecolor=style.INK, linewidth=0.6)
    )
    inside = radius >= style.length(str(count), style.SMALL) / 2 + 0.03
    x = at[0] if inside else at[0] + radius + 0.04
    style.write(
        axes, x, at[1], str(count), ha="center" if inside else "left", size=style.SMALL,
        weight="bold", color=style.ON_FILL[mode] if inside else style.INK,
    )  # fmt: skip
