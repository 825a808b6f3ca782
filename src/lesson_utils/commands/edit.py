"""``lesson edit``: a lesson in the studio, in JupyterLab."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.text import Text

from lesson_utils.authoring.studio import notebook, opening
from lesson_utils.commands.common import (
    language_option,
    lesson_argument,
    make_console,
    os_reason,
    print_problem,
)
from lesson_utils.content.locating import PACKAGE, available_lessons, find_lesson, repository_of
from lesson_utils.content.problems import LessonError
from lesson_utils.texts import command_word


@click.command()
@lesson_argument(required=False)
@click.option("--no-browser", is_flag=True)
@click.option("--port", type=click.IntRange(1, opening.HIGHEST_PORT), default=opening.PORT)
@language_option
def edit(lesson: str | None, port: int, language: str, *, no_browser: bool) -> None:
    """Open a lesson in the studio, and stay until JupyterLab is closed."""
    console = make_console()
    root = _root(console, lesson, language)
    if missing := opening.missing_tools():
        extras = ",".join(dict.fromkeys(opening.TOOLS[name] for name in missing))
        _fail(console, language, "edit.missing", tools=", ".join(missing), extras=extras)
    if root.is_relative_to(PACKAGE):
        _fail(console, language, "edit.installed", lesson=root.name)
    path = _notebook(console, root, language)
    free = opening.free_port(port)
    if free is None:
        last = min(port + opening.PORTS_TRIED - 1, opening.HIGHEST_PORT)
        _fail(console, language, "edit.no-port", first=port, last=last)
    if free != port:
        _say(console, language, "edit.port-taken", taken=port, port=free)
    sys.exit(_open(console, path, free, language, browser=not no_browser))


def _root(console: Console, lesson: str | None, language: str) -> Path:
    """Find the lesson; without a name, the one that the working folder is about."""
    try:
        return find_lesson(lesson or ".")
    except LessonError as error:
        if lesson:
            for problem in error.problems:
                print_problem(console, problem, language)
            sys.exit(1)
        if names := available_lessons():
            listed = ", ".join(names)
            _fail(console, language, "edit.which", status=2, lessons=listed, first=names[0])
        _fail(console, language, "command.none")


def _notebook(console: Console, root: Path, language: str) -> Path:
    try:
        path, ours = notebook.put_notebook(root, language)
    except LessonError as error:
        for problem in error.problems:
            print_problem(console, problem, language)
        sys.exit(1)
    except OSError as error:
        detail = os_reason(error, language)
        _fail(console, language, "command.unwritable", file=str(root), detail=detail)
    if not ours:
        _say(console, language, "edit.altered", file=path.name)
    return path


def _open(console: Console, path: Path, port: int, language: str, *, browser: bool) -> int:
    folder = repository_of(path.parent)
    where = opening.lab_path(path, folder)
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as settings:
        opening.write_settings(Path(settings), language)
        command = opening.lab_command(folder, where, port, Path(settings), browser=browser)
        _say(console, language, "edit.opening" if browser else "edit.address")
        console.print(Text(f"  http://{opening.HOST}:{port}{where}?token={token}"), soft_wrap=True)
        _say(console, language, "edit.stop")
        status = opening.serve(command, opening.lab_environment(token, os.environ), folder)
    if status:
        _say(console, language, "edit.failed", status=status)
        return 1
    _say(console, language, "edit.closed")
    return 0


def _say(console: Console, language: str, key: str, **values: object) -> None:
    console.print(Text(command_word(language, key, **values)), soft_wrap=True)


def _fail(console: Console, language: str, key: str, status: int = 1, **values: object) -> NoReturn:
    console.print(Text(command_word(language, key, **values), style="red"), soft_wrap=True)
    sys.exit(status)
