"""``lesson check``: every problem of a lesson at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.text import Text

from lesson_utils.checks import CHECKS, CONTENT_CHECKS, Check
from lesson_utils.checks.fixing import UNWRITABLE, fix_lesson
from lesson_utils.checks.running import LessonResult, run_checks, unreadable
from lesson_utils.commands.checkjson import write_json
from lesson_utils.commands.checktable import checking_bar, print_result
from lesson_utils.commands.common import (
    language_option,
    lesson_argument,
    make_console,
    print_problem,
)
from lesson_utils.commands.watching import watch_lesson
from lesson_utils.content.locating import expected_lessons, lessons_at
from lesson_utils.content.problems import LessonError
from lesson_utils.texts import command_word


@click.command()
@lesson_argument("lessons", nargs=-1)
@click.option("--run/--no-run", "run", default=None)
@click.option("--watch", is_flag=True)
@click.option("--fix", is_flag=True)
@click.option("--details", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@language_option
def check(  # noqa: PLR0913 - the options of the command line
    lessons: tuple[str, ...],
    language: str,
    *,
    run: bool | None,
    watch: bool,
    fix: bool,
    details: bool,
    as_json: bool,
) -> None:
    """Check lessons before class: every problem at once, each with file, line and what to do.

    The exit status is 1 if anything is wrong, and 2 if the command line is.
    """
    executes = not watch if run is None else run
    if fix:
        _fix(lessons, language)
    checks = [item for item in CHECKS if executes or not item.executes]
    if watch:
        if as_json:
            raise click.UsageError(command_word(language, "check.watch-json"))
        sys.exit(watch_lesson(_roots(lessons, language), checks, language))
    results = []
    for result in _results(lessons, checks, language):
        if not as_json:
            print_result(make_console(), result, language, details=details)
        results.append(result)
    if as_json:
        write_json(results, language)
    elif not results:
        make_console().print(command_word(language, "command.none"), style="bold red")
    sys.exit(1 if not results or any(result.errors for result in results) else 0)


def _fix(lessons: Sequence[str], language: str) -> None:
    """Put right what is known, and say what was done; what cannot be read the checks tell."""
    console = make_console(stderr=True)
    for name in lessons or expected_lessons():
        try:
            for root in lessons_at(name):
                for fixed in fix_lesson(root):
                    console.print(Text(fixed.sentence(language)), soft_wrap=True)
        except LessonError as error:
            for problem in error.problems:
                if problem.code == UNWRITABLE:
                    print_problem(console, problem, language)


def _results(
    lessons: Sequence[str], checks: Sequence[Check], language: str
) -> Iterator[LessonResult]:
    """Check each lesson, with a bar on the screen of how far it is."""
    for name in lessons or expected_lessons():
        try:
            roots = lessons_at(name)
        except LessonError as error:
            # Whatever cannot be read is told by the check of the files.
            yield unreadable(name, None, CONTENT_CHECKS[:1], error)
            continue
        for root in roots:
            with checking_bar(root.name, language) as listen:
                result = run_checks(root, checks, listen)
            yield result


def _roots(lessons: Sequence[str], language: str) -> list[Path]:
    """Find the lessons to watch."""
    try:
        return [root for name in lessons or expected_lessons() for root in lessons_at(name)]
    except LessonError as error:
        sentences = (problem.sentence(language) for problem in error.problems)
        raise click.UsageError("\n".join(sentences)) from None
