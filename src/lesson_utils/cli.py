"""The command ``lesson``: what a teacher runs in a terminal."""

from __future__ import annotations

import locale
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from lesson_utils.checks import CHECKS, CONTENT_CHECKS, load_workspace
from lesson_utils.lesson import open_lesson
from lesson_utils.locating import available_lessons, find_lesson
from lesson_utils.model import localize
from lesson_utils.notebooks import lesson_notebooks, run_all
from lesson_utils.problems import LessonError, Problem
from lesson_utils.rendering.answers import answer_book
from lesson_utils.texts import INTERFACE_LANGUAGES, command_word, interface_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from lesson_utils.checks import Check


def default_language() -> str:
    """Give the language of the messages: that of the locale if there is one, else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in INTERFACE_LANGUAGES:
            return code
    code = (locale.getlocale()[0] or "")[:2].lower()
    return code if code in INTERFACE_LANGUAGES else "fr"


_language = click.option(
    "--language",
    type=click.Choice(INTERFACE_LANGUAGES),
    default=default_language,
    show_default="that of the locale, else fr",
    help="Language of the messages.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lesson-utils")
def main() -> None:
    """Check and build teaching notebooks around a news article."""


@main.command()
@click.argument("folder", required=False)
@click.option("--no-run", is_flag=True, help="Leave out running the notebooks: seconds, not more.")
@_language
def check(folder: str | None, language: str, *, no_run: bool) -> None:
    """Check a lesson before class: every problem at once, each with file, line and what to do.

    FOLDER is a lesson's name or folder; all lessons in data/ without it. The exit status is 1 if
    anything is wrong.
    """
    console = Console()
    names = [folder] if folder else available_lessons()
    checks = CONTENT_CHECKS if no_run else CHECKS
    failed = False
    for name in names:
        try:
            root = find_lesson(name)
            name = root.name  # noqa: PLW2901 - a folder was given: the lesson's name is enough
            problems = _check_lesson(console, root, checks, language)
        except LessonError as error:
            problems = list(error.problems)
        failed |= _report(console, name, problems, language)
    if not names:
        console.print(command_word(language, "command.none"), style="bold red")
    sys.exit(1 if failed or not names else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@_language
def build(folder: Path, language: str) -> None:
    """Run the notebooks again and store their outputs.

    FOLDER is the repository: the folder that holds notebooks/.
    """
    console = Console()
    repository = folder.resolve()
    paths = lesson_notebooks(repository)
    failed = not paths
    if failed:
        console.print(command_word(language, "command.no-notebooks"), style="bold red")
    for report in run_all(paths, repository):
        errors = [p for p in report.problems if p.code != "notebook-outdated"]
        name = report.path.relative_to(repository).as_posix()
        if errors:
            failed = True
            for problem in errors:
                _print_problem(console, problem, language)
            continue
        changed = report.path.read_text(encoding="utf-8") != report.built
        if changed:
            report.path.write_text(report.built, encoding="utf-8", newline="\n")
        state = command_word(language, "command.rebuilt" if changed else "command.unchanged")
        console.print(Text(f"{name}: {state}"))
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("lesson", required=False)
@click.option(
    "--language", help="Language of the book. Default: the locale's, if the lesson has it."
)
@click.option(
    "-o", "output", type=click.File("wb", lazy=True), default="-", help="Write to a file."
)
def answers(lesson: str | None, language: str | None, output: BinaryIO) -> None:
    """Print the answer book in Markdown: all questions with keys, reasons and evidence.

    LESSON is a lesson's name or folder; all lessons in data/ without it. The exit status is 1 if
    a lesson or a question had to be left out.
    """
    console = Console(stderr=True)
    spoken = language or default_language()
    names = [lesson] if lesson else available_lessons()
    books = []
    failed = not names
    if failed:
        console.print(command_word(spoken, "command.none"), style="bold red")
    for name in names:
        try:
            book, left_out = _answer_book(name, language)
        except LessonError as error:
            failed = True
            for problem in error.problems:
                _print_problem(console, problem, spoken)
            continue
        failed |= bool(left_out)
        for sentence in left_out:
            console.print(Text(sentence, style="red"), soft_wrap=True)
        books.append(book)
    if books:
        # UTF-8 whatever the terminal's encoding: the book is to be kept as a file.
        output.write(("\n\n".join(books) + "\n").encode())
    sys.exit(1 if failed else 0)


def _answer_book(name: str, language: str | None) -> tuple[str, list[str]]:
    """Make a lesson's answer book, and list what is wrong with the questions not in it."""
    lesson = open_lesson(name, language)
    if language is None and (own := default_language()) in lesson.info.languages:
        lesson = open_lesson(name, own)
    quizzes = [lesson.quiz(quiz).payload for quiz in lesson.quiz_names]
    left_out = [p for quiz in quizzes for left in quiz["omitted"] for p in left["problems"]]
    title = localize(lesson.info.title, lesson.language)
    return answer_book(title, interface_language(lesson.language), quizzes), left_out


def _check_lesson(
    console: Console, root: Path, checks: Sequence[Check], language: str
) -> list[Problem]:
    space = load_workspace(root)
    problems: list[Problem] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(root.name, total=len(checks))
        for item in checks:
            progress.update(task, description=command_word(language, f"check.{item.name}"))
            problems += item.run(space)
            progress.advance(task)
    return problems


def _report(console: Console, name: str, problems: list[Problem], language: str) -> bool:
    errors = [problem for problem in problems if not problem.notice]
    for problem in problems:
        _print_problem(console, problem, language)
    key = "command.failed" if errors else "command.passed"
    verdict = command_word(language, key, lesson=name, count=len(errors))
    style = "bold red" if errors else "bold green"
    console.print(Text(verdict, style=style), soft_wrap=True)
    return bool(errors)


def _print_problem(console: Console, problem: Problem, language: str) -> None:
    text = Text(problem.sentence(language))
    text.stylize("yellow" if problem.notice else "red", 0, len(problem.file))
    console.print(text, soft_wrap=True)
