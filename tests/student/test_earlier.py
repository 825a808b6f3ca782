"""What was kept before users had folders: only whose it certainly is has it."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.student.records import Entry, QuizRecord, Record
from lesson_utils.student.whose import acting_for, folder_of

if TYPE_CHECKING:
    from pathlib import Path

QUIZZES: Any = {"contexte": {"answers": {"q": {"at": 1, "response": "a"}}}}


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make a file as it was kept before, in a folder that only its owner may write."""
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path))
    monkeypatch.delenv("BINDER_REPO_URL", raising=False)
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    tmp_path.chmod(0o755)
    file = tmp_path / "minusma.json"
    file.write_text(
        json.dumps(
            {"format": "lesson-record", "version": 1, "lesson": "minusma", "quizzes": QUIZZES}
        ),
        encoding="utf-8",
    )
    return file


def account(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    pwd = pytest.importorskip("pwd")
    monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_name=name))


def known() -> dict[str, Entry]:
    return (
        open_lesson("minusma", language="fr")
        ._files.store.load()
        .quizzes.get("contexte", QuizRecord())
        .answers
    )


@pytest.mark.parametrize("name", ["ada", "jupyter-ada"])
def test_what_a_user_with_an_own_account_wrote_before_is_taken_over_and_stays(
    monkeypatch: pytest.MonkeyPatch, earlier: Path, name: str
) -> None:
    account(monkeypatch, name)
    before = earlier.read_bytes()
    store = open_lesson("minusma", language="fr")._files.store
    assert store.save(Record(lesson="minusma"), "fr") == ""
    kept = json.loads((earlier.parent / folder_of("ada") / "minusma.json").read_bytes())
    assert kept["quizzes"]["contexte"]["answers"]["q"]["response"] == "a"
    assert earlier.read_bytes() == before


@pytest.mark.parametrize("name", ["jovyan", "root", "ben", "jupyter", "ada2"])
def test_what_others_may_have_written_under_the_same_account_is_nobodys(
    monkeypatch: pytest.MonkeyPatch, earlier: Path, name: str
) -> None:
    account(monkeypatch, name)
    assert earlier.exists()
    assert known() == {}


def test_what_lies_where_others_may_write_is_nobodys(
    monkeypatch: pytest.MonkeyPatch, earlier: Path
) -> None:
    account(monkeypatch, "ada")
    assert known() != {}
    earlier.parent.chmod(0o775)
    assert known() == {}


def test_a_visitor_of_the_server_is_not_given_what_its_user_wrote_before(
    monkeypatch: pytest.MonkeyPatch, earlier: Path
) -> None:
    account(monkeypatch, "ada")
    assert earlier.exists()
    with acting_for("ben"):
        assert known() == {}


@pytest.mark.parametrize("text", ["{", '{"format": "lesson-record", "version": 9}'])
def test_an_earlier_file_that_cannot_be_read_stays(
    monkeypatch: pytest.MonkeyPatch, earlier: Path, text: str
) -> None:
    account(monkeypatch, "ada")
    earlier.write_text(text, encoding="utf-8")
    assert known() == {}
    assert earlier.read_text(encoding="utf-8") == text
