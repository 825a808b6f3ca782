"""A student's progress: what is answered and what is earned, by quiz and by skill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lesson_utils.content.payload import Payload
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.svg import to_svg
from lesson_utils.shown.figures.table import row, table
from lesson_utils.student.records import QuizRecord
from lesson_utils.student.tally import tally_lesson
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    for entry in (*quizzes, *skills):
        entry["said"] = word(language, "static.progress.row", **entry)
        entry["line"] = f"{entry['label']}{word(language, 'static.colon')} {entry['said']}"
    answered = sum(entry["answered"] for entry in quizzes)
    questions = sum(entry["questions"] for entry in quizzes)
    groups = [
        (word(language, "static.progress.quizzes"), quizzes),
        (word(language, "static.progress.skills"), skills),
    ]
    payload = {
        "language": interface_language(language),
        "title": word(language, "static.progress.title"),
        "alt": word(language, "static.progress.alt", answered=answered, questions=questions),
        "notes": [],
        "groups": [{"label": label, "rows": members} for label, members in groups],
        "table": table(
            word(language, "static.progress.table"),
            [
                word(language, f"static.progress.head.{head}")
                for head in ("of", "answers", "points")
            ],
            groups=[
                (
                    label,
                    [
                        row(
                            entry["label"],
                            entry["label"],
                            f"{entry['answered']}/{entry['questions']}",
                            f"{entry['points']}/{entry['maximum']}",
                        )
                        for entry in members
                    ],
                )
                for label, members in groups
            ],
        ),
    }
    return Figure(payload, _draw, "progress")


def _draw(payload: Payload) -> str:
    groups = [
        (group["label"], [(entry, style.wrap(entry["label"], _FULL)) for entry in group["rows"]])
        for group in payload["groups"]
    ]
    rows = [lines for _, group in groups for _, lines in group]
    height = _TOP + _GROUP * len(groups) + sum(_height(lines) for lines in rows)
    canvas, axes = style.blank(height)
    _draw_key(axes, payload["language"])
    y = _TOP
    for label, group in groups:
        style.write(axes, style.MARGIN, y + 0.12, label, size=style.TITLE, weight="bold")
        y += _GROUP
        for entry, lines in group:
            style.write_lines(axes, style.MARGIN, y + style.LINE / 2, lines)
            _draw_bar(axes, entry, y + style.LINE * len(lines) + 0.13)
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
        style.write(axes, x + 0.27, 0.25, label, size=style.SMALL)
        x += 0.5 + style.length(label, style.SMALL)


def _draw_bar(axes: Axes, entry: dict[str, Any], y: float) -> None:
    # Both parts by points, so that one ends where the other does when all answers are right.
    whole = entry["maximum"] or entry["questions"] or 1
    answered = _BAR * (entry["tried"] if entry["maximum"] else entry["answered"]) / whole
    earned = _BAR * entry["points"] / whole
    left = [style.MARGIN]
    for width, colour in (
        (_BAR, style.OPEN),
        (answered, style.ANSWERED),
        (earned, style.EARNED),
    ):
        axes.barh([y], [width], left=left, height=0.2, color=colour)
    axes.barh([y], [_BAR], left=left, height=0.2, color="none", edgecolor=style.INK, linewidth=0.5)
    style.write(axes, style.MARGIN + _BAR + 0.1, y, entry["said"], size=style.SMALL)
