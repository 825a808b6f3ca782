"""A student's work on disk: nothing is lost, nothing half written, and what went wrong is said."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.content import locating
from lesson_utils.content.files import read_regular
from lesson_utils.shown.widgets.quiz import QuizWidget
from lesson_utils.student import folders, progress
from lesson_utils.student.folders import progress_folders
from lesson_utils.student.keeper import QuizKeeper
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import (
    Entry,
    Phase,
    QuizRecord,
    Record,
    is_newer,
    merge,
    read_record,
)
from lesson_utils.texts import word
from tests import programs
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.shown.quiz import Quiz

FULL = word("en", "ui.kept.full")
UNWRITABLE = word("en", "ui.kept.unwritable")


def aside(path: Path) -> str:
    return word("en", "ui.kept.aside", path=path)


def elsewhere(path: Path) -> str:
    return word("en", "ui.kept.elsewhere", path=path)


def record(at: int = 1, quiz: str = "tout", **responses: object) -> Record:
    answers = {key: Entry(at=at, response=response) for key, response in responses.items()}
    return Record(lesson="phare", seed="s", quizzes={quiz: QuizRecord(answers=answers)})


def on_disk(path: Path) -> Record:
    return read_record(json.loads(path.read_text(encoding="utf-8")), "phare")


def responses_in(kept: Record, quiz: str = "tout") -> dict[str, Any]:
    return {key: entry.response for key, entry in kept.quizzes[quiz].answers.items()}


def names(folder: Path) -> set[str]:
    """Name the files of a folder, but for the lock: filelock may leave it or not."""
    return {path.name for path in folder.iterdir()} - {"phare.lock"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "progress"


@pytest.fixture
def store(folder: Path) -> ProgressStore:
    return ProgressStore("phare", [folder])


# Writing


def test_a_saved_file_is_a_record_that_is_read_as_it_was(
    store: ProgressStore, folder: Path
) -> None:
    phase = Phase(at=9, finished=True, score=1, maximum=2)
    entry = Entry(at=8, edition="ab12", response={"text": "é 😀"}, draft=[-1, None], attempts=2)
    kept = Record(
        lesson="phare",
        seed="x7",
        quizzes={"tout": QuizRecord(answers={"q": entry}, phase=phase), "": QuizRecord()},
    )
    assert store.save(kept, "en") == ""
    assert on_disk(folder / "phare.json") == kept
    assert ProgressStore("phare", [folder]).load() == kept
    assert names(folder) == {"phare.json", ".gitignore"}


def test_where_nothing_was_kept_the_record_is_empty_and_nothing_is_made(
    store: ProgressStore, folder: Path
) -> None:
    assert store.load() == Record(lesson="phare")
    assert not folder.exists()


def test_the_folder_is_ignored_by_git_and_a_gitignore_that_is_there_stays(
    store: ProgressStore, tmp_path: Path, folder: Path
) -> None:
    store.save(record(q="a"), "en")
    (folder / "something-else.txt").write_text("mine", encoding="utf-8")
    git = [programs.git(), "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    shown = subprocess.run(
        [*git, "status", "--porcelain"], check=True, capture_output=True, encoding="utf-8"
    )
    assert shown.stdout == "?? something-else.txt\n"
    own = tmp_path / "own"
    own.mkdir()
    (own / ".gitignore").write_text("mine\n", encoding="utf-8")
    ProgressStore("phare", [own]).save(record(q="a"), "en")
    assert (own / ".gitignore").read_text(encoding="utf-8") == "mine\n"


def test_a_record_that_is_on_disk_already_is_not_written_again(
    store: ProgressStore, folder: Path
) -> None:
    store.save(record(q="a"), "en")
    before = (folder / "phare.json").stat()
    assert store.save(record(q="a"), "en") == ""
    after = (folder / "phare.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_student_can_take_the_file_away_and_begin_anew_in_another_kernel(
    store: ProgressStore, folder: Path
) -> None:
    store.save(record(q="a"), "en")
    (folder / "phare.json").unlink()
    again = ProgressStore("phare", [folder])
    assert again.load() == Record(lesson="phare")
    again.save(record(r="b"), "en")
    assert responses_in(on_disk(folder / "phare.json")) == {"r": "b"}


# Two kernels


def test_two_kernels_on_one_file_lose_no_answer(folder: Path) -> None:
    one, other = ProgressStore("phare", [folder]), ProgressStore("phare", [folder])
    one.load()
    other.load()
    one.save(record(1, q="one", r="one"), "en")
    other.save(record(2, q="other", s="other"), "en")
    one.save(record(3, r="one again"), "en")
    other.save(record(1, "accueil", q="welcome"), "en")
    expected = {"q": "other", "r": "one again", "s": "other"}
    for kept in (on_disk(folder / "phare.json"), one.load(), other.load()):
        assert responses_in(kept) == expected
        assert responses_in(kept, "accueil") == {"q": "welcome"}


def test_a_kernel_that_opens_later_sees_a_reset_and_does_not_undo_it(folder: Path) -> None:
    one, other = ProgressStore("phare", [folder]), ProgressStore("phare", [folder])
    one.save(record(1, q="a"), "en")
    other.load()
    one.save(record(2, q=None), "en")
    other.save(record(1, r="b"), "en")
    assert responses_in(on_disk(folder / "phare.json")) == {"q": None, "r": "b"}


WRITER = """
import sys
from pathlib import Path
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import Entry, QuizRecord, Record
name, folder = sys.argv[1:]
store = ProgressStore("phare", [Path(folder)])
print("ready", flush=True)
sys.stdin.readline()
for number in range(50):
    answers = {f"{name}{number}": Entry(at=number, response=name), "both": Entry(at=number)}
    record = Record(lesson="phare", quizzes={"tout": QuizRecord(answers=answers)})
    print(repr(store.save(record, "en")), flush=True)
