"""`lesson check` and `pytest --nbval notebooks`: what one accepts, the other accepts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lesson_utils.checks import load_workspace
from lesson_utils.checks.notebooks import NOTEBOOK_CHECKS
from lesson_utils.notebooks.celllines import cell_line
from lesson_utils.notebooks.failures import cell_problem
from lesson_utils.notebooks.running import lesson_notebooks, run
from lesson_utils.notebooks.validation import validate_all, workers
from lesson_utils.texts import problem_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lesson_utils.content.problems import Problem

HTML = "import IPython.display as d; d.HTML('<p>un</p>')"
IMAGE = "d.display({'image/png': 'iVBORw0KGgo='}, raw=True)"
CELLS = (HTML, "print('deux')\nprint('trois')", "{'quatre': 4}", IMAGE, "lesson = 1")


def output(cell: Any, kind: str, value: str) -> None:
    cell.outputs[0].data[kind] = value


def stream(cell: Any, text: str) -> None:
    cell.outputs[0].text = text


def again(source: str) -> Callable[[list[Any]], None]:
    """Give another source to a cell whose stored outputs stay."""
    return lambda cells: cells[1].update(source=source)


#: name: what is changed in a built notebook, whether nbval passes it, whether lesson check does
CHANGES: dict[str, tuple[Callable[[list[Any]], None], bool, bool]] = {
    "nothing": (lambda _: None, True, True),
    "html": (lambda cells: output(cells[0], "text/html", "<p>deux</p>"), False, False),
    "text": (lambda cells: output(cells[2], "text/plain", "{'cinq': 4}"), False, False),
    "stream": (lambda cells: stream(cells[1], "deux\n"), False, False),
    "missing": (lambda cells: cells[2].outputs.clear(), False, False),
    "more": (lambda cells: cells[4].outputs.append(new_output("stream", text="x")), False, False),
    "kind": (lambda cells: cells[2].outputs[0].data.pop("text/plain"), False, False),
    "stream-split": (
        lambda cells: cells[1].update(
            outputs=[new_output("stream", text=text) for text in ("deux\n", "trois\n")]
        ),
        True,
        False,
    ),
    "error": (again("1 / 0"), False, False),
    "syntax": (again("print('deux'"), False, False),
    "no-name": (again("print(deux)"), False, False),
    "asks": (again("input()"), False, False),
    "cleared": (again("print('un'); d.clear_output(); print('deux\\ntrois')"), False, False),
    "unrun-with-outputs": (lambda cells: cells[2].update(execution_count=None), False, False),
    # Here lesson check is the stricter one: nbval does not look at these.
    "image": (lambda cells: output(cells[3], "image/png", "R0lGODdhAQA="), True, False),
    "unrun": (lambda cells: cells[2].update(execution_count=None, outputs=[]), True, False),
    "tag": (lambda cells: cells[2].metadata.update(tags=["nbval-ignore-output"]), True, False),
    "mark": (again("print('x')\n# NBVAL_IGNORE_OUTPUT"), True, False),
}


@pytest.fixture
def bench(tmp_path: Path, tiny_lesson: Path) -> Path:
    """Make a lesson beside a notebook for each change."""
    lesson = tmp_path / "banc d’essai" / "data" / "faro"
    shutil.copytree(tiny_lesson, lesson)
    folder = lesson.parents[1] / "notebooks" / "es"
    folder.mkdir(parents=True)
    cells = [new_code_cell(source) for source in CELLS]
    nbformat.write(new_notebook(cells=cells), folder / "built.ipynb")
    report = run(folder / "built.ipynb", folder)
    (folder / "built.ipynb").unlink()
    assert report.problems == ()
    for name, (change, _, _) in CHANGES.items():
        notebook = nbformat.reads(report.built, as_version=4)
        change(notebook.cells)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return lesson


def nbval(repository: Path) -> set[str]:
    """Run strict nbval as a teacher does; give the notebooks that fail."""
    command = [sys.executable, "-m", "pytest", "--nbval", "notebooks", "-q"]
    done = subprocess.run(
        command, cwd=repository, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in {0, 1}, done.stdout
    return set(re.findall(r"^FAILED .*?([\w-]+)\.ipynb::", done.stdout, re.MULTILINE))


def checked(lesson: Path) -> dict[str, list[Problem]]:
    """Give what lesson check says of each notebook."""
    space = load_workspace(lesson)
    found: dict[str, list[Problem]] = {path.stem: [] for path in space.notebooks}
    for check in NOTEBOOK_CHECKS:
        for problem in check.run(space):
            found[problem.file.rpartition("/")[2].removesuffix(".ipynb")].append(problem)
    return found


@pytest.mark.slow
def test_what_nbval_fails_lesson_check_fails_and_what_check_passes_nbval_passes(
    bench: Path,
) -> None:
    failed = nbval(bench.parents[1])
    assert failed == {name for name, (_, passes, _) in CHANGES.items() if not passes}
    found = checked(bench)
    assert {name for name, problems in found.items() if problems} == {
        name for name, (_, _, passes) in CHANGES.items() if not passes
    }
    for name, problems in found.items():
        for problem in problems:
            for language in ("fr", "en"):
                assert problem.what(language), name
                assert problem.todo(language), name


def made(folder: Path, *sources: str) -> Path:
    """Build a notebook of these cells."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "carnet.ipynb"
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    nbformat.write(new_notebook(cells=cells), path)
    path.write_text(run(path, folder).built, encoding="utf-8")
    return path


