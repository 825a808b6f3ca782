"""Measure what `lesson new` proposes against what a careful reader expects of the articles.

    python benchmarks/proposals.py [--details] [NAME …]

Names are those of articles in ``tests/articles`` ("ferry.fr") with an ``.expected.yml``; all of
them without names. Each cell is precision / recall in per cent. ``tests/authoring/expecting.py``
says what is compared.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from tests.authoring.expecting import Score

REPOSITORY = Path(__file__).parents[1]


def cell(score: Score) -> str:
    """Write a score; nothing where nothing is expected and nothing proposed."""
    if not score.right + score.wrong + score.missed:
        return ""
    return f"{score.precision:.0%} / {score.recall:.0%}".replace("%", "")


def main(arguments: list[str]) -> None:
    """Compare the articles asked for and print the table, with what is wrong and missed."""
    sys.path.insert(0, str(REPOSITORY))
    from tests.authoring.expecting import KINDS, compare_all, score  # noqa: PLC0415

    names = [argument for argument in arguments if argument != "--details"]
    compared = compare_all(names)
    console = Console(width=140, highlight=False)
    table = Table("", *KINDS)
    for language in ("", *sorted({item.language for item in compared})):
        scores = [score(compared, kind, language) for kind in KINDS]
        table.add_row(language or "all", *map(cell, scores))
        if not language:
            counts = (f"{s.right} + {s.wrong} – {s.missed}" for s in scores)
            table.add_row("right + wrong – missed", *counts, end_section=True)
    console.print(table)
    for item in compared if "--details" in arguments else ():
        for fault, found in (
            ("wrong", item.wrong),
            ("missed", item.missed),
            ("known", item.known),
        ):
            for said in found:
                line = f"{item.kind}, {item.article}.{item.language}, {fault}: {said}"
                console.print(line, markup=False)


if __name__ == "__main__":
    main(sys.argv[1:])
