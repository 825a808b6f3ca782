"""Class, example and family of a word: read, refused with one message each, checked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.content.problems import Problem

CLASS = '  class: {fr: "nom masculin", en: "masculine noun"}\n'
EXAMPLE = '  example: "Le soir, mon frère regarde la lumière du phare."\n'
FAMILY = '  family: ["un gardien de phare", "un phare de voiture"]\n'


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    copy = tmp_path / "phare"
    shutil.copytree(PHARE, copy)
    return copy


def told(folder: Path, old: str, new: str) -> tuple[int, list[Problem]]:
    """Change a line of the annotations; give its number, and all that is said of the lesson."""
    file = folder / "annotations.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    space = load_workspace(folder)
    problems = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    return text[: text.index(old)].count("\n") + 1, problems


def test_the_three_fields_are_read() -> None:
    (term,) = [a.annotation for a in open_lesson(PHARE).annotations if a.kind == "term"]
    assert term.word_class == {"fr": "nom masculin", "en": "masculine noun"}
    assert term.example == "Le soir, mon frère regarde la lumière du phare."
    assert term.family == ("un gardien de phare", "un phare de voiture")


@pytest.mark.parametrize("field", [CLASS, EXAMPLE, FAMILY])
def test_each_of_them_may_be_left_out(lesson: Path, field: str) -> None:
    assert told(lesson, field, "")[1] == []


def test_a_class_may_be_the_same_in_all_languages(lesson: Path) -> None:
    assert told(lesson, CLASS, '  class: "nom masculin"\n')[1] == []
    assert "nom masculin" in open_lesson(lesson, "en").words().text()


@pytest.mark.parametrize(
    ("old", "new", "code", "french", "english"),
    [
        (CLASS, '  class: {fr: "nom"}\n', "translation-missing", "« class »", "“class”"),
        (CLASS, '  class: ""\n', "text-empty", "« class »", "“class”"),
        (CLASS, "  class: 3\n", "field-type", "« class »", "“class”"),
        (CLASS, '  class: "<b>nom</b>"\n', "text-markup", "<b>", "<b>"),
        (
            EXAMPLE,
            '  example: {fr: "Un phare.", en: "A light."}\n',
            "example-form",
            "« example » n’est pas un seul texte",
            "“example” is not a single text",
        ),
        (EXAMPLE, '  example: " "\n', "text-empty", "« example »", "“example”"),
        (EXAMPLE, '  example: "Un <i>phare</i>."\n', "text-markup", "<i>", "<i>"),
        (
            FAMILY,
            '  family: "un gardien"\n',
            "family-form",
            "« family » n’est pas une liste de mots",
            "“family” is not a list of words",
        ),
        (FAMILY, '  family: ["phare", 3]\n', "family-form", "« family »", "“family”"),
        (FAMILY, '  family: ["phare", ""]\n', "text-empty", "« family »", "“family”"),
    ],
)
def test_each_wrong_value_is_told_once_in_both_languages(  # noqa: PLR0913, PLR0917 - one row a fault
    lesson: Path, old: str, new: str, code: str, french: str, english: str
) -> None:
    line, (problem,) = told(lesson, old, new)
    assert (problem.code, problem.id, problem.line) == (code, "phare", line)
    assert problem.file == "phare/annotations.yml"
    assert french in problem.what("fr").replace("\u00a0", " ")
    assert english in problem.what("en")
    assert problem.todo("fr") != problem.todo("en")


@pytest.mark.parametrize("field", ["class", "example", "family"])
@pytest.mark.parametrize("owner", ["date-1862", "allume"])
def test_no_other_kind_has_them(lesson: Path, owner: str, field: str) -> None:
    value = '["phare"]' if field == "family" else '"nom"'
    line, (problem,) = told(lesson, f"- id: {owner}\n", f"- id: {owner}\n  {field}: {value}\n")
    assert (problem.code, problem.id, problem.line) == ("field-of-other-kind", owner, line + 1)
    assert f"“{field}”" in problem.what("en")
    assert not problem.notice


@pytest.mark.parametrize(
    "quoted",
    [
        "La mairie affirme vouloir garder le phare.",
        "La mairie affirme vouloir garder le phare !",
        "le phare",
        "Selon la mairie, les travaux coûteront 3,5 millions d'euros",
    ],
)
def test_an_example_that_the_article_has_is_a_remark(lesson: Path, quoted: str) -> None:
    line, (problem,) = told(lesson, EXAMPLE, f'  example: "{quoted}"\n')
    assert (problem.code, problem.id, problem.line) == ("example-quoted", "phare", line)
    assert problem.notice
    assert quoted in problem.what("fr")
    assert quoted in problem.what("en")


def test_an_example_that_shares_words_with_the_article_is_none(lesson: Path) -> None:
    assert (
        told(lesson, EXAMPLE, '  example: "La mairie affirme vouloir vendre le phare."\n')[1] == []
    )