"""


def test_two_processes_that_write_fifty_answers_each_at_once_lose_none(folder: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        said, _ = writer.communicate(timeout=120)
        assert writer.returncode == 0
        assert said.splitlines() == ["''"] * 50
    answers = on_disk(folder / "phare.json").quizzes["tout"].answers
    expected = {f"{name}{number}" for name in ("one", "two") for number in range(50)}
    assert set(answers) == expected | {"both"}
    assert answers["both"].at == 49
    assert names(folder) == {"phare.json", ".gitignore"}


def test_a_lock_that_is_never_given_back_is_told_and_the_answer_waits_in_memory(
    store: ProgressStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_LOCK_SECONDS", 0.05)
    store.save(record(q="a"), "en")
    with FileLock(folder / "phare.lock"):
        assert store.save(record(r="b"), "en") == UNWRITABLE
        assert responses_in(on_disk(folder / "phare.json")) == {"q": "a"}
    assert responses_in(store.load()) == {"q": "a", "r": "b"}
    assert store.save(record(s="c"), "en") == ""
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a", "r": "b", "s": "c"}


# What cannot be written


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


STEPS = [
    pytest.param(os, "fsync", id="fsync"),
    pytest.param(Path, "replace", id="replace"),
    pytest.param(tempfile, "mkstemp", id="mkstemp"),
]


@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_a_full_disk_leaves_the_old_file_is_told_and_the_next_save_writes_all(
    owner: object,
    step: str,
    store: ProgressStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.save(record(q="a"), "en")
    before = (folder / "phare.json").read_bytes()
    with monkeypatch.context() as full:
        full.setattr(owner, step, failing(errno.ENOSPC))
        assert store.save(record(2, q="b", r="b"), "en") == FULL
        assert store.save(record(s="c"), "fr") == word("fr", "ui.kept.full")
    assert (folder / "phare.json").read_bytes() == before
    assert names(folder) == {"phare.json", ".gitignore"}
    assert responses_in(store.load()) == {"q": "b", "r": "b", "s": "c"}
    assert store.save(record(t="d"), "en") == ""
    kept = responses_in(on_disk(folder / "phare.json"))
    assert kept == {"q": "b", "r": "b", "s": "c", "t": "d"}
    assert names(folder) == {"phare.json", ".gitignore"}


@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_a_disk_that_is_full_from_the_first_answer_leaves_nothing_half_written(
    owner: object,
    step: str,
    store: ProgressStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as full:
        full.setattr(owner, step, failing(errno.ENOSPC))
        assert store.save(record(q="a"), "en") == FULL
    assert names(folder) == set()
    assert store.save(record(r="b"), "en") == ""
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a", "r": "b"}
    assert "/*.json" in (folder / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_another_failure_than_a_full_disk_is_told_as_such(
    store: ProgressStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    assert store.save(record(q="a"), "en") == UNWRITABLE
    assert names(folder) == set()


def test_a_full_disk_is_told_though_the_other_folder_fails_for_another_reason(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file")
    store = ProgressStore("phare", [folder, blocked])
    assert store.save(record(q="a"), "en") == FULL


def test_an_interruption_leaves_the_old_file_and_no_other(
    store: ProgressStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(record(q="a"), "en")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.save(record(r="b"), "en")
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a"}
    assert names(folder) == {"phare.json", ".gitignore"}
    assert store.save(record(s="c"), "en") == ""
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a", "r": "b", "s": "c"}


# A folder is taken away from the store by a file in its place: tests may run as root, whom no
# permission stops.


def test_a_first_folder_that_cannot_be_written_gives_way_to_the_second_and_says_where(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"a file")
    store = ProgressStore("phare", [first, second])
    for notice in (store.save(record(q="a"), "en"), store.save(record(r="b"), "en")):
        assert notice == elsewhere(second / "phare.json")
    assert responses_in(on_disk(second / "phare.json")) == {"q": "a", "r": "b"}
    assert first.read_bytes() == b"a file"
    assert ProgressStore("phare", [first, second]).load() == store.load()


def test_a_first_folder_that_is_writable_again_gets_all_of_both(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"a file")
    ProgressStore("phare", [first, second]).save(record(q="a"), "en")
    first.unlink()
    again = ProgressStore("phare", [first, second])
    again.load()
    assert again.save(record(r="b"), "en") == ""
    assert responses_in(on_disk(first / "phare.json")) == {"q": "a", "r": "b"}


def test_without_any_folder_that_can_be_written_it_is_told_and_all_stays_in_memory(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file")
    store = ProgressStore("phare", [blocked, blocked / "below"])
    assert store.save(record(q="a"), "en") == UNWRITABLE
    assert store.save(record(r="b"), "fr") == word("fr", "ui.kept.unwritable")
    assert responses_in(store.load()) == {"q": "a", "r": "b"}
    assert list(tmp_path.iterdir()) == [blocked]
    blocked.unlink()
    assert store.save(record(s="c"), "en") == ""
    assert responses_in(on_disk(blocked / "phare.json")) == {"q": "a", "r": "b", "s": "c"}


# Damaged files


VALID = b'{"format": "lesson-record", "version": 1, "lesson": "phare", "quizzes": {}}'
DAMAGED = [
    pytest.param(b"", id="empty"),
    pytest.param(VALID[:40], id="cut off"),
    pytest.param(b"not JSON", id="not JSON"),
    pytest.param(VALID.decode().encode("utf-16"), id="UTF-16"),
    pytest.param(VALID.replace(b"{}", b'{"\xe9": {"answers": {}}}'), id="Latin-1"),
    pytest.param(b"\x00" * 300, id="zeros"),
    pytest.param(b"[" * 100_000, id="endless"),
    pytest.param(b"null", id="null"),
    pytest.param(b"[]", id="a list"),
    pytest.param(VALID.replace(b"phare", b"faro"), id="another lesson"),
    pytest.param(VALID.replace(b"1", b"-1"), id="no version"),
    pytest.param(VALID.replace(b"lesson-record", b"notebook"), id="another format"),
]


def put_aside(folder: Path) -> Path:
    (kept,) = folder.glob("*.damaged")
    return kept


@pytest.mark.parametrize("raw", DAMAGED)
def test_a_damaged_file_is_put_aside_whole_and_told_with_the_first_answer(
    raw: bytes, store: ProgressStore, folder: Path
) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(raw)
    assert store.load() == Record(lesson="phare")
    assert names(folder) == {put_aside(folder).name}
    assert put_aside(folder).read_bytes() == raw
    assert put_aside(folder).name.startswith("phare-")
    notice = store.save(record(q="a"), "en")
    assert notice == aside(put_aside(folder))
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a"}
    assert put_aside(folder).read_bytes() == raw


def test_two_files_put_aside_in_one_second_are_both_kept(
    store: ProgressStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "strftime", lambda _: "20260101-000000")
    folder.mkdir()
    for raw in (b"{1", b"{2", b"{3"):
        (folder / "phare.json").write_bytes(raw)
        store.load()
    assert sorted(path.read_bytes() for path in folder.glob("*.damaged")) == [b"{1", b"{2", b"{3"]


def test_a_file_with_a_byte_order_mark_is_read_as_it_is(store: ProgressStore, folder: Path) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(b"\xef\xbb\xbf" + VALID)
    assert store.load() == Record(lesson="phare")
    assert names(folder) == {"phare.json"}


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "phare.json").mkdir(parents=True)
    store = ProgressStore("phare", [first, second])
    assert store.save(record(q="a"), "en") == elsewhere(second / "phare.json")
    assert (first / "phare.json").is_dir()
    assert not list(tmp_path.rglob("*.damaged"))


# A newer version's file

NEWER = [
    pytest.param(VALID.replace(b"1", b"2"), id="the next version"),
    pytest.param(VALID.replace(b"1", b'"2.0"'), id="a version as text"),
    pytest.param(VALID.replace(b"1", b"1e999"), id="a version beyond all numbers"),
    pytest.param(
        b'\n{"format": "lesson-record", "version": 3, "work": ["\\ud83d"]}', id="half a sign"
    ),
    pytest.param(b"\xef\xbb\xbf" + VALID.replace(b"1", b"2"), id="a byte order mark"),
]
TOLD_NEWER = word("en", "ui.kept.newer")


@pytest.mark.parametrize("raw", NEWER)
def test_a_newer_versions_file_is_left_byte_for_byte_and_told_and_nothing_is_kept(
    raw: bytes, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "phare.json").write_bytes(raw)
    store = ProgressStore("phare", [first, second])
    assert store.load() == Record(lesson="phare")
    assert store.newer
    assert store.save(record(q="a"), "en") == TOLD_NEWER
    assert store.save(record(2, q=None), "fr") == word("fr", "ui.kept.newer")
    assert [path.read_bytes() for path in tmp_path.rglob("*.*")] == [raw]
    assert responses_in(store.load()) == {"q": None}


def test_a_newer_versions_file_in_the_second_folder_is_not_written_beside(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    ProgressStore("phare", [first]).save(record(r="b"), "en")
    second.mkdir()
    (second / "phare.json").write_bytes(VALID.replace(b"1", b"2"))
    before = (first / "phare.json").read_bytes()
    store = ProgressStore("phare", [first, second])
    assert store.save(record(q="a"), "en") == TOLD_NEWER
    assert (first / "phare.json").read_bytes() == before
    assert responses_in(store.load()) == {"q": "a", "r": "b"}


def test_a_newer_versions_file_that_comes_just_before_writing_is_not_written_over(
    store: ProgressStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(record(q="a"), "en")
    newer = VALID.replace(b"1", b"2")
    monkeypatch.setattr(store, "look", lambda: (folder / "phare.json").write_bytes(newer))
    assert store.save(record(r="b"), "en") == TOLD_NEWER
    assert (folder / "phare.json").read_bytes() == newer


def test_once_the_newer_versions_file_is_gone_all_that_was_answered_is_kept(
    store: ProgressStore, folder: Path
) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(VALID.replace(b"1", b"2"))
    store.save(record(q="a"), "en")
    (folder / "phare.json").unlink()
    assert store.save(record(r="b"), "en") == ""
    assert not store.newer
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a", "r": "b"}


def test_a_keeper_tells_the_browser_of_a_newer_versions_file_at_once_and_with_each_answer(
    store: ProgressStore, folder: Path
) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(VALID.replace(b"1", b"2"))
    keeper = QuizKeeper(store, "tout", "en")
    assert is_newer(keeper.first())
    answer = keeper.save(sent(q="a"))
    assert is_newer(answer["record"])
    assert answer["notice"] == TOLD_NEWER
    assert responses_in(store.load()) == {"q": "a"}


def test_who_only_looked_at_a_damaged_file_leaves_it_to_be_told_by_who_saves(folder: Path) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(b"{")
    keeper = QuizKeeper(ProgressStore("phare", [folder]), "tout", "en")
    keeper.first()
    keeper.answers()
    assert ProgressStore("phare", [folder]).look() == Record(lesson="phare")
    assert names(folder) == {"phare.json"}
    assert ProgressStore("phare", [folder]).save(record(q="a"), "en") == aside(put_aside(folder))


def test_a_file_that_was_put_aside_is_not_told_by_the_next_kernel(folder: Path) -> None:
    folder.mkdir()
    (folder / "phare.json").write_bytes(b"{")
    first = ProgressStore("phare", [folder])
    assert first.save(record(q="a"), "en") == aside(put_aside(folder))
    second = ProgressStore("phare", [folder])
    assert responses_in(second.load()) == {"q": "a"}
    assert second.save(record(r="b"), "en") == ""
    assert put_aside(folder).read_bytes() == b"{"


def test_a_file_that_is_damaged_while_the_kernel_runs_is_written_again_from_memory(
    store: ProgressStore, folder: Path
) -> None:
    store.save(record(q="a"), "en")
    (folder / "phare.json").write_bytes(b"{")
    assert store.save(record(r="b"), "en") == aside(put_aside(folder))
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a", "r": "b"}
    assert put_aside(folder).read_bytes() == b"{"


def test_both_are_told_a_damaged_file_and_a_folder_that_cannot_be_written(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"a file")
    second.mkdir()
    (second / "phare.json").write_bytes(b"{")
    notice = ProgressStore("phare", [first, second]).save(record(q="a"), "en")
    assert notice == f"{aside(put_aside(second))} {elsewhere(second / 'phare.json')}"


def test_answers_of_a_wrong_form_in_a_file_are_left_out_and_the_others_stay(
    store: ProgressStore, folder: Path
) -> None:
    folder.mkdir()
    answers = {"good": {"at": 1, "response": "a"}, "bad": {"at": -1}, "worse": 3}
    head = {"format": "lesson-record", "version": 1, "lesson": "phare"}
    value = {**head, "quizzes": {"tout": {"answers": answers}}}
    (folder / "phare.json").write_text(json.dumps(value), encoding="utf-8")
    assert responses_in(store.load()) == {"good": "a"}
    assert names(folder) == {"phare.json"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_file_that_cannot_be_read_is_never_replaced(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    ProgressStore("phare", [first]).save(record(q="a"), "en")
    before = (first / "phare.json").read_bytes()
    store = ProgressStore("phare", [first, second])
    read = read_regular

    def refuse(path: Path) -> bytes:
        if path.parent == first:
            raise OSError(number, os.strerror(number))
        return read(path)

    with monkeypatch.context() as unreadable:
        unreadable.setattr(progress, "read_regular", refuse)
        assert store.load() == Record(lesson="phare")
        assert store.save(record(r="b"), "en") == elsewhere(second / "phare.json")
    assert (first / "phare.json").read_bytes() == before
    assert store.save(record(s="c"), "en") == ""
    assert responses_in(on_disk(first / "phare.json")) == {"q": "a", "r": "b", "s": "c"}


def test_a_damaged_file_that_cannot_be_put_aside_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "phare.json").write_bytes(b"{")
    store = ProgressStore("phare", [first, second])
    move = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.suffix == ".damaged":
            raise PermissionError(errno.EACCES, "denied")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert store.load() == Record(lesson="phare")
    assert store.save(record(q="a"), "en") == elsewhere(second / "phare.json")
    assert (first / "phare.json").read_bytes() == b"{"
    assert responses_in(on_disk(second / "phare.json")) == {"q": "a"}


# The keeper of one quiz


def sent(**responses: object) -> dict[str, Any]:
    """Give a record as the browser sends it."""
    answers = {key: {"at": 5, "response": response} for key, response in responses.items()}
    head = {"format": "lesson-record", "version": 1, "lesson": "phare", "seed": "s"}
    return {**head, "quizzes": {"tout": {"answers": answers}}}


def test_a_keeper_answers_with_what_is_kept_of_its_quiz_alone(store: ProgressStore) -> None:
    store.save(record(1, "accueil", q="welcome"), "en")
    store.save(record(1, r="b"), "en")
    keeper = QuizKeeper(store, "tout", "en")
    assert responses_in(read_record(keeper.first(), "phare")) == {"r": "b"}
    answer = keeper.save(sent(q="a"))
    assert set(answer) == {"notice", "record"}
    assert answer["notice"] == ""
    part = read_record(answer["record"], "phare")
    assert list(part.quizzes) == ["tout"]
    assert responses_in(part) == {"q": "a", "r": "b"}
    assert part.seed == "s"
    assert {key: entry.response for key, entry in keeper.answers().answers.items()} == {
        "q": "a",
        "r": "b",
    }


def test_a_keeper_of_a_quiz_without_answers_gives_an_empty_record(store: ProgressStore) -> None:
    keeper = QuizKeeper(store, "tout", "en")
    assert read_record(keeper.first(), "phare") == Record(lesson="phare")
    assert keeper.answers() == QuizRecord()


def test_a_keeper_tells_in_the_language_of_the_quiz(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file")
    for language, shown in (("fr", "fr"), ("en", "en"), ("es", "en")):
        keeper = QuizKeeper(ProgressStore("phare", [blocked]), "tout", language)
        answer = keeper.save(sent(q="a"))
        assert answer["notice"] == word(shown, "ui.kept.unwritable")
        assert responses_in(read_record(answer["record"], "phare")) == {"q": "a"}


@pytest.mark.parametrize("value", [None, [], "x", {}, {**sent(q="z"), "lesson": "faro"}])
def test_what_is_no_record_of_this_lesson_changes_nothing(
    value: object, store: ProgressStore, folder: Path
) -> None:
    keeper = QuizKeeper(store, "tout", "en")
    keeper.save(sent(q="a"))
    before = (folder / "phare.json").read_bytes()
    assert keeper.save(value) == {"notice": ""}
    assert (folder / "phare.json").read_bytes() == before


TEXTS = st.text(st.characters(), max_size=3)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
ANSWERS = st.dictionaries(
    TEXTS,
    VALUES
    | st.fixed_dictionaries(
        {"at": st.integers(0, 9)}, optional={"response": VALUES, "draft": VALUES, "edition": TEXTS}
    ),
    max_size=3,
)
MESSAGES = VALUES | st.builds(
    lambda answers, more: {**sent(), "quizzes": {"tout": {"answers": answers}}, **more},
    ANSWERS,
    st.just({}) | st.dictionaries(st.sampled_from(["seed", "version", "quizzes"]), VALUES),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(value=MESSAGES)
def test_any_json_value_is_answered_never_raised_on_and_can_be_sent_back(
    value: object, store: ProgressStore, folder: Path
) -> None:
    keeper = QuizKeeper(store, "tout", "en")
    answer = keeper.save(value)
    assert answer["notice"] == ""
    json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    if "record" in answer:
        assert on_disk(folder / "phare.json") == store.load()
    assert not list(folder.glob("*.damaged"))


@pytest.mark.parametrize("depth", [15, 100, *range(850, 1000, 10), 50_000])
def test_a_value_of_any_depth_is_answered_and_other_answers_are_kept(
    depth: int, store: ProgressStore, folder: Path
) -> None:
    deep: Any = "a"
    for _ in range(depth):
        deep = [deep]
    keeper = QuizKeeper(store, "tout", "en")
    answer = keeper.save(sent(deep=deep, q="a"))
    assert answer["notice"] == ""
    kept = responses_in(on_disk(folder / "phare.json"))
    assert kept == ({"deep": deep, "q": "a"} if depth == 15 else {"q": "a"})


# Where the folder is


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the user's own folder for data one of the test's."""
    monkeypatch.delenv("LESSON_PROGRESS", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / "own" / name)
    return tmp_path / "own" / "lesson-utils" / "progress"


