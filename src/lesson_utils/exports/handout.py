"""A lesson on paper: the student's copy and the answer book, each as HTML and as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.sheet import make_sheet
from lesson_utils.lesson import Lesson
from lesson_utils.shown.rendering import render_html
from lesson_utils.shown.rendering.embedded import embedded_source
from lesson_utils.shown.rendering.typeset import typeset
from lesson_utils.shown.widgets.assets import style


def export(lesson: Lesson) -> Exported:
    """Make the student's copy and the answer book of a lesson, in the lesson's language.

    Line numbers are those of :mod:`lesson_utils.exports.lines`, the same in all four files.

    Returns
    -------
    Exported
        ``<lesson>-<language>-student`` and ``-answers``, each ``.html`` and ``.pdf``. Equal
        lessons give equal bytes, unless a font of this machine was needed: a note says so.

    Raises
    ------
    LessonError
        If a file of the lesson cannot be read, but for a quiz: it is left out, as is a question
        with an error, and the command tells.
    """
    papers: dict[str, bytes] = {}
    pages: dict[str, bytes] = {}
    notes = list(_notes(lesson))
    for kind in ("student", "answers"):
        sheet = make_sheet(lesson, answers=kind == "answers")
        name = f"{lesson.name}-{lesson.language}-{kind}"
        html = render_html("handout", {**sheet, "css": embedded_source(style("handout"))})
        # Half a character, which a data file may spell, is none in UTF-8.
        pages[f"{name}.html"] = html.encode("utf-8", "replace")
        printed = typeset("handout", sheet)
        papers[f"{name}.pdf"] = printed.pdf
        if printed.missing:
            values = {"signs": " ".join(printed.missing)}
            notes.append(Note(item=f"{name}.pdf", code="handout-signs", values=values))
        elif not printed.own_fonts:
            notes.append(Note(item=f"{name}.pdf", code="handout-fonts"))
    # The first named are what a teacher came for.
    return Exported(files=papers | pages, notes=tuple(notes))


def _notes(lesson: Lesson) -> Iterator[Note]:
    quizzes = lesson.readable_quizzes()
    for quiz in quizzes:
        for table in quiz.payload["questions"]:
            yield Note(item=table["id"], code=f"handout-{table['type']}")
    for code in ("feedback", "claims", "figures"):
        yield Note(item=lesson.name, code=f"handout-{code}")
    for quiz in quizzes:
        if quiz.payload["shuffle"]:
            yield Note(item=quiz.payload["quiz"], code="handout-shuffle")
