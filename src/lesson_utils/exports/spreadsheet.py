"""The questions as a table: CSV that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from lesson_utils.exports.base import Exported
from lesson_utils.exports.source import (
    clean,
    distractor_remarks,
    quizzes_of,
    sentence_remarks,
    target_sentences,
)
from lesson_utils.shown.rendering.static import show_number
from lesson_utils.texts import base_language, command_word, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lesson_utils.content.payload import Payload
    from lesson_utils.lesson import Lesson
    from lesson_utils.questions.outcomes import Table

COLUMNS = (
    *("id", "quiz", "type", "skill", "points", "prompt", "parts", "key", "feedback", "hint"),
    *("explanation", "evidence", "paragraph", "line"),
)
#: What a spreadsheet takes for the beginning of a formula:
#: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")


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


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("1 + 1")
    ("'=1+1", '1 + 1')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(language: str, quiz: Payload, table: Table, line: Callable[[int], int]) -> Iterator[str]:
    parts, key, feedback = PARTS[table["type"]](table, language)
    evidence = table["evidence"]
    yield table["id"]
    yield quiz["title"]
    yield command_word(language, f"export.type.{table['type']}")
    yield table["skillLabel"]
    yield str(table["maximum"])
    yield clean(table["prompt"])
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


def _distinct(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


#: The parts of a question, its key, and what is said: a line each.
Parts = tuple[list[str], list[str], list[str]]


def _options(table: Table, _: str) -> Parts:
    rows = table["options"]
    right = [row["text"] for row in rows if row["correct"]]
    return [row["text"] for row in rows], right, _said(rows)


def _said(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['text']} → {row['feedback']}" for row in rows]


def _order(table: Table, _: str) -> Parts:
    items = {item["id"]: item["text"] for item in table["items"]}
    key = [f"{place}. {text}" for place, text in enumerate(items.values(), start=1)]
    return [items[part] for part in table["shown"]], key, _said(table["items"])


def _pairs(table: Table, _: str) -> Parts:
    rights = {side["id"]: side["text"] for side in table["rights"]}
    lefts = table["lefts"]
    key = [f"{left['text']} → {rights[table['key'][left['id']]]}" for left in lefts]
    shown = [*(left["text"] for left in lefts), "—", *rights.values()]
    distractors = distractor_remarks(table)
    unfit = [f"{rights[part]} → {said}" for part, said in distractors.items()]
    return shown, key, [*_said(lefts), *unfit]


def _cloze(table: Table, _: str) -> Parts:
    gapped = "____".join(table["pieces"])
    return [gapped], [" / ".join(gap["accepted"]) for gap in table["gaps"]], _said(table["gaps"])


def _short(table: Table, _: str) -> Parts:
    wrong = [f"{' / '.join(row['accepted'])} → {row['feedback']}" for row in table["anticipated"]]
    return [], [" / ".join(table["accepted"])], [table["feedback"], *wrong, table["otherwise"]]


def _number(table: Table, language: str) -> Parts:
    show = partial(show_number, language=language)
    within = f" ± {show(table['tolerance'])}" if table["tolerance"] else ""
    key = f"{show(table['answer'])}{within} {table['unit']}".strip()
    wrong = [f"{show(row['value'])} → {row['feedback']}" for row in table["anticipated"]]
    return [], [key], [table["feedback"], *wrong, table["otherwise"]]


def _locate(table: Table, _: str) -> Parts:
    right, remarks = target_sentences(table), sentence_remarks(table)
    rows = table["sentences"]
    key = [row["text"] for row in rows if row["id"] in right]
    said = dict.fromkeys(remarks.values())
    return [row["text"] for row in rows], key, list(said)


def _reflect(table: Table, _: str) -> Parts:
    return [criterion["text"] for criterion in table["criteria"]], [table["model"]], []


PARTS: dict[str, Callable[[Table, str], Parts]] = {
    "single": _options,
    "multiple": _options,
    "truefalse": _options,
    "order": _order,
    "match": _pairs,
    "classify": _pairs,
    "cloze": _cloze,
    "short": _short,
    "number": _number,
    "locate": _locate,
    "reflect": _reflect,
}
