"""`lesson export`: what is written, what is told, and what happens when something is wrong."""

from __future__ import annotations

import errno
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
from lesson_utils.exports.part import Part
from lesson_utils.exports.sheet import make_sheet
from lesson_utils.questions import TYPES
from lesson_utils.questions.forms import Gaps, Ordering
from tests.lessons import PHARE, REPOSITORY, of_form

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

HERE = ("moodle", "qti", "cartridge", "anki", "csv")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "900")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def chosen(*names: str) -> list[str]:
    return [part for name in names for part in ("--format", name)]


def test_each_format_is_written_and_told_with_its_purpose_and_questions(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    done = run(PHARE, *chosen(*HERE), "--language", "en", "-o", folder)
    assert done.exit_code == 0
    every = len(TYPES.own)
    files = (
        *("phare-en.moodle.xml", "phare-en.qti.zip", "phare-en.imscc", "phare-en.apkg"),
        "phare-en.csv",
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    for file, purpose, count in zip(
        files,
        ("For Moodle", "For Canvas", "For Moodle", "Deck for Anki", "Table"),
        (every, every, every - len(of_form(Ordering)), len(of_form(Gaps)), every),
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
    done = run(PHARE, *chosen(name), "--language", language, "--details", "-o", tmp_path)
    assert done.exit_code == 0
    for kind in TYPES:
        (line, *_) = [line for line in done.stdout.splitlines() if f"q-{kind}" in line]
        assert re.search(r"→|not in the deck|left out|pas dans le paquet|laissée", line)


def test_ids_of_one_kind_share_a_row(tmp_path: Path) -> None:
    done = run("minusma", *chosen("moodle"), "--language", "en", "--details", "-o", tmp_path)
    (row,) = [line for line in done.stdout.splitlines() if "Single choice →" in line]
    count = int(row.split()[0])
    assert count == len(re.findall(r"[\w-]+(?=,|\s*$)", row.split("lost.")[1])) > 1


def test_no_line_of_a_note_begins_with_a_sign_that_french_sets_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = [Note(item="q-1", code=f"cartridge-{name}") for name in ("total", "multiple", "zero")]
    for width in range(60, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        Teller("fr").notes("a.imscc", notes)
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


def test_what_is_not_translated_yet_is_exported_marked_and_listed(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    quiz = tiny_lesson / "quizzes" / "faro.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace(', en: "When did it go dark?"', ""), encoding="utf-8")
    names = [*HERE, "page"]
    done = run(tiny_lesson, *chosen(*names), "--language", "en", "-o", tmp_path / "en")
    assert (done.exit_code, done.stderr) == (0, "")
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("faro/"))
    assert line.startswith("faro/quizzes/faro.yml:6: faro-ano: the field “prompt” has no text in")
    assert len(list((tmp_path / "en").iterdir())) == len(names)
    page = (tmp_path / "en" / "faro-en.html").read_text(encoding="utf-8")
    assert '[ES\u00a0– not translated yet] <span lang="es">¿Cuándo se apagó?</span>' in page
    moodle = (tmp_path / "en" / "faro-en.moodle.xml").read_text(encoding="utf-8")
    assert "[ES\u00a0– not translated yet] ¿Cuándo se apagó?" in moodle
    whole = run(tiny_lesson, *chosen("csv"), "--language", "es", "-o", tmp_path / "es")
    assert whole.exit_code == 0
    assert "quizzes/faro.yml" not in whole.stdout


def test_an_entry_that_lacks_a_text_is_left_out_and_told(tiny_lesson: Path, tmp_path: Path) -> None:
    file = tiny_lesson / "annotations.yml"
    text = file.read_text(encoding="utf-8")
    gloss = '  gloss: {es: "Una torre con luz.", en: "A tower with a light."}\n'
    assert gloss in text
    file.write_text(text.replace(gloss, ""), encoding="utf-8")
    done = run(tiny_lesson, *chosen("page"), "--language", "en", "-o", tmp_path / "en")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("faro/annotations.yml:1: faro: the field “gloss”")
    page = (tmp_path / "en" / "faro-en.html").read_text(encoding="utf-8")
    assert "A tower with a light." not in page
    assert "se apagó en 1952" in page


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
    assert "Not made: anki. First mend what is said above." in done.stdout.splitlines()
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
    done = run(
        PHARE,
        *chosen("moodle"),
        *("--language", "en", "--language", "fr", "--details"),
        *("-o", tmp_path),
    )
    assert done.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "phare-en.moodle.xml",
        "phare-fr.moodle.xml",
    ]
    (row,) = [line for line in done.stdout.splitlines() if "Single choice →" in line]
    assert row.split()[0] == "1"
    assert "phare-en.moodle.xml, phare-fr.moodle.xml: what changes" in done.stdout


def test_a_title_in_no_language_costs_its_quiz_and_is_told(
    tiny_lesson: Path, tmp_path: Path
) -> None:
    quiz = tiny_lesson / "quizzes" / "faro.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace('{es: "El faro", en: "The lighthouse"}', "{}", 1), "utf-8")
    done = run(tiny_lesson, *chosen("csv", "moodle"), "--language", "en", "-o", tmp_path / "out")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("faro/quizzes/faro.yml:1: the field “title”")
    assert "faro-ano" not in (tmp_path / "out" / "faro-en.csv").read_text(encoding="utf-8-sig")


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
    done = run(PHARE, *chosen("moodle"), "--language", "fr", "--details", "-o", tmp_path)
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


def test_a_file_takes_one_line_the_page_and_the_paper_first(tmp_path: Path) -> None:
    done = run(PHARE, "--language", "en", "-o", tmp_path)
    assert done.exit_code == 0
    first, *files, written, more = done.stdout.splitlines()
    assert [line.split(" — ")[0] for line in files][:3] == [
        "phare-en.html",
        "phare-en-student.pdf",
        "phare-en-answers.pdf",
    ]
    assert len(files) == len(list(tmp_path.iterdir()))
    assert first.startswith("phare (en), in ")
    assert written.startswith("Written to ")
    assert more.endswith("--details.")


def test_a_sign_that_is_missing_on_paper_is_told_without_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = (
        Note(item="a.pdf", code="handout-signs", values={"signs": "𐤀"}),
        Note(item="q-1", code="handout-single"),
    )
    made = Exported(files={"a.pdf": b"x"}, notes=notes)
    monkeypatch.setattr("lesson_utils.commands.export.exporter", lambda _: lambda _: made)
    said = run(PHARE, *chosen("handout"), "--language", "en", "-o", tmp_path).stdout
    assert "No font has these signs" in said
    assert "boxes to tick" not in said


def test_one_chapter_is_its_text_its_quiz_and_its_facts(tmp_path: Path) -> None:
    arguments = ("--chapter", "contexte", *chosen("page", "csv"), "--language", "fr")
    done = run("minusma", *arguments, "-o", tmp_path)
    assert done.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "minusma-contexte-fr.csv",
        "minusma-contexte-fr.html",
    ]
    table = (tmp_path / "minusma-contexte-fr.csv").read_text(encoding="utf-8-sig")
    assert "ctx-deploiement" in table
    assert "liq-" not in table
    page = (tmp_path / "minusma-contexte-fr.html").read_text(encoding="utf-8")
    shown = page.partition('<script type="application/json"')[0]
    assert "accord d’Alger" in shown
    assert "Tinzaouaten" not in shown
    lesson = open_lesson("minusma", "fr")
    numbers = [p["number"] for p in lesson.read("contexte").payload["paragraphs"] if p["number"]]
    beyond = lesson.article.paragraphs[-1]
    assert numbers == [1, 2]
    assert lesson.article.text[beyond.start : beyond.end] not in shown


def test_one_quiz_comes_with_the_chapter_of_its_name_or_the_whole_article() -> None:
    lesson = open_lesson("minusma", "fr")
    part = Part(lesson, chapter=None, quiz="liquidation")
    assert part.quiz_names == ("liquidation",)
    assert part.read().payload == lesson.read("liquidation").payload
    whole = Part(lesson, chapter=None, quiz="nombres")
    assert whole.quiz_names == ("nombres",)
    assert whole.read().payload == lesson.read().payload


def test_a_chapter_without_a_quiz_of_its_name_has_those_that_ask_about_it_alone() -> None:
    lesson = open_lesson(PHARE, "fr")
    for chapter in lesson.info.chapters:
        part = Part(lesson, chapter=chapter.id, quiz=None)
        inside = [(p["start"], p["number"]) for p in part.read().payload["paragraphs"]]
        assert inside
        for quiz in part.readable_quizzes():
            assert quiz.payload["quiz"] in lesson.quiz_names


def test_a_part_on_paper_keeps_the_line_numbers_of_the_article() -> None:
    lesson = open_lesson("minusma", "fr")
    whole = make_sheet(lesson, answers=False)["article"]
    part = make_sheet(Part(lesson, chapter="perspectives", quiz=None), answers=False)["article"]
    numbers = [[line["number"] for line in paragraph["lines"]] for paragraph in part]
    assert numbers
    assert all(
        found in [[line["number"] for line in paragraph["lines"]] for paragraph in whole]
        for found in numbers
    )
    assert len(part) < len(whole)


@pytest.mark.parametrize(
    ("option", "known"), [("--chapter", "perspectives"), ("--quiz", "nombres")]
)
def test_an_unknown_chapter_or_quiz_is_one_line_that_names_those_there_are(
    tmp_path: Path, option: str, known: str
) -> None:
    done = run("minusma", option, "nowhere", *chosen("csv"), "--language", "en", "-o", tmp_path)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "nowhere" in line
    assert known in line
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("asked", "locale", "said"),
    [
        ("--language en export --language fr", "fr_FR.UTF-8", "Written to"),
        ("export --language fr", "en_GB.UTF-8", "Écrit dans"),
        ("export", "en_GB.UTF-8", "Written to"),
        ("export", "C.UTF-8", "Écrit dans"),
    ],
)
def test_messages_come_in_the_language_asked_first_then_the_system_s_then_the_lesson_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, locale: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("LANG", locale)
    arguments = [*asked.split(), str(PHARE), *chosen("csv"), "-o", str(tmp_path)]
    assert said in CliRunner().invoke(main, arguments).stdout


def test_a_broken_notebook_costs_its_own_texts_and_is_told(tmp_path: Path) -> None:
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    (tmp_path / "notebooks" / "fr" / "02_contexte.ipynb").write_text("{", encoding="utf-8")
    lesson, out = tmp_path / "data" / "minusma", tmp_path / "out"
    for part in ((), ("--chapter", "contexte"), ("--quiz", "nombres")):
        for form in ("page", "moodle"):
            done = run(lesson, *part, *chosen(form), "--language", "fr", "-o", out)
            assert done.exit_code == 0, done.output
            told = "02_contexte.ipynb ne peut pas être lu" in done.output
            assert told == (form == "page")
    assert len(list(out.iterdir())) == 6
