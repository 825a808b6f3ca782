"""An easier text of a chapter: what is shown of it without script, and what is asked wrongly."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

import pytest

from lesson_utils import open_lesson
from lesson_utils.content.problems import LessonError
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

MARKS = {
    "fr": "Résumé simplifié, pas l’article",
    "en": "Simplified summary, not the article",
}


class Texts(HTMLParser):
    """The texts of the elements of one name, in order."""

    def __init__(self, name: str, html: str) -> None:
        super().__init__()
        self.name = name
        self.found: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == self.name:
            self._depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self.name

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found[-1] += data


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_static_form_says_what_it_is_and_quotes_what_each_sentence_sums_up(
    language: str,
) -> None:
    html = open_lesson(PHARE, language=language).read("tout", level="A2").html()
    assert f"<strong>{MARKS[language]}</strong>" in html
    assert re.search(r"(Niveau|Level) A2</p>", html)
    assert f'<section lang="{language}"' in html
    assert '<ol translate="no" lang="fr">' in html
    assert "Il montre le chemin du port aux pêcheurs." in html
    assert Texts("summary", html).found == [
        "Passage §1",
        "Passage §1",
        "Passage §2, §2",
        "Passage §2",
    ]
    assert Texts("blockquote", html).found == [
        "Le phare de la pointe a été allumé en 1862. (§1)",
        "Il guide les pêcheurs vers le port depuis cette date. (§1)",
        "La mairie affirme vouloir garder le phare. (§2)",
        "Ils commenceront en 2027. (§2)",
        "Selon la mairie, les travaux coûteront 3,5 millions d’euros. (§2)",
    ]
    assert Texts("mark", html).found[1::3] == ["Il guide les pêcheurs vers le port", "mairie"]


def test_the_plain_text_has_every_sentence_with_its_passages() -> None:
    text = open_lesson(PHARE, language="fr").read("tout", level="A2").text()
    head = "Tout le texte\nRésumé simplifié, pas l’article · Niveau A2\n\n1. Le phare existe"
    assert text.startswith(head)
    assert "   > Il guide les pêcheurs vers le port (§1, " in text
    assert text.endswith("Écrit pour les tests.")


def test_a_text_of_a_data_file_is_escaped(tmp_path: Path) -> None:
    folder = shutil.copytree(PHARE, tmp_path / "phare")
    path = folder / "levels.yml"
    text = path.read_text(encoding="utf-8").replace("depuis 1862.", 'depuis < 1863 & \\"1862\\".')
    path.write_text(text, encoding="utf-8")
    html = open_lesson(folder, language="fr").read("tout", level="A2").html()
    assert "depuis &lt; 1863 &amp; &#34;1862&#34;." in html


def test_the_live_form_has_the_article_and_the_easier_text() -> None:
    lesson = open_lesson(PHARE, language="fr")
    payload, plain = lesson.read("tout", level="A2").payload, lesson.read("tout").payload
    easy = payload.pop("easy")
    assert payload == plain
    assert [len(sentence["passages"]) for sentence in easy["sentences"]] == [1, 1, 2, 1]


NOT_OF_THIS_LEVEL = "the chapter has no text of this level: choose one of: A2"
NOT_OF_THIS_CHAPTER = (
    "the chapter has no simplified text: take level out, write the text in levels.yml, or choose"
    " one of: tout"
)
NO_CHAPTER = (
    "a simplified text is that of a chapter, and none is named: name the chapter, one of: tout"
)


@pytest.mark.parametrize(
    ("chapter", "level", "said"),
    [
        ("tout", "B1", f"phare: tout B1: {NOT_OF_THIS_LEVEL}"),
        ("tout", "a2", f"phare: tout a2: {NOT_OF_THIS_LEVEL}"),
        ("tout", cast("str", 2), f"phare: tout 2: {NOT_OF_THIS_LEVEL}"),
        ("rien", "A2", "phare: rien: there is no such chapter: choose one of: tout, vide"),
        ("vide", "A2", f"phare: vide: {NOT_OF_THIS_CHAPTER}"),
        (None, "A2", f"phare: A2: {NO_CHAPTER}"),
    ],
)
def test_what_there_is_not_is_one_sentence_that_lists_what_there_is(
    tmp_path: Path, chapter: str | None, level: str, said: str
) -> None:
    folder = shutil.copytree(PHARE, tmp_path / "phare")
    path = folder / "lesson.yml"
    more = "  - {id: vide, title: {fr: 'Vide', en: 'Empty'}}\nholders:"
    path.write_text(path.read_text(encoding="utf-8").replace("holders:", more), encoding="utf-8")
    with pytest.raises(LessonError) as raised:
        open_lesson(folder, language="en").read(chapter, level=level)
    assert str(raised.value) == said


def test_a_lesson_without_easier_texts_says_so(tmp_path: Path) -> None:
    folder = shutil.copytree(PHARE, tmp_path / "phare")
    (folder / "levels.yml").unlink()
    with pytest.raises(LessonError) as raised:
        open_lesson(folder, language="fr").read("tout", level="A2")
    assert str(raised.value) == (
        "phare: A2: la leçon n’a pas de textes simplifiés (fichier levels.yml)\u00a0: retirez"
        " level, ou écrivez ce fichier"
    )
