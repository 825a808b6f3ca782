"""What the commands share: the language of the messages, and how a problem is printed."""

from __future__ import annotations

import locale
import os
from typing import TYPE_CHECKING

import click
from rich.text import Text

from lesson_utils.texts import INTERFACE_LANGUAGES

if TYPE_CHECKING:
    from rich.console import Console

    from lesson_utils.problems import Problem


def default_language() -> str:
    """Give the language of the messages: that of the locale if there is one, else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in INTERFACE_LANGUAGES:
            return code
    code = (locale.getlocale()[0] or "")[:2].lower()
    return code if code in INTERFACE_LANGUAGES else "fr"


#: The option ``--language`` of a command whose messages it sets.
language_option = click.option(
    "--language",
    type=click.Choice(INTERFACE_LANGUAGES),
    default=default_language,
    show_default="that of the locale, else fr",
    help="Language of the messages.",
)


def print_problem(console: Console, problem: Problem, language: str) -> None:
    """Print a problem on one line, its file in colour."""
    text = Text(problem.sentence(language))
    text.stylize("yellow" if problem.notice else "red", 0, len(problem.file))
    console.print(text, soft_wrap=True)
