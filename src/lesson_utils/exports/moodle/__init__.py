"""Moodle XML: the question bank of a lesson, a category a quiz.

Source: https://docs.moodle.org/en/Moodle_XML_format and, for what it leaves open, the import of
Moodle itself (``question/format/xml/format.php`` and ``question/type/*/questiontype.php``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lesson_utils.content.localized import localize
from lesson_utils.content.payload import Payload
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.moodle.choices import html
from lesson_utils.exports.moodle.types import made
from lesson_utils.exports.names import flat, shortened, untagged
from lesson_utils.exports.source import clean, numbered, quizzes_of
from lesson_utils.exports.xml import Element, add, cdata_document
from lesson_utils.lesson import Lesson
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.lms import Html

#: So many characters fit into the columns of Moodle's database; what is longer stops the import.
CATEGORY_LIMIT, IDNUMBER_LIMIT, TAG_LIMIT = 255, 100, 50
_DIGEST = 12


def export(lesson: Lesson) -> Exported:
    """Give a lesson's questions as one file for "Question bank, Import, Moodle XML format"."""
    title = clean(localize(lesson.info.title, lesson.language))
    content, notes = question_bank(
        title, lesson.name, Html(lesson.language, lesson.article.language), quizzes_of(lesson)
    )
    return Exported(files={f"{lesson.name}-{lesson.language}.moodle.xml": content}, notes=notes)


def question_bank(
    title: str, tag: str, write: Html, quizzes: list[Payload]
) -> tuple[bytes, tuple[Note, ...]]:
    """Give the file, and what is said of each question in a lesser way.

    Parameters
    ----------
    title
        The lesson's title: the category above those of the quizzes.
    tag
        What every question is tagged with, beside its skill.
    write
        Makes the HTML.
    quizzes
        The payloads, cleaned, in the order in which they are met.
    """
    root = Element("quiz")
    notes: list[Note] = []
    for place, quiz in enumerate(quizzes, start=1):
        info = write.block(quiz["title"])
        if _category(root, (title, f"{place}. {quiz['title']}"), info):
            notes.append(Note(item=quiz["quiz"], code="moodle-name"))
        for number, table in enumerate(quiz["questions"], start=1):
            notes.extend(_question(root, table, number, tag, write, quiz))
    return cdata_document(root), tuple(notes)


def _category(root: Element, path: tuple[str, ...], info: str) -> bool:
    """Name the category of what follows; ``info`` says it in full where it had to be shortened."""
    whole = [untagged(flat(name)) for name in path]
    names = [shortened(name, CATEGORY_LIMIT) for name in whole]
    entry = add(root, "question", type="category")
    written = "/".join(("$course$", "top", *map(_step, names)))
    add(add(entry, "category"), "text", written)
    html(entry, "info", info if names != whole else "")
    return names != whole


def _step(name: str) -> str:
    """Write a name as a step of a path: a slash separates, two are one in a name."""
    doubled = name.replace("/", "//")
    before, after = " " * doubled.startswith("/"), " " * doubled.endswith("/")
    return f"{before}{doubled}{after}"


def _idnumber(name: str) -> str:
    """Give a question's id, or what is left of it with a digest that no other one has."""
    if len(name) <= IDNUMBER_LIMIT:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: IDNUMBER_LIMIT - _DIGEST - 1]}-{digest}"


def _question(  # noqa: PLR0913, PLR0917 - all that a question is made of
    root: Element, table: Table, number: int, tag: str, write: Html, quiz: Payload
) -> Iterator[Note]:
    entry = made(table, write, shuffle=quiz["shuffle"])
    question = add(root, "question", type=entry.kind)
    add(add(question, "name"), "text", numbered(number, table["prompt"]))
    html(question, "questiontext", entry.text)
    html(question, "generalfeedback", entry.general)
    if entry.kind != "cloze":  # whose gaps say what they are worth
        add(question, "defaultgrade", str(table["maximum"]))
    # In the lesson a second try costs nothing.
    add(question, "penalty", "0")
    add(question, "hidden", "0")
    add(question, "idnumber", _idnumber(table["id"]))
    entry.parts(question)
    tags = add(question, "tags")
    for name in (table["skillLabel"], tag):
        add(add(tags, "tag"), "text", shortened(untagged(name), TAG_LIMIT))
    html(question, "hint", write.block(table["hint"]))
    yield Note(item=table["id"], code=f"moodle-{table['type']}")
    for code in entry.notes:
        yield Note(item=table["id"], code=code)
