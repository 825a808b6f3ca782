"""A lesson's own cells are told from anybody's code, and give what they show without being run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell, new_notebook

from lesson_utils.server.cells import own_cells
from lesson_utils.shown.reading import Reading
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cell_that_asks_for_a_level_is_the_lessons_own(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(REPOSITORY / "data")
    sources = [
        'from lesson_utils import open_lesson\nlesson = open_lesson("minusma", language="fr")',
        'lesson.read("contexte", level="A2")',
        'lesson.read("contexte", level="C1")',
        'lesson.read("contexte", level=level)',
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    found = [(own.cell.source, own.shown) for own in own_cells(notebook, tmp_path)]
    assert [source for source, _ in found] == sources[:2]
    shown = found[1][1]
    assert isinstance(shown, Reading)
    assert shown.payload["easy"]["level"] == "A2"
