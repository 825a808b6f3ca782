"""An article that a machine has changed: recognised, told once, and put back byte for byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import LessonError, open_lesson
from lesson_utils.authoring.proposing import propose
from lesson_utils.checks import CHECKS
from lesson_utils.checks.fixing import fix_lesson
from lesson_utils.checks.gitfiles import protection
from lesson_utils.checks.running import run_checks
from lesson_utils.cli import main
from lesson_utils.content.articlebytes import restore
from tests.lessons import TINY_ARTICLE, tiny_info

if TYPE_CHECKING:
    from pathlib import Path

TINY = TINY_ARTICLE.encode()
#: Written by hand: ``printf 'Le phare\nest blanc' | sha256sum``.
SHA256 = "da391206bfa25efa4d73780910b450d6bca500fd728f1d36e129f0efb70a9f02"
TEXT = b"Le phare\nest blanc"

#: how the text above may come to be stored, and what is said to have changed
CHANGED: dict[str, tuple[bytes, set[str]]] = {
    "CRLF": (b"Le phare\r\nest blanc", {"article.lines.CRLF"}),
    "CR": (b"Le phare\rest blanc", {"article.lines.CR"}),
    "CRLF made of CRLF": (b"Le phare\r\r\nest blanc", {"article.lines.mixed"}),
    "BOM": (b"\xef\xbb\xbfLe phare\nest blanc", {"article.mark.added"}),
    "newline": (b"Le phare\nest blanc\n", {"article.end.added"}),
    "newline of Windows alone": (b"Le phare\nest blanc\r\n", {"article.end.added"}),
    "no-break space": (b"Le phare\nest blanc\xc2\xa0", {"article.end.added"}),
    "form feed": (b"Le phare\nest blanc\n\x0c\n", {"article.end.added"}),
    "end of file of DOS": (b"Le phare\nest blanc\n\x1a", {"article.end.added"}),
    "all": (
        b"\xef\xbb\xbfLe phare\r\nest blanc\r\n \xe3\x80\x80\r\n",
        {"article.mark.added", "article.lines.CRLF", "article.end.added"},
    ),
    "sign nobody sees": (b"Le phare\nest blanc\xe2\x80\x8e\xc2\xad", {"article.end.added"}),
    "white space at line ends": (
        b"Le phare \t\nest blanc  ",
        {"article.spaces", "article.end.added"},
    ),
    "indentation": (b"Le phare\n\test blanc", {"article.spaces"}),
    "double spaces": (b"Le  phare\nest\tblanc", {"article.spaces"}),
    "no-break spaces": (b"Le\xc2\xa0phare\nest blanc", {"article.spaces"}),
    "double lines": (b"Le phare\n\nest blanc\n", {"article.spaces", "article.end.added"}),
    "empty lines with spaces": (b"\n \nLe phare\n  \n\t\nest blanc", {"article.spaces"}),
    "line separators": (
        "Le phare\u2028est blanc".encode(),
        {"article.spaces", "article.lines.mixed"},
    ),
    "UTF-16": ("Le phare\nest blanc".encode("utf-16"), {"article.encoding"}),
    "UTF-16 without a mark": ("Le phare\nest blanc".encode("utf-16-be"), {"article.encoding"}),
    "UTF-16 of Windows": (
        "Le phare\r\nest blanc\r\n".encode("utf-16"),
        {"article.encoding", "article.lines.CRLF", "article.end.added"},
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_the_bytes_are_found_again_and_the_change_is_named(name: str) -> None:
    changed, reasons = CHANGED[name]
    found = restore(changed, SHA256)
    assert found is not None
    assert found.data == TEXT
    assert set(found.reasons) == reasons


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        (b"un\r\ndeux\r\n", b"un\ndeux\n", "article.lines.LF"),
        (b"un\rdeux\r", b"un\r\ndeux\r\n", "article.lines.CRLF"),
        (b"un\ndeux\n", b"un\ndeux", "article.end.removed"),
        (b"un\ndeux \xc2\xa0\n\n", b"un\ndeux", "article.end.removed"),
        (b"un\ndeux\xc2\xa0", b"un\ndeux", "article.end.removed"),
        (b"un\ndeux\n\x0c", b"un\ndeux\n", "article.end.removed"),
        (b"un\ndeux\t\n", b"un\ndeux \n", "article.end.changed"),
        (b"\xef\xbb\xbfun\ndeux", b"un\ndeux", "article.mark.removed"),
        ("été\n".encode(), "été\n".encode("cp1252"), "article.encoding"),
        ("«\u00a0été\u00a0»".encode(), "«\u00a0été\u00a0»".encode("mac-roman"), "article.encoding"),
        ("œuf à 2 €\n".encode(), "œuf à 2 €\n".encode("iso-8859-15"), "article.encoding"),
        ("été\n".encode(), "Ã©tÃ©\n".encode(), "article.garbled"),
        (b"un\n\ndeux\n\ntrois", b"un\n\n\n\ndeux\n\n\ntrois", "article.spaces"),
        ("été\n".encode(), "e\u0301te\u0301\n".encode(), "article.accents"),
        ("e\u0301te\u0301\n".encode(), "été\n".encode(), "article.accents"),
    ],
)
def test_whichever_way_it_went(was: bytes, now: bytes, reason: str, tmp_path: Path) -> None:
    found = restore(now, sha256_of(was, tmp_path))
    assert found is not None
    assert (found.data, found.reasons) == (was, (reason,))


def sha256_of(data: bytes, folder: Path) -> str:
    """Take the SHA-256 out of what the lesson of the tests writes of its article."""
    (folder / "info.yml").write_text(tiny_info(data), encoding="utf-8")
    found = re.search(r"sha256: (\w+)", tiny_info(data))
    assert found
    return found[1]


@given(
    lines=st.lists(st.text("aé« »", min_size=1).map(str.strip).filter(bool), min_size=2),
    ends=st.tuples(*[st.sampled_from(["\n", "\r\n", "\r"])] * 2),
    marks=st.tuples(*[st.sampled_from(["", "\ufeff"])] * 2),
    tails=st.tuples(*[st.text("\n \u00a0\f", max_size=2)] * 2),
)
def test_any_combination_is_undone(
    lines: list[str], ends: tuple[str, str], marks: tuple[str, str], tails: tuple[str, str]
) -> None:
    was, now = (
        (mark + ("\n".join(lines) + tail).replace("\n", end)).encode()
        for mark, end, tail in zip(marks, ends, tails, strict=True)
    )
    info = re.search(r"sha256: (\w+)", tiny_info(was))
    assert info
    found = restore(now, info[1])
    assert found is not None
    assert found.data == was
    assert bool(found.reasons) == (was != now)


def test_a_long_run_of_white_space_holds_nothing_up() -> None:
    found = restore(b"Le phare" + b"\n" * 200_000 + b"est blanc", SHA256)
    assert found is not None
    assert found.data == TEXT


@pytest.mark.parametrize(
    "other",
    [
        *(b"Le phare\nest rouge", b"Le phare est blanc", b"", b"\0\0", b"Le phare"),
        *(b"Le phare\nest blanc.", b"Le phare\nestblanc", b"\xffLe phare\nest blanc"),
    ],
)
def test_another_text_stays_another_text(other: bytes) -> None:
    assert restore(other, SHA256) is None


LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0a' * 32}\nsize 59\n".encode()
CONFLICT = b"<<<<<<< HEAD\nEl faro\n=======\nUn faro\n>>>>>>> una rama\n"

#: what may stand where the article was: bytes, the problem's code, what is to be typed
INSTEAD: dict[str, tuple[bytes, str, str]] = {
    "CRLF": (TINY.replace(b"\n", b"\r\n"), "article-altered", "check faro --fix"),
    "newline": (TINY + b"\n", "article-altered", "python start.py check faro --fix"),
    "UTF-16": (TINY_ARTICLE.encode("utf-16"), "article-altered", "--fix"),
    "LFS": (LFS, "pointer-lfs", "git lfs pull"),
    "LFS saved by an editor": (b"\xef\xbb\xbf" + LFS, "pointer-lfs", "git lfs pull"),
    "LFS on Windows": (LFS.replace(b"\n", b"\r\n"), "pointer-lfs", "git lfs pull"),
    "annex": (b"/annex/objects/MD5E-s59--0a0a.txt\n", "pointer-annex", "git annex get"),
    "annex link": (b"../../.git/annex/objects/a/b/c", "pointer-annex", "git annex get"),
    "merge": (CONFLICT, "merge-conflict", "<<<<<<<"),
    "nothing": (b"", "article-empty", "git checkout -- article.txt"),
    "nothing that is seen": ("\ufeff\u00a0\n\u200b".encode(), "article-empty", "git checkout"),
    "half": (TINY[: len(TINY) // 2], "article-hash", "git checkout -- article.txt"),
    "all but the last sign": (TINY[:-3], "article-hash", "git checkout -- article.txt"),
    "another text": (b"Un faro.\n\nOtro.\n", "article-hash", "SHA-256"),
    "another encoding, and half": (b"El faro se apag\xc3", "file-encoding", "UTF-8"),
    "zeros of a full disk": (b"\0" * 59, "article-empty", "original"),
}


FACT = "- {id: f, date: '1952', text: {es: Uno, en: One}, source: S, url: 'https://example.org'}\n"
FACT_OF_TIMELINE = "- {id: uno, date: '1952', label: {es: Uno, en: One}, fact: f}\n"


@pytest.fixture
def shelf(tiny_lesson: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the tiny lesson on a shelf, in a folder with a space and an accent; stand beside it."""
    home = tiny_lesson.parent / "cours d’été"
    (home / "data").mkdir(parents=True)
    tiny_lesson.rename(home / "data" / "faro")
    monkeypatch.chdir(home)
    return home / "data" / "faro"