def test_work_on_a_lesson_of_a_checkout_is_kept_beside_its_data(own: Path, tmp_path: Path) -> None:
    assert progress_folders(tmp_path / "data" / "faro") == [tmp_path / "progress", own]


def test_work_on_a_lesson_that_stands_alone_is_kept_in_its_folder(
    own: Path, tmp_path: Path
) -> None:
    assert progress_folders(tmp_path / "faro") == [tmp_path / "faro" / "progress", own]


def test_the_variable_names_the_only_folder_and_an_empty_one_names_none(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path / "named"))
    for root in (tmp_path / "faro", Path(locating.__file__).parent / "lessons" / "faro"):
        assert progress_folders(root) == [tmp_path / "named"]
    monkeypatch.setenv("LESSON_PROGRESS", "")
    assert progress_folders(tmp_path / "faro")[-1] == own


def copy_of_phare(folder: Path) -> Path:
    copied: Path = shutil.copytree(REPOSITORY / "tests" / "lesson" / "phare", folder / "phare")
    return copied


def listening(quiz: Quiz) -> tuple[QuizWidget, list[Any]]:
    """Make a quiz's widget, and a list of what it sends to the browser."""
    widget = quiz._make_widget()
    assert isinstance(widget, QuizWidget)
    said: list[Any] = []
    widget.send = said.append
    return widget, said


