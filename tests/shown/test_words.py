"""Words to learn: a table with class, meaning, example and family, or a plain list of the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from lesson_utils.content.problems import LessonError
from tests.exports.exporting import read_html
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

#: A second word, earlier in the text than the one with an example, and with nothing besides.
MORE = """\
- id: pecheurs
  kind: term
  quote: "pêcheurs"
  occurrence: 1
  gloss: {fr: "Ils prennent du poisson.", en: "They catch fish."}
- id: titre
  kind: term
  quote: "pointe"
  occurrence: 1
  gloss: {fr: "Le bout d’une terre.", en: "The tip of some land."}
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Copy the lesson, with three words of which one has an example."""
    copy = tmp_path / "phare"
    shutil.copytree(PHARE, copy)
    file = copy / "annotations.yml"
    file.write_text(file.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return copy


def test_a_word_has_its_class_meaning_example_and_family() -> None:
    assert open_lesson(PHARE, "fr").words("phare").text() == (
        "- phare, nom masculin\u00a0: Une tour avec une lumière. (phare)\n"
        "  Exemple\u00a0: Le soir, mon frère regarde la lumière du phare.\n"
        "  Même famille\u00a0: un gardien de phare, un phare de voiture"
    )


def test_in_english_the_words_stay_french_and_are_marked_as_such() -> None:
    html = open_lesson(PHARE, "en").words("phare").html()
    spoken = read_html(html).languages
    assert ("en", "masculine noun") in spoken
    assert ("en", "Word family: ") in spoken
    assert ("fr", "phare") in spoken
    assert ("fr", "Le soir, mon frère regarde la lumière du phare.") in spoken
    assert ("fr", "un gardien de phare, un phare de voiture") in spoken
    assert html.count('translate="no"') == 3


def test_without_style_it_is_a_table_whose_rows_are_the_words() -> None:
    html = open_lesson(PHARE, "fr").words().html()
    assert html.count('<th scope="row"') == 1
    assert html.count('<th scope="col"') == 2
    for forbidden in ("<script", "<style", " id=", "<input", "<button"):
        assert forbidden not in html


def test_a_word_without_the_rest_is_a_word_and_its_meaning(lesson: Path) -> None:
    shown = open_lesson(lesson, "en").words("pecheurs")
    assert shown.text() == "- pêcheurs: They catch fish. (pecheurs)"
    assert "Example" not in shown.html()
    assert "Word family" not in shown.html()


def test_words_stand_in_the_order_in_which_they_are_asked_for(lesson: Path) -> None:
    shown = open_lesson(lesson, "fr").words("pecheurs", "phare", "titre")
    assert [row["id"] for row in shown.payload["words"]] == ["pecheurs", "phare", "titre"]


def test_without_names_it_shows_the_words_that_have_an_example(lesson: Path) -> None:
    shown = open_lesson(lesson, "fr").words()
    assert [row["id"] for row in shown.payload["words"]] == ["phare"]


def test_where_no_word_has_an_example_it_shows_all_in_the_order_of_the_text(lesson: Path) -> None:
    file = lesson / "annotations.yml"
    text = file.read_text(encoding="utf-8")
    example = '  example: "Le soir, mon frère regarde la lumière du phare."\n'
    assert example in text
    file.write_text(text.replace(example, ""), encoding="utf-8")
    shown = open_lesson(lesson, "fr").words()
    assert [row["id"] for row in shown.payload["words"]] == ["titre", "phare", "pecheurs"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "ce mot n’est pas expliqué\u00a0: choisissez parmi\u00a0: phare, pecheurs, titre"),
        ("en", "there is no such glossed word: choose one of: phare, pecheurs, titre"),
    ],
)
def test_a_word_that_is_not_there_is_told_with_those_that_are(
    lesson: Path, language: str, said: str
) -> None:
    # "allume" is a claim of the lesson, and no word.
    for wanted in ("nowhere", "allume"):
        with pytest.raises(LessonError) as raised:
            open_lesson(lesson, language).words("phare", wanted)
        assert said in str(raised.value)
        assert wanted in str(raised.value)


def test_the_reader_says_the_same_with_the_gloss() -> None:
    shown = open_lesson(PHARE, "en").read()
    assert (
        "- [1] phare, masculine noun: A tower with a light. (phare, 26-31)\n"
        "  Example: Le soir, mon frère regarde la lumière du phare.\n"
        "  Word family: un gardien de phare, un phare de voiture\n"
    ) in shown.text()
    spoken = read_html(shown.html()).languages
    assert ("fr", "Le soir, mon frère regarde la lumière du phare.") in spoken
    assert ("fr", "un gardien de phare, un phare de voiture") in spoken


def test_what_is_written_is_shown_and_never_read_as_html(lesson: Path) -> None:
    file = lesson / "annotations.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("un gardien de phare", "a < b & c"), encoding="utf-8")
    assert "a &lt; b &amp; c" in open_lesson(lesson, "fr").words().html()
