"""``lesson check``: every problem of a lesson at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from lesson_utils.checks import CHECKS, CONTENT_CHECKS, load_workspace
from lesson_utils.commands.common import language_option, print_problem
from lesson_utils.locating import available_lessons, find_lesson
from lesson_utils.problems import LessonError
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lesson_utils.checks import Check
    from lesson_utils.problems import Problem


@click.command()
@click.argument("folder", required=False)
@click.option("--no-run", is_flag=True, help="Leave out running the notebooks: seconds, not more.")
@language_option
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
        print_problem(console, problem, language)
    key = "command.failed" if errors else "command.passed"
    verdict = command_word(language, key, lesson=name, count=len(errors))
    style = "bold red" if errors else "bold green"
    console.print(Text(verdict, style=style), soft_wrap=True)
    return bool(errors)