def test_work_on_an_installed_lesson_is_kept_in_the_users_folder(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "lesson_utils"
    root = copy_of_phare(package / "lessons")
    monkeypatch.setattr(folders, "PACKAGE", package)
    before = set(package.rglob("*"))
    widget, said = listening(open_lesson(root).quiz("tout"))
    widget._hear(widget, {"kind": "save", "number": 1, "record": sent(q="a")}, [])
    assert said[0]["notice"] == ""
    assert responses_in(on_disk(own / "phare.json")) == {"q": "a"}
    assert set(package.rglob("*")) == before


def test_showing_a_quiz_without_answering_writes_nothing(own: Path, tiny_lesson: Path) -> None:
    before = set(tiny_lesson.parent.rglob("*"))
    widget, said = listening(open_lesson(tiny_lesson).quiz("faro"))
    assert read_record(widget.record, "faro") == Record(lesson="faro")
    assert said == []
    assert set(tiny_lesson.parent.rglob("*")) == before
    assert not own.exists()


# The quiz and its widget


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path / "progress"))
    return copy_of_phare(tmp_path / "data")


def editions(quiz: Quiz) -> dict[str, str]:
    return {key: quiz.table(key)["edition"] for key in quiz.question_ids}


def test_a_quiz_gives_what_was_kept_and_leaves_out_answers_to_another_edition(
    root: Path, store: ProgressStore
) -> None:
    quiz = open_lesson(root).quiz("tout")
    assert quiz.responses == {}
    current = editions(quiz)
    answers = {
        "q-single": Entry(at=1, edition=current["q-single"], response="b"),
        "q-multiple": Entry(at=1, edition="earlier", response=["a"]),
        "q-truefalse": Entry(at=1, edition=current["q-truefalse"], draft="right"),
        "q-number": Entry(at=1, edition=current["q-number"], response="35", draft="3"),
        "q-gone": Entry(at=1, response="a"),
    }
    kept = Record(lesson="phare", quizzes={"tout": QuizRecord(answers=answers)})
    store.save(merge(kept, record(1, "accueil", **{"q-order": "a"})), "en")
    assert quiz.responses == {"q-single": "b", "q-number": "35"}
    assert open_lesson(root, "en").quiz("tout").responses == quiz.responses
    cleared = Entry(at=2, edition=current["q-single"])
    quizzes = {"tout": QuizRecord(answers={"q-single": cleared})}
    store.save(Record(lesson="phare", quizzes=quizzes), "en")
    assert quiz.responses == {"q-number": "35"}


