"""``lesson new``: a lesson from an article."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from lesson_utils.authoring.making import new_lesson
from lesson_utils.authoring.webpage import Page
from lesson_utils.commands.common import default_language, make_console, print_problem
from lesson_utils.content.problems import LessonError
from lesson_utils.texts import INTERFACE_LANGUAGES, command_word


@click.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--language", default="", metavar="CODE")
@click.option("--name")
@click.option(
    "--for", "languages", multiple=True, type=click.Choice(INTERFACE_LANGUAGES), metavar="fr|en"
)
@click.option("--yes", is_flag=True)
@click.option("-o", "folder", type=click.Path(path_type=Path))
@click.option(
    "--language-of-messages",
    "speaks",
    type=click.Choice(INTERFACE_LANGUAGES),
    default=default_language,
)
def new(  # noqa: PLR0913, PLR0917 - the command's options
    article: Path,
    language: str,
    name: str | None,
    languages: tuple[str, ...],
    folder: Path | None,
    speaks: str,
    *,
    yes: bool,
) -> None:
    """Make a lesson of an article: a folder that `lesson check` and nbval pass as it stands."""
    console = make_console()
    say = console.status(command_word(speaks, "new.running")) if console.is_terminal else None

    def confirm(page: Page) -> bool:
        """Show what was found in a web page and left out; ask whether it is the article."""
        if say is not None:
            say.stop()
        console.print(Text(command_word(speaks, "new.page.found")), soft_wrap=True)
        console.print(Text(page.text), soft_wrap=True)
        if page.left_out:
            console.print(Text(command_word(speaks, "new.page.left")), soft_wrap=True)
            for line in page.left_out:
                console.print(Text(f"– {line}", style="dim"), soft_wrap=True)
        words = len(page.text.split())
        question = command_word(speaks, "new.page.question", words=words)
        return yes or (sys.stdin.isatty() and click.confirm(question))

    try:
        if say is not None:
            say.start()
        made, proposal = new_lesson(
            article,
            language,
            name=name,
            folder=folder,
            speaks=speaks,
            languages=tuple(dict.fromkeys(languages)),
            confirm=confirm,
        )
    except LessonError as error:
        for problem in error.problems:
            print_problem(console, problem, speaks)
        sys.exit(1)
    finally:
        if say is not None:
            say.stop()
    shown = _near(made)
    first = command_word(
        speaks, "new.made", folder=shown, name=proposal.name, languages=_listed(proposal.languages)
    )
    console.print(Text(first, style="bold green"), soft_wrap=True)
    console.print(Text(command_word(speaks, "new.counts", **proposal.counts)), soft_wrap=True)
    for note in proposal.notes:
        console.print(Text(note.sentence(speaks), style="yellow"), soft_wrap=True)
    console.print(Text(command_word(speaks, "new.next", folder=shown)), soft_wrap=True)


def _near(folder: Path) -> str:
    """Give a folder as seen from the working folder, where it is inside it."""
    here = Path.cwd()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()


def _listed(languages: tuple[str, ...]) -> str:
    return ", ".join(languages)
