"""What the pages for contributors name is there, and the picture of the plan is in step."""

from __future__ import annotations

import ast
import os
import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.house.test_imports import LEVEL
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"
DECISIONS = sorted((REPOSITORY / "docs" / "decisions").glob("[0-9]*.md"))
INDEX = REPOSITORY / "docs" / "decisions" / "README.md"
PAGES = [ARCHITECTURE, REPOSITORY / "CONTRIBUTING.md", INDEX, *DECISIONS]
MOST_WORDS = 1000

#: Looks like a name of this repository, and is somebody else's.
FOREIGN = {"metadata.widgets", "text/html"}

_MADE_HERE = {".git", ".jupyter", ".venv", "__pycache__", "node_modules"}
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_ROW = re.compile(r"^(\d+)\. \[(.+)\]\((.+)\)$", re.MULTILINE)
_PART = re.compile(r"^\*\*(\w+)\.\*\*", re.MULTILINE)
_ENDINGS = "css|html|ipynb|js|json|lock|md|mplstyle|png|py|svg|toml|txt|typ|yaml|yml"
_PATH = re.compile(rf"[\w<*][\w.<>*-]*(/[\w.<>*-]*)+|[\w<*][\w.<>*-]*\.({_ENDINGS})")
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.\w+)+")
_SCRIPT = re.compile(
    r"^(?:export )?(?:default )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE
)


def quoted(page: Path) -> Iterator[tuple[int, str]]:
    """Give each word between backticks, with its line; what a call is given is left out."""
    text = page.read_text(encoding="utf-8")
    text = _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _QUOTED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        for word in re.sub(r"\(.*?\)", "", found[1], flags=re.DOTALL).split():
            yield line, word


@cache
def paths() -> set[PurePosixPath]:
    """Give every file and folder of the repository, as seen from its root and from any folder."""
    found = set()
    for folder, folders, files in os.walk(REPOSITORY):
        folders[:] = [name for name in folders if name not in _MADE_HERE]
        here = PurePosixPath(Path(folder).relative_to(REPOSITORY).as_posix())
        for path in (here / name for name in (*folders, *files)):
            found |= {PurePosixPath(*path.parts[start:]) for start in range(len(path.parts))}
    return found


@cache
def is_path(name: str) -> bool:
    """Tell whether there is such a path; ``<name>`` and ``*`` are any name."""
    pattern = re.sub(r"<[^>]*>", "*", name.rstrip("/"))
    if "*" not in pattern:
        return PurePosixPath(pattern) in paths()
    return any(path.match(pattern) for path in paths())


@cache
def members() -> dict[tuple[str, ...], set[str]]:
    """Give what each module and each class has, by every end of its dotted name."""
    found: dict[tuple[str, ...], set[str]] = {}

    def add(name: tuple[str, ...], names: set[str]) -> None:
        for start in range(len(name)):
            found.setdefault(name[start:], set()).update(names)

    for root in (REPOSITORY / "src", REPOSITORY / "starting", REPOSITORY / "tools"):
        for path in sorted(root.rglob("*.*")):
            name = path.relative_to(root.parent).with_suffix("").parts
            if path.suffix == ".js":
                add(name, set(_SCRIPT.findall(path.read_text(encoding="utf-8"))))
            elif path.suffix == ".py":
                name = name[:-1] if name[-1] == "__init__" else name
                body = ast.parse(path.read_text(encoding="utf-8")).body
                add(name, set(defined(body, path.name == "__init__.py")))
                for node in body:
                    if isinstance(node, ast.ClassDef):
                        add((*name, node.name), set(defined(node.body)))
    return found


def defined(body: list[ast.stmt], imports: bool = False) -> Iterator[str]:  # noqa: FBT001, FBT002
    """Give the names that a module or a class defines; what it imports too, if asked."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.ImportFrom) and imports:
            yield from (alias.asname or alias.name for alias in node.names)


def is_dotted(name: str) -> bool:
    """Tell whether there is such a module, or a function or a class of a module, or a method."""
    *owner, last = name.split(".")
    known = members()
    if (*owner, last) in known or last in known.get(tuple(owner), ()):
        return True
    # A notebook says ``lesson.progress()``: the module's name is that of its object.
    classes = known.get(tuple(owner), ())
    return any(last in known.get((*owner, each), ()) for each in classes)


def unknown(page: Path) -> Iterator[str]:
    for line, name in quoted(page):
        where = f"{page.name}:{line}: {name}"
        if name in FOREIGN:
            continue
        if _PATH.fullmatch(name):
            if not is_path(name):
                yield f"{where}: there is no such file or folder"
        elif _DOTTED.fullmatch(name) and not is_dotted(name):
            yield f"{where}: there is no such module, function or method (if foreign: FOREIGN)"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    assert list(unknown(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_pages_links_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_names_that_are_not_there_are_told(tmp_path: Path) -> None:
    """The test of the pages sees what it is to see."""
    page = tmp_path / "page.md"
    page.write_text(
        "`records.merge` `Lesson.read` `lesson.progress()` `readerview.mountReader`\n"
        "`content.anchors.resolve` `texts/check.*.json` `commands/<name>.py` `dom.js`\n"
        "`records.melt` `Lesson.write`\n`readerview.paint`\n`content/anchor.py`\n`dim.js`\n",
        encoding="utf-8",
    )
    told = [sentence.split(": ")[:2] for sentence in unknown(page)]
    assert told == [
        ["page.md:3", "records.melt"],
        ["page.md:3", "Lesson.write"],
        ["page.md:4", "readerview.paint"],
        ["page.md:5", "content/anchor.py"],
        ["page.md:6", "dim.js"],
    ]


def test_the_picture_of_the_plan_is_drawn_from_the_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "tools"))
    import plan  # noqa: PLC0415 - from tools/

    drawn = plan.draw(plan.read_imports())
    assert plan.PICTURE.read_text(encoding="utf-8") == drawn, "run python tools/plan.py"
    assert min(map(float, re.findall(r'font-size="([\d.]+)"', drawn))) >= 11


def test_the_architecture_names_every_wing_and_is_short() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    wings = {wing for wing in LEVEL if not wing.startswith("__")}
    assert {wing for wing in wings if f"`{wing}/`" not in text and f"`{wing}`" not in text} == set()
    words = [word for word in text.split() if re.search(r"\w", word)]
    assert len(words) <= MOST_WORDS, "it is to be read in five minutes"


def test_the_decisions_are_numbered_and_listed_in_order() -> None:
    listed = _ROW.findall(INDEX.read_text(encoding="utf-8"))
    assert [name for _, _, name in listed] == [page.name for page in DECISIONS]
    for number, title, name in listed:
        text = (INDEX.parent / name).read_text(encoding="utf-8")
        assert name.startswith(f"{int(number):02}-")
        assert text.startswith(f"# {title}\n")
        assert _PART.findall(text) == ["Context", "Decision", "Consequences"]