NO_MACHINE = [
    check for check in CHECKS if not check.executes and check.name not in {"port_free", "disk_free"}
]


@pytest.mark.parametrize("name", INSTEAD)
def test_one_problem_says_what_it_is_and_what_to_type(shelf: Path, name: str) -> None:
    data, code, typed = INSTEAD[name]
    (shelf / "article.txt").write_bytes(data)
    result = run_checks(shelf, NO_MACHINE)
    (problem,) = [problem for problem in result.problems if not problem.notice]
    line = 4 if name == "newline" else 1
    assert (problem.code, problem.file, problem.line) == (code, "faro/article.txt", line)
    assert typed in problem.todo("en")
    assert typed in problem.todo("fr") or typed == "original"
    with pytest.raises(LessonError) as told:
        open_lesson("faro", "en")
    assert str(told.value) == problem.sentence("en")


def test_once_a_change_is_meant_the_anchors_that_fall_are_told(shelf: Path) -> None:
    was = shelf / "article.txt"
    was.write_bytes(TINY.replace(b"1952", b"1953"))
    assert [p.code for p in run_checks(shelf, NO_MACHINE).problems] == ["article-hash"]
    info = shelf / "lesson.yml"
    meant = re.sub(
        r"sha256: \w+", f"sha256: {sha256(was.read_bytes()).hexdigest()}", info.read_text()
    )
    info.write_text(meant, encoding="utf-8")
    found = {p.code for p in run_checks(shelf, NO_MACHINE).problems}
    assert "anchor-missing" in found
    assert "article-hash" not in found


