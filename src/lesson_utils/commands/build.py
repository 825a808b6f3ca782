"""``lesson build``: run the notebooks again and store their outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from lesson_utils.checks.running import located
from lesson_utils.commands.common import language_option, make_console, print_problem
from lesson_utils.notebooks import lesson_notebooks, run_all
from lesson_utils.texts import command_word


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@language_option
def build(folder: Path, language: str) -> None:
    """Run the notebooks again and store their outputs."""
    console = make_console()
    repository = folder.resolve()
    paths = lesson_notebooks(repository)
    failed = not paths
    if failed:
        console.print(command_word(language, "command.no-notebooks"), style="bold red")
    for report in run_all(paths, repository):
        name = report.path.relative_to(repository).as_posix()
        if report.problems:
            failed = True
            for problem in located(report.problems, repository):
                print_problem(console, problem, language)
            continue
        changed = report.path.read_text(encoding="utf-8") != report.built
        if changed:
            report.path.write_text(report.built, encoding="utf-8", newline="\n")
        state = command_word(language, "command.rebuilt" if changed else "command.unchanged")
        console.print(Text(f"{name}: {state}"))
    sys.exit(1 if failed else 0)
