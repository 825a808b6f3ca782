"""A save that is killed loses no acknowledged answer, and what it leaves is cleared away."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import Entry, QuizRecord, Record, read_record
from tests import programs

SAVER = """
import sys
from pathlib import Path
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import Entry, QuizRecord, Record
store = ProgressStore("phare", [Path(sys.argv[1])])
while True:
    number = len(store.look().quizzes.get("tout", QuizRecord()).answers)
    entry = Entry(at=1, response="a" * 300)
    quiz = QuizRecord(answers={f"q{number}": entry})
    if store.save(Record(lesson="phare", quizzes={"tout": quiz}), "en") == "":
        print(number, flush=True)
"""
KILLS = 20


def record(**responses: str) -> Record:
    answers = {name: Entry(at=1, response=text) for name, text in responses.items()}
    return Record(lesson="phare", quizzes={"tout": QuizRecord(answers=answers)})


def answers_in(folder: Path) -> set[str]:
    value = msgspec.json.decode((folder / "phare.json").read_bytes())
    return set(read_record(value, "phare").quizzes["tout"].answers)


def test_a_killed_save_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    chance = random.Random(18)  # noqa: S311 - the same moments each time
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        saver = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(tmp_path)], stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert saver.stdout
        first = saver.stdout.readline()
        time.sleep(chance.random() / 20)  # the moment of the kill, not something awaited
        saver.kill()
        rest, _ = saver.communicate()
        acknowledged |= {f"q{number}" for number in (first + rest).split()}
        assert acknowledged <= answers_in(tmp_path)
    assert ProgressStore("phare", [tmp_path]).save(record(last="x"), "en") == ""
    assert {path.name for path in tmp_path.iterdir()} - {"phare.lock"} == {
        "phare.json",
        ".gitignore",
    }


def test_what_a_kill_left_is_ignored_by_git_and_goes_with_the_next_save(tmp_path: Path) -> None:
    store = ProgressStore("phare", [tmp_path])
    store.save(record(q="a"), "en")
    left, others = tmp_path / ".phare.json-abcd_123", tmp_path / ".faro.json-abcd_123"
    left.write_bytes(b"half")
    others.write_bytes(b"another lesson may be saving")
    git = [programs.git(), "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    shown = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True)
    assert shown.stdout == b""
    assert store.save(record(r="b"), "en") == ""
    assert (left.exists(), others.exists()) == (False, True)


def test_the_gitignore_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    ignore = tmp_path / ".gitignore"
    earlier = (
        b"# A student's answers: personal, not to be committed.\n"
        b"/.gitignore\n/*.json\n/*.lock\n/*.damaged\n"
    )
    ignore.write_bytes(earlier)
    ProgressStore("phare", [tmp_path]).save(record(q="a"), "en")
    assert b"/.*.json-*" in ignore.read_bytes().splitlines()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in a folder here")
@pytest.mark.parametrize("there", ["pipe", "folder", "device"])
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path, there: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    place = first / "phare.json"
    if there == "pipe":
        os.mkfifo(place)
    elif there == "folder":
        place.mkdir()
    else:
        place.symlink_to("/dev/zero")
    said = ProgressStore("phare", [first, second]).save(record(q="a"), "en")
    assert str(second / "phare.json") in said
    assert answers_in(second) == {"q"}
