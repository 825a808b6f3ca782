"""``lesson results``: the files that students exported, gathered into tables and a heat map."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from rich.text import Text

from lesson_utils.commands.common import (
    complete_lessons,
    language_option,
    make_console,
    print_problem,
)
from lesson_utils.commands.resultfiles import Shows, write_files
from lesson_utils.commands.resulttables import print_report
from lesson_utils.content.locating import available_lessons
from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError
from lesson_utils.lesson import Lesson, open_lesson
from lesson_utils.questions.compiling import compile_quiz
from lesson_utils.questions.quizfiles import Omitted, load_quiz
from lesson_utils.results.analysis import analyse
from lesson_utils.results.folder import Found, read_folder
from lesson_utils.results.gradebook import grade_all, questions_of
from lesson_utils.results.remarks import Remark, shown
from lesson_utils.results.students import Student, gather, labels, number
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path))
@click.option("--lesson", shell_complete=complete_lessons)
@click.option("--join", is_flag=True)
@click.option("--anonymous", is_flag=True)
@click.option("--details", is_flag=True)
@language_option
def results(  # noqa: PLR0913 - one parameter an option
    folder: Path,
    output: Path | None,
    lesson: str | None,
    language: str,
    *,
    join: bool,
    anonymous: bool,
    details: bool,
) -> None:
    """Gather the answers that students exported into tables and a heat map."""
    console = make_console()
    if not folder.is_dir():
        _refuse(console, command_word(language, "results.no-folder", folder=shown(str(folder))))
    found = read_folder(folder)
    opened = _open_lesson(console, lesson or _most_frequent(found), language)
    students: list[Student] = []
    if opened is not None:
        mine = [export for export in found.exports if export.record.lesson == opened.name]
        students, remarks = gather(mine, join=join)
        found.remarks += remarks
    sentences = _sentences(found, opened, language)
    if opened is None or not students:
        _tell(console, sentences, language)
        _refuse(console, command_word(language, "results.nothing"))
    if anonymous:
        students = number(students)
    book = grade_all(students, questions_of(_quizzes(console, opened, language)))
    shows = Shows(opened, analyse(book), labels(students, language), language)
    files = shows.files(sentences=[] if anonymous else sentences, texts=not anonymous)
    target = output or folder / ("results-anonymous" if anonymous else "results")
    written, failures = write_files(target, files, language)
    for failure in failures:
        console.print(Text(failure, style="bold red"), soft_wrap=True)
    # What the teacher came for is said first.
    if written:
        values = {"folder": shown(str(target), 200), "files": ", ".join(written)}
        said = command_word(language, "results.written", **values)
        console.print(Text(said, style="bold green"), soft_wrap=True)
        console.print(Text(command_word(language, "results.private")), soft_wrap=True)
    print_report(console, shows.page, details=details)
    _tell(console, [*shows.page["uncounted"], *sentences], language)
    sys.exit(1 if failures else 0)


def _refuse(console: Console, sentence: str) -> NoReturn:
    console.print(Text(sentence, style="bold red"), soft_wrap=True)
    sys.exit(1)


def _most_frequent(found: Found) -> str | None:
    """Name the lesson that most files are of; a file's word is taken for a name, never a path."""
    known = set(available_lessons())
    counts = Counter(e.record.lesson for e in found.exports if e.record.lesson in known)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _open_lesson(console: Console, name: str | None, language: str) -> Lesson | None:
    """Open a lesson in the language of the messages, in its own first one if it lacks that."""
    if name is None:
        return None
    try:
        first = open_lesson(name)
        return open_lesson(name, language) if language in first.info.languages else first
    except LessonError as error:
        _tell_problems(console, error, language)
        sys.exit(1)


def _tell_problems(console: Console, error: LessonError | Omitted, language: str) -> None:
    for problem in error.problems:
        print_problem(console, problem, language)


def _quizzes(console: Console, lesson: Lesson, language: str) -> list[list[Payload]]:
    """Compile the quizzes in each language of the lesson, the one shown first.

    What is wrong with a quiz or a question is told, and the others go on. Each file is read once.
    """
    languages = dict.fromkeys((lesson.language, *lesson.info.languages))
    readable = []
    for name in lesson.quiz_names:
        try:
            quiz = load_quiz(lesson.root, name, lesson.info, lesson.article).value
        except LessonError as error:
            _tell_problems(console, error, language)
            continue
        for left in quiz.omitted:
            _tell_problems(console, left, language)
        readable.append(
            [compile_quiz(lesson.name, quiz, lesson.article, code) for code in languages]
        )
    return [list(payloads) for payloads in zip(*readable, strict=True)]


def _sentences(found: Found, lesson: Lesson | None, language: str) -> list[str]:
    """Say everything about the files: those not read first, each by name."""
    remarks = list(found.remarks)
    for export in found.exports:
        if lesson is None or export.record.lesson != lesson.name:
            values = {"lesson": shown(export.record.lesson) or "–"}
            remarks.append(Remark(file=export.file, code="other-lesson", values=values))
            continue
        if export.older:
            remarks.append(Remark(file=export.file, code="older"))
        if export.left_out:
            values = {"count": str(export.left_out)}
            remarks.append(Remark(file=export.file, code="left-out", values=values))
    said = [remark.sentence(language) for remark in remarks]
    if found.others:
        counts = sorted(found.others.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = ", ".join(f"{count} {ending or '–'}" for ending, count in counts)
        said.append(command_word(language, "results.others", kinds=kinds))
    return said


def _tell(console: Console, sentences: Sequence[str], language: str) -> None:
    if sentences:
        console.print(Text(command_word(language, "results.remarks"), style="bold"))
    for sentence in sentences:
        console.print(Text(sentence, style="yellow"), soft_wrap=True)
