"""``lesson site``: lessons as a static site, with JupyterLab and no server."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.text import Text

from lesson_utils.commands.common import (
    language_option,
    lesson_argument,
    make_console,
    os_reason,
    print_problem,
)
from lesson_utils.content.locating import available_lessons, find_lesson
from lesson_utils.content.problems import LessonError
from lesson_utils.site.lite import missing_tools
from lesson_utils.site.sources import cache_folder
from lesson_utils.texts import command_word

_MEGABYTE = 1_000_000


@click.command()
@lesson_argument("lessons", nargs=-1)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), required=True)
@language_option
def site(lessons: tuple[str, ...], output: Path, language: str) -> None:
    """Make of lessons a site that is published as it is."""
    console = make_console()
    if missing := missing_tools():
        named = ", ".join(missing)
        _fail(console, language, "site.missing", tools=named, extras="site")
    from lesson_utils.site.making import make_site, may_hold  # noqa: PLC0415 - once it can be had

    names = lessons or tuple(available_lessons())
    if not names:
        _fail(console, language, "command.none")
    if not may_hold(output):
        _fail(console, language, "site.occupied", folder=output)
    tell = partial(_say, console, language, folder=cache_folder())
    try:
        roots = dict.fromkeys(find_lesson(name).resolve() for name in names)
        made = make_site(list(roots), output.resolve(), tell)
    except LessonError as error:
        for problem in error.problems:
            print_problem(make_console(stderr=True), problem, language)
        sys.exit(1)
    except OSError as error:
        detail = os_reason(error, language)
        _fail(console, language, "command.unwritable", file=str(output), detail=detail)
    size = round(made.size / _MEGABYTE)
    counts = {"lessons": made.lessons, "notebooks": made.notebooks, "size": size}
    _say(console, language, "site.done", folder=output, **counts)
    _say(console, language, "site.look", folder=output)


def _say(console: Console, language: str, key: str, **values: object) -> None:
    console.print(Text(command_word(language, key, **values)), soft_wrap=True)


def _fail(console: Console, language: str, key: str, **values: object) -> NoReturn:
    console.print(Text(command_word(language, key, **values), style="red"), soft_wrap=True)
    sys.exit(1)
