"""The JavaScript: graded by the same vectors, put together into one module that loads."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from lesson_utils.questions import TYPES
from lesson_utils.widgets.assets import module, style
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("node")
    assert program, "Node.js is missing: the JavaScript cannot be tested"
    return subprocess.run(
        [program, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def test_the_javascript_passes_its_own_tests() -> None:
    done = node("--test", "tests/js/")
    assert done.returncode == 0, done.stdout[-3000:]
    assert "\n# fail 0\n" in done.stdout
    assert "\n# pass 0\n" not in done.stdout


@pytest.mark.parametrize("entry", ["quiz", "reader"])
def test_a_widget_is_one_module_that_loads_and_renders(entry: str, tmp_path: Path) -> None:
    source = module(entry)
    assert "import " not in source.replace("@typedef {import(", "").replace("{import(", "")
    path = tmp_path / f"{entry}.mjs"
    path.write_text(source, encoding="utf-8")
    code = f"import({str(path)!r}).then((m) => console.log(typeof m.default.render))"
    done = node("-e", code)
    assert (done.stdout, done.stderr) == ("function\n", "")


@pytest.mark.parametrize("entry", ["quiz", "reader"])
def test_nothing_is_parsed_as_html_and_nothing_is_fetched(entry: str) -> None:
    source = module(entry) + style(entry)
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "http", "eval(", "@import"):
        assert forbidden not in source


def test_every_question_type_has_its_files_in_one_place() -> None:
    folder = REPOSITORY / "src" / "lesson_utils" / "questions"
    for name in TYPES:
        for suffix in (".py", ".js", ".html", ".txt", ".md"):
            assert (folder / f"{name}{suffix}").is_file(), f"{name}{suffix}"
        assert (REPOSITORY / "tests" / "vectors" / f"{name}.json").is_file()
