"""`lesson check` as a command: table, JSON, exit status, any folder, Ctrl+C, --watch."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook

from lesson_utils.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "lesson_utils", "check"]
QUOTE, WRONG = 'quote: "1952"', 'quote: "1925"'
#: Seconds a busy machine may take.
PATIENCE = 120


def check(*arguments: str | Path, language: str = "en") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", *map(str, arguments), "--language", language])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def spoil(lesson: Path) -> None:
    path = lesson / "annotations.yml"
    text = path.read_text(encoding="utf-8")
    assert QUOTE in text
    path.write_text(text.replace(QUOTE, WRONG), encoding="utf-8")


def test_a_lesson_alone_is_in_order_and_what_it_lacks_is_no_error(tiny_lesson: Path) -> None:
    code, output = check(tiny_lesson, "--details")
    assert code == 0, output
    for title in ("Binder files", "Notebooks tidy", "Notebooks run", "Packages installed"):
        assert re.search(rf"^–  {title}.* nothing to check$", output, re.MULTILINE), output
    assert re.search(r"^✓  Ids used once +in order$", output, re.MULTILINE)
    assert output.splitlines()[-1].startswith("✓ faro: all in order (")


def test_problems_stand_under_their_check_and_are_counted(tiny_lesson: Path) -> None:
    spoil(tiny_lesson)
    code, output = check(tiny_lesson, "--details")
    assert code == 1
    assert re.search(r"^✗  Files, keys, anchors, translations +1 problem$", output, re.MULTILINE)
    lines = output.splitlines()
    heading = lines.index("Files, keys, anchors, translations")
    assert lines[heading + 1].startswith("faro/annotations.yml:8: apagon: the quote")
    assert lines[-1].startswith("✗ faro: 1 problem to mend (")


def test_without_details_there_is_what_to_mend_and_the_verdict(tiny_lesson: Path) -> None:
    code, output = check(tiny_lesson, "--no-run")
    assert code == 0
    looked, verdict = output.splitlines()
    assert re.fullmatch(r"\d\d checks; all of them: --details\.", looked)
    assert verdict.startswith("✓ faro: all in order (")
    spoil(tiny_lesson)
    _, output = check(tiny_lesson, "--no-run", language="fr")
    title, problem, *rest = output.splitlines()
    assert title == "Fichiers, clés, ancres, traductions"
    assert problem.startswith("faro/annotations.yml:8: apagon")
    blank, looked, verdict = rest
    assert blank == ""
    assert re.fullmatch(r"\d\d contrôles faits\s; le détail\s: --details\.", looked)
    assert verdict.startswith("✗ faro\u00a0: 1 problème")
    (tiny_lesson / "lesson.yml").write_text("title: [\n", encoding="utf-8")
    _, output = check(tiny_lesson, "--no-run")
    looked = r"1 check made, \d\d not possible; all of them: --details\."
    assert re.fullmatch(looked, output.splitlines()[-2])


def test_it_says_the_same_in_french(tiny_lesson: Path) -> None:
    spoil(tiny_lesson)
    _, output = check(tiny_lesson, "--details", language="fr")
    assert re.search(r"^✗  Fichiers, clés, ancres, traductions +1 problème$", output, re.MULTILINE)
    assert "sans objet" in output
    assert "✗ faro\u00a0: 1 problème à corriger" in output


def test_a_lesson_that_cannot_be_read_leaves_the_rest_unchecked(tiny_lesson: Path) -> None:
    (tiny_lesson / "lesson.yml").write_text("title: [\n", encoding="utf-8")
    code, output = check(tiny_lesson, "--details")
    assert code == 1
    assert "faro/lesson.yml:" in output
    assert re.search(r"^–  Ids used once +not checked$", output, re.MULTILINE)


def test_a_folder_that_holds_data_may_be_given(tmp_path: Path, tiny_lesson: Path) -> None:
    folder = tmp_path / "mes leçons d’été"
    for name in ("faro", "luna"):
        shutil.copytree(tiny_lesson, folder / "data" / name)
    spoil(folder / "data" / "luna")
    code, output = check(folder, "--no-run")
    assert code == 1
    assert "✓ faro: all in order" in output
    assert "luna/annotations.yml:8: apagon" in output
    assert "✗ luna: 1 problem" in output


def test_two_lessons_may_be_named(tmp_path: Path, tiny_lesson: Path) -> None:
    other = shutil.copytree(tiny_lesson, tmp_path / "luna")
    code, output = check(tiny_lesson, other, "--no-run")
    assert code == 0
    assert re.findall(r"^✓ (\w+): all in order", output, re.MULTILINE) == ["faro", "luna"]


def document(*arguments: str | Path, code: int) -> Any:
    given = [*COMMAND, *map(str, arguments), "--json", "--language", "en"]
    done = subprocess.run(given, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    assert done.stderr == b""
    return json.loads(done.stdout)


def test_json_is_one_document_with_every_check_and_problem(tiny_lesson: Path) -> None:
    spoil(tiny_lesson)
    found = document(tiny_lesson, code=1)
    assert (found["format"], found["version"], found["ok"]) == ("lesson-check", 1, False)
    (lesson,) = found["lessons"]
    assert (lesson["lesson"], lesson["folder"]) == ("faro", str(tiny_lesson))
    states = {check["name"]: (check["ok"], check["state"]) for check in lesson["checks"]}
    assert states["readable"] == (False, "failed")
    assert states["ids_once"] == (True, "passed")
    assert states["binder_in_step"] == (True, "absent")
    (problem,) = next(c for c in lesson["checks"] if c["name"] == "readable")["problems"]
    assert problem == {
        "code": "anchor-missing",
        "file": "faro/annotations.yml",
        "path": str(tiny_lesson / "annotations.yml"),
        "line": 8,
        "id": "apagon",
        "what": "the quote “1925” is not in the article",
        "todo": "did you mean “1952”?",
        "notice": False,
    }


def test_json_tells_a_lesson_that_does_not_exist(tmp_path: Path) -> None:
    found = document(tmp_path / "nowhere", code=1)
    (lesson,) = found["lessons"]
    assert lesson["folder"] is None
    assert lesson["checks"][0]["problems"][0]["code"] == "lesson-missing"


def test_json_tells_a_lesson_without_its_first_file(tiny_lesson: Path) -> None:
    (tiny_lesson / "lesson.yml").unlink()
    (lesson,) = document(tiny_lesson, code=1)["lessons"]
    (problem,) = lesson["checks"][0]["problems"]
    assert (problem["code"], problem["file"]) == ("lesson-headless", "faro/lesson.yml")


def test_a_lesson_without_its_first_file_is_not_passed_over(
    tiny_lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "school" / "data"
    for name in ("one", "two"):
        shutil.copytree(tiny_lesson, shelf / name)
    (shelf / "two" / "lesson.yml").unlink()
    monkeypatch.chdir(shelf.parent)
    done = CliRunner().invoke(main, ["check", "--no-run", "--json"])
    said = {lesson["lesson"]: lesson["ok"] for lesson in json.loads(done.stdout)["lessons"]}
    assert done.exit_code == 1
    assert said["one"]
    assert not said["two"]


def test_a_screen_that_knows_few_letters_gets_all_the_same(tiny_lesson: Path) -> None:
    path = tiny_lesson / "annotations.yml"
    path.write_text(path.read_text("utf-8").replace(QUOTE, 'quote: "≠ منارة"'), encoding="utf-8")
    for encoding in ("cp1252", "ascii"):
        done = subprocess.run(
            [*COMMAND, str(tiny_lesson), "--details", "--language", "fr"],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert done.stderr == b""
        output = done.stdout.decode(encoding)
        assert "x  Fichiers, cl" in output
        assert "faro/annotations.yml:8: apagon: la citation" in output


def test_a_narrow_terminal_shows_a_bar_and_breaks_no_word(tiny_lesson: Path) -> None:
    pty = pytest.importorskip("pty") if os.name == "nt" else __import__("pty")
    spoil(tiny_lesson)
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [*COMMAND, str(tiny_lesson), "--details", "--language", "en"],
        stdout=follower,
        stderr=follower,
        env=environment,
    )
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:
        pass  # what Linux says when the other side is closed
    os.close(leader)
    assert process.wait() == 1
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    bar, _, rest = text.partition("Check  ")
    assert "faro" in bar
    lines = [line.rpartition("\r")[2] for line in rest.replace("\r\n", "\n").split("\n")]
    assert max(map(len, lines)) <= 80
    joined = " ".join(line.strip() for line in lines)
    assert "the quote “1925” is not in the article: did you mean “1952”?" in joined


class Running:
    """A `lesson check` in a process of its own, whose lines are read as they come."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, *map(str, arguments), "--language", "en"],
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line.rstrip("\n"))

    def until(self, pattern: str) -> list[str]:
        """Give the lines up to one that matches."""
        seen: list[str] = []
        while not (seen and re.search(pattern, seen[-1])):
            try:
                seen.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"no line matches {pattern!r} among {seen}")
        return seen

    def interrupt(self) -> int:
        """Do what Ctrl+C does; give the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def watched(tiny_lesson: Path) -> Iterator[Running]:
    running = Running(tiny_lesson, "--watch")
    yield running
    running.process.kill()
    running.process.wait()


def test_watching_tells_at_each_save_and_survives_any_file(
    watched: Running, tiny_lesson: Path
) -> None:
    assert re.match(r"\d\d:\d\d:\d\d ✓ faro: all in order", watched.until("Ctrl")[0])
    sound = (tiny_lesson / "annotations.yml").read_text(encoding="utf-8")
    for name in ("annotations.yml~", ".annotations.yml.swp", "4913", ".#annotations.yml"):
        (tiny_lesson / name).write_text("an editor's own", encoding="utf-8")
    spoil(tiny_lesson)
    lines = watched.until("Ctrl")
    assert re.match(r"\d\d:\d\d:\d\d ✗ faro: 1 problem", lines[0])
    assert lines[1].startswith("faro/annotations.yml:8: apagon: the quote “1925”")
    info = (tiny_lesson / "lesson.yml").read_text(encoding="utf-8")
    (tiny_lesson / "lesson.yml").write_text("title: [\n", encoding="utf-8")
    assert any("faro/lesson.yml:" in line for line in watched.until("Ctrl"))
    (tiny_lesson / "annotations.yml").write_text(sound, encoding="utf-8")
    watched.until("Ctrl")
    temporary = tiny_lesson / "lesson.yml.tmp"
    temporary.write_text(info, encoding="utf-8")
    temporary.replace(tiny_lesson / "lesson.yml")
    assert "✓ faro: all in order" in watched.until("Ctrl")[0]
    assert watched.interrupt() == 0
    assert watched.until("No longer")[-1] == "No longer watching."


@pytest.mark.slow
def test_ctrl_c_ends_the_check_and_its_kernels(tiny_lesson: Path, tmp_path: Path) -> None:
    folder = tiny_lesson / "notebooks" / "es"
    folder.mkdir(parents=True)
    mark = tmp_path / "kernel"
    source = (
        "import os, pathlib, time\n"
        f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\n"
        "time.sleep(600)"
    )
    cells = [new_code_cell(source, execution_count=1)]
    nbformat.write(new_notebook(cells=cells), folder / "slow.ipynb")
    running = Running(tiny_lesson)
    until = time.monotonic() + PATIENCE
    while not (mark.is_file() and mark.read_text()):
        assert time.monotonic() < until, "the kernel did not start"
        time.sleep(0.1)
    assert running.interrupt() == 130
    assert "Interrupted." in running.until("Interrupted")[-1]
    kernel = int(mark.read_text())
    while _alive(kernel):
        assert time.monotonic() < until + PATIENCE, "the kernel is still there"
        time.sleep(0.1)


def _alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be fetched does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123 - gone any moment
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
