"""What the commands share: the language of the messages, lessons by name, and the screen."""

from __future__ import annotations

import io
import locale
import os
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click
from click.shell_completion import CompletionItem
from rich.console import Console
from rich.text import Text

from lesson_utils.content.loading import load_info
from lesson_utils.content.locating import available_lessons, find_lesson
from lesson_utils.content.problems import LessonError, Problem, reason_in
from lesson_utils.texts import INTERFACE_LANGUAGES

#: Where the language that a command line asks for is kept in click's context.
LANGUAGE = "lesson_utils.language"


def default_language() -> str:
    """Give the language of the messages: the one asked for, else the locale's, else French."""
    return asked_or_system_language() or "fr"


def asked_or_system_language() -> str | None:
    """Give the language asked for, else the locale's; None where neither says one.

    A system set to no language (``C``) is one that says none, though Python takes it for American.
    """
    context = click.get_current_context(silent=True)
    asked = context.meta.get(LANGUAGE) if context else None
    if isinstance(asked, str):
        return asked
    said = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for name in said:
        code = name[:2].lower()
        if code in INTERFACE_LANGUAGES:
            return code
    if any(name.split(".")[0] in {"C", "POSIX"} for name in said):
        return None
    code = (locale.getlocale()[0] or "")[:2].lower()
    return code if code in INTERFACE_LANGUAGES else None


def lesson_language(name: str) -> str:
    """Give a lesson's first language if messages can be in it; French if not."""
    with suppress(LessonError):
        first = load_info(find_lesson(name)).value.languages[0]
        if first in INTERFACE_LANGUAGES:
            return first
    return "fr"


#: The option ``--language`` of a command whose messages it sets.
language_option = click.option(
    "--language", type=click.Choice(INTERFACE_LANGUAGES), default=default_language
)


def complete_lessons(
    _context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a lesson; a folder where the word begins as a path does."""
    if incomplete.startswith((".", "~")) or os.sep in incomplete:
        return [CompletionItem(incomplete, type="dir")]
    return [CompletionItem(name) for name in available_lessons() if name.startswith(incomplete)]


def lesson_argument(name: str = "lesson", **attributes: Any) -> Callable[[Any], Any]:
    """Give the argument of a command that takes a lesson, by its name or folder."""
    return click.argument(name, shell_complete=complete_lessons, **attributes)


def os_reason(error: OSError, language: str) -> str:
    """Say why the system refused; a rare reason in the system's own words."""
    return reason_in(language, error.strerror or type(error).__name__)


def make_console(*, stderr: bool = False) -> Console:
    """Make a console that prints anything: letters its encoding lacks become question marks.

    A terminal's lines are wrapped between words; what goes to a file or a program is not.
    """
    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        with suppress(ValueError):
            stream.reconfigure(errors="replace")
    return Console(stderr=stderr, highlight=False)


def print_problem(console: Console, problem: Problem, language: str) -> None:
    """Print a problem on one line, its file in colour; a terminal may wrap it between words."""
    said = problem.sentence(language)
    if console.is_terminal:
        # rich would break a line at a no-break space.
        lines = textwrap.wrap(said, console.width, break_long_words=False, break_on_hyphens=False)
        said = "\n".join(lines)
    text = Text(said)
    text.stylize("yellow" if problem.notice else "red", 0, len(problem.file))
    console.print(text, soft_wrap=True)
