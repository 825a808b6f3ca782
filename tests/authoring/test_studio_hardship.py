"""The studio where something else stands in a file's place, or the folder is another one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from lesson_utils.authoring.studio.session import Session
from tests.lessons import PHARE

FACT = {"id": "feu", "date": "1862", "text": "Allumé.", "source": "un livre"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PHARE, tmp_path / "data" / "phare"))


def opened(root: Path) -> Session:
    session = Session(root, "en")
    assert "error" not in session.answer({"do": "open"})
    return session


def insert(session: Session, file: str = "facts.yml", key: str = "1") -> Any:
    change = {"key": key, "file": file, "act": "insert", "path": [0], "value": FACT}
    return session.answer({"do": "save", "changes": [change], "words": "a fact"})


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_folder(path: Path) -> None:
    path.mkdir()


def put_loop(path: Path) -> None:
    path.symlink_to(path)


def put_other_file(path: Path) -> None:
    path.symlink_to("/etc/hosts")


def put_much(path: Path) -> None:
    path.write_text("- id: a\n" * 700_000)


PUTS = [put_pipe, put_folder, put_loop, put_other_file, put_much]


@pytest.mark.parametrize("put", PUTS)
@pytest.mark.parametrize("name", ["annotations.yml", "lesson.yml", "quizzes/tout.yml"])
def test_what_stands_in_a_files_place_is_told_and_all_else_goes_on(
    root: Path, name: str, put: Any
) -> None:
    session = opened(root)
    (root / name).unlink()
    put(root / name)
    news = session.answer({"do": "news"})
    (file,) = [file for file in news["files"] if file["name"] == name]
    assert file["there"]
    assert file["troubles"]
    refused = insert(session, name)
    assert refused["status"] == "failed"
    assert refused["words"]
    assert insert(session, key="2")["status"] == "saved"
    assert "error" not in Session(root, "en").answer({"do": "open"})


@pytest.mark.parametrize("put", [put_pipe, put_folder, put_loop])
def test_an_article_that_cannot_be_read_is_told_and_what_is_saved_is_saved(
    root: Path, put: Any
) -> None:
    session = opened(root)
    (root / "article.txt").unlink()
    put(root / "article.txt")
    assert "article.txt" in session.answer({"do": "news"})["error"]
    assert insert(session) == {"status": "saved", "words": ""}
    assert "feu" in (root / "facts.yml").read_text("utf-8")
    assert session.answer({"do": "undo"})["status"] == "saved"
    assert not (root / "facts.yml").exists()


@pytest.mark.parametrize(
    "file",
    ["a\\0b", "../../article.txt", "/etc/hosts", "quizzes", ".", "a/" * 3000, "\\ud800", "~"],
)
def test_an_article_of_an_odd_name_is_told(root: Path, file: str) -> None:
    path = root / "lesson.yml"
    text = path.read_text("utf-8")
    assert "file: article.txt" in text
    path.write_text(text.replace("file: article.txt", f'file: "{file}"'), "utf-8")
    session = Session(root, "en")
    for asked in ("open", "news", "check"):
        answer = session.answer({"do": asked})
        assert "Something went wrong" not in answer.get("error", "")
        assert "error" in answer or asked != "check" or not answer["good"]
    assert insert(session)["status"] == "saved"


@pytest.mark.parametrize("asked", ["open", "news", "undo", "check", "build", "preview", "try"])
def test_a_folder_that_is_gone_is_told_and_not_made_anew(root: Path, asked: str) -> None:
    session = opened(root)
    root.rename(root.parent / "autre")
    assert "phare" in session.answer({"do": asked})["error"]
    assert "phare" in insert(session)["error"]
    assert not root.exists()
    (root.parent / "autre").rename(root)
    assert insert(session)["status"] == "saved"
    assert "error" not in session.answer({"do": "news"})


def test_a_file_is_looked_at_again_after_each_of_its_fates(root: Path) -> None:
    """As when git takes out another version."""
    session = opened(root)
    path = root / "annotations.yml"
    text = path.read_text("utf-8")
    for content in (None, "- [\n", text.replace("kind: term", "kind: name"), "", text):
        if content is None:
            path.unlink()
        else:
            path.write_text(content, "utf-8")
        session.answer({"do": "news"})
        fresh = Session(root, "en").answer({"do": "open"})
        seen = session.answer({"do": "news", "since": ""})
        assert seen["files"] == fresh["files"]
        assert seen["marks"] == fresh["marks"]
        assert seen["forms"] == fresh["forms"]
