"""``lesson export``: a lesson in the formats of other tools."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.table import Table
from rich.text import Text

from lesson_utils.checks import load_workspace
from lesson_utils.checks.content import drafts_read
from lesson_utils.commands.common import (
    default_language,
    lesson_argument,
    make_console,
    os_reason,
    print_problem,
)
from lesson_utils.exports.registry import FORMATS, exporter
from lesson_utils.exports.source import left_out
from lesson_utils.lesson import open_lesson
from lesson_utils.locating import available_lessons
from lesson_utils.problems import LessonError
from lesson_utils.progress import replace
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lesson_utils.exports.base import Exported, Note
    from lesson_utils.lesson import Lesson


@click.command()
@lesson_argument(required=False)
@click.option("--format", "formats", type=click.Choice(list(FORMATS)), multiple=True)
@click.option("--language")
@click.option("-o", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def export(
    lesson: str | None, formats: tuple[str, ...], language: str | None, folder: Path
) -> None:
    """Write a lesson for other tools: Moodle, Canvas (QTI), Anki, a spreadsheet, paper, the web.

    What a tool says in a lesser way, or not at all, is listed. The exit status is 1 if anything
    had to be left out.
    """
    spoken = language or default_language()
    names = [lesson] if lesson else available_lessons()
    teller = Teller(spoken)
    if not names:
        teller.fail(command_word(spoken, "export.none"))
    for name in names:
        try:
            opened = _open(name, language)
        except LessonError as error:
            teller.problems(error)
            continue
        _export(opened, formats or tuple(FORMATS), folder, teller)
    teller.say("export.done", folder=folder, count=teller.written)
    sys.exit(1 if teller.failed else 0)


class Teller:
    """Says what was written to the terminal, and what went wrong to its error stream."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.failed = False
        self.written = 0
        self.console = make_console()
        self._errors = make_console(stderr=True)

    def say(self, key: str, **values: object) -> None:
        """Say a sentence of ``texts/export.*.json``."""
        self.console.print(Text(command_word(self.language, key, **values)), soft_wrap=True)

    def fail(self, sentence: str) -> None:
        """Say what went wrong."""
        self.failed = True
        self._errors.print(Text(sentence, style="red"), soft_wrap=True)

    def problems(self, error: LessonError) -> None:
        """Say every problem of a lesson."""
        self.failed = True
        for problem in error.problems:
            print_problem(self._errors, problem, self.language)

    def notes(self, file: str, notes: Iterable[Note]) -> None:
        """List what became of each question and annotation, those of one kind in one row."""
        rows: dict[str, list[str]] = {}
        for note in notes:
            sentence = command_word(self.language, f"export.note.{note.code}", **note.values)
            rows.setdefault(sentence, []).append(note.item)
        if not rows:
            return
        table = Table(
            title=Text(command_word(self.language, "export.title", file=file)),
            title_justify="left",
            box=box.SIMPLE,
        )
        table.add_column(command_word(self.language, "export.table.count"), justify="right")
        table.add_column(command_word(self.language, "export.table.what"), ratio=3)
        table.add_column(command_word(self.language, "export.table.ids"), ratio=2)
        for sentence, items in rows.items():
            table.add_row(str(len(items)), Text(sentence), Text(", ".join(items)))
        self.console.print(table)


def _open(name: str, language: str | None) -> Lesson:
    lesson = open_lesson(name, language)
    if language is None and (own := default_language()) in lesson.info.languages:
        return open_lesson(name, own)
    return lesson


def _export(lesson: Lesson, formats: Iterable[str], folder: Path, teller: Teller) -> None:
    for sentence in left_out(lesson):
        teller.fail(sentence)
    asked = sum(len(quiz.question_ids) for quiz in lesson.readable_quizzes())
    drafts = sum(int(p.values["count"]) for p in drafts_read(load_workspace(lesson.root)))
    if drafts:
        teller.say("export.drafts", lesson=lesson.name, count=drafts)
    teller.say("export.lesson", lesson=lesson.name, content=lesson.language, folder=folder)
    for name in dict.fromkeys(formats):
        try:
            exported = exporter(name)(lesson)
        except ModuleNotFoundError as error:
            values = {"format": name, "tool": error.name}
            teller.fail(command_word(teller.language, "export.missing-tool", **values))
        except LessonError as error:
            teller.problems(error)
        else:
            _write(exported, name, asked, folder, teller)


def _usual_mode() -> int:
    """Give the permissions of a new file: :func:`replace` makes one that nobody else can read."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write(exported: Exported, name: str, asked: int, folder: Path, teller: Teller) -> None:
    purpose = command_word(teller.language, f"export.purpose.{name}")
    count = asked if exported.questions is None else exported.questions
    written = []
    for file, content in exported.files.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            replace(folder / file, content)
            (folder / file).chmod(_usual_mode())
        except OSError as error:
            values = {"file": folder / file, "detail": os_reason(error, teller.language)}
            teller.fail(command_word(teller.language, "command.unwritable", **values))
            continue
        written.append(file)
        teller.written += 1
        teller.say("export.file", file=file, purpose=purpose, count=count)
    if written:
        teller.notes(", ".join(written), exported.notes)