@pytest.mark.parametrize("file", ["annotations.yml", "facts.yml", "gists.yml"])
@pytest.mark.parametrize("data", [b"", b"# nada\n", b"<!DOCTYPE html>\n<p>404</p>\n"])
def test_a_list_that_is_none_is_one_problem(shelf: Path, file: str, data: bytes) -> None:
    (shelf / "timeline.yml").write_text(FACT_OF_TIMELINE, encoding="utf-8")
    (shelf / "facts.yml").write_text(FACT, encoding="utf-8")
    (shelf / file).write_bytes(data)
    problems = [problem for problem in run_checks(shelf, NO_MACHINE).problems if not problem.notice]
    assert [(p.code, p.file) for p in problems] == [("not-a-list", f"faro/{file}")]


@pytest.mark.parametrize("file", ["annotations.yml", "quizzes/faro.yml", "lesson.yml", "facts.yml"])
@pytest.mark.parametrize("data", [LFS, CONFLICT, b"../../.git/annex/objects/a/b/c"])
def test_a_data_file_that_is_not_there_is_one_problem(shelf: Path, file: str, data: bytes) -> None:
    (shelf / "timeline.yml").write_text(FACT_OF_TIMELINE, encoding="utf-8")
    (shelf / "facts.yml").write_text(FACT, encoding="utf-8")
    assert [p for p in run_checks(shelf, NO_MACHINE).problems if not p.notice] == []
    (shelf / file).write_bytes(data)
    problems = [problem for problem in run_checks(shelf, NO_MACHINE).problems if not problem.notice]
    assert [(p.file, p.line) for p in problems] == [(f"faro/{file}", 1)]
    assert problems[0].code in {"pointer-lfs", "merge-conflict", "pointer-annex"}


