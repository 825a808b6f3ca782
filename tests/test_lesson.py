"""The public surface: open a lesson, show it, grade it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from lesson_utils import LessonError, open_lesson
from lesson_utils.questions.base import SKILLS
from lesson_utils.questions.outcomes import NothingToScore
from lesson_utils.shown.quiz import Answer
from lesson_utils.texts import word
from tests.lessons import REPOSITORY, TAUGHT, TINY_ARTICLE

SOURCE_SHA256 = "41eb07b01c2bdf77d77096a693c8a61838061dad7a8dc4ae92e773dff0ae1cfd"


def test_the_article_is_kept_byte_for_byte() -> None:
    raw = (REPOSITORY / "data/minusma/article.txt").read_bytes()
    assert len(raw) == 3925
    assert hashlib.sha256(raw).hexdigest() == SOURCE_SHA256


def test_the_text_shown_is_the_article_without_its_leading_metadata() -> None:
    lesson = open_lesson("minusma", language="fr")
    raw = (REPOSITORY / "data/minusma/article.txt").read_text(encoding="utf-8")
    assert raw == " date 2024-11 " + lesson.article.text
    assert len(lesson.article.sections) == 4
    assert len(lesson.article.sentences) == 24


def test_every_annotation_stands_where_it_says() -> None:
    lesson = open_lesson("minusma", language="fr")
    assert len(lesson.annotations) >= 100
    for annotation in lesson.annotations:
        assert lesson.article.text[annotation.start : annotation.end] == annotation.quote
    terms = [a for a in lesson.annotations if a.kind == "term"]
    assert len(terms) >= 30


@pytest.mark.parametrize("folder", [".", "notebooks/fr", "src", "data/minusma"])
def test_a_lesson_is_found_from_any_folder_of_the_repository(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY / folder)
    assert open_lesson("minusma").root == REPOSITORY / "data" / "minusma"


def test_a_wrong_name_lists_the_lessons_there_are() -> None:
    with pytest.raises(LessonError, match="minusma"):
        open_lesson("minuzma")


def test_a_wrong_language_chapter_or_quiz_lists_what_there_is() -> None:
    with pytest.raises(LessonError, match="fr, en"):
        open_lesson("minusma", language="de")
    lesson = open_lesson("minusma", language="fr")
    with pytest.raises(LessonError, match="contexte, liquidation"):
        lesson.read("context")
    with pytest.raises(LessonError, match="accueil, lecture, identite, contexte, discours"):
        lesson.quiz("context")
    with pytest.raises(LessonError, match=lesson.quiz("contexte").question_ids[0]):
        lesson.quiz("contexte").answer("nothing", "a")


def test_a_second_lesson_in_another_language_opens_from_its_own_folder(tiny_lesson: Path) -> None:
    lesson = open_lesson(tiny_lesson, language="es")
    assert lesson.article.text == TINY_ARTICLE
    assert [(a.kind, a.start) for a in lesson.annotations][:2] == [
        ("term", TINY_ARTICLE.rindex("faro")),
        ("date", TINY_ARTICLE.index("1952")),
    ]
    assert "Una torre con luz." in lesson.read("todo").html()
    answer = lesson.quiz("faro").answer("faro-ano", "a")
    assert isinstance(answer, Answer)
    assert answer.correct
    assert answer.evidence == ("se apagó en 1952",)
    assert open_lesson(tiny_lesson, language="en").quiz("faro").payload["title"] == "The lighthouse"


def test_nothing_to_score_is_apart_from_wrong(tiny_lesson: Path) -> None:
    quiz = open_lesson(tiny_lesson).quiz("faro")
    nothing = quiz.answer("faro-ano", None)
    wrong = quiz.answer("faro-ano", "b")
    assert isinstance(nothing, NothingToScore)
    assert nothing.reason == "empty"
    assert isinstance(wrong, Answer)
    assert (wrong.score, wrong.maximum, wrong.correct) == (0, 1, False)
    assert [feedback.text for feedback in wrong.feedback] == ["Lea otra vez."]


def test_every_quiz_but_the_warm_up_asks_for_the_four_skills() -> None:
    lesson = open_lesson("minusma")
    for name in lesson.quiz_names[1:]:
        if name in {
            "ecrire",
            "semaine",
            "discours",
            "noms",
            "subjonctif",
        }:  # boxes, words, language
            continue
        questions = lesson.quiz(name).payload["questions"]
        assert {question["skill"] for question in questions} == set(SKILLS), name


def test_every_type_of_question_serves_somewhere() -> None:
    lesson = open_lesson("minusma")
    quizzes = [lesson.quiz(name).payload["questions"] for name in lesson.quiz_names]
    assert {question["type"] for quiz in quizzes for question in quiz} >= TAUGHT


def test_every_word_has_its_class_and_those_of_the_week_all_there_is_to_learn() -> None:
    lesson = open_lesson("minusma")
    terms = [placed.annotation for placed in lesson.annotations if placed.kind == "term"]
    assert all(term.word_class for term in terms)
    week = lesson.words().payload["words"]
    assert [row["word"] for row in week] == [
        *("retrait", "déployée", "recrudescence", "remise", "résiliation", "démantelées"),
        *("bilan contrasté", "freiner", "souveraineté", "redoutent", "alerté", "enjeu"),
    ]
    assert all(row["example"] and row["family"] for row in week)


def test_everything_shown_has_three_forms() -> None:
    lesson = open_lesson("minusma", language="fr")
    easy = lesson.read("contexte", level="A2")
    for shown in (lesson.read("contexte"), easy, lesson.quiz("contexte"), lesson.timeline()):
        bundle = shown._repr_mimebundle_()
        assert set(bundle) == {
            "application/vnd.jupyter.widget-view+json",
            "text/html",
            "text/plain",
        }
    for static in (lesson, lesson.steps(), lesson.facts(), lesson.words()):
        assert set(static._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_static_forms_are_the_same_every_time() -> None:
    def forms() -> list[str]:
        lesson = open_lesson("minusma", language="fr")
        shown = [lesson, lesson.read("lecture"), lesson.quiz("contexte"), lesson.timeline()]
        return [form for item in shown for form in (item.html(), item.text())]

    assert forms() == forms()


def test_the_live_widget_gets_the_payload_of_the_static_form() -> None:
    quiz = open_lesson("minusma", language="fr").quiz("contexte")
    widget = quiz.widget
    assert widget is not None
    assert widget.payload == quiz.payload
    assert quiz.responses == {}


def test_text_from_data_files_is_escaped(tiny_lesson: Path) -> None:
    path = tiny_lesson / "quizzes" / "faro.yml"
    text = path.read_text(encoding="utf-8").replace('"Sí."', '"1 < 2 & \\"sí\\" onclick=x"')
    path.write_text(text, encoding="utf-8")
    html = open_lesson(tiny_lesson, language="es").quiz("faro").html()
    assert "1 &lt; 2 &amp; &#34;sí&#34;" in html


def test_static_html_has_no_script_style_sheet_id_or_control() -> None:
    lesson = open_lesson("minusma", language="fr")
    shown = [lesson, lesson.read("lecture"), lesson.timeline(), lesson.facts(), lesson.words()]
    shown.append(lesson.read("lecture", level="A2"))
    shown += [lesson.quiz(name) for name in lesson.quiz_names]
    for item in shown:
        html = item.html()
        for forbidden in ("<script", "<style", "<link", " id=", "<input", "<button", "<select"):
            assert forbidden not in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_static_form_that_has_a_live_one_says_first_how_to_bring_it_alive(language: str) -> None:
    lesson = open_lesson("minusma", language=language)
    menu = {"fr": "«\u00a0Exécuter toutes les cellules\u00a0»", "en": "“Run All Cells”"}[language]
    alive = [
        ("reader", lesson.read("contexte").html()),
        ("easy", lesson.read("contexte", level="A2").html()),
        ("figure", lesson.timeline().html()),
        ("figure", lesson.map().html()),
    ]
    for name, html in alive:
        line = word(language, f"static.alive.{name}")
        assert menu in line
        before, found, _ = html.partition(f"<p>{line}</p>")
        assert found
        assert "<img" not in before
        assert "<p>" not in before
    for still in (lesson.steps(), lesson.voices(), lesson.modes(), lesson.facts()):
        assert menu not in still.html()


@pytest.mark.slow
def test_an_installed_package_carries_its_lessons(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, tree)
    for name in ("src", "data"):
        shutil.copytree(REPOSITORY / name, tree / name)
    home = tmp_path / "env"
    venv.create(home, system_site_packages=False)
    site = next(home.rglob("site-packages"))
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*command, "--target", str(site), str(tree)], check=True)
    shutil.rmtree(tree)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from lesson_utils import open_lesson; print(open_lesson('minusma').root)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(site)],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert Path(done.stdout.strip()) == site / "lesson_utils" / "lessons" / "minusma"
