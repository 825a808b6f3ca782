"""The questions as a table: CSV that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import assert_never

from lesson_utils.content.cells import guarded
from lesson_utils.content.payload import Payload
from lesson_utils.exports.base import Exported
from lesson_utils.exports.source import clean, quizzes_of
from lesson_utils.lesson import Lesson
from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Gap,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Shown,
    Wording,
)
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.static import show_number
from lesson_utils.texts import base_language, command_word, word

COLUMNS = (
    *("id", "quiz", "type", "skill", "points", "prompt", "parts", "key", "feedback", "hint"),
    *("explanation", "evidence", "paragraph", "line"),
)


def export(lesson: Lesson) -> Exported:
    """Give a lesson's questions as one table, a question a row."""
    text = lesson.article.text
    above = lesson.info.article.metadata.count("\n") + 1

    def line(offset: int) -> int:
        return above + text.count("\n", 0, offset)

    content = table_of(lesson.language, quizzes_of(lesson), line)
    return Exported(files={f"{lesson.name}-{lesson.language}.csv": content})


def table_of(language: str, quizzes: Sequence[Payload], line: Callable[[int], int]) -> bytes:
    """Give the table: UTF-8 with a mark by which Excel knows it, a semicolon in French.

    Parameters
    ----------
    language
        That of the questions and of the headings.
    quizzes
        The payloads, cleaned, in the order in which they are met.
    line
        Gives the line of the article's file on which a character stands.
    """
    file = io.StringIO(newline="")
    # Excel separates by what stands between the numbers of a list where it is used.
    comma = base_language(language) == "en"
    writer = csv.writer(file, delimiter="," if comma else ";", lineterminator="\r\n")
    writer.writerow(command_word(language, f"export.csv.{column}") for column in COLUMNS)
    for quiz in quizzes:
        for table in quiz["questions"]:
            writer.writerow(guarded(cell) for cell in _row(language, quiz, table, line))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _row(language: str, quiz: Payload, table: Table, line: Callable[[int], int]) -> Iterator[str]:
    parts, key, feedback = _parts(table, language)
    evidence = table["evidence"]
    yield table["id"]
    yield quiz["title"]
    yield command_word(language, f"export.type.{table['type']}")
    yield table["skillLabel"]
    yield str(table["maximum"])
    yield clean(_asked(table, language))
    yield "\n".join(parts)
    yield "\n".join(key)
    yield "\n".join(feedback)
    yield table["hint"]
    yield table["explanation"]
    yield "\n".join(passage["quote"] for passage in evidence)
    yield _distinct(
        word(language, "ui.paragraph", number=passage["paragraph"])
        for passage in evidence
        if passage["paragraph"]
    )
    yield _distinct(str(line(passage["start"])) for passage in evidence)


def _asked(table: Table, language: str) -> str:
    """Give the prompt, and under it what is to be heard."""
    if not table["listen"]:
        return str(table["prompt"])
    label = f"{word(language, 'ui.listen.label')}{word(language, 'static.colon')}"
    return f"{table['prompt']}\n{label} «\u00a0{table['listen']}\u00a0»"


def _distinct(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


#: The parts of a question, its key, and what is said: a line each.
Parts = tuple[list[str], list[str], list[str]]


def _parts(table: Table, language: str) -> Parts:  # noqa: PLR0911 - a form each
    form = form_of(table)
    match form:
        case Choices():
            right = [option.text for option in form.options if option.correct]
            return [option.text for option in form.options], right, _said(form.options)
        case Passages():
            right = [passage.text for passage in form.passages if passage.correct]
            said = list(dict.fromkeys(passage.said for passage in form.passages))
            return [passage.text for passage in form.passages], right, said
        case Pairs():
            return _pairs(form)
        case Ordering():
            right = [f"{place}. {item.text}" for place, item in enumerate(form.items, start=1)]
            return [item.text for item in form.first_shown], right, _said(form.items)
        case Gaps():
            right = [" / ".join(gap.accepted) for gap in form.gaps]
            return ["____".join(form.pieces)], right, _said(form.gaps)
        case Wording():
            wrong = [f"{' / '.join(accepted)} → {said}" for accepted, said in form.anticipated]
            return [], [" / ".join(form.accepted)], [form.right, *wrong, form.otherwise]
        case Amount():
            return _amount(form, language)
        case Essay():
            return [criterion.worded for criterion in form.criteria], [form.model], []
        case _:
            assert_never(form)


def _said(rows: Iterable[Shown | Gap]) -> list[str]:
    return [f"{row.text} → {row.said}" for row in rows]


def _pairs(form: Pairs) -> Parts:
    rights = {side.id: side.text for side in form.rights}
    key = [f"{left.text} → {rights[form.key[left.id]]}" for left in form.lefts]
    shown = [*(left.text for left in form.lefts), "—", *rights.values()]
    return shown, key, _said([*form.lefts, *form.distractors])


def _amount(form: Amount, language: str) -> Parts:
    show = partial(show_number, language=language)
    within = f" ± {show(form.tolerance)}" if form.tolerance else ""
    right = f"{show(form.answer)}{within} {form.unit}".strip()
    wrong = [f"{show(value)} → {said}" for value, said in form.anticipated]
    return [], [right], [form.right, *wrong, form.otherwise]
