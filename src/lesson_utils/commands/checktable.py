"""What ``lesson check`` shows: a bar while it works, then the problems and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from lesson_utils.checks.running import CheckResult, LessonResult, State
from lesson_utils.commands.common import make_console, print_problem
from lesson_utils.texts import command_word

if TYPE_CHECKING:
    from rich.console import Console

#: A state's sign, its sign where the screen has no other letters than ASCII's, and its colour.
_SIGNS: dict[State, tuple[str, str, str]] = {
    "passed": ("✓", "+", "green"),
    "notice": ("!", "!", "yellow"),
    "failed": ("✗", "x", "bold red"),
    "absent": ("–", "-", "dim"),
    "unchecked": ("–", "-", "red"),
}


@contextmanager
def checking_bar(lesson: str, language: str) -> Iterator[Callable[[str, str, int, int], None]]:
    """Show a bar on the error stream, if that is a terminal; give what moves it."""
    console = make_console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(escape(lesson))

        def listen(check: str, item: str, done: int, total: int) -> None:
            title = command_word(language, f"check.{check}")
            description = escape(f"{lesson} · {item or title}")
            progress.update(task, description=description, completed=done, total=total)

        yield listen


def print_result(
    console: Console, result: LessonResult, language: str, *, details: bool = False
) -> None:
    """Print the problems under the check that found them, and a verdict.

    Parameters
    ----------
    console
        Where to print.
    result
        What the checks said.
    language
        Of the person at the screen.
    details
        Whether to begin with a table of all checks.
    """
    titles = {check.name: command_word(language, f"check.{check.name}") for check in result.checks}
    if details:
        _print_table(console, result, titles, language)
    for check in result.checks:
        if check.problems:
            console.print(Text(titles[check.name], style="bold"))
            for problem in check.problems:
                print_problem(console, problem, language)
            console.print()
    if not details:
        console.print(Text(_looked_at(result, language), style="dim"), soft_wrap=True)
    console.print(verdict(console, result, language), soft_wrap=True)


def _print_table(
    console: Console, result: LessonResult, titles: dict[str, str], language: str
) -> None:
    heading = command_word(language, "check.column.check")
    width = max(map(cell_len, [heading, *titles.values()]))
    said = command_word(language, "check.column.result")
    console.print(Text(f"   {set_cell_size(heading, width)}  {said}", "bold"), soft_wrap=True)
    for check in result.checks:
        title = set_cell_size(titles[check.name], width)
        state = (_state(check, language), _SIGNS[check.state][2])
        row = Text.assemble(sign(console, check.state), f"  {title}  ", state)
        console.print(row, soft_wrap=True)
    console.print()


def _looked_at(result: LessonResult, language: str) -> str:
    """Say how much was looked at, and how to see it."""
    left = sum(check.state == "unchecked" for check in result.checks)
    done = sum(check.state not in {"unchecked", "absent"} for check in result.checks)
    key = "check.looked.left" if left else "check.looked"
    return command_word(language, key, count=done, left=left)


def sign(console: Console, state: State) -> Text:
    """Give the sign of a state; words stand beside it, so that nothing is told by it alone."""
    letter, plain, color = _SIGNS[state]
    known = letter.encode(console.encoding, "replace") != b"?"
    return Text(letter if known else plain, style=color)


def verdict(console: Console, result: LessonResult, language: str) -> Text:
    """Say in one line whether a lesson is in order."""
    key = "failed" if result.errors > 1 else "failed-one" if result.errors else "passed"
    said = command_word(
        language,
        f"check.verdict.{key}",
        lesson=result.lesson,
        count=result.errors,
        seconds=round(result.seconds),
    )
    color = "bold red" if result.errors else "bold green"
    return Text.assemble(sign(console, "failed" if result.errors else "passed"), " ", (said, color))


def _state(check: CheckResult, language: str) -> str:
    if check.state not in {"failed", "notice"}:
        return command_word(language, f"check.state.{check.state}")
    parts = []
    for kind, notice in (("failed", False), ("notice", True)):
        count = sum(problem.notice is notice for problem in check.problems)
        if count:
            key = kind if count > 1 else f"{kind}-one"
            parts.append(command_word(language, f"check.state.{key}", count=count))
    return ", ".join(parts)
