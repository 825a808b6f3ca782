"""Easier texts: each sentence placed in the article, every fault of the file told at once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils.content import loading
from lesson_utils.content.levels import EasyText, count_words, load_levels
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from lesson_utils.content.reporting import Loaded

MINUSMA = REPOSITORY / "data" / "minusma"


def load(root: Path) -> Loaded[tuple[EasyText, ...]]:
    info = loading.load_info(root).value
    return load_levels(root, info, loading.load_article(root, info).value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PHARE, tmp_path / "phare")


def told(folder: Path, content: str) -> list[tuple[str, int | None, str]]:
    """Write a file of easier texts; give the code, the line and the id of what is told."""
    (folder / "levels.yml").write_text(content, encoding="utf-8")
    problems = load(folder).problems
    assert all(p.sentence(language) for p in problems for language in ("fr", "en"))
    return [(problem.code, problem.line, problem.id) for problem in problems]


def test_every_sentence_has_the_places_that_it_sums_up() -> None:
    (easy,) = load(PHARE).value
    article = loading.load_article(PHARE, loading.load_info(PHARE).value).value
    assert (easy.chapter, easy.level) == ("tout", "A2")
    places = [[article.text[s.start : s.end] for s in one.spans] for one in easy.sentences]
    assert places == [
        ["Le phare de la pointe a été allumé en 1862."],
        ["Il guide les pêcheurs vers le port"],
        ["La mairie affirme vouloir garder le phare.", "Ils commenceront en 2027."],
        ["mairie"],
    ]
    second = article.text.index("mairie", article.text.index("Selon"))
    assert easy.sentences[3].spans[0].start == second


def test_a_lesson_without_easier_texts_has_none(folder: Path) -> None:
    (folder / "levels.yml").unlink()
    assert load(folder).value == ()
    assert load(folder).problems == ()


FAULTS = """\
- chapter: rien
  level: A3
  sentences:
    - text: "  "
      quote: "Le phare de la ponte"
    - text: "Il y a un phare."
    - text: "C’est <b>vieux</b>."
      quote: []
    - text: "La mairie veut garder le phare."
      quote: ["mairie", "Ils commenceront en 2027."]
      occurrence: 1
      lang: fr
- chapter: tout
  level: A2
- chapter: tout
  level: A2
  sentences: []
- chapter: tout
  level: A2
  sentences:
    - text: "La mairie parle de travaux."
      quote: ["mairie", "Ils commenceront en 2027."]
      occurrence: 1
"""


def test_all_faults_are_told_at_once_with_their_lines(folder: Path) -> None:
    assert told(folder, FAULTS) == [
        ("level-chapter-unknown", 1, "rien A3"),
        ("level-unknown", 2, "rien A3"),
        ("text-empty", 4, "rien A3"),
        ("anchor-missing", 5, "rien A3"),
        ("missing-field", 6, "rien A3"),
        ("text-markup", 7, "rien A3"),
        ("level-anchor", 7, "rien A3"),
        ("unknown-field", 12, "rien A3"),
        ("missing-field", 13, ""),
        ("level-empty", 17, "tout A2"),
        ("level-occurrence", 23, "tout A2"),
        ("anchor-ambiguous", 22, "tout A2"),
        ("level-short", 20, "tout A2"),
        ("level-double", 19, "tout A2"),
    ]


def test_the_nearest_passage_is_proposed(folder: Path) -> None:
    content = (PHARE / "levels.yml").read_text(encoding="utf-8")
    told(folder, content.replace("Il guide les pêcheurs vers", "Il guide les pecheurs vers"))
    (wrong,) = [problem for problem in load(folder).problems if not problem.notice]
    assert wrong.sentence("en") == (
        "phare/levels.yml:7: tout A2: the quote “Il guide les pecheurs vers le port” is not in the"
        " article: did you mean “Il guide les pêcheurs vers le port”?"
    )


def test_a_passage_outside_of_the_chapter_is_told(folder: Path) -> None:
    path = folder / "lesson.yml"
    text = path.read_text(encoding="utf-8")
    chapter = 'title: {fr: "Tout le texte", en: "The whole text"}'
    path.write_text(text.replace(chapter, f"{chapter}, paragraphs: [1]"), encoding="utf-8")
    outside = [p for p in load(folder).problems if p.code == "level-outside"]
    assert [(p.line, p.values["quote"]) for p in outside] == [
        (10, "La mairie affirme vouloir garder le phare."),
        (11, "Ils commenceront en 2027."),
        (13, "mairie"),
    ]
    assert "(§1)" in outside[0].sentence("fr")


ONE = """\
- chapter: tout
  level: {level}
  sentences:
    - text: "{text}"
      quote: "Ils commenceront en 2027."
"""


@pytest.mark.parametrize(
    ("level", "text", "codes"),
    [
        ("A2", "mot " * 25, ["level-short"]),  # the article has 54 words
        ("A2", "mot " * 28, []),
        ("A2", "mot " * 180, []),
        ("A1", "mot " * 181, ["level-long"]),
        ("B1", "mot " * 181, []),
        ("B1", "mot", []),
        ("B1", "Ils commenceront en 2027", ["level-verbatim"]),
        ("B1", "La mairie affirme vouloir garder le phare !", ["level-verbatim"]),
        ("B1", "le phare.", ["level-verbatim"]),
        ("B1", "La mairie veut garder le phare.", []),
    ],
)
def test_an_unusual_length_and_the_articles_own_words_are_remarks(
    folder: Path, level: str, text: str, codes: list[str]
) -> None:
    content = ONE.format(level=level, text=text.strip())
    assert [code for code, _, _ in told(folder, content)] == codes
    assert all(problem.notice for problem in load(folder).problems)


@pytest.mark.parametrize("chapter", ["lecture", "contexte", "liquidation", "perspectives"])
def test_each_chapter_of_the_lesson_has_a_short_text_of_short_sentences(chapter: str) -> None:
    found = load(MINUSMA)
    assert found.problems == ()
    (easy,) = [easy for easy in found.value if (easy.chapter, easy.level) == (chapter, "A2")]
    lengths = [count_words(sentence.text) for sentence in easy.sentences]
    assert 120 <= sum(lengths) <= 150
    assert max(lengths) <= 13
    assert sum(length <= 12 for length in lengths) >= 0.8 * len(lengths)
