"""The checks of the machine: packages against the lock, answers' folder, disk, port."""

from __future__ import annotations

import shutil
import socket
from collections import namedtuple
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils.checks import load_workspace, machine
from starting.lab import PORT, PORTS_TRIED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lesson_utils.checks import Workspace
    from lesson_utils.content.problems import Problem

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - what shutil.disk_usage gives
HASH = "    --hash=sha256:" + "0" * 64 + "\n    # via something\n"


@pytest.fixture
def space(tmp_path: Path, tiny_lesson: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Read a lesson in a repository without a lock; answers are kept beside it."""
    monkeypatch.delenv("LESSON_PROGRESS", raising=False)
    root = tmp_path / "repository" / "data" / "faro"
    shutil.copytree(tiny_lesson, root)
    return load_workspace(root)


def lock(space: Workspace, name: str, *lines: str) -> None:
    text = "".join(f"{line} \\\n{HASH}" for line in lines)
    (space.repository / name).write_text(f"# Made by hand\n{text}", encoding="utf-8")


def told(problems: Iterator[Problem]) -> list[tuple[str, bool]]:
    found = list(problems)
    for problem in found:
        for language in ("fr", "en"):
            assert problem.sentence(language)
    return [(problem.code, problem.notice) for problem in found]


def pin(package: str) -> str:
    return f"{package}=={version(package)}"


def test_an_environment_like_the_lock_is_in_order(space: Workspace) -> None:
    lock(space, "requirements.lock", pin("click"), pin("PyYAML"), pin("jupyter-client"))
    assert told(machine.environment_locked(space)) == []


def test_what_is_missing_and_what_has_another_version_is_told_with_a_command(
    space: Workspace,
) -> None:
    lock(space, "requirements.lock", "click==0.1", "no-such-package==1.0", pin("rich"))
    missing, other = machine.environment_locked(space)
    assert missing.values["packages"] == "no-such-package 1.0"
    assert other.values["packages"] == f"click {version('click')} (0.1)"
    assert "pip install -r requirements.lock" in other.sentence("en")
    assert not missing.notice


def test_a_package_for_another_system_or_python_is_not_missed(space: Workspace) -> None:
    lock(
        space,
        "requirements.lock",
        "no-such-package==1.0 ; sys_platform == 'no-such-system'",
        "no-such-other==1.0 ; python_full_version < '3.0'",
        f"{pin('click')} ; python_full_version >= '3.11'",
        "click==0.1 ; python_full_version < '3.11'",
    )
    assert told(machine.environment_locked(space)) == []


def test_the_tools_lock_counts_where_most_of_its_tools_are_installed(space: Workspace) -> None:
    lock(space, "requirements.lock", pin("click"))
    tools = ["no-such-a==1", "no-such-b==1", "no-such-c==1"]
    lock(space, "requirements-dev.lock", pin("click"), *tools, pin("rich"))
    assert told(machine.environment_locked(space)) == []
    here = [pin(name) for name in ("rich", "pytest", "nbval", "nbclient")]
    lock(space, "requirements-dev.lock", pin("click"), *tools, *here)
    (problem,) = machine.environment_locked(space)
    assert problem.values["packages"] == "no-such-a 1, no-such-b 1, no-such-c 1"


def test_only_a_repository_with_a_lock_is_held_against_one(space: Workspace) -> None:
    check = next(each for each in machine.MACHINE_CHECKS if each.name == "environment_locked")
    assert not check.applies(space)
    lock(space, "requirements.lock")
    assert check.applies(space)


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (600_000_000, []),
        (499_000_000, [("disk-little", True)]),
        (49_000_000, [("disk-full", False)]),
    ],
)
def test_little_room_is_told_and_too_little_is_an_error(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, free: int, expected: list[Any]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, free))
    assert told(machine.disk_free(space)) == expected


def test_answers_that_can_be_kept_leave_no_trace(space: Workspace) -> None:
    before = sorted(space.repository.rglob("*"))
    assert told(machine.progress_kept(space)) == []
    assert told(machine.disk_free(space)) in ([], [("disk-little", True)])
    assert sorted(space.repository.rglob("*")) == before


def test_answers_that_go_elsewhere_are_worth_knowing(space: Workspace) -> None:
    (space.repository / "progress").write_text("a file where the folder would be")
    assert told(machine.progress_kept(space)) == [("progress-elsewhere", True)]


def test_answers_that_can_be_kept_nowhere_are_an_error(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path / "file" / "progress"))
    assert told(machine.progress_kept(space)) == [("progress-unwritable", False)]


def test_a_port_that_is_taken_is_worth_knowing_and_no_port_an_error(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        socket.create_server(("127.0.0.1", 0)) as s,
    ):
        free = s.getsockname()[1]
        s.close()
        port = taken.getsockname()[1]
        monkeypatch.setattr(machine, "PORTS", [port, free])
        (notice,) = machine.port_free(space)
        assert notice.notice
        assert str(free) in notice.todo("en")
        monkeypatch.setattr(machine, "PORTS", [port])
        assert told(machine.port_free(space)) == [("port-none", False)]
        monkeypatch.setattr(machine, "PORTS", [free])
        assert told(machine.port_free(space)) == []


def test_the_ports_are_those_that_start_py_tries() -> None:
    assert list(machine.PORTS) == [PORT + n for n in range(PORTS_TRIED)]
