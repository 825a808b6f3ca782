"""Notebooks shared among processes that run strict nbval; the processes end with their caller."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

import msgspec

from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.notebookfiles import read_notebook
from lesson_utils.notebooks.running import display_name
from lesson_utils.shown.figures.pictures import DRAW

#: A kernel takes about 100 MB: more at once would cost more than it saves.
MOST = 8
#: Seconds that a process may take to shut its kernel down.
_GRACE = 10


def validate_all(
    paths: Sequence[Path], repository: Path, begin: Callable[[str], object] = lambda _: None
) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Run notebooks under strict nbval, as many at once as there are processors.

    Parameters
    ----------
    paths
        The notebooks.
    repository
        The folder that messages name them from.
    begin
        Called with a notebook's name when it begins, from any thread.

    Yields
    ------
    tuple
        A notebook and its problems, as they end. If the caller stops (Ctrl+C, too), the processes
        and their kernels are ended.
    """
    count = max(1, min(len(paths), os.cpu_count() or 1, MOST))
    idle: SimpleQueue[_Worker] = SimpleQueue()
    workers = [_Worker() for _ in range(count)]
    for worker in workers:
        idle.put(worker)

    def validate(path: Path) -> tuple[Path, tuple[Problem, ...]]:
        worker = idle.get()
        try:
            name = display_name(path, repository)
            begin(name)
            return path, worker.validate(path, name)
        finally:
            idle.put(worker)

    with ThreadPoolExecutor(max_workers=count) as pool:
        try:
            for done in as_completed([pool.submit(validate, path) for path in paths]):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            for worker in workers:
                worker.stop()
            for worker in workers:
                worker.wait()


class _Worker:
    """A process of :mod:`.worker`, started when first needed, and again if it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def validate(self, path: Path, name: str) -> tuple[Problem, ...]:
        """Have a notebook run; give its problems."""
        try:
            read_notebook(path, name)
        except LessonError as error:
            return error.problems
        if self._stopped:
            return ()
        process = self._process = self._process or _start()
        if self._stopped:  # meanwhile: stop() has not seen this process
            process.terminate()
        request = {"path": str(path.resolve()), "name": name}
        answer = b""
        with suppress(OSError, ValueError):  # it has died, or was stopped
            if process.stdin and process.stdout:
                process.stdin.write(msgspec.json.encode(request) + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
        if answer:
            return tuple(msgspec.json.decode(answer, type=list[Problem]))
        self._process = None
        values = {"detail": f"nbval ({process.wait()})"}
        return (Problem(code="validation-died", file=name, values=values),)

    def stop(self) -> None:
        """Ask the process to end; it shuts its kernel down first."""
        self._stopped = True
        if self._process:
            self._process.terminate()

    def wait(self) -> None:
        """Wait until the process has ended, or end it."""
        process = self._process
        if process is None:
            return
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _start() -> subprocess.Popen[bytes]:
    """Start a process that Ctrl+C does not reach: its caller ends it, after its kernel."""
    own = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "utf-8", DRAW: "1"}
    others = {k: v for k, v in os.environ.items() if k not in {"PYTEST_ADDOPTS", "PYTEST_PLUGINS"}}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "lesson_utils.notebooks.validation.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=others | own,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
