"""The files students hand in: every one is read or told, and each work goes to one student."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.results.analysis import analyse
from lesson_utils.results.folder import OWN, read_folder
from lesson_utils.results.gradebook import grade_all, questions_of
from lesson_utils.results.remarks import Remark, shown
from lesson_utils.results.report import report
from lesson_utils.results.studentfile import LARGEST, Export, read_export
from lesson_utils.results.students import gather, labels, number
from lesson_utils.results.tables import answer_rows, question_rows, student_rows, to_csv
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.records import Entry, QuizRecord, Record
from tests import programs
from tests.lessons import PHARE, REPOSITORY
from tests.results.classes import EDITIONS, PAYLOAD, exported, hand_in, record

QUESTIONS = questions_of([[PAYLOAD], [open_lesson(PHARE, "en").quiz("tout").payload]])


def page_exports(answers: list[tuple[str, dict[str, Any]]], name: str) -> bytes:
    """Give the file that the page's own JavaScript makes of these answers."""
    given = json.dumps({"payload": PAYLOAD, "name": name, "answers": answers})
    script = REPOSITORY / "tests" / "results" / "export.mjs"
    done = subprocess.run(
        [programs.node(), str(script)], input=given.encode(), capture_output=True, check=True
    )
    return done.stdout


def read(raw: bytes, file: str = "a.json") -> Export:
    found = read_export(file, raw)
    assert isinstance(found, Export), found
    return found


def code(raw: bytes) -> str:
    found = read_export("a.json", raw)
    assert isinstance(found, Remark), found
    return found.code


# One file


def test_what_the_page_exports_is_read_whole_and_graded() -> None:
    told: dict[str, Any] = {"edition": EDITIONS["q-number"], "at": 5, "attempts": 2, "hints": 1}
    raw = page_exports(
        [
            ("q-number", {**told, "response": "35", "score": 0, "maximum": 1}),
            ("q-single", {"edition": EDITIONS["q-single"], "at": 6, "response": "b"}),
            ("q-short", {"edition": "earlier", "at": 7, "response": "la mairie"}),
            ("q-cloze", {"edition": EDITIONS["q-cloze"], "at": 8, "draft": {"a": "mar"}}),
        ],
        " Élève de « seconde » 😀 ",
    )
    found = read(raw)
    assert (found.student, found.left_out, found.older) == ("Élève de « seconde » 😀", 0, False)
    assert found.exported is not None
    assert found.record.seed
    kept = found.record.quizzes["tout"].answers
    assert kept["q-number"] == Entry(response="35", score=0, maximum=1, **told)
    assert kept["q-cloze"].draft == {"a": "mar"}
    book = grade_all(gather([found])[0], QUESTIONS)
    (answers,) = book.answers
    assert {place: answer.score for place, answer in answers.items()} == {
        ("tout", "q-number"): 0,
        ("tout", "q-single"): 1,
    }
    assert answers["tout", "q-number"].attempts == 2
    assert dict(book.earlier) == {"q-short": 1}


def test_the_file_that_the_kernel_keeps_is_read_too(tmp_path: Path) -> None:
    kept = record({"q-single": "b"}, seed="s")
    ProgressStore("phare", [tmp_path]).save(kept, "fr")
    found = read((tmp_path / "phare.json").read_bytes())
    assert (found.record, found.student, found.exported) == (kept, "", None)


