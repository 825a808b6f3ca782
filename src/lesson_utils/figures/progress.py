"""A student's progress: what is answered and what is earned, by quiz and by skill."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.tally import tally_lesson
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from lesson_utils.compiling import Payload
    from lesson_utils.records import QuizRecord

#: Okabe and Ito's blue, and greys: told apart by lightness alone.
_EARNED, _ANSWERED, _OPEN = "#0072B2", "#9ab8cc", "#e6e6e6"
_INK = "#1a1a1a"
_WIDTH, _ROW, _GAP = 9.0, 0.5, 0.55
_LEFT, _RIGHT = 3.5, 7.0
_WRAP = 34


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
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - only when drawn

    groups = payload["groups"]
    height = 0.6 + sum(_GAP + _ROW * len(group["rows"]) for group in groups)
    canvas = Canvas(figsize=(_WIDTH, height))
    axes = canvas.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    _draw_key(axes, payload["language"])
    y = 0.6
    for group in groups:
        axes.text(
            0.15, y + 0.3, group["label"], va="center", fontsize=12, weight="bold", color=_INK
        )
        y += _GAP
        for row in group["rows"]:
            _draw_row(axes, row, y + _ROW / 2)
            y += _ROW
    return to_svg(canvas)


def _draw_key(axes: Axes, language: str) -> None:
    x = _LEFT
    for colour, key in ((_EARNED, "earned"), (_ANSWERED, "answered"), (_OPEN, "open")):
        axes.barh(
            [0.35], [0.22], left=[x], height=0.22, color=colour, edgecolor=_INK, linewidth=0.5
        )
        label = word(language, f"static.progress.key.{key}")
        axes.text(x + 0.32, 0.35, label, va="center", fontsize=9, color=_INK)
        x += 1.7


def _draw_row(axes: Axes, row: dict[str, Any], y: float) -> None:
    full = _RIGHT - _LEFT
    # Both parts by points, so that one ends where the other does when all answers are right.
    whole = row["maximum"] or row["questions"] or 1
    answered = full * (row["tried"] if row["maximum"] else row["answered"]) / whole
    earned = full * row["points"] / whole
    label = "\n".join(textwrap.wrap(row["label"], _WRAP))
    style: dict[str, Any] = {"va": "center", "color": _INK, "parse_math": False}
    axes.text(_LEFT - 0.15, y, label, ha="right", fontsize=10, **style)
    for width, colour in ((full, _OPEN), (answered, _ANSWERED), (earned, _EARNED)):
        axes.barh([y], [width], left=[_LEFT], height=0.28, color=colour)
    axes.barh([y], [full], left=[_LEFT], height=0.28, color="none", edgecolor=_INK, linewidth=0.5)
    axes.text(_RIGHT + 0.12, y, row["said"], fontsize=9, **style)