def validate(path: Path) -> list[Problem]:
    ((done, problems),) = validate_all([path], path.parent)
    assert done == path
    return list(problems)


def test_settings_of_the_folder_and_of_the_shell_do_not_make_it_lax(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, "print('un')")
    path.write_text(path.read_text("utf-8").replace('"un\\n"', '"deux\\n"'), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --nbval-lax -k none\n", "utf-8")
    (tmp_path / "conftest.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    (tmp_path / "nbval.py").write_text("raise SystemExit(4)\n", encoding="utf-8")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    (problem,) = validate(path)
    assert (problem.code, problem.id) == ("notebook-outdated", "cell-0")
    assert (problem.values["stored"], problem.values["now"]) == ("deux", "un")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failing_cell_is_told_once_and_not_all_that_follow_from_it(tmp_path: Path) -> None:
    path = made(tmp_path, "un = 1", "un", "un + 1")
    text = path.read_text("utf-8").replace('"un = 1"', '"deux = [][1]"')
    path.write_text(text, encoding="utf-8")
    problems = validate(path)
    assert [(p.code, p.id) for p in problems] == [("notebook-error", "cell-0")]
    assert problems[0].values["detail"] == "IndexError: list index out of range"


def test_building_tells_of_a_kernel_that_dies_and_of_the_cell_that_ends_it(tmp_path: Path) -> None:
    cells = [new_code_cell("1", id="one"), new_code_cell("import os; os._exit(1)", id="two")]
    path = tmp_path / "carnet.ipynb"
    nbformat.write(new_notebook(cells=[*cells, new_code_cell("3")]), path)
    report = run(path, tmp_path)
    (problem,) = report.problems
    assert (problem.code, problem.file, problem.id) == ("kernel-died", "carnet.ipynb", "two")
    assert report.built == ""


def test_building_tells_of_a_cell_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lesson_utils.notebooks.running.CELL_TIMEOUT", 1)
    path = tmp_path / "carnet.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("while True: pass", id="round")]), path)
    (problem,) = run(path, tmp_path).problems
    assert (problem.code, problem.id) == ("cell-endless", "round")
    assert "1 seconde" in problem.what("fr")


def test_a_kernel_that_is_another_python_is_told_from_a_package_that_lacks() -> None:
    problem = cell_problem("a.ipynb", "x", "ModuleNotFoundError", "No module named 'lesson_utils'")
    assert problem.code == "kernel-elsewhere"
    assert f"{sys.executable} -m ipykernel install" in problem.todo("fr")
    problem = cell_problem("a.ipynb", "x", "ModuleNotFoundError", "No module named 'pandas'")
    assert (problem.code, problem.id) == ("notebook-error", "x")
    assert problem.values["detail"] == "ModuleNotFoundError: No module named 'pandas'"


def test_no_advice_is_a_library_s_own_words() -> None:
    """What an exception says is a detail of what is wrong, never what is to be done."""
    advice = [text for key, text in problem_words("fr").items() if key.endswith(".todo")]
    assert [text for text in advice if "{detail}" in text] == []


def test_a_process_that_starts_while_all_are_stopped_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, "1")
    worker = workers._Worker()

    def start() -> subprocess.Popen[bytes]:
        worker.stop()
        waits = "import sys; sys.stdin.read()"
        return subprocess.Popen(
            [sys.executable, "-c", waits], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    monkeypatch.setattr(workers, "_start", start)
    (problem,) = worker.validate(path, "carnet.ipynb")
    assert problem.code == "validation-died"
    worker.wait()


def test_a_cell_may_write_to_the_process_s_own_output(tmp_path: Path) -> None:
    path = made(tmp_path, "import os, subprocess", "_ = os.write(1, b'x\\n'); 1")
    assert validate(path) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "notebook-unreadable"),
        ("{}", "notebook-unreadable"),
        ("[1]", "notebook-unreadable"),
        ("\ud800", "file-encoding"),
    ],
)
def test_what_is_no_notebook_is_told(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "carnet.ipynb"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    assert [problem.code for problem in validate(path)] == [code]


def test_a_cell_s_line_is_that_of_its_id(tmp_path: Path) -> None:
    path = made(tmp_path, "1", "2")
    text = path.read_text("utf-8")
    line = cell_line(text, "cell-1")
    assert line is not None
    assert text.splitlines()[line - 1].strip() == '"id": "cell-1",'
    assert cell_line(text, "cell-2") is None


def test_a_notebook_belongs_to_the_lesson_it_opens(tmp_path: Path, tiny_lesson: Path) -> None:
    for name in ("faro", "luna"):
        shutil.copytree(tiny_lesson, tmp_path / "two" / "data" / name)
    folder = tmp_path / "two" / "notebooks" / "es"
    folder.mkdir(parents=True)
    for name in ("faro", "luna", "typo"):
        source = f"lesson = open_lesson('{name}')"
        nbformat.write(new_notebook(cells=[new_code_cell(source)]), folder / f"{name}.ipynb")
    found = {
        name: [path.stem for path in load_workspace(tmp_path / "two" / "data" / name).notebooks]
        for name in ("faro", "luna")
    }
    assert found == {"faro": ["faro", "typo"], "luna": ["luna", "typo"]}
    assert len(lesson_notebooks(tmp_path / "two")) == 3