GOOD = exported(record({"q-single": "b", "q-short": "mairie"}), "Ana")
BAD = {
    "empty": b"",
    "blank": b" \n\0\0",
    "a mark and nothing": b"\xef\xbb\xbf",
    "a space": "\u00a0".encode(),
    "cut": GOOD[:300],
    "cut in a text": GOOD[: GOOD.index(b"mairie") + 2],
    "latin": GOOD.replace(b"Ana", "Anaïs".encode("latin-1")),
    "utf-16": GOOD.decode().encode("utf-16"),
    "no json": b"PK\x03\x04 not JSON",
    "trailing": GOOD + b"}",
    "deep": b"[" * 200_000,
    "deep and whole": b"[" * 200_000 + b"]" * 200_000,
    "long number": b'{"format": ' + b"1" * 10_000 + b"}",
    "list": b"[1, 2]",
    "other json": b'{"name": "x"}',
    "newer": GOOD.replace(b'"version": 1', b'"version": 2'),
    "newer, as text": GOOD.replace(b'"version": 1', b'"version": "2.0"'),
    "no version": GOOD.replace(b'"version": 1', b'"version": null'),
    "no quizzes": b'{"format": "lesson-record", "version": 1, "lesson": "phare", "quizzes": 3}',
    "lesson is a list": GOOD.replace(b'"lesson": "phare"', b'"lesson": ["phare"]'),
    "large": b"[" + b" " * LARGEST,
}
CODES = {
    "empty": "empty",
    "blank": "empty",
    "a mark and nothing": "empty",
    "a space": "not-json",
    "cut": "cut",
    "cut in a text": "cut",
    "latin": "encoding",
    "utf-16": "encoding",
    "no json": "not-json",
    "trailing": "not-json",
    "deep": "not-json",
    "deep and whole": "not-json",
    "long number": "foreign",
    "list": "foreign",
    "other json": "foreign",
    "newer": "newer",
    "newer, as text": "newer",
    "no version": "damaged",
    "no quizzes": "damaged",
    "lesson is a list": "damaged",
    "large": "large",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_told_by_what_it_is(kind: str) -> None:
    assert code(BAD[kind]) == CODES[kind]


def test_a_file_saved_again_by_a_text_editor_is_read() -> None:
    again = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    assert read(again) == read(GOOD)


def test_what_only_a_browser_or_python_writes_as_json_spoils_no_file() -> None:
    for odd in (b"NaN", b"-Infinity", b"1e999", b"1" * 40, b'"\\ud800"'):
        found = read(GOOD.replace(b'"mairie"', odd))
        assert found.record.quizzes["tout"].answers["q-single"].response == "b"
        assert found.left_out == 0


def test_damaged_answers_are_counted_and_the_others_read() -> None:
    value = json.loads(GOOD)
    answers = value["quizzes"]["tout"]["answers"]
    answers["q-short"]["at"] = "yesterday"
    answers["q-order"] = 3
    value["quizzes"]["other"] = "gone"
    found = read(json.dumps(value).encode())
    assert found.left_out == 3
    assert list(found.record.quizzes["tout"].answers) == ["q-single"]


def test_an_older_version_is_read_and_told() -> None:
    found = read(GOOD.replace(b'"version": 1', b'"version": 0'))
    assert found.older
    assert found.student == "Ana"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Ana \n Lía\t", "Ana Lía"),
        ("\x1b[31mRed\x07", "[31mRed"),
        ("\u202egnp.exe", "gnp.exe"),
        ("x" * 200, "x" * 79 + "…"),
        ("\ud800", "\ufffd"),
        ("A\u0301na", "Ána"),
        (None, ""),
        (["Ana"], ""),
    ],
)
def test_a_name_is_shown_on_one_line_without_control_signs(written: Any, name: str) -> None:
    value = {**json.loads(GOOD), "student": written}
    assert read(json.dumps(value).encode()).student == name


@pytest.mark.parametrize(
    "written", ["yesterday", "0001-01-01T00:00:00+14:00", "2026-11-24", 5, None, "9999-12-31T23Z"]
)
def test_a_moment_that_is_none_is_left_out(written: Any) -> None:
    value = {**json.loads(GOOD), "exported": written}
    assert read(json.dumps(value).encode()).exported is None


# A folder


def told(folder: Path) -> dict[str, str]:
    return {remark.file: remark.code for remark in read_folder(folder).remarks}


