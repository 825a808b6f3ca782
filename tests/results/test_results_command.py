"""`lesson results`: what a teacher sees and gets, whatever lies in the folder."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from PIL import Image

from lesson_utils.cli import main
from lesson_utils.commands import results
from lesson_utils.questions import TYPES
from lesson_utils.shown.figures.heatmap import HeatMap, heatmap_png, heatmap_svg
from tests import programs
from tests.lessons import PHARE, REPOSITORY
from tests.results.classes import exported, hand_in, record

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FRENCH = {"rapport.html", "carte.svg", "carte.png", "eleves.csv", "questions.csv", "reponses.csv"}
ENGLISH = {
    "report.html",
    "heatmap.svg",
    "heatmap.png",
    "students.csv",
    "questions.csv",
    "answers.csv",
}

#: The questions of the lesson with one of every type.
EVERY = len(TYPES.own)


def run(folder: Path, *arguments: str, language: str = "en") -> Result:
    given = ["results", str(folder), "--lesson", str(PHARE), "--language", language]
    given += ["--details", *arguments]
    return CliRunner().invoke(main, given)


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a class of six: nearly all miss q-single, and nobody takes "2027"."""
    hand_in(tmp_path, "ana", "Ana", {"q-single": "b", "q-short": "La mairie"})
    for name in ("Ben", "Chloé", "Dan", "Eva", "Fay"):
        hand_in(
            tmp_path, name.lower(), name, {"q-single": "a", "q-reflect": {"text": f"Moi {name}"}}
        )
    return tmp_path


def names(path: Path) -> set[str]:
    return {item.name for item in path.iterdir()} - {".gitignore"}


