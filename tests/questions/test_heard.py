"""A text to be heard: compiled into the question, read in its static forms, graded in none."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from lesson_utils.questions.grading import grade
from lesson_utils.student.counting import counted
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.shown.quiz import Quiz

HEARD = {
    "order": "On allume le phare, on commence les travaux, on les finit.",
    "locate": "Ils ont peur qu’on ferme le phare.",
}
LABELS = {
    "fr": "À écouter (ou à faire lire)\u00a0:",
    "en": "To listen to (or to have read aloud):",
}


def asked(language: str = "fr") -> Quiz:
    return open_lesson(PHARE, language).quiz("tout")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PHARE, tmp_path / "phare")


def reworded(folder: Path, old: str, new: str) -> Quiz:
    path = folder / "quizzes" / "tout.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return open_lesson(folder, "fr").quiz("tout")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_stands_in_the_article_s_language_whatever_that_of_the_lesson(language: str) -> None:
    found = {table["type"]: table["listen"] for table in asked(language).payload["questions"]}
    assert {kind: text for kind, text in found.items() if text} == HEARD


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_static_forms_have_it_as_a_quotation_to_be_read_aloud(language: str) -> None:
    quiz = asked(language)
    for text in HEARD.values():
        line = f"{LABELS[language]} «\u00a0{text}\u00a0»"
        assert f"\n   {line}\n" in quiz.text()
        span = f'<span translate="no" lang="fr">«\u00a0{text}\u00a0»</span>'
        assert f"<p>{LABELS[language]} {span}</p>" in quiz.html()
    assert quiz.text().count(LABELS[language]) == quiz.html().count(LABELS[language]) == 2


@pytest.mark.parametrize("kind", HEARD)
def test_another_text_changes_what_is_stored(kind: str, folder: Path) -> None:
    before = asked()
    after = reworded(folder, HEARD[kind], "On éteint la lampe.")
    assert after.html() == before.html().replace(HEARD[kind], "On éteint la lampe.")
    assert after.text() == before.text().replace(HEARD[kind], "On éteint la lampe.")
    assert after.html() != before.html()
    assert after.text() != before.text()


def test_answers_from_before_it_was_there_still_count(folder: Path) -> None:
    without = reworded(folder, f'    listen: "{HEARD["order"]}"\n', "")
    for quiz in (asked(), without):
        editions = {table["id"]: table["edition"] for table in quiz.payload["questions"]}
        # As they were before a question could have a text to be heard.
        assert (editions["q-order"], editions["q-locate"]) == ("497f3737", "eee7c561")


@pytest.mark.parametrize("kind", HEARD)
def test_grading_is_by_the_same_vectors(kind: str) -> None:
    path = REPOSITORY / "tests" / "vectors" / f"{kind}.json"
    vectors = json.loads(path.read_text(encoding="utf-8"))
    for case in vectors["cases"]:
        table = vectors["tables"][case["table"]]
        assert grade({**table, "listen": HEARD[kind]}, case["response"]) == grade(
            table, case["response"]
        )


def test_a_sentence_of_the_article_itself_may_be_heard(folder: Path) -> None:
    sentence = "Les pêcheurs redoutent pourtant sa fermeture."
    quiz = reworded(folder, HEARD["locate"], sentence)
    assert quiz.payload["omitted"] == []
    assert f"«\u00a0{sentence}\u00a0»" in quiz.text()


def test_it_is_shown_as_text_whatever_is_in_it(folder: Path) -> None:
    quiz = reworded(folder, HEARD["locate"], "Ici < là & {{ title }}.")
    assert "«\u00a0Ici &lt; là &amp; {{ title }}.\u00a0»" in quiz.html()
    assert "«\u00a0Ici < là & {{ title }}.\u00a0»" in quiz.text()


def test_what_counts_answers_needs_none_of_it() -> None:
    payload = counted([asked().payload], "phare", "fr", PHARE)
    assert "peur" not in json.dumps(payload["quizzes"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Jugez d’après l’article seul."), ("en", "Judge by the article alone.")],
)
def test_a_statement_is_judged_by_the_article_alone_and_says_so(language: str, said: str) -> None:
    quiz = asked(language)
    statements = [t for t in quiz.payload["questions"] if t["type"] == "truefalse"]
    assert quiz.text().count(f"\n   {said}\n") == len(statements) == 1
    assert quiz.html().count(f"<p>{said}</p>") == 1
