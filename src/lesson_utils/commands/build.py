"""``lesson build``: run the notebooks again and store their outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from lesson_utils.commands.common import language_option, make_console, print_problem
from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.building import built
from lesson_utils.notebooks.running import lesson_notebooks
from lesson_utils.texts import command_word


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@language_option
def build(folder: Path, language: str) -> None:
    """Run the notebooks again and store their outputs.

    What is left out or not translated yet is told at the end, and fails nothing: the notebooks
    show the rest, and the other language's text, marked.
    """
    console = make_console()
    repository = folder.resolve()
    failed = not lesson_notebooks(repository)
    if failed:
        console.print(command_word(language, "command.no-notebooks"), style="bold red")
    for done in built(repository):
        if isinstance(done, Problem):
            failed |= done.costs == "file"
            print_problem(console, done, language)
        else:
            said = command_word(language, f"command.{done.became}", old=done.old, new=done.new)
            console.print(Text(f"{done.name}: {said}"), soft_wrap=True)
    sys.exit(1 if failed else 0)