def test_a_widget_starts_with_what_was_kept(root: Path, store: ProgressStore) -> None:
    store.save(record(1, **{"q-single": "b"}), "en")
    widget, _ = listening(open_lesson(root).quiz("tout"))
    assert responses_in(read_record(widget.record, "phare")) == {"q-single": "b"}
    assert widget.payload["quiz"] == "tout"


def test_a_message_to_save_is_answered_with_its_number_and_the_merged_record(
    root: Path, store: ProgressStore, folder: Path
) -> None:
    store.save(record(1, q="file", r="file"), "en")
    widget, said = listening(open_lesson(root).quiz("tout"))
    message = {"kind": "save", "view": "v1", "number": 7, "record": sent(q="browser")}
    widget._hear(widget, message, [])
    (answer,) = said
    assert {key: answer[key] for key in ("kind", "view", "number", "notice")} == {
        "kind": "saved",
        "view": "v1",
        "number": 7,
        "notice": "",
    }
    assert responses_in(read_record(answer["record"], "phare")) == {"q": "browser", "r": "file"}
    assert widget.record == answer["record"]
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "browser", "r": "file"}


def test_a_message_that_is_sent_twice_is_answered_twice_and_kept_once(
    root: Path, folder: Path
) -> None:
    widget, said = listening(open_lesson(root).quiz("tout"))
    message = {"kind": "save", "view": "v1", "number": 1, "record": sent(q="a")}
    widget._hear(widget, message, [])
    before = (folder / "phare.json").stat().st_mtime_ns
    widget._hear(widget, message, [])
    assert said[0] == said[1]
    assert (folder / "phare.json").stat().st_mtime_ns == before


