"""What a row of CONTRIBUTING asks for, and would otherwise be missing in silence."""

from __future__ import annotations

import inspect
import re
import shutil
from typing import TYPE_CHECKING, get_type_hints

import pytest

from lesson_utils import open_lesson, texts
from lesson_utils.authoring.schemas import schemas
from lesson_utils.content.problems import LessonError
from lesson_utils.exports import registry
from lesson_utils.exports.page import export
from lesson_utils.lesson import Lesson
from lesson_utils.questions.wholelesson import WholeLesson
from lesson_utils.server import cells
from lesson_utils.shown.display import Shown
from lesson_utils.texts import INTERFACE_LANGUAGES
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

KINDS = sorted(name.removesuffix(".schema.json") for name in schemas("en"))
FORMATS = sorted(registry.FORMATS)


def shown_by(kind: str) -> set[str]:
    """Give the methods of a lesson whose result is of a class, by that class's name, or below."""
    found = set()
    for name, method in inspect.getmembers(Lesson, inspect.isfunction):
        said = str(method.__annotations__.get("return", ""))
        if not name.startswith("_") and said in {kind, *SHOWN[kind]}:
            found.add(name)
    return found


def below(base: type[object]) -> list[type[object]]:
    return [found for one in base.__subclasses__() for found in (one, *below(one))]


SHOWN = {"Shown": {found.__name__ for found in below(Shown)}, "Figure": set[str]()}


def test_the_companion_takes_whatever_a_lesson_shows_for_its_own() -> None:
    assert shown_by("Shown") == cells._SHOWS


def test_every_figure_of_a_lesson_is_in_the_one_page() -> None:
    lesson = open_lesson("minusma", language="fr")
    (page,) = export(lesson).files.values()
    figures = shown_by("Figure")
    assert len(figures) >= 5
    for name in figures:
        title = getattr(lesson, name)().payload["title"]
        assert title in page.decode(), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_data_file_that_cannot_be_read_is_told(kind: str, tmp_path: Path) -> None:
    root = shutil.copytree(REPOSITORY / "data" / "minusma", tmp_path / "data" / "minusma")
    name = "quizzes/contexte.yml" if kind == "quiz" else f"{kind}.yml"
    assert (root / name).is_file(), f"{kind}: no such file in data/minusma"
    (root / name).write_text("{", encoding="utf-8")
    try:
        problems = WholeLesson.load(root).problems
    except LessonError as error:
        problems = list(error.problems)
    assert f"minusma/{name}" in {problem.file for problem in problems}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_export_has_its_purpose_in_words_and_its_row(name: str) -> None:
    rows = (REPOSITORY / "docs" / "exports.md").read_text(encoding="utf-8").splitlines()
    assert any(row.startswith(f"| `{name}` |") for row in rows), f"docs/exports.md: no row {name}"
    for language in INTERFACE_LANGUAGES:
        known = texts._catalogue("export", language)
        assert any(re.fullmatch(rf"export\.purpose\.{name}(\.\w+)?", key) for key in known)
    assert get_type_hints(registry.exporter(name))["lesson"] is Lesson
