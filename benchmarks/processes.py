"""Times and sizes taken from fresh Python processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

REPOSITORY = Path(__file__).resolve().parents[1]
ROUNDS = 9

_IMPORT = "import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"

_OPEN = """
import time
from lesson_utils import open_lesson
t = time.perf_counter()
lesson = open_lesson("minusma", language="fr")
opened = time.perf_counter() - t
for chapter in lesson.info.chapters:
    lesson.read(chapter.id).html()
for name in lesson.quiz_names:
    lesson.quiz(name).html()
print(opened, time.perf_counter() - t)
"""

#: Kilobytes, as the kernel sees itself.
_RESIDENT = "int(next(l for l in open('/proc/self/status') if 'VmRSS' in l).split()[1])"

_MEMORY_OURS = """
from lesson_utils import open_lesson
lesson = open_lesson("minusma", language="fr")
shown = [lesson.read("contexte"), lesson.quiz("contexte")]
display(*shown)
"""

#: In the notebooks' own folder, where their pictures are found.
_FIGURES = """
import os
os.chdir("notebooks/fr")
os.environ["LESSON_DRAW"] = "{draw}"
from lesson_utils import open_lesson
lesson = open_lesson("minusma", language="fr")
display(lesson.timeline(), lesson.steps())
"""

_MEMORY_PEER = """
import ipywidgets as w
questions = []
for number in range(11):
    options = w.RadioButtons(options=[f"Option {n} of question {number}" for n in range(4)])
    button, output = w.Button(description="Check"), w.HTML()
    questions.append(w.VBox([w.HTML(f"<p>Question {number}</p>"), options, button, output]))
quiz = w.VBox(questions)
display(quiz)
"""


def _output(code: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [float(number) for number in done.stdout.split()]


def import_seconds(ours: str, peer: str) -> tuple[float, float]:
    """Give the median import times of two modules, taken in turns."""
    times: dict[str, list[float]] = {ours: [], peer: []}
    for _ in range(ROUNDS):
        for module in times:
            times[module] += _output(_IMPORT.format(module=module))
    return statistics.median(times[ours]), statistics.median(times[peer])


def open_seconds() -> tuple[float, float]:
    """Give the median time to open the lesson, and to open and compile all of it."""
    rounds = [_output(_OPEN) for _ in range(ROUNDS)]
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def kernel_megabytes() -> tuple[float, float]:
    """Give the resident memory of a kernel with reader and quiz, and of one with a plain quiz."""
    rounds = [(_kernel(_MEMORY_OURS), _kernel(_MEMORY_PEER)) for _ in range(3)]
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def picture_megabytes() -> tuple[float, float]:
    """Give the resident memory of a kernel with stored pictures, and of one that draws them."""
    stored, drawn = (_FIGURES.format(draw=draw) for draw in ("", "1"))
    rounds = [(_kernel(stored), _kernel(drawn)) for _ in range(3)]
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def _kernel(code: str) -> float:
    """Run code in a fresh kernel; give its resident memory in megabytes."""
    manager, client = start_new_kernel(cwd=str(REPOSITORY), stderr=subprocess.DEVNULL)
    try:
        reply = client.execute_interactive(
            f"{code}\nimport gc; _ = gc.collect()",
            timeout=60,
            output_hook=lambda _: None,
            user_expressions={"resident": _RESIDENT},
        )
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"]["evalue"])
        resident = reply["content"]["user_expressions"]["resident"]["data"]["text/plain"]
        return int(resident) / 1024
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def nbval_seconds() -> float:
    """Give the time strict nbval takes for all notebooks, one after the other."""
    return _seconds([sys.executable, "-m", "pytest", "--nbval", "notebooks", "-q"])


def nbclient_seconds() -> float:
    """Give the time nbclient takes to run them, one after the other, in one process."""
    code = (
        "import nbformat, pathlib\n"
        "from nbclient import NotebookClient\n"
        "for path in sorted(pathlib.Path('notebooks').rglob('*.ipynb')):\n"
        "    book = nbformat.read(path, as_version=4)\n"
        "    where = {'metadata': {'path': str(path.parent)}}\n"
        "    NotebookClient(book, resources=where).execute()\n"
    )
    return _seconds([sys.executable, "-c", code])


def _seconds(command: list[str]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)