def test_a_folder_that_is_missing_is_one_problem(shelf: Path) -> None:
    (shelf / "quizzes" / "faro.yml").unlink()
    (shelf / "quizzes").rmdir()
    info = (shelf / "lesson.yml").read_text(encoding="utf-8")
    (shelf / "lesson.yml").write_text(info + "quizzes: [faro, otro, tercero]\n", encoding="utf-8")
    found = [problem for problem in run_checks(shelf, CHECKS).problems if not problem.notice]
    assert [problem.code for problem in found] == ["quizzes-missing"]


def test_what_an_entry_with_a_fault_would_cover_is_not_told_as_bare(shelf: Path) -> None:
    path = shelf / "annotations.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("se apagó en 1952.", "se apagó en 1953."), encoding="utf-8")
    found = [problem for problem in run_checks(shelf, NO_MACHINE).problems if not problem.notice]
    assert [problem.code for problem in found] == ["anchor-missing"]


def test_a_heading_that_is_underlined_is_no_merge(shelf: Path) -> None:
    (shelf / "article.txt").write_bytes(b"El faro\n=======\n\nNada.\n")
    found = {problem.code for problem in run_checks(shelf, NO_MACHINE).problems}
    assert "article-hash" in found
    assert "merge-conflict" not in found


def check(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["check", *arguments, "--no-run", "--language", "en"])
    return done.exit_code, done.stdout, done.stderr


def test_what_is_to_be_typed_puts_the_article_back(shelf: Path) -> None:
    article = shelf / "article.txt"
    article.write_bytes(b"\xef\xbb\xbf" + TINY.replace(b"\n", b"\r\n"))
    article.chmod(0o640)
    status, said, _ = check("faro")
    assert status == 1
    assert "1 problem to mend" in said
    status, said, told = check("faro", "--fix")
    assert (status, told) == (0, "faro/article.txt was put back as it was.\n")
    assert article.read_bytes() == TINY
    if os.name != "nt":
        assert article.stat().st_mode & 0o777 == 0o640
    assert check("faro", "--fix")[2] == ""
    assert sorted(path.name for path in shelf.iterdir()) == [
        "annotations.yml", "article.txt", "lesson.yml", "quizzes",
    ]  # fmt: skip


def test_json_stays_json_when_something_is_put_back(shelf: Path) -> None:
    (shelf / "article.txt").write_bytes(TINY + b"\n")
    status, said, _ = check("faro", "--fix", "--json")
    assert status == 0
    assert json.loads(said)["ok"] is True


def test_an_article_that_is_another_is_left_alone(shelf: Path) -> None:
    other = TINY.replace(b"1952", b"1953")
    (shelf / "article.txt").write_bytes(other)
    status, said, told = check("faro", "--fix")
    assert (status, told) == (1, "")
    assert "the article is not the one this lesson was made for" in said
    assert (shelf / "article.txt").read_bytes() == other


def test_a_file_that_cannot_be_written_is_told(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "article.txt").write_bytes(TINY + b"\n")

    def refuse(path: Path, content: bytes) -> None:
        del path, content
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lesson_utils.checks.fixing.replace", refuse)
    status, said, told = check("faro", "--fix")
    assert status == 1
    assert told.startswith(
        "faro/article.txt: the article cannot be put back as it was: access denied"
    )
    assert "1 problem to mend" in said


def git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@t", *arguments]
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(command, env=env, capture_output=True, check=True).stdout


def git_codes(lesson: Path) -> list[str]:
    return [p.code for p in run_checks(lesson, NO_MACHINE).problems if "git" in p.code]


def need_git() -> None:
    try:
        subprocess.run(["git", "--version"], capture_output=True, check=True)  # noqa: S607
    except OSError:
        if os.environ.get("CI"):
            pytest.fail("there is no git on this machine, and CI needs it")
        pytest.skip("there is no git on this machine")


