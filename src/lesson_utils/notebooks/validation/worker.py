"""A process that runs notebooks under strict nbval, one after the other.

It reads a request a line from standard input and answers each with a line of JSON: the problems.
The notebook is run by nbval itself, as ``pytest --nbval`` does it, but with no settings of the
folder it is in: no ``pytest.ini``, no ``conftest.py``, no other plugin, no cache written.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from textwrap import shorten
from typing import Any

import msgspec
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbformat import NotebookNode
from nbval.plugin import NbCellError

from lesson_utils.content.problems import Problem
from lesson_utils.notebooks.failures import cell_problem, first_line, machine_told
from lesson_utils.notebooks.running import CELL_TIMEOUT, comparable
from lesson_utils.notebooks.tidying import KERNEL
from lesson_utils.notebooks.validation.difference import first_difference

#: What nbval says of a cell whose outputs are other than the stored ones, and of one that was
#: never run but has outputs.
_DIFFER, _UNRUN = "Cell outputs differ", "Unrun reference cell has outputs"
#: Letters of what pytest says when it cannot go on.
_LONGEST_DETAIL = 120
_FINE = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}


class Request(msgspec.Struct):
    """A notebook to run, and its name in messages."""

    path: str
    name: str


class Recorder:
    """A pytest plugin: what nbval finds, cell by cell, as problems; and what it leaves out.

    nbval compares neither images nor the order of outputs of different kinds. A cell whose outputs
    it accepts is compared once more here, whole.
    """

    def __init__(self, name: str, repository: Path) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.failed = False
        self.unstarted = False
        self._repository = repository
        self._emptied: list[Problem] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: Any, call: pytest.CallInfo[None]) -> None:
        """Take in how a phase of a cell ended."""
        fault = call.excinfo.value if call.excinfo else None
        outputs = item.test_outputs or []
        if isinstance(fault, pytest.skip.Exception):
            return
        if isinstance(fault, NbCellError) and str(fault) == _DIFFER:
            self._differs(item.cell, outputs)
        elif isinstance(fault, NbCellError) and str(fault) == _UNRUN:
            self._add("notebook-unrun", item.cell, {})
        elif fault is not None:
            self.unstarted |= call.when == "setup"
            self._fails(item.cell, outputs, fault, slow=item.parent.timed_out)
        elif call.when == "call" and item.cell.execution_count is not None:
            now = comparable({"outputs": outputs})
            if now != comparable(item.cell):
                self._differs(item.cell, outputs)

    def _differs(self, cell: Any, outputs: Sequence[Any]) -> None:
        if self.failed:
            return
        ran = NotebookNode(id=cell.get("id", ""), outputs=outputs)
        if told := list(machine_told([ran], self.name, self._repository)):
            self.problems += told
            return
        found = first_difference(comparable(cell), comparable({"outputs": outputs}))
        code = "notebook-outdated" if found.kind is None else "notebook-outdated-kind"
        values = {"kind": found.kind or "", "stored": found.stored, "now": found.now}
        self._add(code, cell, values)
        if not cell.outputs:
            self._emptied.append(self.problems[-1])

    def found(self) -> list[Problem]:
        """Give all problems; outputs that a tool has taken out of several cells are one."""
        if len(self._emptied) < 2:  # noqa: PLR2004 - one is told as any other
            return self.problems
        first, *others = self._emptied
        one = Problem(
            code="notebook-stripped",
            file=self.name,
            id=first.id,
            values={"count": str(len(self._emptied))},
        )
        kept = (problem for problem in self.problems if problem not in others)
        return [one if problem is first else problem for problem in kept]

    def _fails(
        self, cell: Any, outputs: Sequence[Any], fault: BaseException, *, slow: bool
    ) -> None:
        """Report the first cell that fails: those after it mostly fail for its sake."""
        if self.failed:
            return
        self.failed = True
        errors = [each for each in outputs if each.output_type == "error"]
        if errors and not slow:
            error = errors[-1]
            given = cell.get("id", "")
            self.problems.append(cell_problem(self.name, given, error.ename, str(error.evalue)))
            return
        # nbval interrupts a cell that takes too long: a kernel that lives says so by an error.
        code = "cell-endless" if errors else "kernel-died"
        if isinstance(fault, NoSuchKernel):
            code = "kernel-missing"
        self._add(code, cell, {"detail": first_line(fault), "seconds": str(CELL_TIMEOUT)})

    def _add(self, code: str, cell: Any, values: dict[str, str]) -> None:
        given = cell.get("id", "")
        self.problems.append(Problem(code=code, file=self.name, id=given, values=values))


def validate(path: str, name: str) -> list[Problem]:
    """Run a notebook under strict nbval; give what is wrong with it, nothing if all is well."""
    first = _run(path, name)
    # Two kernels that start at once may choose the same port: one more try settles it.
    return (_run(path, name) if first.unstarted else first).found()


def _run(path: str, name: str) -> Recorder:
    file = Path(path)
    folder = str(file.parent)
    # A name that is relative begins at the repository.
    above = 0 if Path(name).is_absolute() else name.count("/")
    recorder = Recorder(name, file.parents[above])
    options = ["-c", os.devnull, "--rootdir", folder, "--noconftest", "-p", "no:cacheprovider"]
    options += ["-p", "nbval.plugin", "--color=no", "--capture=no"]
    # What another kernel is called is told; the cells are run all the same.
    options += [f"--nbval-kernel-name={KERNEL['name']}"]
    options += ["--nbval", f"--nbval-cell-timeout={CELL_TIMEOUT}", path]
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = pytest.main(options, plugins=[recorder])
    if status == pytest.ExitCode.INTERRUPTED and _stopping:
        raise KeyboardInterrupt
    if status not in _FINE:
        lines = said.getvalue().strip().splitlines() or [str(status)]
        values = {"detail": shorten(lines[-1], _LONGEST_DETAIL, placeholder="…")}
        recorder.problems.append(Problem(code="validation-died", file=name, values=values))
    return recorder


_stopping: list[int] = []


def _stop(number: int, _frame: object) -> None:
    """End as by Ctrl+C when asked to end: nbval then shuts its kernel down."""
    _stopping.append(number)
    raise KeyboardInterrupt


def main() -> None:
    """Answer requests until there are no more."""
    # A kernel writes where this process does: the answers go where it cannot reach.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGTERM, _stop)
    try:
        for line in sys.stdin.buffer:
            request = msgspec.json.decode(line, type=Request)
            found = validate(request.path, request.name)
            answers.write(msgspec.json.encode(found) + b"\n")
            answers.flush()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    main()
