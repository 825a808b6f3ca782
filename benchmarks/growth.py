"""Measure how time and memory grow with a lesson, and print the exponents.

    python benchmarks/growth.py [--plot FILE.svg] [NAME …]

Names: check, read, render (an article of 100 kB to 10 MB, an annotation in 100 characters),
questions, quiz (of 125 to 2,000 questions), results (of 250 to 4,000 students); all of them
without names. Twice the size costs 2 ** exponent as much: 1 is linear. Each size is measured in
processes of its own, and the best of three counts.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from large_lessons import annotated_article, long_quiz

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 1.1
ROUNDS = 3
_ARTICLES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
_QUIZZES = (125, 250, 500, 1_000, 2_000)
_CLASSES = (250, 1_000, 4_000)


@dataclass(frozen=True)
class Growth:
    """What is measured: on which sizes, what is prepared, and what is timed."""

    sizes: tuple[int, ...]
    prepare: Callable[[Path, int], Any]
    timed: Callable[[Path], Callable[[], object]]


def _check(folder: Path) -> Callable[[], object]:
    from lesson_utils.checks import CONTENT_CHECKS, load_workspace  # noqa: PLC0415 - measured alone

    def check() -> list[object]:
        space = load_workspace(folder)
        return [
            problem
            for check in CONTENT_CHECKS
            if check.applies(space)
            for problem in check.run(space)
        ]

    return check


def _read(folder: Path) -> Callable[[], object]:
    from lesson_utils import open_lesson  # noqa: PLC0415

    return lambda: open_lesson(folder, "fr").read()


def _render(folder: Path) -> Callable[[], object]:
    from lesson_utils import open_lesson  # noqa: PLC0415

    return open_lesson(folder, "fr").read().html


def _quiz(folder: Path) -> Callable[[], object]:
    from lesson_utils import open_lesson  # noqa: PLC0415

    return lambda: open_lesson(folder, "fr").quiz("tout").html()


def _class(folder: Path, count: int) -> None:
    from results import make_class  # noqa: PLC0415

    make_class(folder, count)


def _results(folder: Path) -> Callable[[], object]:
    from click.testing import CliRunner  # noqa: PLC0415

    from lesson_utils.cli import main as command  # noqa: PLC0415

    def gather() -> None:
        done = CliRunner().invoke(command, ["results", str(folder), "--language", "fr"])
        if done.exit_code:
            raise RuntimeError(done.output)

    return gather


GROWTHS = {
    "check": Growth(_ARTICLES, annotated_article, _check),
    "read": Growth(_ARTICLES, annotated_article, _read),
    "render": Growth(_ARTICLES, annotated_article, _render),
    "questions": Growth(_QUIZZES, long_quiz, _check),
    "quiz": Growth(_QUIZZES, long_quiz, _quiz),
    "results": Growth(_CLASSES, _class, _results),
}


def exponent(sizes: list[int], costs: list[float]) -> float:
    """Give the slope of the costs over the sizes, both as logarithms.

    Examples
    --------
    >>> round(exponent([10, 100, 1000], [2, 200, 20000]), 3)
    2.0
    """
    return statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    ).slope


def _measure(name: str, folder: str) -> None:
    """Print the seconds and megabytes of one growth in this process."""
    run = GROWTHS[name].timed(Path(folder))
    start = time.process_time()
    run()
    seconds = time.process_time() - start
    print(json.dumps([seconds, _peak_megabytes()]))


def _peak_megabytes() -> float:
    """Give the most memory of this process, as Linux tells; ``getrusage`` tells its parent's."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _costs(name: str, size: int) -> tuple[float, float]:
    growth = GROWTHS[name]
    with tempfile.TemporaryDirectory() as folder:
        growth.prepare(Path(folder), size)
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, __file__, "--measure", name, folder],
                    capture_output=True,
                    encoding="utf-8",
                    check=True,
                ).stdout
            )
            for _ in range(ROUNDS)
        ]
    return min(seconds for seconds, _ in runs), min(peak for _, peak in runs)


def _plot(file: str, measured: dict[str, list[float]]) -> None:
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only where a picture is asked for

    figure, axes = plt.subplots()
    for name, costs in measured.items():
        axes.loglog(GROWTHS[name].sizes, costs, marker="o", label=name)
    axes.set(xlabel="characters, questions or students", ylabel="processor seconds")
    axes.legend()
    figure.savefig(file)


def main(arguments: list[str]) -> None:
    """Measure the growths asked for and print the table."""
    if arguments[:1] == ["--measure"]:
        _measure(*arguments[1:])
        return
    picture = arguments.pop(1) if arguments[:1] == ["--plot"] else ""
    names = [name for name in arguments if name != "--plot"] or list(GROWTHS)
    table = Table("what grows", "size", "seconds", "peak MB", "exponent", "goal", "")
    measured: dict[str, list[float]] = {}
    for name in names:
        sizes = list(GROWTHS[name].sizes)
        costs = [_costs(name, size) for size in sizes]
        measured[name] = [seconds for seconds, _ in costs]
        grows = exponent(sizes, measured[name])
        for size, (seconds, peak) in zip(sizes, costs, strict=True):
            table.add_row(name, f"{size:,}", f"{seconds:.2f}", f"{peak:.0f}")
        verdict = "met" if grows <= GOAL else "missed"
        table.add_row(name, "", "", "", f"{grows:.2f}", f"≤ {GOAL}", verdict, end_section=True)
    Console().print(table)
    if picture:
        _plot(picture, measured)


if __name__ == "__main__":
    main(sys.argv[1:])