def test_a_lesson_where_git_could_change_it_is_a_remark_that_is_put_right(shelf: Path) -> None:
    need_git()
    assert git_codes(shelf) == []
    git(shelf.parents[1], "init", "--quiet")
    result = run_checks(shelf, NO_MACHINE)
    (problem,) = [problem for problem in result.problems if problem.code == "git-changes-article"]
    assert problem.notice
    assert "article.txt -text" in problem.todo("fr")
    (shelf / ".gitattributes").write_bytes(b"*.yml text")
    assert [fixed.code for fixed in fix_lesson(shelf)] == ["attributes"]
    assert (shelf / ".gitattributes").read_bytes() == b"*.yml text\narticle.txt -text\n"
    assert git_codes(shelf) == []
    assert list(fix_lesson(shelf)) == []


@pytest.mark.parametrize(
    ("attributes", "safe"),
    [
        ("* text=auto", False),
        ("* text=auto eol=crlf", False),
        ("* text=auto eol=lf", True),
        ("*.txt eol=lf", True),
        ("*.txt binary", True),
        ("*.txt -text", True),
        ("*.txt -text\narticle.txt text", False),
        ("*.txt -text filter=lfs", False),
        ("*.txt -text working-tree-encoding=UTF-16", False),
    ],
)
def test_the_attributes_that_count_are_those_git_goes_by(
    shelf: Path, attributes: str, *, safe: bool
) -> None:
    need_git()
    git(shelf.parents[1], "init", "--quiet")
    (shelf / ".gitattributes").write_text(f"{attributes}\n", encoding="utf-8")
    assert git_codes(shelf) == ([] if safe else ["git-changes-article"])


@pytest.mark.parametrize("other", ["filter=lfs", "working-tree-encoding=UTF-16", "ident"])
def test_whatever_else_would_change_the_article_is_switched_off_once(
    shelf: Path, other: str
) -> None:
    need_git()
    git(shelf.parents[1], "init", "--quiet")
    (shelf / ".gitattributes").write_text(f"*.txt {other}\n", encoding="utf-8")
    for _ in range(3):
        list(fix_lesson(shelf))
    name = other.partition("=")[0]
    lines = (shelf / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert lines == [f"*.txt {other}", f"article.txt -text -{name}"]
    assert git_codes(shelf) == []


def test_what_this_machine_s_own_settings_say_does_not_count(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_git()
    git(shelf.parents[1], "init", "--quiet")
    (shelf / "own").write_text("*.txt -text\n", encoding="utf-8")
    (shelf / "config").write_text(f"[core]\nattributesFile = {shelf / 'own'}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(shelf / "config"))
    assert git_codes(shelf) == ["git-changes-article"]


def test_what_git_ignores_is_none_of_its_business(shelf: Path) -> None:
    need_git()
    git(shelf.parents[1], "init", "--quiet")
    (shelf.parents[1] / ".gitignore").write_text("/data/\n", encoding="utf-8")
    assert git_codes(shelf) == []


@pytest.mark.parametrize(
    "name",
    [
        "article.txt",
        "l’article.txt",
        "le [phare].txt",
        "#un.txt",
        "!deux.txt",
        "a b.txt",
        "a\tb.txt",
        " a",
        "a\\b",
    ],
)
def test_the_line_that_protects_a_file_is_read_so_by_git(tmp_path: Path, name: str) -> None:
    need_git()
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitattributes").write_text(f"{protection(name)}\n", encoding="utf-8")
    said = git(tmp_path, "check-attr", "-z", "text", "--", name).split(b"\0")
    assert said[1:3] == [b"text", b"unset"]


def test_a_new_lesson_is_protected_wherever_it_is_made(tmp_path: Path) -> None:
    need_git()
    for path, content in propose(TINY, "es", "faro", "en").files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    assert git_codes(tmp_path / "data" / "faro") == []
    assert "insert_final_newline = unset" in (tmp_path / "data/faro/.editorconfig").read_text()


def test_without_git_nothing_is_said(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(shelf))
    (check,) = [each for each in CHECKS if each.name == "bytes_kept"]
    (result,) = run_checks(shelf, [check]).checks
    assert result.state == "absent"


def test_notebooks_are_not_run_where_the_lesson_does_not_open(shelf: Path) -> None:
    (shelf / "article.txt").write_bytes(TINY + b"\n")
    folder = shelf.parents[1] / "notebooks" / "es"
    folder.mkdir(parents=True)
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": "open_lesson('faro')",
    }
    cell |= {"execution_count": 1, "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "00.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    executing = [check for check in CHECKS if check.executes]
    assert {check.state for check in run_checks(shelf, executing).checks} == {"unchecked"}
