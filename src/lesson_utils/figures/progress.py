"""A student's progress: what is answered and what is earned, by quiz and by skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_utils.figures import style
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.tally import tally_lesson
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from lesson_utils.compiling import Payload
    from lesson_utils.records import QuizRecord

_TOP, _GROUP = 0.5, 0.36
_FULL = style.WIDTH - 2 * style.MARGIN
_BAR = 2.0


def progress(
    payloads: Sequence[Payload], records: Mapping[str, QuizRecord], language: str
) -> Figure:
    """Make the progress figure of a lesson.

    Parameters
    ----------
    payloads
        The compiled quizzes, in the order in which they are shown.
    records
        The student's answers, by quiz.
    language
        Of the words.
    """
    quizzes, skills = tally_lesson(payloads, records)
    for row in (*quizzes, *skills):
        row["said"] = word(language, "static.progress.row", **row)
        row["line"] = f"{row['label']}{word(language, 'static.colon')} {row['said']}"
    answered = sum(row["answered"] for row in quizzes)
    questions = sum(row["questions"] for row in quizzes)
    payload = {
        "language": interface_language(language),
        "title": word(language, "static.progress.title"),
        "alt": word(language, "static.progress.alt", answered=answered, questions=questions),
        "table": word(language, "static.progress.table"),
        "groups": [
            {"label": word(language, "static.progress.quizzes"), "rows": quizzes},
            {"label": word(language, "static.progress.skills"), "rows": skills},
        ],
    }
    return Figure(payload, _draw, "progress")


def _draw(payload: Payload) -> str:
    groups = [
        (group["label"], [(row, style.wrap(row["label"], _FULL)) for row in group["rows"]])
        for group in payload["groups"]
    ]
    rows = [lines for _, group in groups for _, lines in group]
    height = _TOP + _GROUP * len(groups) + sum(_height(lines) for lines in rows)
    canvas, axes = style.blank(height)
    _draw_key(axes, payload["language"])
    y = _TOP
    for label, group in groups:
        style.write(axes, style.MARGIN, y + 0.12, label, fontsize=style.TITLE, weight="bold")
        y += _GROUP
        for row, lines in group:
            style.write_lines(axes, style.MARGIN, y + style.LINE / 2, lines)
            _draw_bar(axes, row, y + style.LINE * len(lines) + 0.13)
            y += _height(lines)
    return to_svg(canvas)


def _height(lines: list[str]) -> float:
    return style.LINE * len(lines) + 0.36


def _draw_key(axes: Axes, language: str) -> None:
    x = style.MARGIN
    for colour, key in (
        (style.EARNED, "earned"),
        (style.ANSWERED, "answered"),
        (style.OPEN, "open"),
    ):
        axes.barh(
            [0.25], [0.2], left=[x], height=0.2, color=colour, edgecolor=style.INK, linewidth=0.5
        )
        label = word(language, f"static.progress.key.{key}")
        style.write(axes, x + 0.27, 0.25, label, fontsize=style.SMALL)
        x += 0.5 + style.length(label, style.SMALL)


def _draw_bar(axes: Axes, row: dict[str, Any], y: float) -> None:
    # Both parts by points, so that one ends where the other does when all answers are right.
    whole = row["maximum"] or row["questions"] or 1
    answered = _BAR * (row["tried"] if row["maximum"] else row["answered"]) / whole
    earned = _BAR * row["points"] / whole
    left = [style.MARGIN]
    for width, colour in (
        (_BAR, style.OPEN),
        (answered, style.ANSWERED),
        (earned, style.EARNED),
    ):
        axes.barh([y], [width], left=left, height=0.2, color=colour)
    axes.barh([y], [_BAR], left=left, height=0.2, color="none", edgecolor=style.INK, linewidth=0.5)
    style.write(axes, style.MARGIN + _BAR + 0.1, y, row["said"], fontsize=style.SMALL)
