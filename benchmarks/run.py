"""Measure what the lesson promises, each against its peer in the same run, and print one table.

    python benchmarks/run.py [NAME …]

Names: import, open, rendering, memory, pictures, nbval, feedback, usable, alive, size, site,
results, start; all of them without names.
Machines are noisy: read the ratios, not the seconds.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Measure:
    """One line of the table: ours and the peer's value in one unit, and the goal for the ratio."""

    name: str
    unit: str
    ours: float
    peer: float
    peer_name: str
    goal: float

    @property
    def ratio(self) -> float:
        """Ours divided by the peer's."""
        return self.ours / self.peer


def measure_import() -> Iterator[Measure]:
    """Import time against anywidget's."""
    from processes import import_seconds  # noqa: PLC0415 - only what is asked for

    ours, peer = import_seconds("lesson_utils", "anywidget")
    yield Measure("import", "ms", ours * 1e3, peer * 1e3, "anywidget", 1.15)


def measure_open() -> Iterator[Measure]:
    """Time to open a lesson, and to read all of it, against 100 ms."""
    from processes import open_seconds  # noqa: PLC0415

    opened, everything = open_seconds()
    yield Measure("open_lesson", "ms", opened * 1e3, 100, "goal of 100 ms", 1.0)
    yield Measure("open and compile all", "ms", everything * 1e3, 100, "100 ms", 10.0)


def measure_feedback() -> Iterator[Measure]:
    """Click to changed text in JupyterLab against JupyterQuiz, alive and with a dead kernel."""
    from feedback import feedback_milliseconds  # noqa: PLC0415

    times = feedback_milliseconds()
    yield Measure("feedback", "ms", times["ours"], times["peer"], "JupyterQuiz", 0.25)
    yield Measure(
        "feedback, kernel shut down", "ms", times["ours dead"], times["peer"], "JupyterQuiz", 0.25
    )


def measure_usable() -> Iterator[Measure]:
    """From Run to a usable quiz of 100 questions, against plain ipywidgets."""
    from feedback import usable_milliseconds  # noqa: PLC0415

    ours, peer = usable_milliseconds()
    yield Measure("100 questions usable", "ms", ours, peer, "ipywidgets", 1.0)


def measure_alive() -> Iterator[Measure]:
    """From a drawn notebook to feedback on an answer, against "Run All" started by a program."""
    from opening import first_answer_seconds  # noqa: PLC0415

    ours, peer = first_answer_seconds()
    yield Measure("first answer", "s", ours, peer, "Run All", 1.0)
    yield Measure("first answer", "s", ours, 3, "3 s", 1.0)


def measure_pictures() -> Iterator[Measure]:
    """Measure a kernel that shows two figures: stored pictures against drawn ones."""
    from processes import picture_megabytes  # noqa: PLC0415

    ours, peer = picture_megabytes()
    yield Measure("kernel memory, figures", "MB", ours, peer, "drawn anew", 0.8)


def measure_size() -> Iterator[Measure]:
    """Measure the quiz's JavaScript and CSS as they are sent, against 40 kB."""
    from lesson_utils.shown.widgets.assets import packed, style  # noqa: PLC0415

    sent = len((packed("quiz") + style("quiz")).encode()) / 1000
    yield Measure("quiz, as sent", "kB", sent, 40, "40 kB", 1.0)


def measure_nbval() -> Iterator[Measure]:
    """Strict nbval of all notebooks against nbclient running them."""
    from processes import nbclient_seconds, nbval_seconds  # noqa: PLC0415

    yield Measure("strict nbval", "s", nbval_seconds(), nbclient_seconds(), "nbclient", 1.1)


def measure_memory() -> Iterator[Measure]:
    """Kernel memory with reader and quiz against a plain ipywidgets quiz."""
    from processes import kernel_megabytes  # noqa: PLC0415

    ours, peer = kernel_megabytes()
    yield Measure("kernel memory", "MB", ours, peer, "ipywidgets quiz", 1.1)


def measure_rendering() -> Iterator[Measure]:
    """Annotate 1 MB of text with 10,000 overlapping spans, against displaCy's ``ent`` render."""
    from rendering import rendering_seconds  # noqa: PLC0415

    ours, peer = rendering_seconds()
    yield Measure("render 10,000 spans", "s", ours, peer, "displaCy ent", 0.5)


def measure_results() -> Iterator[Measure]:
    """Gather the files of 500 students, with tables, page and heat map, against 5 s."""
    from results import gathering_seconds  # noqa: PLC0415

    yield Measure("results of 500", "s", min(gathering_seconds()), 5, "5 s", 1.0)


def measure_start() -> Iterator[Measure]:
    """Measure the first start, by uv, against pip alone; the second against a fifth of a second."""
    from first_start import start_seconds  # noqa: PLC0415

    first, peer, second = start_seconds()
    yield Measure("first start", "s", first.clock, peer.clock, "pip", 1 / 3)
    yield Measure("the same, processor", "s", first.processor, peer.processor, "pip", 1 / 3)
    yield Measure("second start", "ms", second * 1e3, 200, "200 ms", 1.0)


def measure_site() -> Iterator[Measure]:
    """Measure a cold visit of a static site up to a first answer, against 10 s."""
    from visits import first_answer_seconds  # noqa: PLC0415

    yield Measure("site, first answer", "s", first_answer_seconds(), 10, "10 s", 1.0)


MEASURES: dict[str, Callable[[], Iterator[Measure]]] = {
    "import": measure_import,
    "open": measure_open,
    "rendering": measure_rendering,
    "memory": measure_memory,
    "pictures": measure_pictures,
    "nbval": measure_nbval,
    "feedback": measure_feedback,
    "usable": measure_usable,
    "alive": measure_alive,
    "size": measure_size,
    "site": measure_site,
    "results": measure_results,
    "start": measure_start,
}


def main(names: list[str]) -> None:
    """Run the measures asked for and print the table."""
    table = Table("measure", "ours", "peer", "against", "ratio", "goal", "")
    for name in names or list(MEASURES):
        for line in MEASURES[name]():
            table.add_row(
                line.name,
                f"{line.ours:.2f} {line.unit}",
                f"{line.peer:.2f} {line.unit}",
                line.peer_name,
                f"{line.ratio:.2f}",
                f"≤ {line.goal:.2f}",
                "met" if line.ratio <= line.goal else "missed",
            )
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
