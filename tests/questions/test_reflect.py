"""An open question with sentence starters and a rubric: compiled, shown, taken along, exported."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lesson_utils import open_lesson
from lesson_utils.exports.spreadsheet import export as spreadsheet
from lesson_utils.exports.worksheet import form as paper_form
from lesson_utils.exports.worksheet import key_rows
from lesson_utils.questions.compiling import edition
from lesson_utils.questions.reflect import Reflect
from lesson_utils.results.responses import in_words
from tests.lessons import PHARE, with_rubric

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Give a copy of the test lesson whose open question has a rubric of eight points."""
    folder = shutil.copytree(PHARE, tmp_path / "phare")
    with_rubric(folder)
    return folder


def table(lesson: Path, language: str = "fr") -> dict[str, Any]:
    found: dict[str, Any] = open_lesson(lesson, language=language).quiz("tout").table("q-reflect")
    return found


def test_starters_are_given_without_their_ending_and_points_with_their_total(lesson: Path) -> None:
    asked = table(lesson, "en")
    assert asked["starters"] == ["According to the text,", "In my opinion,"]
    assert asked["criteria"] == [
        {"id": "a", "text": "My sources are named.", "points": 5},
        {"id": "b", "text": "My quotes are exact.", "points": 3},
    ]
    assert (asked["total"], asked["maximum"]) == (8, 0)


def test_a_question_without_points_and_starters_is_as_before() -> None:
    asked = table(PHARE)
    assert [row["points"] for row in asked["criteria"]] == [0, 0]
    assert asked["total"] == 0
    outcome = (
        open_lesson(PHARE, language="fr")
        .quiz("tout")
        .answer("q-reflect", {"text": "Oui.", "ticked": ["b"]})
    )
    assert getattr(outcome, "ticked", None) == ("b",)


def written(**changes: Any) -> Reflect:
    """Give the open question of the test lesson as it was before it had starters, with changes."""
    text = (PHARE / "quizzes" / "tout.yml").read_text(encoding="utf-8")
    questions = yaml.safe_load(text)["questions"]
    fields = next(dict(each) for each in questions if each["id"] == "q-reflect")
    del fields["starters"]
    fields["criteria"] = tuple(fields["criteria"])
    return Reflect(**{**fields, **changes})


def test_answers_stay_valid_where_starters_come_or_points_are_others() -> None:
    # What this question's answers were kept under before there were starters and points.
    assert edition(written()) == "455534f4"
    assert edition(written(starters=("Selon le texte, …",))) == "455534f4"
    five, four = (({"text": "Des sources.", "points": count},) for count in (5, 4))
    assert edition(written(criteria=five)) == edition(written(criteria=four)) != "455534f4"


def test_the_notebook_shows_starters_before_and_levels_with_the_model(lesson: Path) -> None:
    shown = open_lesson(lesson, language="fr").quiz("tout")._repr_mimebundle_()
    page, text = shown["text/html"], shown["text/plain"]
    assert "<li>Selon le texte, …</li>" in page
    assert "<td>Mes sources sont nommées. (5)</td><td>☐ Pas encore</td><td>☐ En partie</td>" in page
    assert "…… / 8" in page
    assert "Selon le texte, …" in text
    assert "☐ b: Mes citations sont exactes. (3)" in text


def test_paper_has_a_column_for_the_student_and_one_for_the_teacher(lesson: Path) -> None:
    made = paper_form(table(lesson), "fr")
    assert made["starters"] == ["Selon le texte, …", "À mon avis, …"]
    assert made["criteria"] == [
        {"text": "Mes sources sont nommées.", "points": "0 · 2½ · 5"},
        {"text": "Mes citations sont exactes.", "points": "0 · 1½ · 3"},
    ]
    assert made["total"] == 8
    assert (made["count"], made["how"]) == (
        14,
        "Écrivez un texte, puis relisez-le avec la grille.",
    )
    key = [(row["sign"], row["text"]) for row in key_rows(table(lesson), "fr")]
    assert key[1:] == [
        ("☐", "Mes sources sont nommées. (5)"),
        ("☐", "Mes citations sont exactes. (3)"),
        ("…", "/ 8"),
    ]


def test_a_spreadsheet_names_the_points(lesson: Path) -> None:
    (content,) = spreadsheet(open_lesson(lesson, language="fr")).files.values()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    (row,) = [row for row in rows if row[0] == "q-reflect"]
    assert row[6] == "Mes sources sont nommées. (5)\nMes citations sont exactes. (3)"


@pytest.mark.parametrize(
    ("response", "words"),
    [
        ({"text": "Oui."}, "Oui."),
        ({"text": "Oui.", "levels": {}}, "Oui."),
        ({"text": "Oui.", "levels": {"a": "no"}}, "Oui. [0 / 8]"),
        ({"text": "Oui.", "levels": {"a": "partly", "b": "yes"}}, "Oui. [5½ / 8]"),
    ],
)
def test_results_give_the_text_and_what_its_writer_gives_himself(
    lesson: Path, response: dict[str, Any], words: str
) -> None:
    assert in_words(table(lesson), response) == words
