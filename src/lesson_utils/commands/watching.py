"""``lesson check --watch``: the checks again at every save."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from lesson_utils.checks import Check
from lesson_utils.checks.running import run_checks
from lesson_utils.commands.checktable import verdict
from lesson_utils.commands.common import make_console, print_problem
from lesson_utils.content.locating import repository_of
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from rich.console import Console
    from watchfiles import Change

#: What a lesson is made of; editors' own files end otherwise.
SUFFIXES = {".yml", ".yaml", ".json", ".geojson", ".txt", ".md", ".ipynb"}

#: Milliseconds after which the watcher gives a sign of life though nothing was saved.
IDLE_MS = 200


def is_content(_: Change, name: str) -> bool:
    """Tell a lesson's file from what an editor or JupyterLab leaves beside it for a moment."""
    path = Path(name)
    hidden = path.name.startswith((".", "#")) or ".ipynb_checkpoints" in path.parts
    return path.suffix in SUFFIXES and not hidden


def watch_lesson(roots: Sequence[Path], checks: Sequence[Check], language: str) -> int:
    """Check lessons now and at every save, until Ctrl+C; give the exit status."""
    from watchfiles import watch  # noqa: PLC0415 - only when watching

    console = make_console()
    if not roots:
        console.print(command_word(language, "command.none"), style="bold red")
        return 1
    beside = [repository_of(root) / "notebooks" for root in roots]
    folders = dict.fromkeys([*roots, *(folder for folder in beside if folder.is_dir())])
    watched = watch(
        *folders,
        watch_filter=is_content,
        raise_interrupt=True,
        rust_timeout=IDLE_MS,
        yield_on_timeout=True,
    )
    try:
        next(watched)  # it watches from here on: what is saved during the first check counts
        _check(console, roots, checks, language)
        for changes in watched:
            saved = {Path(name) for _, name in changes}
            if not saved:
                continue
            touched = [root for root in roots if _concerned(root, saved)]
            _check(console, touched or roots, checks, language)
    except KeyboardInterrupt:
        console.print(command_word(language, "check.watch-ended"))
    return 0


def _concerned(root: Path, saved: set[Path]) -> bool:
    folders = (root, repository_of(root) / "notebooks")
    return any(path.is_relative_to(folder) for path in saved for folder in folders)


def _check(console: Console, roots: Sequence[Path], checks: Sequence[Check], language: str) -> None:
    """Check and print in short; a terminal is cleared of what was said before."""
    results = [run_checks(root, checks) for root in roots]
    if console.is_terminal:
        console.clear()
    now = time.strftime("%H:%M:%S")
    for result in results:
        console.print(Text.assemble((f"{now} ", "dim"), verdict(console, result, language)))
        for problem in result.problems:
            print_problem(console, problem, language)
    console.print(command_word(language, "check.watching"), style="dim", soft_wrap=True)
