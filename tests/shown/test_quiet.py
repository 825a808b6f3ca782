"""What libraries say of a machine stays out of a cell; what the reader's code says does not."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
import warnings
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lesson_utils.notebooks.failures import machine_told
from lesson_utils.notebooks.running import run
from lesson_utils.shown.quiet import quiet
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def from_another_thread(say: Callable[[], object]) -> None:
    """Say it as matplotlib does that searches fonts for more than five seconds."""
    thread = threading.Thread(target=say)
    thread.start()
    thread.join()


SAYINGS: dict[str, Callable[[], object]] = {
    "log": lambda: logging.getLogger("matplotlib.font_manager").warning("aside"),
    "log of a thread": lambda: from_another_thread(
        lambda: logging.getLogger("matplotlib").warning("aside")
    ),
    "warning": lambda: warnings.warn("aside", UserWarning, stacklevel=1),
    "deprecation": lambda: warnings.warn("aside", DeprecationWarning, stacklevel=1),
    "print": lambda: print("aside"),
    "print to stderr": lambda: print("aside", file=sys.stderr),
    "stream of the process": lambda: os.write(2, b"aside\n"),
    "program": lambda: subprocess.run(
        [sys.executable, "-c", "import os; os.write(2, b'aside')"], check=True
    ),
}


@pytest.mark.parametrize("saying", SAYINGS)
def test_nothing_is_heard_of_what_is_said_meanwhile(
    saying: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(record=True) as heard, quiet():
        SAYINGS[saying]()
    captured = capfd.readouterr()
    assert (captured.out, captured.err, caplog.text, heard) == ("", "", "", [])


def state() -> tuple[object, ...]:
    loggers = [logging.getLogger(name) for name in ("", "matplotlib", "PIL", "anywidget")]
    said = [(list(log.handlers), log.propagate, log.level, log.disabled) for log in loggers]
    return said, list(warnings.filters), sys.stdout, sys.stderr, os.fstat(2).st_ino


def test_all_is_as_before_whatever_happens_meanwhile() -> None:
    before = state()
    with quiet(), quiet():
        assert state() != before
    assert state() == before
    with pytest.raises(ZeroDivisionError), quiet():
        raise ZeroDivisionError
    assert state() == before


def test_the_reader_s_own_log_goes_where_it_went(caplog: pytest.LogCaptureFixture) -> None:
    with quiet():
        logging.getLogger("recherche").warning("mine")
    logging.getLogger("matplotlib").warning("after")
    assert [record.message for record in caplog.records] == ["mine", "after"]


def test_a_process_without_an_error_stream_is_none_the_worse() -> None:
    code = "import os; os.close(2); from lesson_utils.shown.quiet import quiet"
    code += "\nwith quiet(): print(1)\nprint(2)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, "2\n")


@pytest.mark.parametrize(
    ("asked", "kept"), [("foo", False), ("svg", True), ("module://none.such", True)]
)
def test_figures_are_drawn_whatever_backend_is_asked_for(asked: str, *, kept: bool) -> None:
    code = f"""
from lesson_utils import open_lesson
lesson = open_lesson({str(PHARE)!r}, "fr")
assert "<svg" in lesson.voices().svg()
import os, matplotlib
print(matplotlib.rcParams._get("backend") == {asked!r}, os.environ["MPLBACKEND"])
"""
    env = os.environ | {"MPLBACKEND": asked}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr) == (f"{kept} {asked}\n", "")


@pytest.mark.skipif(os.name == "nt", reason="matplotlib asks no other program for fonts there")
def test_a_machine_that_complains_is_not_heard_in_any_display(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give it a home that is a file, no cache, and a program that complains of it."""
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    tools = tmp_path / "bin"
    tools.mkdir()
    complaining = tools / "fc-list"
    complaining.write_text("#!/bin/sh\necho No writable cache directories: $HOME >&2\n", "utf-8")
    complaining.chmod(0o755)
    # A kernel that finds itself in a test does not read the process's own stream.
    unset = ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "PYTEST_CURRENT_TEST")
    for name in unset:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("PYTHONWARNINGS", "always")
    lesson = shutil.copytree(PHARE, tmp_path / "phare")
    names = (lesson / "lesson.yml").read_text(encoding="utf-8")
    # Of letters that the font has not, each is a warning.
    (lesson / "lesson.yml").write_text(names.replace('name: {fr: "', 'name: {fr: "灯台 '), "utf-8")
    shows = [
        "from lesson_utils import open_lesson; lesson = open_lesson('phare', 'fr')",
        "lesson.voices()",
        "lesson.read()",
        "lesson.quiz('tout')",
        "lesson.progress()",
        "lesson.modes()",
        "import logging; logging.warning('mine')",
    ]
    cells = [new_code_cell(source) for source in shows]
    path = tmp_path / "carnet.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    report = run(path, tmp_path)
    assert report.problems == ()
    outputs = [cell.outputs for cell in nbformat.reads(report.built, as_version=4).cells]
    kinds = [[each.output_type for each in found] for found in outputs]
    shown = ["execute_result"]
    assert kinds == [[], shown, shown, shown, shown, shown, ["stream"]]
    assert "灯台" in outputs[1][0].data["text/plain"]
    assert outputs[-1][0].text == "WARNING:root:mine\n"


def test_an_output_that_tells_of_the_machine_is_not_stored(tmp_path: Path) -> None:
    path = tmp_path / "carnet.ipynb"
    says = "import sys; print('cache: /home/élève/.cache/x is not writable', file=sys.stderr)"
    cells = [new_code_cell("1"), new_code_cell(says, id="says")]
    nbformat.write(new_notebook(cells=cells), path)
    before = path.read_bytes()
    (problem,) = run(path, tmp_path).problems
    assert (problem.code, problem.id) == ("notebook-machine", "says")
    assert "/home/élève/.cache/x" in problem.what("fr")
    assert "build" not in problem.todo("en")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("stream", "text", "told"),
    [
        ("stdout", "1/2, 3/4/5, https://example.org/a/b, et/ou/ni, a/b/c, 12:30/13:00", False),
        ("stderr", "1/2, 3/4/5, https://example.org/a/b, et/ou/ni, a/b/c, 12:30/13:00", False),
        ("stdout", "/home/élève/carnet", False),
        ("stdout", "{here}/notebooks", True),
        ("stdout", f"{sys.prefix}/lib", True),
        ("stderr", "cannot write '/home/élève/.cache'", True),
        ("stderr", r"C:\Users\un\AppData is read-only", True),
        ("stderr", "~/.config/matplotlib", True),
    ],
)
def test_a_path_is_told_from_what_only_has_slashes(
    tmp_path: Path, stream: str, text: str, *, told: bool
) -> None:
    said = new_output("stream", name=stream, text=text.format(here=tmp_path))
    cells = [new_code_cell("1", outputs=[said])]
    assert bool(list(machine_told(cells, "carnet.ipynb", tmp_path))) is told
