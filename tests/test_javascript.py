"""The JavaScript: graded by the same vectors, put together into one module that loads."""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from lesson_utils.questions import TYPES
from lesson_utils.widgets.assets import module, packed, style
from tests import programs
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [programs.node(), *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def test_the_javascript_passes_its_own_tests() -> None:
    files = sorted(str(path) for path in (REPOSITORY / "tests" / "js").glob("*.test.mjs"))
    done = node("--test", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "\n# fail 0\n" in done.stdout
    assert "\n# pass 0\n" not in done.stdout


@pytest.mark.parametrize("entry", ["quiz", "reader", "figure"])
def test_a_widget_is_one_module_that_loads_and_renders(entry: str, tmp_path: Path) -> None:
    source = module(entry)
    assert "import " not in source.replace("@typedef {import(", "").replace("{import(", "")
    path = tmp_path / f"{entry}.mjs"
    path.write_text(source, encoding="utf-8")
    code = f"import({str(path)!r}).then((m) => console.log(typeof m.default.render))"
    done = node("-e", code)
    assert (done.stdout, done.stderr) == ("function\n", "")


@pytest.mark.parametrize("entry", ["quiz", "reader", "figure", "page"])
def test_nothing_is_parsed_as_html_and_nothing_is_fetched(entry: str) -> None:
    source = module(entry) + style(entry)
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "http", "eval(", "@import"):
        assert forbidden not in source


@pytest.mark.parametrize("entry", ["quiz", "reader", "figure"])
def test_what_is_sent_is_the_same_module_packed_and_small(entry: str) -> None:
    code = packed(entry)
    found = re.search(r'atob\("([^"]+)"\)', code)
    assert found
    assert gzip.decompress(base64.b64decode(found[1])).decode() == module(entry)
    assert len((code + style(entry)).encode()) < 40_000


def test_top_level_names_are_unique_over_all_modules() -> None:
    names = [
        name
        for path in (REPOSITORY / "src" / "lesson_utils").rglob("*.js")
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        # Each entry is a module of its own: it may have a `render` as the others do.
        if name != "render"
    ]
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_every_question_type_has_its_files_in_one_place() -> None:
    folder = REPOSITORY / "src" / "lesson_utils" / "questions"
    for name in TYPES:
        for suffix in (".py", ".js", ".html", ".txt", ".md"):
            assert (folder / f"{name}{suffix}").is_file(), f"{name}{suffix}"
        assert (REPOSITORY / "tests" / "vectors" / f"{name}.json").is_file()


def test_the_root_does_not_call_the_environments_own_programs_modules() -> None:
    # .venv stands in the root: JupyterLab's yarn.js would print a screenful of error at each start.
    root = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
    source = json.loads((REPOSITORY / "src" / "package.json").read_text(encoding="utf-8"))
    assert "type" not in root
    assert source["type"] == "module"