def test_a_damaged_message_to_save_is_answered_and_leaves_the_record(
    root: Path, folder: Path
) -> None:
    widget, said = listening(open_lesson(root).quiz("tout"))
    widget._hear(widget, {"kind": "save", "number": 1, "record": sent(q="a")}, [])
    kept = widget.record
    widget._hear(widget, {"kind": "save", "number": 2, "record": "?"}, [])
    widget._hear(widget, {"kind": "save"}, [])
    assert [answer["number"] for answer in said] == [1, 2, None]
    assert all(answer["kind"] == "saved" for answer in said)
    assert widget.record == kept
    assert responses_in(on_disk(folder / "phare.json")) == {"q": "a"}


@pytest.mark.parametrize(
    "message",
    [None, "save", 3, [], ["save"], {}, {"kind": "saved"}, {"kind": None, "record": sent(q="a")}],
)
def test_other_messages_are_ignored(message: object, root: Path, folder: Path) -> None:
    widget, said = listening(open_lesson(root).quiz("tout"))
    before = widget.record
    widget._hear(widget, message, [])
    assert said == []
    assert widget.record == before
    assert not folder.exists()


def test_a_quiz_that_nobody_keeps_still_answers_the_browser(root: Path) -> None:
    payload = open_lesson(root).quiz("tout").payload
    quiz = type(open_lesson(root).quiz("tout"))(payload)
    assert quiz.responses == {}
    widget, said = listening(quiz)
    widget._hear(widget, {"kind": "save", "number": 1, "record": sent(q="a")}, [])
    assert said == [{"kind": "saved", "view": None, "number": 1, "notice": ""}]
    assert widget.record == {}


