"""What an old Python and a bare one see; what the options mean."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import start
from starting import commands
from starting.voice import Voice
from tests.starting.tiny import START, STARTING, run_start

if TYPE_CHECKING:
    from pathlib import Path


READ_BY_OLD_PYTHONS = (START, STARTING / "__init__.py", STARTING / "voice.py")
OLD = """
import runpy, sys
sys.version_info = (3, 6, 9, "final", 0)
sys.argv = [{start!r}, "--language", "en"]
try:
    runpy.run_path({start!r}, run_name="__main__")
finally:
    print(sorted(name for name in sys.modules if name.startswith("starting")))
"""


@pytest.mark.parametrize("path", READ_BY_OLD_PYTHONS, ids=lambda path: path.name)
def test_an_old_python_can_read_the_file(path: Path) -> None:
    ast.parse(path.read_text("utf-8"), feature_version=(3, 6))


def test_an_old_python_reads_no_other_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OLD.format(start=str(START))],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Python 3.6 is too old: the lesson needs Python 3.11 or newer.\n"
    assert ast.literal_eval(done.stdout) == ["starting", "starting.voice"]


def test_start_py_is_short_and_so_are_its_modules() -> None:
    lengths = {path.name: path.read_text("utf-8").count("\n") for path in STARTING.glob("*.py")}
    assert START.read_text("utf-8").count("\n") <= 150
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}


@pytest.mark.parametrize("broken", ["folder", "module", "words"])
def test_a_copy_without_its_folder_says_so(tmp_path: Path, broken: str) -> None:
    shutil.copy(START, tmp_path)
    if broken != "folder":
        shutil.copytree(STARTING, tmp_path / "starting")
    if broken == "module":
        (tmp_path / "starting" / "place.py").unlink()
    if broken == "words":
        (tmp_path / "starting" / "words" / "en.json").write_text("{", "utf-8")
    done = run_start(tmp_path, {**os.environ}, "--help")
    assert done.returncode == 1
    assert "This folder is incomplete" in done.stdout
    assert "Traceback" not in done.stdout


def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert start.main(["--language", "fr"]) == 1
    assert capsys.readouterr().err.startswith("Python 3.10 est trop ancien")


def test_the_file_needs_the_standard_library_alone() -> None:
    names = set()
    for path in (START, *STARTING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {each.name.split(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module).split(".")[0])
    assert names <= sys.stdlib_module_names | {"starting"}


@pytest.mark.parametrize(
    "arguments", [["opne"], ["--port", "0"], ["--port", "x"], ["--language", "de"]]
)
def test_a_wrong_option_gets_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert start.main(arguments) == 1
    assert re.search(r"python3? start\.py --help", capsys.readouterr().err)


@pytest.mark.skipif(os.name == "nt", reason="Windows has programs of other names")
@pytest.mark.parametrize(
    ("there", "typed"),
    [
        (("python", "python3"), "python start.py"),
        (("python3",), "python3 start.py"),
        ((), "start.py"),
    ],
)
def test_help_names_the_python_that_this_system_has(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    there: tuple[str, ...],
    typed: str,
) -> None:
    for name in there:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LESSON_TYPED", raising=False)
    assert start.main(["opne"]) == 1
    assert f" : {typed} --help" in capsys.readouterr().err.replace("\xa0", " ")
    # A test run's own PATH has the environment's Python: it is told what the person typed.
    monkeypatch.setenv("LESSON_TYPED", "python3 start.py")
    assert "« python3 start.py test »" in Voice("fr").text("not-run-node", count=1).replace(
        "\xa0", " "
    )


@pytest.mark.parametrize(("option", "view"), [([], "doc"), (["--lab"], "lab")])
def test_the_lesson_opens_in_the_simple_interface_unless_all_of_jupyterlab_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    option: list[str],
    view: str,
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], *_: object) -> int:
        ran.append(command)
        return 0

    monkeypatch.setattr(commands, "install", lambda *_: False)
    monkeypatch.setattr(commands, "run", run)
    assert start.main(["--no-browser", *option]) == 0
    path = f"/{view}/tree/notebooks/fr/00_accueil.ipynb"
    assert f"--LabApp.default_url={path}" in ran[0]
    assert f"{path}?token=" in capsys.readouterr().out


def test_ctrl_c_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "dispatch", interrupt)
    assert start.main(["--language", "fr"]) == 130
    assert capsys.readouterr().err.startswith("Interrompu.")


WORKERS = ["--numprocesses=2", "--dist=loadfile"]


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        ([], ["--nbval", *WORKERS, "tests", "notebooks"]),
        (["-k", "x"], ["--nbval", *WORKERS, "tests", "notebooks", "-k", "x"]),
        (["tests/starting/test_start.py::test"], ["--nbval", "tests/starting/test_start.py::test"]),
    ],
)
def test_the_suite_takes_pytest_arguments_and_gives_its_status(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], passed: list[str]
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], *_: object) -> int:
        ran.append(command)
        return 5

    monkeypatch.setattr(commands, "install", lambda *_: False)
    monkeypatch.setattr(commands, "install_node_tools", lambda *_: None)
    monkeypatch.setattr(commands, "run", run)
    assert start.main(["test", *arguments]) == 5
    assert ran[0][1:] == ["-m", "pytest", *passed]
    for name in ("check", "export", "results", "answers", "new", "build"):
        assert start.main([name, "folder", "--language", "en"]) == 5
        assert ran[-1][1:] == ["-m", "lesson_utils", name, "folder", "--language", "en"]
