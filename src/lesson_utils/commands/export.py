"""``lesson export``: a lesson in the formats of other tools."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from lesson_utils.commands.common import (
    LANGUAGE,
    asked_or_system_language,
    lesson_argument,
    lesson_language,
    make_console,
    os_reason,
    print_problem,
)
from lesson_utils.content.datafiles import data_files, drafts_in
from lesson_utils.content.files import replace
from lesson_utils.content.locating import available_lessons
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.part import Part
from lesson_utils.exports.registry import FORMATS, exporter
from lesson_utils.exports.source import left_out, untranslated
from lesson_utils.lesson import Lesson, open_lesson
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@lesson_argument(required=False)
@click.option("--format", "formats", type=click.Choice(list(FORMATS)), multiple=True)
@click.option("--language", multiple=True)
@click.option("--chapter")
@click.option("--quiz")
@click.option("--details", is_flag=True)
@click.option("-o", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def export(  # noqa: PLR0913 - one parameter an option
    lesson: str | None,
    formats: tuple[str, ...],
    language: tuple[str, ...],
    *,
    folder: Path,
    chapter: str | None,
    quiz: str | None,
    details: bool,
) -> None:
    """Write a lesson for other tools: a page, paper, Moodle, Canvas (QTI), Anki, a spreadsheet.

    With ``--details``, what a tool says in a lesser way, or not at all, is listed. The exit status
    is 1 if anything had to be left out.
    """
    names = [lesson] if lesson else available_lessons()
    # Before the command, the option is for the messages; behind it, for the content and, where
    # nothing else says, for the messages too. Where nobody says anything, the lesson does.
    system = asked_or_system_language()
    said = click.get_current_context().meta.get(LANGUAGE) or (language[0] if language else system)
    spoken = said or lesson_language(names[0] if names else "")
    teller = Teller(spoken, details=details)
    if not names:
        teller.fail(command_word(spoken, "export.none"))
    for name in names:
        opened = []
        for wanted in dict.fromkeys(language) or (None,):
            try:
                found = _open(name, wanted)
                if chapter is not None or quiz is not None:
                    found = Part(found, chapter=chapter, quiz=quiz)
                opened.append(found)
            except LessonError as error:
                teller.problems(error.problems)
        if opened:
            _export(opened, dict.fromkeys(formats or FORMATS), folder, teller)
    teller.say("export.done", folder=folder, count=teller.written)
    if teller.kept_back:
        teller.say("export.details")
    sys.exit(1 if teller.failed else 0)


#: What is told though nobody asked for details: something is missing that was written.
_ALWAYS = {"handout-signs", "page-cell", "page-no-notebook", "page-notebook"}


class _Sentence(Text):
    """A text whose lines never end at a no-break space, where rich would break them."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        del console, how
        lines = textwrap.wrap(self.plain, width, break_on_hyphens=False)
        return Lines(Text(line) for line in lines)


class Teller:
    """Says what was written to the terminal, and what went wrong to its error stream."""

    def __init__(self, language: str, *, details: bool = True) -> None:
        self.language = language
        self.details = details
        #: Whether there is more to say than was asked for.
        self.kept_back = False
        self.failed = False
        self.written = 0
        self.console = make_console()
        self._errors = make_console(stderr=True)
        #: Several formats and languages may meet the same problem: it is said once.
        self._told: set[str] = set()

    def say(self, key: str, **values: object) -> None:
        """Say a sentence of ``texts/export.*.json``."""
        self.console.print(Text(command_word(self.language, key, **values)), soft_wrap=True)

    def fail(self, sentence: str) -> None:
        """Say what went wrong."""
        self.failed = True
        if sentence not in self._told:
            self._told.add(sentence)
            self._errors.print(Text(sentence, style="red"), soft_wrap=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Say problems."""
        self.failed = True
        self._once(problems, self._errors)

    def remarks(self, problems: Iterable[Problem]) -> None:
        """Say what is worth knowing of what was written all the same."""
        self._once(problems, self.console)

    def _once(self, problems: Iterable[Problem], console: Console) -> None:
        for problem in problems:
            said = problem.sentence(self.language)
            if said not in self._told:
                self._told.add(said)
                print_problem(console, problem, self.language)

    def notes(self, file: str, notes: Iterable[Note]) -> None:
        """List what became of each question and annotation, those of one kind in one row."""
        rows: dict[str, dict[str, None]] = {}
        for note in notes:
            if not self.details and note.code not in _ALWAYS:
                self.kept_back = True
                continue
            sentence = note.sentence(self.language)
            rows.setdefault(sentence, {})[note.item] = None
        if not rows:
            return
        if not self.details:
            for sentence in rows:
                self.console.print(Text(sentence, style="yellow"), soft_wrap=True)
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
            table.add_row(str(len(items)), _Sentence(sentence), Text(", ".join(items)))
        self.console.print(table)


def _open(name: str, language: str | None) -> Lesson:
    lesson = open_lesson(name, language)
    own = asked_or_system_language()
    if language is None and own in lesson.info.languages:
        return open_lesson(name, own)
    return lesson


def _export(lessons: list[Lesson], formats: Iterable[str], folder: Path, teller: Teller) -> None:
    """Write a lesson, in one language or in several."""
    for lesson in lessons:
        if problems := left_out(lesson):
            teller.problems(problems)
    if waiting := [problem for lesson in lessons for problem in untranslated(lesson)]:
        teller.say("export.untranslated", lesson=lessons[0].name)
        teller.remarks(waiting)
    drafts = sum(len(found.ids) for found in drafts_in(data_files(lessons[0].root)))
    if drafts:
        teller.say("export.drafts", lesson=lessons[0].name, count=drafts)
    spoken = ", ".join(lesson.language for lesson in lessons)
    teller.say("export.lesson", lesson=lessons[0].name, content=spoken, folder=folder)
    unmade: dict[str, None] = {}
    for name in formats:
        files: list[str] = []
        notes: list[Note] = []
        for lesson in lessons:
            if made := _made(lesson, name, teller):
                files += _write(made, name, lesson, folder, teller)
                notes += made.notes
            else:
                unmade[name] = None
        if files:
            # What becomes of a question is the same in every language, and said once.
            teller.notes(", ".join(files), notes)
    if unmade:
        teller.say("export.unmade", formats=", ".join(unmade))


def _made(lesson: Lesson, name: str, teller: Teller) -> Exported | None:
    try:
        return exporter(name)(lesson)
    except ModuleNotFoundError as error:
        values = {"format": name, "tool": error.name}
        teller.fail(command_word(teller.language, "export.missing-tool", **values))
    except LessonError as error:
        teller.problems(error.problems)
    return None


def _usual_mode() -> int:
    """Give the permissions of a new file: :func:`replace` makes one that nobody else can read."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _kind(name: str, file: str) -> str:
    """Name what a file is for: on paper, a student's copy is not the answer book."""
    if name != "handout":
        return name
    return "handout.answers" if "-answers." in file else "handout.student"


def _write(
    exported: Exported, name: str, lesson: Lesson, folder: Path, teller: Teller
) -> list[str]:
    """Write the files of an export, and give the names of those that could be."""
    count = exported.questions
    if count is None:
        count = sum(len(quiz.question_ids) for quiz in lesson.readable_quizzes())
    written = []
    part = lesson.label if isinstance(lesson, Part) else lesson.name
    for whole, content in exported.files.items():
        file = part + whole.removeprefix(lesson.name)
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
        purpose = command_word(teller.language, f"export.purpose.{_kind(name, whole)}")
        teller.say("export.file", file=file, purpose=purpose, count=count)
    return written
