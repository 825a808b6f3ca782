"""The files of a lesson under edit: nobody's work is lost."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml

from lesson_utils.authoring.studio import writing
from lesson_utils.authoring.studio.changes import Change, RefusedError, read_changes
from lesson_utils.authoring.studio.lessonfiles import LessonFiles
from lesson_utils.authoring.studio.outcomes import Outcome
from lesson_utils.content import files as content_files
from tests.lessons import PHARE

DEEP: list[Any] = []
for _ in range(30):
    DEEP = [DEEP]
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "phare"
    shutil.copytree(PHARE, folder)
    return folder


def change(file: str, act: Any, *path: str | int, **more: Any) -> Change:
    return Change(file=file, act=act, path=path, **more)


def value(root: Path, file: str) -> Any:
    return yaml.safe_load((root / file).read_text("utf-8"))


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def words(outcome: Outcome, language: str) -> str:
    return " ".join(problem.sentence(language) for problem in outcome.problems)


def test_a_change_is_saved_undone_and_done_again_to_the_byte(root: Path) -> None:
    files = LessonFiles(root)
    before = tree(root)
    gloss = change("annotations.yml", "set", 0, "gloss", "en", value="A lamp.")
    assert files.apply([gloss], "the gloss").status == "saved"
    after = tree(root)
    assert value(root, "annotations.yml")[0]["gloss"]["en"] == "A lamp."
    assert (files.history.undo, files.history.redo) == ("the gloss", "")
    assert files.undo().files == ("annotations.yml",)
    assert tree(root) == before
    assert (files.history.undo, files.history.redo) == ("", "the gloss")
    files.redo()
    assert tree(root) == after


def test_several_files_are_one_step(root: Path) -> None:
    files = LessonFiles(root)
    before = tree(root)
    fact = {"id": "feu", "date": "1862", "text": "Allumé.", "source": "un livre"}
    outcome = files.apply(
        [
            change("facts.yml", "insert", 0, value=fact),
            change("timeline.yml", "insert", 0, value={"id": "t", "date": "1862", "fact": "feu"}),
            change("annotations.yml", "remove", 1),
        ],
        "a fact",
    )
    assert outcome.status == "saved"
    assert value(root, "facts.yml") == [fact]
    assert [item["id"] for item in value(root, "annotations.yml")][:2] == ["phare", "allume"]
    files.undo()
    assert tree(root) == before


def test_what_comes_twice_is_done_once(root: Path) -> None:
    files = LessonFiles(root)
    new = change("gists.yml", "insert", 0, value={"paragraph": 9, "gist": "Neuf."}, key="k")
    assert files.apply([new], "w").status == files.apply([new], "w").status == "saved"
    # The kernel is another one, and the browser does not know whether the last one got it.
    assert LessonFiles(root).apply([new], "w").status == "saved"
    assert [gist["paragraph"] for gist in value(root, "gists.yml")].count(9) == 1


def test_an_item_is_found_by_its_id_wherever_it_stands_now(root: Path) -> None:
    files = LessonFiles(root)
    files.read("annotations.yml")
    other = LessonFiles(root)
    other.apply([change("annotations.yml", "move", 1, to=5)], "w")
    other.apply([change("annotations.yml", "insert", 0, value={"id": "new", "kind": "term"})], "w")
    note = change("annotations.yml", "set", 2, "mode", value="forecast", before="fact")
    assert files.apply([note], "w").status == "saved"
    found = {item["id"]: item for item in value(root, "annotations.yml")}
    assert found["allume"]["mode"] == "forecast"
    assert found["date-1862"].get("mode") is None


@pytest.mark.parametrize("path", [("questions", 0, "skill"), ("questions", "q-single", "skill")])
def test_two_who_change_one_thing_are_told(root: Path, path: tuple[str | int, ...]) -> None:
    one, two = LessonFiles(root), LessonFiles(root)
    file = "quizzes/tout.yml"
    one.read(file)
    two.read(file)
    assert one.apply([change(file, "set", *path, value="inférer", before="repérer")], "").files
    before = tree(root)
    outcome = two.apply([change(file, "set", *path, value="évaluer", before="repérer")], "")
    assert (outcome.status, outcome.theirs) == ("conflict", "inférer")
    assert words(outcome, "en")
    assert tree(root) == before
    again = change(file, "set", *path, value="évaluer", before="inférer")
    assert two.apply([again], "").status == "saved"


def test_what_is_gone_meanwhile_is_a_conflict(root: Path) -> None:
    one, two = LessonFiles(root), LessonFiles(root)
    two.read("annotations.yml")
    one.apply([change("annotations.yml", "remove", "phare")], "")
    mended = change("annotations.yml", "set", 0, "example", value="…", before="x")
    outcome = two.apply([mended], "")
    assert (outcome.status, outcome.theirs) == ("conflict", None)


def test_undo_leaves_what_others_wrote(root: Path) -> None:
    one, two = LessonFiles(root), LessonFiles(root)
    one.apply([change("annotations.yml", "set", 0, "gloss", "fr", value="Mien.")], "")
    two.apply([change("annotations.yml", "set", 1, "gloss", "fr", value="Tien.")], "")
    assert one.undo().status == "saved"
    found = value(root, "annotations.yml")
    assert found[0]["gloss"]["fr"] == "Une tour avec une lumière."
    assert found[1]["gloss"]["fr"] == "Tien."
    assert one.redo().status == "saved"
    found = value(root, "annotations.yml")
    assert [item["gloss"]["fr"] for item in found[:2]] == ["Mien.", "Tien."]


def test_undo_of_what_others_changed_since_is_a_conflict(root: Path) -> None:
    one, two = LessonFiles(root), LessonFiles(root)
    one.apply([change("annotations.yml", "set", 0, "gloss", "fr", value="Mien.")], "")
    two.apply([change("annotations.yml", "set", 0, "gloss", "fr", value="Tien.")], "")
    before = tree(root)
    outcome = one.undo()
    assert (outcome.status, outcome.theirs) == ("conflict", "Tien.")
    assert tree(root) == before


def test_a_quiz_comes_and_goes(root: Path) -> None:
    files = LessonFiles(root)
    quiz = {"title": {"fr": "Un", "en": "One"}, "questions": [{"id": "a"}, {"id": "b"}]}
    before = tree(root)
    made = change("quizzes/un.yml", "set", value=quiz, before=None)
    assert files.apply([made], "a quiz").status == "saved"
    text = (root / "quizzes/un.yml").read_text("utf-8")
    wanted = 'title: {fr: "Un", en: "One"}\nquestions:\n  - id: a\n\n  - id: b\n'
    assert text == wanted
    assert "quizzes/un.yml" in files.names()
    assert files.apply([change("quizzes/un.yml", "remove")], "no quiz").status == "saved"
    assert tree(root) == before
    files.undo()
    assert (root / "quizzes/un.yml").read_text("utf-8") == wanted
    files.undo()
    assert tree(root) == before


def test_the_lesson_itself_stays(root: Path) -> None:
    assert LessonFiles(root).apply([change("lesson.yml", "remove")], "").status == "failed"
    assert (root / "lesson.yml").is_file()


@pytest.mark.parametrize(
    "name",
    ["../x.yml", "/etc/x.yml", "quizzes/../lesson.yml", "quizzes/a/b.yml", "quizzes/.yml", "x.yml",
     "quizzes/con.yml", "quizzes/a\\b.yml", "quizzes/a.txt", "", "quizzes/", "quizzes//a.yml",
     "C:quizzes/a.yml", "quizzes/a\n.yml", "quizzes/-a.yml", "article.txt", "./lesson.yml"],
)  # fmt: skip
def test_no_name_leads_out_of_the_lesson(root: Path, name: str) -> None:
    before = tree(root.parent)
    outcome = LessonFiles(root).apply([change(name, "set", value={"a": "b"})], "")
    assert outcome.status == "failed"
    assert words(outcome, "fr")
    assert tree(root.parent) == before


def test_a_link_out_of_the_lesson_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "facts.yml"
    outside.write_text("- id: a\n")
    (root / "facts.yml").symlink_to(outside)
    outcome = LessonFiles(root).apply([change("facts.yml", "set", 0, "date", value="1")], "")
    assert outcome.status == "failed"
    assert outside.read_text() == "- id: a\n"


def put_folder(path: Path) -> None:
    path.mkdir()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_nonsense(path: Path) -> None:
    path.write_text("- id: 'a\n  x: [\n")


def put_two_versions(path: Path) -> None:
    path.write_text("<<<<<<< ours\n- id: a\n=======\n- id: b\n>>>>>>> theirs\n")


def put_latin(path: Path) -> None:
    path.write_bytes(b"- id: \xe9t\xe9\n")


@pytest.mark.parametrize("put", [put_folder, put_pipe, put_nonsense, put_two_versions, put_latin])
def test_what_stands_in_a_files_place_is_told_and_left(root: Path, put: Any) -> None:
    files = LessonFiles(root)
    put(root / "facts.yml")
    before = tree(root / "quizzes")
    now = files.read("facts.yml")
    assert (now.there, now.value) == (True, None)
    assert now.problems
    both = [
        change("quizzes/tout.yml", "set", "title", "fr", value="Autre"),
        change("facts.yml", "insert", 0, value={"id": "b"}),
    ]
    for language in ("fr", "en"):
        outcome = files.apply(both, "")
        assert outcome.status == "failed"
        assert "facts.yml" in words(outcome, language)
    assert tree(root / "quizzes") == before


@pytest.mark.parametrize("fails", [1, 2, 3, 4])
def test_a_full_disk_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    files = LessonFiles(root)
    before = tree(root)
    count = 0
    write = content_files.staged

    def full(*arguments: Any) -> Any:
        nonlocal count
        count += 1
        if count == fails:
            raise FULL
        return write(*arguments)

    monkeypatch.setattr(writing, "staged", full)
    changes = [
        change("annotations.yml", "set", 0, "kind", value="name"),
        change("gists.yml", "remove", 0),
    ]
    outcome = files.apply(changes, "w")
    assert outcome.status == "failed"
    assert "le disque est plein" in words(outcome, "fr")
    assert tree(root) == before
    assert files.history.undo == ""
    assert files.apply(changes, "w").status == "saved"


def test_what_fails_half_way_is_put_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = LessonFiles(root)
    before = tree(root)
    move = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "gists.yml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    outcome = files.apply(
        [
            change("annotations.yml", "set", 0, "kind", value="name"),
            change("facts.yml", "insert", 0, value={"id": "f"}),
            change("gists.yml", "remove", 0),
        ],
        "w",
    )
    assert outcome.status == "failed"
    assert "accès refusé" in words(outcome, "fr")
    assert tree(root) == before


def test_rights_and_line_ends_stay(root: Path) -> None:
    path = root / "gists.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    files = LessonFiles(root)
    files.apply([change("gists.yml", "set", 0, "gist", "fr", value="Autre.")], "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf- paragraph")
    assert data.count(b"\n") == data.count(b"\r\n")
    wanted = stat.S_IMODE((root / "lesson.yml").stat().st_mode)
    files.apply([change("facts.yml", "insert", 0, value={"id": "f"})], "")
    assert stat.S_IMODE((root / "facts.yml").stat().st_mode) == wanted


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a\x00b", "\x1b[31m", "a\ud800", "\x85", "a\x7f", "\ufeffa"]
)
def test_texts_that_no_file_should_have_are_refused_in_words(root: Path, text: str) -> None:
    before = tree(root)
    for spoilt in (text, {"fr": text}, [{text: "a"}]):
        outcome = LessonFiles(root).apply([change("gists.yml", "set", 0, "x", value=spoilt)], "")
        assert outcome.status == "failed"
        assert len(words(outcome, "fr")) < 400
    assert tree(root) == before


@pytest.mark.parametrize(
    "text", ["e\u0301t\u00e9", "<b>a</b> & \"c\" 'd'", "a\n\tb", "😀", "\u2028"]
)
def test_texts_are_kept_as_typed(root: Path, text: str) -> None:
    LessonFiles(root).apply([change("gists.yml", "set", 0, "gist", "fr", value=text)], "")
    assert value(root, "gists.yml")[0]["gist"]["fr"] == text


@pytest.mark.parametrize(
    "asked",
    [None, 1, [1], [{}], [{"file": "facts.yml", "act": "burn", "path": []}], {"file": "a"},
     [{"file": "facts.yml", "act": "set", "path": [None]}],
     [{"file": "facts.yml", "act": "set", "path": [], "value": DEEP}]],
)  # fmt: skip
def test_what_is_no_change_is_refused(asked: Any) -> None:
    with pytest.raises(RefusedError):
        read_changes(asked)


def test_two_who_write_at_once_lose_nothing(root: Path) -> None:
    def write(start: int) -> None:
        files = LessonFiles(root)
        for number in range(start, start + 8):
            fact = {"id": f"f{number}", "date": "2000"}
            assert files.apply([change("facts.yml", "insert", 0, value=fact)], "").status == "saved"

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({fact["id"] for fact in value(root, "facts.yml")}) == 24