@pytest.mark.parametrize(
    "entry",
    [
        {"at": "2026-01-01", "response": "z"},
        {"at": 1.5, "response": "z"},
        "z",
        [1],
        {"attempts": -1},
    ],
)
def test_what_cannot_be_read_of_a_file_is_put_aside_before_it_is_written_over(
    store: ProgressStore, folder: Path, entry: object
) -> None:
    folder.mkdir()
    head = {"format": "lesson-record", "version": 1, "lesson": "phare"}
    answers = {"good": {"at": 1, "response": "a"}, "odd": entry}
    before = json.dumps({**head, "quizzes": {"tout": {"answers": answers}}})
    (folder / "phare.json").write_text(before, encoding="utf-8")
    assert store.save(record(r="b"), "en") == aside(put_aside(folder))
    assert responses_in(on_disk(folder / "phare.json")) == {"good": "a", "r": "b"}
    assert put_aside(folder).read_text(encoding="utf-8") == before
    assert store.save(record(s="c"), "en") == ""


def test_answers_that_are_a_list_are_put_aside_too(store: ProgressStore, folder: Path) -> None:
    folder.mkdir()
    head = {"format": "lesson-record", "version": 1, "lesson": "phare"}
    before = json.dumps({**head, "quizzes": {"tout": {"answers": [1]}, "none": {"answers": {}}}})
    (folder / "phare.json").write_text(before, encoding="utf-8")
    assert store.save(record(r="b"), "en") == aside(put_aside(folder))
