"""``lesson build``: run the notebooks again and store their outputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
from rich.text import Text

from lesson_utils.commands.common import language_option, make_console, print_problem
from lesson_utils.content.loading import load_article, load_info
from lesson_utils.content.locating import lesson_folders
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.celllines import located
from lesson_utils.notebooks.running import lesson_notebooks, notebooks_of, run_all
from lesson_utils.notebooks.titles import retitled
from lesson_utils.questions.wholelesson import WholeLesson
from lesson_utils.texts import command_word


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@language_option
def build(folder: Path, language: str) -> None:
    """Run the notebooks again and store their outputs."""
    console = make_console()
    repository = folder.resolve()
    for change in retitled(repository):
        change.path.write_text(change.text, encoding="utf-8", newline="\n")
        name = change.path.relative_to(repository).as_posix()
        said = command_word(language, "command.retitled", old=change.old, new=change.new)
        console.print(Text(f"{name}: {said}"), soft_wrap=True)
    paths = lesson_notebooks(repository)
    failed = not paths
    if failed:
        console.print(command_word(language, "command.no-notebooks"), style="bold red")
    for root, problems in _closed(repository):
        # Every one of its notebooks would only say the same.
        failed = True
        for problem in problems:
            print_problem(console, problem, language)
        closed = notebooks_of(root)
        paths = [path for path in paths if path not in closed]
    causes: dict[str, Problem] | None = None
    told = set()
    for report in run_all(paths, repository):
        name = report.path.relative_to(repository).as_posix()
        if report.problems:
            failed = True
            causes = _causes(repository) if causes is None else causes
            for problem in located(report.problems, repository):
                cause = causes.get(problem.values.get("detail", ""), problem)
                sentence = cause.sentence(language)
                if sentence not in told:
                    print_problem(console, cause, language)
                told.add(sentence)
            continue
        changed = report.path.read_text(encoding="utf-8") != report.built
        if changed:
            report.path.write_text(report.built, encoding="utf-8", newline="\n")
        state = command_word(language, "command.rebuilt" if changed else "command.unchanged")
        console.print(Text(f"{name}: {state}"))
    sys.exit(1 if failed else 0)


def _closed(repository: Path) -> Iterator[tuple[Path, list[Problem]]]:
    """Give the lessons that cannot be opened, and why."""
    for root in lesson_folders(repository):
        try:
            info = load_info(root)
            found = [*info.problems, *load_article(root, info.value).problems]
        except LessonError as error:
            found = list(error.problems)
        if problems := [problem for problem in found if not problem.notice]:
            yield root, problems


def _causes(repository: Path) -> dict[str, Problem]:
    """Give the faults of the lessons' files, by what the cells that need them say."""
    found: dict[str, Problem] = {}
    for root in lesson_folders(repository):
        with suppress(LessonError):
            found |= WholeLesson.load(root).said
    return found
