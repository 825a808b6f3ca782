"""`lesson export`: what is written, what is told, and what happens when something is wrong."""

from __future__ import annotations

import errno
import html
import re
import shutil
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from lesson_utils import open_lesson
from lesson_utils.cli import main
from lesson_utils.commands.export import Teller
from lesson_utils.exports import Exported, Note, registry
from lesson_utils.questions import TYPES
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

HERE = ("moodle", "qti", "cartridge", "anki", "csv")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "900")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", "--details", *map(str, arguments)])


def chosen(*names: str) -> list[str]:
    return [part for name in names for part in ("--format", name)]


def test_each_format_is_written_and_told_with_its_purpose_and_questions(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    done = run(PHARE, *chosen(*HERE), "--language", "en", "-o", folder)
    assert done.exit_code == 0
    files = (
        *("phare-en.moodle.xml", "phare-en.qti.zip", "phare-en.imscc", "phare-en.apkg"),
        "phare-en.csv",
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    for file, purpose, count in zip(
        files,
        ("For Moodle", "For Canvas", "For Moodle", "Deck for Anki", "Table"),
        (11, 11, 10, 1, 11),
        strict=True,
    ):
        assert re.search(
            rf"^{re.escape(file)} — {purpose}.* Questions: {count}\.$", done.stdout, re.MULTILINE
        )
    assert all(path.stat().st_size for path in folder.iterdir())
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert {path.stat().st_mode for path in folder.iterdir()} == {plain.stat().st_mode}
    assert zipfile.is_zipfile(folder / "phare-en.qti.zip")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["moodle", "qti", "cartridge", "anki", "handout"])
def test_what_becomes_of_every_question_is_told(name: str, language: str, tmp_path: Path) -> None:
    done = run(PHARE, *chosen(name), "--language", language, "-o", tmp_path)
    assert done.exit_code == 0
    for kind in TYPES:
        (line, *_) = [line for line in done.stdout.splitlines() if f"q-{kind}" in line]
        assert re.search(r"→|not in the deck|left out|pas dans le paquet|laissée", line)


def test_ids_of_one_kind_share_a_row(tmp_path: Path) -> None:
    done = run("minusma", *chosen("moodle"), "--language", "en", "-o", tmp_path)
    (row,) = [line for line in done.stdout.splitlines() if "Single choice →" in line]
    count = int(row.split()[0])
    assert count == len(re.findall(r"[\w-]+(?=,|\s*$)", row.split("lost.")[1])) > 1


def test_no_line_of_a_note_begins_with_a_sign_that_french_sets_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = [Note(item="q-1", code=f"cartridge-{name}") for name in ("total", "multiple", "zero")]
    for width in range(60, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        Teller("fr", details=True).notes("a.imscc", notes)
        lines = capsys.readouterr().out.splitlines()[1:]
        assert len(lines) > 10
        assert not [line for line in lines if re.match(r" *[:;?!»]", line)]


def test_help_needs_no_module_of_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", dict.fromkeys(registry.FORMATS, "no.such.module"))
    done = run("--help")
    assert done.exit_code == 0
    for name in (*HERE, "handout", "page"):
        assert name in done.stdout


def test_a_missing_tool_is_one_sentence_and_the_rest_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    done = run(PHARE, *chosen("anki", "csv"), "--language", "en", "-o", tmp_path)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("anki: the tool “genanki” is missing; it is installed by")
    assert [path.name for path in tmp_path.iterdir()] == ["phare-en.csv"]


def test_a_question_with_an_error_is_left_out_and_told(tiny_lesson: Path, tmp_path: Path) -> None:
    quiz = tiny_lesson / "quizzes" / "faro.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace(", correct: true", ""), encoding="utf-8")
    folder = tmp_path / "out"
    done = run(tiny_lesson, *chosen(*HERE), "--language", "en", "-o", folder)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("faro/quizzes/faro.yml:10: faro-ano: ")
    assert len(list(folder.iterdir())) == len(HERE)
    assert "faro-ano" not in (folder / "faro-en.moodle.xml").read_text(encoding="utf-8")


def test_proposals_that_nobody_has_read_are_counted(tiny_lesson: Path, tmp_path: Path) -> None:
    for name in ("annotations.yml", "quizzes/faro.yml"):
        file = tiny_lesson / name
        text = file.read_text(encoding="utf-8")
        marked = re.sub(r"(?m)^( *)- id: .*", r"\g<0>\n\1  draft: true", text)
        file.write_text(marked, encoding="utf-8")
    done = run(tiny_lesson, *chosen("csv"), "--language", "en", "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "faro: proposals not read yet (“draft: true”): 5." in done.stdout
    assert "draft" not in run(PHARE, *chosen("csv"), "--language", "en", "-o", tmp_path).stdout


def test_a_quiz_that_cannot_be_read_is_told_and_the_others_are_written(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    (tiny_lesson / "quizzes" / "roto.yml").write_text("title: [", encoding="utf-8")
    done = run(tiny_lesson, *chosen("csv"), "--language", "en", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "roto.yml" in done.stderr
    assert "faro-ano" in (tmp_path / "out" / "faro-en.csv").read_text(encoding="utf-8-sig")


def test_annotations_that_cannot_be_read_cost_the_deck_alone(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    (tiny_lesson / "annotations.yml").write_text("- {id: x, kind: riddle}\n", encoding="utf-8")
    done = run(tiny_lesson, *chosen("anki", "moodle"), "--language", "en", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "annotations.yml:1" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["faro-en.moodle.xml"]


@pytest.mark.parametrize("languages", [("fr", "en"), ("en", "fr"), ("en",)])
def test_each_problem_is_told_once_whatever_meets_it(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    folder = tmp_path / "phare"
    shutil.copytree(PHARE, folder)
    for name, before, after in (
        ("annotations.yml", "kind: term", "kind: riddle"),
        ("quizzes/tout.yml", "a été allumé en 1862", "a été allumé en 1962"),
        ("quizzes/tout.yml", 'text: "1826"', 'text: "1862"'),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    chosen_ = [part for language in languages for part in ("--language", language)]
    done = run(folder, *chosen_, "-o", tmp_path / "out")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert len(lines) == len(set(lines)) == 3
    places = [line.split(": ")[0] for line in lines]
    assert places == [
        "phare/quizzes/tout.yml:12",
        "phare/quizzes/tout.yml:7",
        "phare/annotations.yml:2",
    ]


def test_several_languages_are_written_at_once_and_their_notes_are_told_once(
    tmp_path: Path,
) -> None:
    done = run(PHARE, *chosen("moodle"), "--language", "en", "--language", "fr", "-o", tmp_path)
    assert done.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "phare-en.moodle.xml",
        "phare-fr.moodle.xml",
    ]
    (row,) = [line for line in done.stdout.splitlines() if "Single choice →" in line]
    assert row.split()[0] == "1"
    assert "phare-en.moodle.xml, phare-fr.moodle.xml: what changes" in done.stdout


def test_a_title_without_a_language_costs_its_quiz_there_and_is_told(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    quiz = tiny_lesson / "quizzes" / "faro.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace(', en: "The lighthouse"}', "}", 1), encoding="utf-8")
    done = run(tiny_lesson, *chosen("csv", "moodle"), "--language", "en", "-o", tmp_path / "out")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("faro/quizzes/faro.yml:1: the field “title”")
    done = run(tiny_lesson, *chosen("csv"), "--language", "es", "-o", tmp_path / "out")
    assert "faro-ano" in (tmp_path / "out" / "faro-es.csv").read_text(encoding="utf-8-sig")


def test_a_lesson_with_nothing_but_an_article_is_exported(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    (tiny_lesson / "annotations.yml").write_text("[]\n", encoding="utf-8")
    (tiny_lesson / "quizzes" / "faro.yml").unlink()
    done = run(tiny_lesson, "--language", "es", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "out").iterdir())) == len(HERE) + 5
    page = (tmp_path / "out" / "faro-es.html").read_text(encoding="utf-8")
    assert 'id="read"' in page
    assert 'id="answer"' not in page
    assert 'href="#answer"' not in page


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "phare-en.csv").mkdir()
    done = run(PHARE, *chosen("csv", "moodle"), "--language", "en", "-o", tmp_path)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "phare-en.csv cannot be written" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "phare-en.csv",
        "phare-en.moodle.xml",
    ]


@pytest.mark.parametrize(("language", "why"), [("fr", "accès refusé"), ("en", "access denied")])
def test_why_nothing_can_be_written_is_in_the_readers_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, why: str
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("lesson_utils.commands.export.replace", refuse)
    done = run(PHARE, *chosen("page"), "--language", language, "-o", tmp_path)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].endswith(why)
    assert f"phare-{language}.html" not in done.stdout


def test_an_unknown_lesson_or_language_is_one_clear_line(tmp_path: Path) -> None:
    for arguments, said in (
        (("nowhere", "--language", "en"), "nowhere: there is no such lesson"),
        ((str(PHARE), "--language", "de"), "“de”"),
    ):
        done = run(*arguments, *chosen("csv"), "-o", tmp_path)
        assert done.exit_code == 1
        (line,) = done.stderr.splitlines()
        assert said in line
    assert not list(tmp_path.iterdir())


def test_the_language_is_the_locale_s_only_where_the_lesson_has_it(
    tiny_lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run(tiny_lesson, *chosen("csv"), "-o", tmp_path / "out").exit_code == 0
    assert run(PHARE, *chosen("csv"), "-o", tmp_path / "out").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["faro-es.csv", "phare-fr.csv"]


def test_all_formats_are_made_unless_some_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def exporter(name: str) -> object:
        made.append(name)
        return lambda _: Exported(files={f"{name}.txt": b"x"}, questions=2)

    monkeypatch.setattr("lesson_utils.commands.export.exporter", exporter)
    done = run(PHARE, "--language", "fr", "-o", tmp_path)
    assert done.exit_code == 0
    assert made == ["page", "handout", *HERE]
    assert done.stdout.count("Questions\u00a0: 2.") == 7


def test_every_note_has_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = (Note(item="q-1", code="moodle-shares"), Note(item="q-2", code="moodle-cut"))
    made = Exported(files={"a.xml": b"x"}, notes=notes)
    monkeypatch.setattr("lesson_utils.commands.export.exporter", lambda _: lambda _: made)
    done = run(PHARE, *chosen("moodle"), "--language", "fr", "-o", tmp_path)
    assert "Plus de dix bonnes réponses" in done.stdout
    assert "255" in done.stdout


@pytest.mark.parametrize("name", ["moodle", "qti", "cartridge", "csv"])
def test_why_a_distractor_fits_nothing_is_carried_over(tmp_path: Path, name: str) -> None:
    run(PHARE, *chosen(name), "--language", "en", "-o", tmp_path)
    (written,) = tmp_path.iterdir()
    if zipfile.is_zipfile(written):
        with zipfile.ZipFile(written) as archive:
            texts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
    else:
        texts = [written.read_text(encoding="utf-8-sig")]
    assert any("Nobody forbids anything in the article." in text for text in texts)


def test_without_details_a_file_takes_one_line_and_the_page_comes_first(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", str(PHARE), "--language", "en", "-o", str(tmp_path)])
    assert done.exit_code == 0
    first, *lines = done.stdout.splitlines()
    assert first.startswith("phare (en)")
    files = [line.partition(" — ")[0] for line in lines if " — " in line]
    assert files[0] == "phare-en.html"
    assert sorted(files) == sorted(path.name for path in tmp_path.iterdir())
    assert len(lines) == len(files) + 2
    assert "--details" in lines[-1]


def test_a_chapter_is_written_with_what_its_notebook_holds(tmp_path: Path) -> None:
    done = run("minusma", "--chapter", "contexte", "--format", "page", "-o", tmp_path)
    assert done.exit_code == 0
    [path] = tmp_path.iterdir()
    assert path.name == "minusma-contexte-fr.html"
    page = path.read_text(encoding="utf-8")
    lesson = open_lesson("minusma", "fr")
    inside = {table["id"] for table in lesson.quiz("contexte").payload["questions"]}
    outside = {table["id"] for table in lesson.quiz("liquidation").payload["questions"]}
    assert all(f'"{name}"' in page for name in inside)
    assert not any(f'"{name}"' in page for name in outside)
    assert "La Minusma avait été déployée au Mali en 2013" in page
    text = page.partition('<script type="application/json"')[0]
    assert "La Minusma avait" in text
    assert "redoutent une contagion" not in text
    assert page.count("<figure") == 1
    facts = {fact["id"]: fact["text"] for fact in lesson.facts().payload["facts"]}
    assert facts["accord-alger"] in html.unescape(page)
    assert facts["kidal"] not in html.unescape(page)


def test_a_quiz_alone_is_written_for_every_format(tmp_path: Path) -> None:
    done = run("minusma", "--quiz", "dates", "--language", "en", *chosen(*HERE), "-o", tmp_path)
    assert done.exit_code == 0
    assert {path.name.partition("-en")[0] for path in tmp_path.iterdir()} == {"minusma-dates"}
    csv = (tmp_path / "minusma-dates-en.csv").read_text(encoding="utf-8-sig")
    assert "dat-" in csv
    assert "ctx-" not in csv


@pytest.mark.parametrize("option", ["--chapter", "--quiz"])
def test_an_unknown_part_is_one_line_that_names_those_there_are(
    option: str, tmp_path: Path
) -> None:
    done = run("minusma", option, "contextes", "--language", "en", "-o", tmp_path / "none")
    assert done.exit_code == 1
    [said] = done.stderr.splitlines()
    assert "contextes" in said
    assert "contexte, liquidation" in said
    assert not (tmp_path / "none").exists()


def test_the_language_asked_for_before_the_command_is_that_of_the_messages(tmp_path: Path) -> None:
    arguments = ["--language", "en", "export", str(PHARE), "--language", "fr", "--format", "csv"]
    done = CliRunner().invoke(main, [*arguments, "-o", str(tmp_path)])
    assert "Written to" in done.stdout
    assert (tmp_path / "phare-fr.csv").exists()