def test_the_terminal_shows_students_questions_and_what_to_look_at(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert f"The lighthouse: 6 students, {EVERY} questions." in lines
    (ana,) = [line.split() for line in lines if line.split()[:1] == ["Ana"]]
    assert ana[1:3] == [f"2/{EVERY}", "100%"]
    (single,) = [line for line in lines if line.split()[:2] == ["1", "q-single"]]
    assert single.split()[2:4] == ["6", "17%"]
    assert "Missed by nearly all" in single
    at = lines.index("Questions that nearly all miss:")
    assert lines[at + 1] == "  q-single – When was the lighthouse lit?"
    at = lines.index("Distractors that nobody took:")
    assert lines[at + 1] == "  q-single – 2027"
    written = next(line for line in lines if line.startswith("Written to"))
    assert lines.index(written) == 0, "what the teacher came for is said first"
    first = lines.index(f"The lighthouse: 6 students, {EVERY} questions.")
    tables = lines[first : lines.index("Questions that nearly all miss:")]
    assert max(len(line) for line in tables) <= 80
    assert "\x1b" not in done.stdout


def test_without_details_there_are_no_tables_but_what_to_look_at(folder: Path) -> None:
    given = ["results", str(folder), "--lesson", str(PHARE), "--language", "en"]
    lines = CliRunner().invoke(main, given).stdout.splitlines()
    assert lines[0].startswith("Written to")
    assert f"The lighthouse: 6 students, {EVERY} questions." in lines
    assert "  q-single – When was the lighthouse lit?" in lines
    assert not [line for line in lines if line.split()[:1] == ["Ana"]]
    assert any("--details" in line for line in lines)


@pytest.mark.parametrize(("language", "files"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_files_are_named_and_written_in_the_language(
    language: str, files: set[str], folder: Path
) -> None:
    done = run(folder, language=language)
    assert done.exit_code == 0
    assert names(folder / "results") == files
    for name in files:
        assert name in done.stdout
    git = [programs.git(), "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    status = subprocess.run(
        [*git, "status", "--porcelain", "results"], check=True, capture_output=True
    )
    assert status.stdout == b""


def test_only_their_owner_can_read_the_results(folder: Path) -> None:
    run(folder)
    if os.name == "posix":
        assert stat.S_IMODE((folder / "results").stat().st_mode) == 0o700
        for path in (folder / "results").iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_french_csv_opens_in_a_french_spreadsheet(folder: Path) -> None:
    run(folder, language="fr")
    rows = table(folder / "results" / "eleves.csv", ";")
    assert [row["Élève"] for row in rows] == ["Ana", "Ben", "Chloé", "Dan", "Eva", "Fay"]
    assert rows[0]["repérer"] == "1"
    questions = table(folder / "results" / "questions.csv", ";")
    assert questions[0]["Indice de facilité"] == "0,167"
    assert questions[0]["Signal"] == "Ratée par presque tous"


def test_a_second_run_reads_none_of_its_own_files_and_gives_the_same(folder: Path) -> None:
    run(folder)
    first = {p.name: p.read_bytes() for p in (folder / "results").iterdir()}
    done = run(folder)
    assert "About the files" not in done.stdout
    assert {p.name: p.read_bytes() for p in (folder / "results").iterdir()} == first


def test_another_folder_for_the_results_inside_or_outside(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er"
    done = run(folder, "-o", str(target))
    assert done.exit_code == 0
    assert names(target) == ENGLISH
    assert not (folder / "results").exists()


def test_bad_files_beside_good_ones_are_one_line_each_and_fail_nothing(folder: Path) -> None:
    good = (folder / "ana.json").read_bytes()
    bad = {
        "cut.json": good[:200],
        "latin.json": good.replace(b'"Ana"', b'"\xe9"'),
        "foreign.json": b"{}",
        "newer.json": good.replace(b'"version": 1', b'"version": 9'),
        "copy.json": good,
        "other.json": good.replace(b'"phare"', b'"faro"'),
        "deep.json": b"[" * 100_000,
    }
    for name, raw in bad.items():
        (folder / name).write_bytes(raw)
    for language in ("fr", "en"):
        done = run(folder, language=language)
        assert done.exit_code == 0
        told = re.findall(r"^([\w.]+)\u00a0?: .+[.?]$", done.stdout, re.MULTILINE)
        assert sorted(told) == sorted(bad)
        assert "Traceback" not in done.stdout
    page = (folder / "results" / "report.html").read_text(encoding="utf-8")
    assert "cut.json: the file stops before its end" in page
    assert len(table(folder / "results" / "students.csv")) == 6


def test_without_a_name_the_lesson_is_the_one_most_files_are_of(tmp_path: Path) -> None:
    kept = {"format": "lesson-record", "version": 1, "seed": "s", "quizzes": {}}
    for number in range(2):
        text = json.dumps({**kept, "lesson": "minusma", "student": f"S{number}"})
        (tmp_path / f"{number}.json").write_text(text, encoding="utf-8")
    for number, lesson in enumerate(["../../etc", str(PHARE), "faro"]):
        text = json.dumps({**kept, "lesson": lesson})
        (tmp_path / f"x{number}.json").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["results", str(tmp_path), "--language", "fr"])
    assert done.exit_code == 0
    assert "La Minusma quitte le Mali\u00a0: 2 élèves, " in done.stdout
    # A file's word for its lesson is a name, never a path.
    assert done.stdout.count("réponses à une autre leçon") == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_folder_with_nothing_to_gather_is_told_and_gets_nothing(
    language: str, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    done = CliRunner().invoke(main, ["results", str(tmp_path), "--language", language])
    assert done.exit_code == 1
    assert "a.json" in done.stdout
    assert names(tmp_path) == {"a.json"}
    missing = CliRunner().invoke(main, ["results", str(tmp_path / "no"), "--language", language])
    assert missing.exit_code == 1
    assert len(missing.stdout.splitlines()) == 1


def test_a_question_with_an_error_is_told_and_the_others_are_counted(
    folder: Path, tiny_lesson: Path
) -> None:
    lesson = tiny_lesson.parent / "phare"
    shutil.copytree(PHARE, lesson)
    quiz = lesson / "quizzes" / "tout.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace("correct: true, ", "", 1), encoding="utf-8")
    given = ["results", str(folder), "--lesson", str(lesson), "--language", "en"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0
    assert "phare/quizzes/tout.yml:" in done.stdout
    assert "questions that the lesson does not have, not counted: q-single (6)" in done.stdout
    rows = table(folder / "results" / "questions.csv")
    assert [row["Answered"] for row in rows if row["Question"] == "q-short"] == ["1"]


def test_a_folder_that_was_there_keeps_its_files(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    assert run(folder, "-o", str(target)).exit_code == 0
    assert not (target / ".gitignore").exists()


def test_a_lesson_whose_quizzes_cannot_be_read_is_told_and_no_failure(
    folder: Path, tiny_lesson: Path
) -> None:
    lesson = tiny_lesson.parent / "phare"
    shutil.copytree(PHARE, lesson)
    (lesson / "quizzes" / "tout.yml").write_text("[", encoding="utf-8")
    given = ["results", str(folder), "--lesson", str(lesson), "--language", "en"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0
    assert "phare/quizzes/tout.yml:" in done.stdout
    assert "questions that the lesson does not have, not counted: q-single (6)" in done.stdout
    assert len(table(folder / "results" / "students.csv")) == 6


def test_an_unknown_lesson_is_one_clear_line(folder: Path) -> None:
    given = ["results", str(folder), "--lesson", "nowhere", "--language", "en"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 1
    assert done.stdout.startswith("nowhere: there is no such lesson")
    assert not (folder / "results").exists()


def test_a_file_that_is_open_elsewhere_is_told_and_the_others_are_written(folder: Path) -> None:
    (folder / "results" / "students.csv").mkdir(parents=True)
    done = run(folder)
    assert done.exit_code == 1
    assert "students.csv: cannot be written" in done.stdout
    assert "report.html" in names(folder / "results")


def test_numbered_students_appear_nowhere_by_name_nor_by_their_own_words(folder: Path) -> None:
    (folder / "cut.json").write_bytes(b"{")
    run(folder)
    done = run(folder, "--anonymous")
    assert "Student 6" in done.stdout
    assert "Other files" not in done.stdout
    target = folder / "results-anonymous"
    assert names(target) == ENGLISH
    written = {path.name: path.read_bytes() for path in target.iterdir()}
    for name in ("Ana", "Ben", "Chloé", "chloé", "Moi", "cut.json", "ana.json"):
        for file, raw in written.items():
            if not file.endswith(".png"):
                assert name.encode() not in raw, (name, file)
    times = {path.parent.name: table(path) for path in folder.glob("*/students.csv")}
    assert {row["Last file"] for row in times["results"]} != {""}
    assert {row["Last file"] for row in times["results-anonymous"]} == {""}


HOSTILE = '=1+1</td><script>alert("x")</script>[bold]&amp;{{7*7}}'


def test_a_hostile_name_is_text_everywhere(tmp_path: Path) -> None:
    hand_in(tmp_path, "x", HOSTILE, {"q-short": HOSTILE})
    done = run(tmp_path)
    assert done.exit_code == 0
    flat = "".join(done.stdout.split())
    assert "[bold]" in flat
    page = (tmp_path / "results" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "{{7*7}}" in page
    (row,) = table(tmp_path / "results" / "students.csv")
    assert row["Student"] == f"'{HOSTILE}"
    short = table(tmp_path / "results" / "answers.csv")[7]
    assert short["Answer"] == f"'{HOSTILE}"
    assert "<script" not in (tmp_path / "results" / "heatmap.svg").read_text(encoding="utf-8")


class Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_the_page_stands_alone_and_its_tables_are_tables(folder: Path) -> None:
    run(folder, language="fr")
    text = (folder / "results" / "rapport.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.all("html") == [{"lang": "fr"}]
    assert len(page.all("table")) == len(page.all("caption")) == 2
    assert all(cell.get("scope") in {"col", "row"} for cell in page.all("th"))
    (image,) = page.all("img")
    assert str(image["src"]).startswith("data:image/svg+xml;base64,")
    assert "6 élèves en lignes" in str(image["alt"])
    assert not page.all("script")
    assert not page.all("link")
    assert "http" not in re.sub(r"data:[^\"]+", "", text).replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_nothing_is_sent_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(folder).exit_code == 0


def test_a_terminal_that_lacks_signs_gets_the_tables_all_the_same(tmp_path: Path) -> None:
    hand_in(tmp_path, "x", "Μαρία 😀 ✗", {"q-single": "b"})
    command = [sys.executable, "-m", "lesson_utils", "results", str(tmp_path), "--language", "en"]
    narrow = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [*command, "--lesson", str(PHARE)], env=narrow, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert names(tmp_path / "results") == ENGLISH


def test_of_a_whole_school_the_map_is_a_picture_alone(tmp_path: Path) -> None:
    for number in range(101):
        hand_in(tmp_path, f"s{number:05}", f"S{number}", {"q-single": "b"})
    assert run(tmp_path).exit_code == 0
    assert names(tmp_path / "results") == ENGLISH - {"heatmap.svg"}
    page = (tmp_path / "results" / "report.html").read_text(encoding="utf-8")
    assert 'src="data:image/png;base64,' in page


def test_help_says_that_the_files_are_personal() -> None:
    done = CliRunner().invoke(main, ["results", "--help", "--language", "en"])
    said = " ".join(done.stdout.lower().split())
    assert "personal data" in said
    assert "nothing is sent anywhere" in said


def test_a_student_s_files_are_put_together_or_on_demand(tmp_path: Path) -> None:
    one = record({"q-single": "a"}, at=1_000, seed="school")
    other = record({"q-single": "b", "q-number": "3,5"}, at=900_000, seed="home")
    (tmp_path / "1.json").write_bytes(exported(one, "Ana"))
    (tmp_path / "2.json").write_bytes(exported(other, "Ana"))
    run(tmp_path)
    assert len(table(tmp_path / "results" / "students.csv")) == 2
    run(tmp_path, "--join")
    (row,) = table(tmp_path / "results" / "students.csv")
    assert (row["Files"], row["Answered"], row["Success"]) == ("1.json | 2.json", "2", "1")


# The heat map

MAP = HeatMap(
    groups=(("A", "Short", 2), ("B", "A title with no room", 1)),
    rows=(("Ana", (1.0, 0.5, None), "75%"), ("Ben $x$ <b>", (0.0, "open", None), "0%")),
    whole=("Class", (0.5, "open", None), "50%"),
    key=("all", "part", "none", "open", "nothing"),
)


def test_the_drawing_has_every_name_number_and_title_as_text() -> None:
    svg = heatmap_svg(MAP).decode()
    said = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    for words in ("Ana", "Ben $x$ &lt;b&gt;", "75%", "Class", "all", "part", "A", "B"):
        assert words in said
    assert any("A title with no room" in words for words in said)
    assert heatmap_svg(MAP) == svg.encode()


def test_a_name_in_any_script_is_drawn_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    rows = (("李 محمد 😀", (1.0, None, 0.0), "50%"),)
    given = HeatMap(groups=MAP.groups, rows=rows, whole=MAP.whole, key=MAP.key)
    assert "李 محمد 😀" in heatmap_svg(given).decode()
    assert heatmap_png(given).startswith(b"\x89PNG")
    assert not list(recwarn)


def test_cells_are_told_apart_by_lightness_and_by_what_is_in_them(tmp_path: Path) -> None:
    """Look at the cells of a row, in grey: filled, half, a cross, a ring, empty."""
    cells: tuple[Any, ...] = (1.0, 0.5, 0.0, "open", None)
    row = ("Ana", cells, "50%")
    given = HeatMap(groups=(("A", "Five", 5),), rows=(row,), whole=row, key=MAP.key)
    path = tmp_path / "map.png"
    path.write_bytes(heatmap_png(given))
    with Image.open(path) as picture:
        grey = picture.convert("L")
    dpi, width, height = 160, 0.17, 0.19
    # A row begins right of its label, three letters of 7.5 points; the first one under the heads.
    left = 0.12 * 2 + 3 * 0.58 * 7.5 / 72

    def look(index: int, across: float, down: float) -> int:
        at = (left + width * (index + across), 0.5 + height * down)
        found = grey.getpixel((round(at[0] * dpi), round(at[1] * dpi)))
        assert isinstance(found, int)
        return found

    middles, lower, upper = (
        [look(index, across, down) for index in range(5)]
        for across, down in ((0.5, 0.5), (0.25, 0.8), (0.25, 0.2))
    )
    white = 255
    full, half, nothing, ring, empty = zip(middles, upper, lower, strict=True)
    assert max(full) < white - 120
    assert half[1] - half[2] > 60  # filled from below, and as far as its share
    assert nothing[1] == nothing[2] < white
    assert nothing[1] - nothing[0] > 60  # a cross in the middle of a pale cell
    assert min(ring) == white
    assert min(empty) == white
    rim = [look(3, 0.5 + 4.5 / 2 / 72 / width * sign, 0.5) for sign in (-1, 1)]
    assert max(rim) < white - 60  # a ring, and nothing in its middle


def test_the_whole_lesson_s_class_of_thirty_fits_a_landscape_page(tmp_path: Path) -> None:
    rows = tuple((f"Student {n}", (1.0, 0.0, None) * 21, "50%") for n in range(30))
    groups = (("A", "One", 3), ("B", "Two", 20), ("C", "Three", 40))
    path = tmp_path / "map.png"
    whole = ("Class", (0.5,) * 63, "50%")
    path.write_bytes(heatmap_png(HeatMap(groups=groups, rows=rows, whole=whole, key=MAP.key)))
    with Image.open(path) as picture:
        width, height = picture.size
    # A4 in landscape is 1.41 wide for 1 high.
    assert 1.2 < width / height < 2


def test_the_guide_names_the_options_and_files_there_are() -> None:
    command = results.results
    options = {option for parameter in command.params for option in parameter.opts}
    for language, files in (("fr", FRENCH), ("en", ENGLISH)):
        guide = (REPOSITORY / "docs" / f"guide.{language}.md").read_text(encoding="utf-8")
        (section,) = [part for part in guide.split("\n## ") if "start.py results" in part]
        assert set(re.findall(r"`(--[a-z]+)`", section)) == {"--join", "--anonymous"} <= options
        assert set(re.findall(r"`(\w+\.(?:html|csv|png|svg))`", section)) == files
