"""The steps of a process, one under the other: those of the article and those from outside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lesson_utils.content.dates import show_when
from lesson_utils.content.localized import localize
from lesson_utils.content.model import Fact, Step
from lesson_utils.content.payload import Payload
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.svg import to_svg
from lesson_utils.shown.figures.table import cell, row, table
from lesson_utils.texts import interface_language, word

_LEFT, _PAD, _BETWEEN = 0.55, 0.08, 0.17
_WIDE = style.WIDTH - style.MARGIN - _LEFT
#: How far a rounded box's corner is from a square one's.
_ROUND = 0.1


def steps(
    entries: Sequence[Step], facts: Sequence[Fact], article_language: str, language: str
) -> Figure:
    """Make the figure of a process.

    Parameters
    ----------
    entries
        The steps, in the order in which they are shown.
    facts
        The facts that steps from outside the article refer to.
    article_language, language
        Of the quotes, and of the words.
    """
    known = {fact.id: fact for fact in facts}
    rows = [
        _row(number, step, known.get(step.fact or ""), language)
        for number, step in enumerate(entries, start=1)
    ]
    outside = sum(step["outside"] for step in rows)
    undated = any(not step["dated"] for step in rows)
    payload = {
        "language": interface_language(language),
        "articleLanguage": article_language,
        "title": word(language, "static.steps.title"),
        "alt": word(language, "static.steps.alt", article=len(rows) - outside, outside=outside),
        "notes": [word(language, "static.steps.order")] if undated else [],
        "rows": rows,
        "table": table(
            word(language, "static.steps.table"),
            [
                word(language, f"static.{key}")
                for key in ("steps.step", "figure.date", "figure.origin")
            ],
            [
                row(
                    step["id"],
                    f"{step['number']}. {step['label']}",
                    step["when"],
                    cell(
                        step["origin"], quote=step["quote"], source=step["source"], url=step["url"]
                    ),
                )
                for step in rows
            ],
            quote_language=article_language,
        ),
    }
    return Figure(payload, _draw, "steps")


def _row(number: int, step: Step, fact: Fact | None, language: str) -> dict[str, Any]:
    when = show_when(step.shown, fact.date if fact else None, language)
    return {
        "id": step.id,
        "number": number,
        "label": localize(step.label, language),
        "outside": fact is not None,
        "origin": word(language, f"static.figure.{'outside' if fact else 'article'}"),
        "dated": bool(when),
        "when": when or word(language, "static.steps.undated"),
        "quote": step.quote or "",
        "source": localize(fact.source, language) if fact else "",
        "url": (fact.url or "") if fact else "",
    }


def _draw(payload: Payload) -> str:
    inside = _WIDE - 2 * _PAD
    boxes = [
        (
            step,
            style.wrap(
                f"{style.capital(step['origin'])}, {step['when']}", inside, style.SMALL, bold=True
            ),
            style.wrap(step["label"], inside),
        )
        for step in payload["rows"]
    ]
    heights = [style.LINE * (len(head) + len(lines)) + 2 * _PAD for _, head, lines in boxes]
    canvas, axes = style.blank(0.1 + sum(heights) + _BETWEEN * len(boxes))
    y = 0.1
    for index, ((step, head, lines), height) in enumerate(zip(boxes, heights, strict=True)):
        colour = style.OUTSIDE if step["outside"] else style.ARTICLE
        for box, fill in (
            ((style.MARGIN, y + height / 2 - 0.15, 0.3, 0.3), colour),
            ((_LEFT, y, _WIDE, height), "none"),
        ):
            axes.add_patch(_box(box, fill, colour, outside=step["outside"]))
        style.write(
            axes, style.MARGIN + 0.15, y + height / 2, str(step["number"]), ha="center",
            weight="bold", color=style.ON_BADGE,
        )  # fmt: skip
        first = y + _PAD + style.LINE / 2
        style.write_lines(
            axes, _LEFT + _PAD, first, head, size=style.SMALL, weight="bold", color=colour
        )
        style.write_lines(axes, _LEFT + _PAD, first + style.LINE * len(head), lines)
        y += height
        if index < len(boxes) - 1:
            axes.annotate(
                "", (_LEFT + _WIDE / 2, y + _BETWEEN), (_LEFT + _WIDE / 2, y),
                arrowprops={"arrowstyle": "->", "color": style.LINE_INK, "shrinkA": 1},
            )  # fmt: skip
        y += _BETWEEN
    return to_svg(canvas)


def _box(box: tuple[float, float, float, float], fill: str, colour: str, *, outside: bool) -> Any:
    """Make a box: rounded and drawn through for the article, square and dashed for the rest."""
    from matplotlib.patches import FancyBboxPatch, Rectangle  # noqa: PLC0415 - only when drawn

    x, y, width, height = box
    pen: dict[str, Any] = {"facecolor": fill, "edgecolor": colour, "linewidth": 1.3}
    if outside:
        line: Any = (0, (4, 2)) if fill == "none" else "-"
        return Rectangle((x, y), width, height, linestyle=line, **pen)
    rounded = f"round,pad=0,rounding_size={_ROUND}"
    return FancyBboxPatch((x, y), width, height, boxstyle=rounded, **pen)
