"""Answers sent to Jupyter Server without a kernel are kept as a kernel keeps them."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.server.answers import PATH, Records, address_of
from lesson_utils.student.folders import progress_folders
from lesson_utils.student.whose import acting_for, folder_of, user_scope
from lesson_utils.texts import word
from tests.server.running import Browser, jupyter_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTEBOOK = "notebooks/fr/02_contexte.ipynb"


@pytest.fixture(scope="module")
def address(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with jupyter_server(course, tmp_path_factory.mktemp("home") / "home") as found:
        yield found


@pytest.fixture
def browser(address: str, course: Path) -> Browser:
    shutil.rmtree(course / "progress", ignore_errors=True)
    return Browser(address)


def entry(response: str, at: int = 5) -> dict[str, Any]:
    return {"at": at, "response": response, "edition": "e", "attempts": 1, "draft": None}


def record(*, lesson: object = "minusma", version: int = 1, **answers: dict[str, Any]) -> Any:
    head = {"format": "lesson-record", "version": version, "lesson": lesson, "seed": "s"}
    return {**head, "quizzes": {"contexte": {"answers": answers}}}


def named(name: str) -> Any:
    answers: Any = {name: entry("a")}
    return record(**answers)


def message(sent: Any, **more: Any) -> dict[str, Any]:
    usual = {"kind": "save", "view": "v", "number": 7, "quiz": "contexte", "language": "fr"}
    return {**usual, "record": sent, **more}


def path_for(notebook: str = NOTEBOOK) -> str:
    return f"/{PATH}?notebook={quote(notebook)}"


def on_disk(course: Path) -> dict[str, Any]:
    text = (course / "progress" / "minusma.json").read_text(encoding="utf-8")
    kept: dict[str, Any] = json.loads(text)["quizzes"]["contexte"]["answers"]
    return kept


def test_what_is_sent_is_kept_and_answered_as_a_kernel_does(browser: Browser, course: Path) -> None:
    status, answer = browser.post(path_for(), message(record(one=entry("a"))))
    assert status == 200
    assert (answer["kind"], answer["view"], answer["number"]) == ("saved", "v", 7)
    assert answer["notice"] == ""
    assert answer["record"]["quizzes"]["contexte"]["answers"]["one"]["response"] == "a"
    assert on_disk(course)["one"]["response"] == "a"


def test_two_tabs_are_merged_and_the_later_answer_counts(browser: Browser, course: Path) -> None:
    browser.post(path_for(), message(record(one=entry("late", 9), two=entry("b"))))
    status, answer = browser.post(path_for(), message(record(one=entry("early", 3))))
    assert status == 200
    assert answer["record"]["quizzes"]["contexte"]["answers"]["one"]["response"] == "late"
    assert {name: kept["response"] for name, kept in on_disk(course).items()} == {
        "one": "late",
        "two": "b",
    }


def test_the_notebook_says_where_to_send_and_what_was_kept(browser: Browser) -> None:
    browser.post(path_for(), message(record(one=entry("a"))))
    model = browser.get(f"/api/contents/{NOTEBOOK}?type=notebook&content=1")
    states = model["content"]["metadata"]["widgets"]
    quiz = next(
        state["state"]
        for state in states["application/vnd.jupyter.widget-state+json"]["state"].values()
        if "companion" in state["state"]
    )
    assert quiz["companion"] == address_of("/user/someone/", NOTEBOOK)
    assert quiz["record"]["quizzes"]["contexte"]["answers"]["one"]["response"] == "a"
    own = quiz["companion"].removeprefix("/user/someone")
    status, _ = browser.post(own, message(record(two=entry("b"))))
    assert status == 200


REFUSED: dict[str, tuple[str, Any, int]] = {
    "no JSON": (path_for(), b"{", 400),
    "no object": (path_for(), [1], 400),
    "nothing": (path_for(), b"", 400),
    "no record": (path_for(), {"kind": "save"}, 400),
    "another kind": (path_for(), message(record(one=entry("a")), kind="export"), 400),
    "a record that is a text": (path_for(), message("x"), 400),
    "no notebook named": (f"/{PATH}", message(record()), 400),
    "no notebook": (path_for("notebooks/none.txt"), message(record()), 404),
    "a folder": (path_for("notebooks"), message(record()), 404),
    "outside": (path_for("../../../etc/passwd"), message(record()), 404),
    "far outside": (path_for("/../../etc/passwd"), message(record()), 404),
    "a zero byte": (path_for("note\0book"), message(record()), 404),
    "no such lesson": (path_for(), message(record(lesson="nowhere")), 404),
    "a lesson by a path": (path_for(), message(record(lesson="../data/minusma")), 404),
    "a lesson by a Windows path": (path_for(), message(record(lesson="..\\data\\minusma")), 404),
    "a lesson of another machine": (path_for(), message(record(lesson="//host/minusma")), 404),
    "here": (path_for(), message(record(lesson=".")), 404),
    "above": (path_for(), message(record(lesson="..")), 404),
    "no lesson": (path_for(), message(record(lesson="")), 404),
    "no quiz": (path_for(), message(record(), quiz=None), 404),
    "no UTF-8": (path_for(), b"\xff", 400),
    "too deep": (path_for(), b"[" * 50_000, 400),
    "beside": (path_for("../course-beside/a.ipynb"), message(record()), 404),
    "by a way round": (
        path_for(f"notebooks/../{NOTEBOOK}"),
        message(record()),
        404,
    ),
    "a lesson by other capitals": (path_for(), message(record(lesson="MINUSMA")), 404),
    "a lesson with a zero byte": (path_for(), message(record(lesson="minus\0ma")), 404),
    "half a character": (path_for(), message(record(lesson="\ud800")), 404),
    "a very long lesson": (path_for(), message(record(lesson="x" * 5000)), 404),
    "a very long notebook": (path_for("x" * 5000 + ".ipynb"), message(record()), 400),
    "a lesson that is a number": (path_for(), message(record(lesson=3)), 404),
    "too much": (path_for(), message(record(one=entry("x" * 4_100_000))), 413),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_answer_is_refused_and_nothing_is_written(
    browser: Browser, course: Path, kind: str
) -> None:
    path, body, expected = REFUSED[kind]
    status, answer = browser.post(path, body)
    assert status == expected
    assert "Traceback" not in str(answer)
    assert not (course / "progress").exists()
    assert not list(course.rglob("*.json.lock"))


def test_who_is_not_signed_in_writes_nothing(address: str, course: Path, browser: Browser) -> None:
    stranger = Browser(address, signed_in=False)
    status, _ = stranger.post(path_for(), message(record(one=entry("a"))))
    assert status == 403
    assert not (course / "progress").exists()
    assert browser.xsrf


def test_another_site_cannot_have_a_students_browser_write(browser: Browser, course: Path) -> None:
    body = message(record(one=entry("a")))
    assert browser.post(path_for(), body, **{"X-XSRFToken": ""})[0] == 403
    assert browser.post(path_for(), body, **{"X-XSRFToken": "guessed"})[0] == 403
    elsewhere = browser.post(path_for(), body, Origin="https://elsewhere.example")
    assert elsewhere[0] in {403, 404}
    assert not (course / "progress").exists()


def test_a_newer_versions_file_is_left_alone_and_told(browser: Browser, course: Path) -> None:
    (course / "progress").mkdir()
    newer = json.dumps(record(version=2, one=entry("new")))
    (course / "progress" / "minusma.json").write_text(newer, encoding="utf-8")
    status, answer = browser.post(path_for(), message(record(two=entry("b"))))
    assert status == 200
    assert answer["notice"] == word("fr", "ui.kept.newer")
    assert answer["record"]["version"] > 1
    assert (course / "progress" / "minusma.json").read_text(encoding="utf-8") == newer


def test_a_damaged_file_is_put_aside_and_told(browser: Browser, course: Path) -> None:
    (course / "progress").mkdir()
    (course / "progress" / "minusma.json").write_text("{", encoding="utf-8")
    status, answer = browser.post(path_for(), message(record(two=entry("b")), language="en"))
    assert status == 200
    assert ".damaged" in answer["notice"]
    assert on_disk(course)["two"]["response"] == "b"
    assert [path.read_text() for path in (course / "progress").glob("*.damaged")] == ["{"]


def test_a_damaged_file_is_told_too_where_the_notebook_was_opened_before(
    browser: Browser, course: Path
) -> None:
    (course / "progress").mkdir()
    (course / "progress" / "minusma.json").write_text("{", encoding="utf-8")
    browser.get(f"/api/contents/{NOTEBOOK}?type=notebook&content=1")
    browser.get(f"{path_for()}&lesson=minusma")
    assert [path.name for path in (course / "progress").iterdir()] == ["minusma.json"]
    _, answer = browser.post(path_for(), message(record(two=entry("b")), language="en"))
    [kept] = (course / "progress").glob("*.damaged")
    assert answer["notice"] == word("en", "ui.kept.aside", path=kept)
    assert on_disk(course)["two"]["response"] == "b"
    assert browser.post(path_for(), message(record(three=entry("c"))))[1]["notice"] == ""


def test_a_folder_that_cannot_be_written_is_told(browser: Browser, course: Path) -> None:
    (course / "progress").write_text("in the way", encoding="utf-8")
    try:
        status, answer = browser.post(path_for(), message(record(two=entry("b"))))
    finally:
        (course / "progress").unlink()
    assert status == 200
    assert "lesson-utils" in answer["notice"]


@pytest.mark.parametrize(
    "path", ["notebooks/fr/Ana.ipynb", "notebooks/français/02.ipynb", "lost/and/gone.ipynb"]
)
def test_a_notebook_renamed_since_it_was_opened_keeps_its_answers(
    browser: Browser, course: Path, path: str
) -> None:
    assert not (course / path).exists()
    status, answer = browser.post(path_for(path), message(record(one=entry("a"))))
    assert (status, answer["notice"]) == (200, "")
    assert (course / "progress" / "minusma.json").exists()


def test_a_path_that_begins_with_a_space_is_a_path(browser: Browser, course: Path) -> None:
    lead = course / " lead"
    (lead / "data").mkdir(parents=True)
    shutil.copytree(course / "data" / "minusma", lead / "data" / "geo")
    sent = message(record(lesson="geo", one=entry("a")))
    assert browser.post(path_for(" lead/x.ipynb"), sent)[0] == 200
    assert browser.post(path_for("lead/x.ipynb"), sent)[0] == 404
    shutil.rmtree(lead)


def test_a_folder_beside_the_servers_is_not_reached(browser: Browser, course: Path) -> None:
    beside = course.parent / f"{course.name}-beside"
    shutil.copytree(course / "data", beside / "data")
    (beside / "a.ipynb").write_text("{}", encoding="utf-8")
    sent = message(record(one=entry("a")))
    assert browser.post(path_for(f"../{beside.name}/a.ipynb"), sent)[0] == 404
    assert not (beside / "progress").exists()


def test_a_view_that_asks_afresh_is_given_all_that_is_kept(browser: Browser) -> None:
    browser.post(path_for(), message(record(one=entry("a"))))
    kept = browser.get(f"{path_for()}&lesson=minusma")
    assert kept["quizzes"]["contexte"]["answers"]["one"]["response"] == "a"


def test_requests_at_one_time_lose_nothing(browser: Browser, course: Path) -> None:
    names = [f"q{number}" for number in range(20)]
    with ThreadPoolExecutor(8) as threads:
        asked = [message(named(name)) for name in names]
        said = list(threads.map(lambda each: browser.post(path_for(), each)[0], asked))
    assert said == [200] * len(names)
    assert set(names) <= set(on_disk(course))


def test_what_could_not_be_written_goes_with_the_next_answer_and_no_further(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "named"
    monkeypatch.setenv("LESSON_PROGRESS", str(place))
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    records = Records()

    def save(name: str) -> str:
        sent = named(name)
        answer = records.ask(
            course / "data" / "minusma", "contexte", "en", lambda keeper: keeper.save(sent)
        )
        return str(answer["notice"])

    def kept() -> list[str]:
        text = (place / "minusma.json").read_text(encoding="utf-8")
        return sorted(json.loads(text)["quizzes"]["contexte"]["answers"])

    place.write_bytes(b"a file")
    assert save("one")
    place.unlink()
    assert save("two") == ""
    assert kept() == ["one", "two"]
    (place / "minusma.json").unlink()
    assert save("three") == ""
    assert kept() == ["three"]


# Whose answers they are


def test_users_of_a_hub_have_folders_of_their_own(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(course / "progress", ignore_errors=True)
    for name in ("ana", "Ana"):
        with jupyter_server(course, tmp_path / name, JUPYTERHUB_USER=name) as address:
            status, _ = Browser(address).post(path_for(), message(record(one=entry(f"of {name}"))))
            assert status == 200
    kept = sorted((course / "progress").rglob("minusma.json"))
    assert len(kept) == 2
    assert {
        json.loads(path.read_text())["quizzes"]["contexte"]["answers"]["one"]["response"]
        for path in kept
    } == {"of ana", "of Ana"}
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    monkeypatch.delenv("LESSON_PROGRESS", raising=False)
    [first, *_] = progress_folders(course / "data" / "minusma")
    assert "of ana" in (first / "minusma.json").read_text(encoding="utf-8")
    shutil.rmtree(course / "progress")


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_two_users_share_a_folder_on_any_disk(one: str, other: str) -> None:
    folders = [folder_of(name) for name in (one, other)]
    for folder in folders:
        assert folder == folder.casefold()
        assert folder.isascii()
        assert len(folder) < 40
        assert folder.replace("-", "").isalnum()
    assert (folders[0] == folders[1]) == (one == other)


def test_binder_has_no_users_and_who_asks_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "owner")
    assert user_scope() == "owner"
    with acting_for("guest"):
        assert user_scope() == "guest"
    with acting_for(None):
        assert user_scope() == "owner"
    monkeypatch.setenv("BINDER_REPO_URL", "x")
    assert user_scope() == ""


def test_a_named_folder_is_parted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path))
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert progress_folders(tmp_path) == [tmp_path / folder_of("ana")]
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert progress_folders(tmp_path) == [tmp_path]
