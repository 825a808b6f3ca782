"""The gathered answers as CSV that a spreadsheet opens by a double click.

Excel takes the signs of its user's country: in French ``;`` between columns and ``,`` in numbers,
in English ``,`` and ``.``. The byte order mark tells it that the text is UTF-8.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from lesson_utils.content.cells import guarded
from lesson_utils.questions.forms import Essay
from lesson_utils.questions.grading import form_of
from lesson_utils.results.analysis import Analysis, Item
from lesson_utils.results.gradebook import Answer, Gradebook
from lesson_utils.results.remarks import shown
from lesson_utils.texts import command_word, interface_language

Value = str | int | float | None

#: A spreadsheet's cell holds no more.
_LONGEST = 32_000
#: What an answer came to, as :func:`state` names it.
STATES = ("none", "open", "wrong", "part", "right")


def to_csv(rows: Sequence[Sequence[Value]], language: str) -> bytes:
    r"""Write rows as CSV for the spreadsheets of a language.

    A text that a spreadsheet could take for a formula gets an apostrophe before it.

    Examples
    --------
    >>> to_csv([["=1+1", 0.5, None]], "fr").decode("utf-8-sig")
    "'=1+1;0,5;\r\n"
    """
    french = interface_language(language) == "fr"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";" if french else ",", lineterminator="\r\n")
    # Names, titles and ids come back in row after row.
    known: dict[Value, str] = {}
    for row in rows:
        for value in row:
            if value not in known:
                known[value] = _cell(value, french=french)
        writer.writerow([known[value] for value in row])
    return codecs.BOM_UTF8 + buffer.getvalue().encode()


def _cell(value: Value, *, french: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    number = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return number.replace(".", ",") if french else number


def student_rows(analysis: Analysis, labels: Sequence[str], language: str) -> list[list[Value]]:
    """Give a row for each student: what was answered, earned, by skill and by quiz."""
    book = analysis.book
    skills = {q.table["skill"]: q.table["skillLabel"] for q in book.questions}
    titles = {q.quiz["quiz"]: q.quiz["title"] for q in book.questions}
    names = ("student", "files", "exported", "answered", "questions", "points", "maximum")
    rows: list[list[Value]] = [
        [
            *_heads(language, *names, "share", "hints"),
            *(skills[skill] for skill in analysis.whole.skills),
            *(titles[quiz] for quiz in analysis.whole.quizzes),
        ]
    ]
    students = zip(labels, book.students, book.answers, analysis.each, strict=True)
    for label, student, kept, found in students:
        hints = sum(answer.hints for answer in kept.values())
        at = student.exported
        rows.append(
            [
                label,
                " | ".join(student.files),
                None if at is None else f"{at.astimezone():%Y-%m-%d %H:%M}",
                found.answered,
                len(book.questions),
                found.points,
                found.maximum,
                found.share,
                hints,
                *found.skills.values(),
                *found.quizzes.values(),
            ]
        )
    return rows


def question_rows(items: Sequence[Item], language: str) -> list[list[Value]]:
    """Give a row for each question: how hard it was, and which answers were given."""
    names = ("quiz", "number", "question", "type", "skill", "prompt", "answered", "facility")
    more = ("first-try", "retried", "sign", "mistake", "times", "options", "untaken")
    rows: list[list[Value]] = [_heads(language, *names, *more)]
    for item in items:
        question, table = item.question, item.question.table
        mistake, times = item.mistakes[0] if item.mistakes else (None, None)
        rows.append(
            [
                question.quiz["title"],
                question.number,
                table["id"],
                table["type"],
                table["skillLabel"],
                table["prompt"],
                item.answered,
                item.facility,
                item.first_try,
                item.retried,
                sign(item, language),
                mistake,
                times,
                " | ".join(f"{text} ({count})" for text, count in item.options),
                " | ".join(item.untaken),
            ]
        )
    return rows


def sign(item: Item, language: str) -> str:
    """Say in a word what is remarkable about a question; nothing of most."""
    if item.missed:
        return command_word(language, "results.sign.missed")
    if item.rarely_at_once:
        return command_word(language, "results.sign.rarely")
    return "" if item.question.scored else command_word(language, "results.sign.unscored")


def answer_rows(
    book: Gradebook, labels: Sequence[str], language: str, *, texts: bool = True
) -> Iterator[list[Value]]:
    """Give a row for each student and question, answered or not.

    Parameters
    ----------
    book, labels, language
        The answers, the students as they are called, the language of the words.
    texts
        Whether the answers to open questions are given: a student may have written anything.
    """
    names = ("student", "quiz", "number", "question", "skill", "state", "points", "maximum")
    yield _heads(language, *names, "attempts", "hints", "answer")
    states = {name: command_word(language, f"results.state.{name}") for name in STATES}
    asked = [
        (q, (q.quiz["title"], q.number, q.table["id"], q.table["skillLabel"]))
        for q in book.questions
    ]
    for label, kept in zip(labels, book.answers, strict=True):
        for question, about in asked:
            answer = kept.get(question.place)
            said = states[state(answer)]
            if answer is None:
                yield [label, *about, said, *[None] * 5]
                continue
            maximum = answer.maximum if answer.score is not None else None
            hidden = isinstance(form_of(question.table), Essay) and not texts
            words = None if hidden else shown(answer.words, _LONGEST)
            counts = [answer.score, maximum, answer.attempts, answer.hints]
            yield [label, *about, said, *counts, words]


def state(answer: Answer | None) -> str:
    """Name what an answer came to: the key of its word."""
    if answer is None:
        return "none"
    if answer.share is None:
        return "open"
    return {0.0: "wrong", 1.0: "right"}.get(answer.share, "part")


def _heads(language: str, *names: str) -> list[Value]:
    return [command_word(language, f"results.column.{name}") for name in names]