def test_subfolders_are_read_and_what_systems_leave_there_is_passed_over(tmp_path: Path) -> None:
    hand_in(tmp_path, "ana", "Ana", {"q-single": "b"})
    hand_in(tmp_path / "Dupont Marie_123_assignsubmission_file_", "b", "Marie", {"q-single": "a"})
    litter = [".DS_Store", "._ana.json", "Thumbs.db", "desktop.ini"]
    for name in litter:
        (tmp_path / name).write_bytes(GOOD)
    for name in ("__MACOSX", ".git"):
        hand_in(tmp_path / name, "c", "C", {"q-single": "b"})
    for name in ("a.pdf", "b.PDF", "summary.txt", "Makefile"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    found = read_folder(tmp_path)
    assert [export.student for export in found.exports] == ["Ana", "Marie"]
    assert found.exports[1].file == "Dupont Marie_123_assignsubmission_file_/b.json"
    assert found.remarks == []
    assert dict(found.others) == {".pdf": 2, ".txt": 1, "": 1}


@pytest.mark.parametrize("name", ["ana.json (1)", "ana", "ana.JSON", "ana.json.txt"])
def test_an_export_is_known_under_another_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(GOOD)
    assert [export.student for export in read_folder(tmp_path).exports] == ["Ana"]


def test_bad_files_are_told_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, raw in BAD.items():
        (tmp_path / f"{name}.json").write_bytes(raw)
    hand_in(tmp_path, "good", "Ana", {"q-single": "b"})
    found = read_folder(tmp_path)
    assert [export.file for export in found.exports] == ["good.json"]
    # Two files of the same bytes that are none are told twice, each by its name.
    assert told(tmp_path) == {f"{name}.json": CODES[name] for name in BAD}


def test_an_exact_copy_is_counted_once(tmp_path: Path) -> None:
    for name in ("a.json", "a (1).json", "b.json"):
        (tmp_path / name).write_bytes(GOOD)
    found = read_folder(tmp_path)
    assert [export.file for export in found.exports] == ["a (1).json"]
    assert told(tmp_path) == {"a.json": "double", "b.json": "double"}


def test_links_and_pipes_are_not_followed_and_archives_are_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    hand_in(outside, "secret", "Ana", {"q-single": "b"})
    folder.mkdir()
    (folder / "file.json").symlink_to(outside / "secret.json")
    (folder / "broken.json").symlink_to(tmp_path / "nowhere")
    (folder / "sub").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "all.zip").write_bytes(b"PK\x03\x04")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.json")
    found = read_folder(folder)
    assert found.exports == []
    links = ("file.json", "broken.json", "sub", "loop")
    assert told(folder) == {**dict.fromkeys(links, "link"), "all.zip": "archive"}


def test_the_results_are_never_read_again(tmp_path: Path) -> None:
    hand_in(tmp_path, "ana", "Ana", {"q-single": "b"})
    hand_in(tmp_path / "results", "ben", "Ben", {"q-single": "b"})
    (tmp_path / "results" / ".gitignore").write_bytes(OWN)
    assert [export.student for export in read_folder(tmp_path).exports] == ["Ana"]


def test_a_folder_of_students_may_be_called_results(tmp_path: Path) -> None:
    hand_in(tmp_path / "results", "ben", "Ben", {"q-single": "b"})
    assert [export.student for export in read_folder(tmp_path).exports] == ["Ben"]


