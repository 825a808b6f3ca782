"""Imports point one way, and importing costs little."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCES = REPOSITORY / "src" / "lesson_utils"

#: The layers of the house, lowest first: a module imports from its own layer or from below.
LAYERS = [
    {"localized", "signs", "whose"},
    {
        "articlebytes",
        "notebookform",
        "celltwins",
        "model",
        "outcomes",
        "texts",
        "segments",
        "dates",
        "nearness",
        "quiet",
        "wording",
    },
    {"problems", "segmentation", "anchors", "questions"},
    {"standins"},
    {"grading", "yamlfile", "decoding", "records"},
    {"reporting", "locating", "progress"},
    {"loading", "notebookfiles", "quizfiles"},
    {"compiling", "counting", "tally"},
    {"results"},
    {"rendering"},
    {"display"},
    {"widgets", "figures"},
    {"reading", "quiz", "facts", "achievement"},
    {"selfcheck"},
    {"lesson", "lessonfiles", "overview"},
    {"failures", "tidying"},
    {"notebooks"},
    {"server"},
    {"validation"},
    {"checks"},
    {"exports", "authoring"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__"},
]


def part(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = node.module.split(".")
            if names[0] == "lesson_utils":
                yield from [names[1]] if len(names) > 1 else [alias.name for alias in node.names]


def test_every_module_has_its_layer() -> None:
    known = {name for layer in LAYERS for name in layer}
    assert {part(path) for path in SOURCES.rglob("*.py")} == known


def test_imports_point_one_way() -> None:
    level = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    upward = [
        f"{path.relative_to(SOURCES)} imports {name}"
        for path in SOURCES.rglob("*.py")
        for name in imported(path)
        if level[name] > level[part(path)]
    ]
    assert upward == []


def test_opening_a_lesson_imports_no_matplotlib_and_no_widget() -> None:
    code = (
        "import sys; from lesson_utils import open_lesson; open_lesson('minusma').quiz('contexte');"
        "print({'matplotlib', 'anywidget', 'ipywidgets', 'rich', 'nbclient'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_nothing_in_the_library_knows_the_article() -> None:
    named = [
        path.relative_to(SOURCES)
        for path in SOURCES.rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html", ".txt", ".json"}
        and re.search(r"\b(mali|bamako|onu)", path.read_text(encoding="utf-8").lower())
    ]
    assert named == []
