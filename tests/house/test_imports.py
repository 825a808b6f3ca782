"""Imports point one way, and importing costs little."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.lessons import REPOSITORY
from tests.programs import run_python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCES = REPOSITORY / "src" / "lesson_utils"

#: The wings in layers, lowest first: a module imports from its own layer or from below,
#: in Python and in JavaScript.
LAYERS = [
    {"texts", "browser"},
    {"content"},
    {"questions"},
    {"student"},
    {"shown"},
    {"lesson"},
    {"notebooks"},
    {"server"},
    {"checks", "results"},
    {"exports", "authoring"},
    {"site"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__"},
]
MOST_LAYERS, MOST_ENTRIES, MOST_LINES = 14, 19, 300
LEVEL = {name: index for index, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(path for suffix in ("py", "js") for path in SOURCES.rglob(f"*.{suffix}"))
_FROM = re.compile(r"""(?:\bfrom |\bimport\()["'](?P<path>\.[^"']+\.js)["']""")


def part(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Give the wings a module imports from; the types in JavaScript's comments count too."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        for found in _FROM.finditer(text):
            yield part((path.parent / found["path"]).resolve())
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = node.module.split(".")
            if names[0] == "lesson_utils":
                yield from [names[1]] if len(names) > 1 else [alias.name for alias in node.names]


def test_every_wing_has_its_layer() -> None:
    assert {part(path) for path in MODULES} == set(LEVEL)
    assert len(LAYERS) <= MOST_LAYERS


def at_run_time(body: list[ast.stmt]) -> Iterator[ast.ImportFrom]:
    """Give what a module imports when it is imported itself: nothing for the types alone."""
    for node in body:
        if isinstance(node, ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test) != "TYPE_CHECKING":
            yield from at_run_time([*node.body, *node.orelse])
        elif isinstance(node, ast.Try):
            yield from at_run_time([*node.body, *node.orelse, *node.finalbody])


def modules_needed() -> dict[str, set[str]]:
    """Give the modules that each module needs before it can be imported."""
    files = {
        ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts): path
        for path in MODULES
        if path.suffix == ".py"
    }
    known = {name.removesuffix(".__init__"): path for name, path in files.items()}
    needed = {}
    for name, path in known.items():
        found: set[str] = set()
        for node in at_run_time(ast.parse(path.read_text(encoding="utf-8")).body):
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & known.keys()
            found |= inner or ({str(node.module)} & known.keys())
        needed[name] = found - {name}
    return needed


def test_no_module_imports_itself_in_a_circle() -> None:
    left = modules_needed()
    # What needs nothing that is left is in no circle.
    while free := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in free}
    assert {name: needed & left.keys() for name, needed in left.items()} == {}


def test_the_house_has_few_enough_doors() -> None:
    files = [path.relative_to(SOURCES).parts for path in SOURCES.rglob("*") if path.is_file()]
    # A wing that was moved leaves what Python made behind.
    entries = {parts[0] for parts in files if "__pycache__" not in parts}
    assert len(entries) <= MOST_ENTRIES


def test_imports_point_one_way() -> None:
    upward = [
        f"{path.relative_to(SOURCES)} imports {name}"
        for path in MODULES
        for name in imported(path)
        if LEVEL[name] > LEVEL[part(path)]
    ]
    assert upward == []


def test_no_module_is_longer_than_can_be_held_in_the_head() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path.name: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_opening_a_lesson_imports_no_matplotlib_and_no_widget() -> None:
    code = (
        "import sys; from lesson_utils import open_lesson; open_lesson('minusma').quiz('contexte');"
        "print({'matplotlib', 'anywidget', 'ipywidgets', 'rich', 'nbclient'} & set(sys.modules))"
    )
    assert run_python(code).strip() == "set()"


def test_nothing_in_the_library_knows_the_article() -> None:
    named = [
        path.relative_to(SOURCES)
        for path in SOURCES.rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html", ".txt", ".json"}
        and re.search(r"\b(mali|bamako|onu)", path.read_text(encoding="utf-8").lower())
    ]
    assert named == []