def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = hand_in(tmp_path, "locked", "Ana", {"q-single": "b"})
    hand_in(tmp_path, "open", "Ben", {"q-single": "b"})
    usual = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return usual(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    found = read_folder(tmp_path)
    assert [export.student for export in found.exports] == ["Ben"]
    (remark,) = found.remarks
    assert remark.sentence("en") == (
        "locked.json: cannot be read (Permission denied): check its permissions, then run the "
        "command again."
    )


def test_a_file_name_that_is_no_text_is_shown_all_the_same() -> None:
    # As Python gives a name of other bytes than UTF-8.
    assert shown("\udcff\x1b[2J.json") == "\ufffd[2J.json"


# Whose files


def export(file: str, student: str, answers: dict[str, Any], at: int, seed: str = "") -> Export:
    return Export(
        file=file,
        student=student,
        exported=None,
        record=record(answers, at=at, seed=seed or file),
    )


def who(*exports: Export, join: bool = False) -> tuple[list[tuple[str, ...]], list[str]]:
    """Give the files of each student, and what is said of which file."""
    students, remarks = gather(exports, join=join)
    again = gather(exports[::-1], join=join)[0]
    assert again == students
    return [s.files for s in students], [f"{remark.file} {remark.code}" for remark in remarks]


TWO = {"q-single": "b", "q-number": "35"}


def test_later_files_of_one_browser_are_one_student_and_the_last_answers_count() -> None:
    early = export("1", "Ana", {"q-single": "a", "q-short": "x"}, 1_000, "s")
    late = export("2", " ana ", {"q-single": "b"}, 9_000, "s")
    students, _ = gather([late, early])
    assert [s.files for s in students] == [("1", "2")]
    kept = students[0].record.quizzes["tout"].answers
    assert {key: one.response for key, one in kept.items()} == {"q-single": "b", "q-short": "x"}
    assert who(early, late) == ([("1", "2")], ["2 merged"])


def test_work_taken_to_another_machine_is_one_student() -> None:
    school = export("1", "Ana", TWO, 1_000, "school")
    home = export("2", "Ana", {**TWO, "q-short": "x"}, 1_000, "home")
    assert who(school, home) == ([("1", "2")], ["2 merged"])


def test_two_students_of_one_name_stay_two_and_are_told() -> None:
    one, other = export("1", "Ana", TWO, 1_000), export("2", "ANA", TWO, 9_000)
    assert who(one, other) == ([("1",), ("2",)], ["2 namesake"])
    assert who(one, other, join=True) == ([("1", "2")], ["2 merged"])
    students, _ = gather([one, other])
    assert labels(students, "fr") == ["Ana (1)", "ANA (2)"]


def test_files_without_a_name_are_told_apart_and_named_by_their_file() -> None:
    one, other = export("1", "", TWO, 1_000, "s"), export("2", "", TWO, 9_000, "s")
    assert who(one, other) == ([("1",), ("2",)], ["1 nameless", "2 nameless"])
    assert labels(gather([one, other])[0], "en") == ["no name (1)", "no name (2)"]


def test_a_file_without_a_name_goes_to_the_one_student_with_the_same_work() -> None:
    named, bare = export("1", "Ana", TWO, 1_000), export("2", "", TWO, 1_000)
    assert who(named, bare) == ([("1", "2")], ["2 merged"])
    copied = export("3", "Ben", TWO, 1_000)
    files, said = who(named, bare, copied)
    assert files == [("1",), ("3",), ("2",)]
    assert "3 shared" in said


def test_the_same_work_under_two_names_is_told_and_nobody_loses_it() -> None:
    one, other = export("1", "Ana", TWO, 1_000, "s"), export("2", "Ben", TWO, 1_000, "s")
    assert who(one, other) == ([("1",), ("2",)], ["2 shared"])


def test_one_answer_at_the_same_moment_is_chance() -> None:
    one = export("1", "Ana", {"q-single": "b", "q-short": "x"}, 1_000)
    other = export("2", "Ben", {"q-single": "b", "q-number": "3", "q-short": "x"}, 1_000)
    assert who(one, other) == ([("1",), ("2",)], [])


def test_a_shared_computer_where_each_starts_again_has_two_students() -> None:
    ana = export("1", "Ana", TWO, 1_000, "s")
    ben = export("2", "Ben", {"q-single": None, "q-number": "3,5"}, 50_000, "s")
    assert who(ana, ben) == ([("1",), ("2",)], [])


def test_students_stand_as_in_a_class_list() -> None:
    names = ["Zoé", "élève 10", "", "Élève 2", "Eva", "ana"]
    exports = [export(str(i), name, TWO, 1_000_000 * (i + 1)) for i, name in enumerate(names)]
    students, _ = gather(exports)
    assert [s.name for s in students] == ["ana", "Élève 2", "élève 10", "Eva", "Zoé", ""]


def test_numbered_students_have_neither_name_nor_file_nor_the_order_of_their_names() -> None:
    names = [f"Student {letter}" for letter in "ABCDEFGH"]
    exports = [export(name, name, TWO, 1_000_000 * (i + 1)) for i, name in enumerate(names)]
    students, _ = gather(exports)
    hidden = number(students)
    assert {(s.name, s.files) for s in hidden} == {("", ())}
    assert [s.record for s in hidden] != [s.record for s in students]
    assert number(students[::-1]) == hidden
    assert labels(hidden, "en") == [f"Student {n}" for n in range(1, 9)]


# Anything at all

TEXT = st.text(st.characters(), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
IDS = st.sampled_from([table["id"] for table in PAYLOAD["questions"]])
PARTS = st.sampled_from(["a", "b", "c", "d", "fact", "forecast", "right", "wrong"])
RESPONSES = (
    JSON
    | PARTS
    | st.lists(PARTS, max_size=4)
    | st.dictionaries(PARTS, PARTS | TEXT, max_size=4)
    | st.lists(st.lists(st.integers(0, 300) | st.floats(0, 300), max_size=3), max_size=3)
    | st.fixed_dictionaries({"text": TEXT}, optional={"ticked": JSON})
)
ENTRIES = st.fixed_dictionaries(
    {"response": RESPONSES},
    optional={"at": JSON | st.integers(0, 5), "edition": JSON, "attempts": JSON, "draft": JSON},
)


@st.composite
def exports_of_any_kind(draw: st.DrawFn) -> bytes:
    answers = draw(st.dictionaries(IDS | TEXT, ENTRIES | JSON, max_size=11))
    for key, value in answers.items():
        if isinstance(value, dict) and draw(st.booleans()):
            value["edition"] = EDITIONS.get(key, "")
    value = {
        "format": "lesson-record",
        "version": 1,
        "lesson": "phare",
        "seed": draw(JSON),
        "quizzes": {"tout": {"answers": answers}, **draw(st.dictionaries(TEXT, JSON, max_size=2))},
        "student": draw(JSON | st.just("Ana")),
        "exported": draw(JSON | st.just("2026-11-24T10:00:00.000Z")),
        **draw(st.dictionaries(TEXT, JSON, max_size=2)),
    }
    raw = json.dumps(value).encode()
    start = draw(st.integers(0, len(raw)))
    return raw[:start] + draw(st.binary(max_size=3)) + raw[start:] if draw(st.booleans()) else raw


@settings(max_examples=100)
@given(st.lists(exports_of_any_kind() | st.binary(), max_size=4))
def test_no_bytes_whatsoever_make_it_fail(files: list[bytes]) -> None:
    found = [read_export(f"{index}.json", raw) for index, raw in enumerate(files)]
    for remark in found:
        if isinstance(remark, Remark):
            assert remark.sentence("fr").startswith(remark.file)
    students, _ = gather([one for one in found if isinstance(one, Export)])
    analysis = analyse(grade_all(students, QUESTIONS))
    called = labels(students, "fr")
    assert len(set(called)) == len(called)
    tables = (
        student_rows(analysis, called, "fr"),
        question_rows(analysis.items, "fr"),
        list(answer_rows(analysis.book, called, "fr")),
    )
    for rows in tables:
        assert to_csv(rows, "fr").decode("utf-8-sig").count("\r\n") >= len(rows)
    assert report(analysis, called, "fr")["count"] == len(students)
    for item in analysis.items:
        assert item.facility is None or 0 <= item.facility <= 1


@given(st.text(st.characters()))
def test_what_is_shown_is_one_line_that_can_be_written(text: str) -> None:
    line = shown(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert len(line.encode()) <= 4 * 80


def test_a_record_with_an_unknown_quiz_is_told_with_its_questions() -> None:
    answers = {"q": Entry(at=1, response="a"), "cleared": Entry(at=2)}
    kept = Record(lesson="phare", quizzes={"gone": QuizRecord(answers=answers)})
    found = Export(file="a", student="Ana", exported=None, record=kept)
    assert dict(grade_all(gather([found])[0], QUESTIONS).unknown) == {"q": 1}
