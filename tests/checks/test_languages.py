"""The notebooks of two languages held against each other: every difference is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils.checks import load_workspace
from lesson_utils.checks.repository import languages_match
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lesson_utils.content.problems import Problem

SPANISH = ("es/00_hola.ipynb", "es/01_texto.ipynb")
ENGLISH = ("en/00_hello.ipynb", "en/01_text.ipynb")


def cells(language: str) -> list[Any]:
    opening = f'lesson = open_lesson("faro", language="{language}")'
    return [
        new_markdown_cell("# Faro", id="title"),
        new_code_cell(opening, id="open"),
        new_markdown_cell("## Quiz", id="task"),
        new_code_cell('lesson.quiz("faro")', id="quiz"),
        new_markdown_cell("## End", id="end"),
    ]


@pytest.fixture
def bilingual(tiny_lesson: Path) -> Path:
    """Make a lesson with two notebooks in Spanish and the same in English."""
    for name in (*SPANISH, *ENGLISH):
        path = tiny_lesson / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=cells(name[:2])), path)
    return tiny_lesson


def problems(lesson: Path) -> list[Problem]:
    return list(languages_match(load_workspace(lesson)))


def told(lesson: Path) -> list[tuple[str, str, str]]:
    found = problems(lesson)
    for problem in found:
        for language in ("fr", "en"):
            assert problem.what(language)
            assert problem.todo(language)
    return [(p.code, p.file.removeprefix("notebooks/"), p.id) for p in found]


def edit(lesson: Path, name: str, change: Callable[[list[Any]], object]) -> None:
    path = lesson / "notebooks" / name
    notebook = nbformat.read(path, as_version=4)
    change(notebook.cells)
    nbformat.write(notebook, path)


def test_notebooks_that_match_have_no_problem(bilingual: Path) -> None:
    assert told(bilingual) == []


#: what is changed in the first English notebook; the problem's code and cell
BREAKS: dict[str, tuple[Callable[[list[Any]], object], str, str]] = {
    "a cell taken out": (lambda found: found.pop(2), "cell-missing", "task"),
    "a cell added": (
        lambda found: found.insert(2, new_markdown_cell("More", id="more")),
        "cell-extra",
        "more",
    ),
    "a cell copied": (
        lambda found: found.append(new_code_cell(found[3].source, id="quiz-2")),
        "cell-extra",
        "quiz-2",
    ),
    "two cells swapped": (lambda found: found.insert(2, found.pop(3)), "cell-moved", "quiz"),
    "a cell put first": (lambda found: found.insert(0, found.pop()), "cell-moved", "end"),
    "another type": (
        lambda found: found.__setitem__(3, new_markdown_cell("Quiz", id="quiz")),
        "cell-type",
        "quiz",
    ),
    "another quiz": (
        lambda found: found[3].update(source='lesson.quiz("otro")'),
        "cell-code",
        "quiz",
    ),
    "another lesson": (
        lambda found: found[1].update(source=found[1].source.replace("faro", "otro")),
        "cell-code",
        "open",
    ),
    "a text that is empty": (lambda found: found[2].update(source=" \n"), "cell-empty", "task"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_difference_is_one_problem(bilingual: Path, name: str) -> None:
    change, code, cell = BREAKS[name]
    edit(bilingual, ENGLISH[0], change)
    assert told(bilingual) == [(code, ENGLISH[0], cell)]


def test_the_language_in_the_code_is_that_of_the_folder(bilingual: Path) -> None:
    edit(bilingual, ENGLISH[1], lambda found: found[1].update(source=cells("es")[1].source))
    assert told(bilingual) == [("cell-language", ENGLISH[1], "open")]
    assert problems(bilingual)[0].sentence("en") == (
        "notebooks/en/01_text.ipynb: open: the language in the code is not that of the folder: "
        'write language="en"'
    )


def test_the_first_language_is_looked_at_too(bilingual: Path) -> None:
    edit(bilingual, SPANISH[0], lambda found: found[4].update(source=""))
    edit(bilingual, SPANISH[1], lambda found: found[1].update(source=cells("en")[1].source))
    assert told(bilingual) == [
        ("cell-empty", SPANISH[0], "end"),
        ("cell-language", SPANISH[1], "open"),
    ]


@pytest.mark.parametrize(("gone", "left"), [(SPANISH[1], ENGLISH[1]), (ENGLISH[1], SPANISH[1])])
def test_a_notebook_that_one_language_lacks_is_told(bilingual: Path, gone: str, left: str) -> None:
    (bilingual / "notebooks" / gone).unlink()
    assert told(bilingual) == [("notebook-alone", left, "")]
    assert f"notebooks/{gone[:2]}/" in problems(bilingual)[0].what("en")


def test_notebooks_are_paired_by_number_whatever_their_names(bilingual: Path) -> None:
    folder = bilingual / "notebooks" / "en"
    (folder / "01_text.ipynb").rename(folder / "01_anything.ipynb")
    assert told(bilingual) == []
    (folder / "01_anything.ipynb").rename(folder / "02_text.ipynb")
    assert [code for code, _, _ in told(bilingual)] == ["notebook-alone", "notebook-alone"]


def test_a_number_that_stands_twice_is_told(bilingual: Path) -> None:
    extra = bilingual / "notebooks" / "en" / "01_z.ipynb"
    extra.write_bytes((bilingual / "notebooks" / ENGLISH[1]).read_bytes())
    assert told(bilingual) == [("notebook-alone", "en/01_z.ipynb", "")]


def test_all_differences_are_told_at_once(bilingual: Path) -> None:
    edit(bilingual, ENGLISH[0], lambda found: found.pop(0))
    edit(bilingual, ENGLISH[1], lambda found: found[3].update(source="lesson.timeline()"))
    assert told(bilingual) == [
        ("cell-missing", ENGLISH[0], "title"),
        ("cell-code", ENGLISH[1], "quiz"),
    ]


def test_a_lesson_in_one_language_of_notebooks_is_sound(bilingual: Path) -> None:
    for name in ENGLISH:
        (bilingual / "notebooks" / name).unlink()
    assert told(bilingual) == []


def test_a_notebook_that_cannot_be_read_is_left_to_its_run(bilingual: Path) -> None:
    (bilingual / "notebooks" / ENGLISH[0]).write_text("{", encoding="utf-8")
    assert told(bilingual) == []


def test_the_notebooks_of_this_repository_match() -> None:
    assert problems(REPOSITORY / "data" / "minusma") == []
