"""A lesson from a saved web page, and a lesson in one language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from click.testing import CliRunner

from lesson_utils import open_lesson
from lesson_utils.authoring import making
from lesson_utils.authoring.proposing import propose
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.cli import main
from lesson_utils.notebooks.tidying import strip

PAGE = """<!doctype html><html lang="fr"><head><title>Le port rouvre</title></head><body>
<nav><a href="/">Accueil</a> <a href="/b">Sport</a></nav>
<article><h1>Le port rouvre</h1><p>Par Anna Exemple, le 3 mars 2025</p>
<p>Le port d’Aldmouth rouvre lundi, a dit la maire. Les pêcheurs attendaient depuis deux ans.</p>
<h2>Une longue attente</h2>
<p>Les travaux ont coûté 12 millions d’euros. Selon la maire, « il fallait agir ».</p>
<p>Les pêcheurs craignent une nouvelle fermeture.</p></article>
<footer>Mentions légales.</footer><script>alert(1)</script></body></html>
"""
ARTICLE = """Le port rouvre

Par Anna Exemple, le 3 mars 2025

Le port d’Aldmouth rouvre lundi, a dit la maire. Les pêcheurs attendaient depuis deux ans.

Une longue attente

Les travaux ont coûté 12 millions d’euros. Selon la maire, « il fallait agir ».

Les pêcheurs craignent une nouvelle fermeture.
"""


def quiet(scratch: Path, on_notebook: object) -> None:
    """Run no notebook."""


def run(page: Path, folder: Path, *more: str, typed: str = "") -> tuple[int, str]:
    arguments = ["new", str(page), "--language", "fr", "-o", str(folder), *more]
    done = CliRunner().invoke(main, [*arguments, "--language-of-messages", "en"], input=typed)
    return done.exit_code, done.output


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(making, "_run", quiet)
    path = tmp_path / "port.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_article_of_a_page_is_shown_and_taken_when_it_is_confirmed(page: Path) -> None:
    folder = page.parent / "lesson"
    code, output = run(page, folder, "--yes")
    assert code == 0, output
    assert "Les pêcheurs craignent une nouvelle fermeture." in output
    assert (folder / "data" / "port" / "article.txt").read_text(encoding="utf-8") == ARTICLE


def test_nothing_is_taken_from_a_page_that_nobody_confirmed(page: Path) -> None:
    folder = page.parent / "lesson"
    code, output = run(page, folder)
    assert code == 1
    assert "begin again with --yes" in output
    assert not folder.exists()


def test_a_page_without_an_article_is_told(page: Path) -> None:
    page.write_text("<html><body></body></html>", encoding="utf-8")
    code, output = run(page, page.parent / "lesson", "--yes")
    assert code == 1
    assert "no article was found in this page" in output


SENTENCES = (
    "Le port de Brume rouvre lundi après deux ans de travaux, a dit la maire de la commune.",
    "Les pêcheurs étaient 40 avant la fermeture, ils ne sont plus que 22 aujourd’hui.",
    "« Nous avons cru que cela ne finirait jamais », raconte une marchande du quai.",
    "Oui.",
    "Un nouveau phare remplacera bientôt la tour que la tempête a détruite cet hiver.",
)
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TITLE = "<h1>Le port rouvre</h1>"
META = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>"
#: A page's name, its text, its encoding, and what a reader sees there beside the article.
PAGES = {
    "news": (
        "news.html",
        (f"<body><nav><ul><li><a>Accueil</a></li></ul></nav><article>{TITLE}{PARAGRAPHS}"
        "<aside><p>La pêche en crise</p></aside></article><section class='comments'>"
        "<p>Bravo pour ce port, quelle belle nouvelle !</p></section></body>"),
        "utf-8",
        ("Accueil", "La pêche en crise", "Bravo pour ce port, quelle belle nouvelle !"),
    ),
    "no article": ("page.htm", f"<body><div>{TITLE}{PARAGRAPHS}</div></body>", "utf-8", ()),
    "divs": (
        "PAGE.HTML",
        f"<body>{TITLE}<div>{'</div><div>'.join(SENTENCES)}</div></body>",
        "utf-8",
        (),
    ),
    "windows": ("w.html", f"<head>{META}</head><body>{TITLE}{PARAGRAPHS}</body>", "cp1252", ()),
    "untold": ("u.htm", f"<body>{TITLE}{PARAGRAPHS}</body>", "cp1252", ()),
    "saved": (
        "saved.html",
        ("<!-- saved from url=(0024)https://harbour.example/ --><head>"
        "<script src='saved_files/a.js'>"
        f"</script></head><body><div class='cookie'>Des biscuits ?</div><div>{TITLE}{PARAGRAPHS}"
        "</div></body>"),
        "utf-8",
        ("Des biscuits ?",),
    ),
    "xhtml": (
        "page.xhtml",
        ('<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body>{TITLE}{PARAGRAPHS}</body></html>"),
        "utf-8",
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_page_is_cut_in_silence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_run", quiet)
    file, text, encoding, around = PAGES[name]
    path = tmp_path / file
    path.write_bytes(text.encode(encoding))
    folder = tmp_path / "lesson"
    code, output = run(path, folder, "--yes", "--name", "port")
    assert code == 0, output
    written = (folder / "data" / "port" / "article.txt").read_text(encoding="utf-8")
    assert written == "\n\n".join(["Le port rouvre", *SENTENCES]) + "\n"
    shown, _, left = output.partition("This is in the page too, and was left out:")
    assert all(sentence in shown for sentence in SENTENCES)
    assert [line for line in left.splitlines() if line.startswith("– ")] == [
        f"– {line}" for line in around
    ]


def test_a_line_broken_in_a_page_is_not_joined_to_the_next(
    page: Path,
) -> None:
    text = PAGE.replace("depuis deux ans.", "depuis<br>deux ans.<br/>Enfin !")
    page.write_text(text, encoding="utf-8")
    code, output = run(page, page.parent / "lesson", "--yes")
    assert code == 0, output
    assert "depuis deux ans. Enfin !" in output


def test_two_line_breaks_divide_paragraphs_and_a_row_of_a_table_is_one_line(page: Path) -> None:
    rows = (
        "<table><tr><th>Année</th><th>Prêts</th></tr><tr><td>2024</td><td>1 200</td></tr>"
        "<tr><td>2025</td><td>3 400</td></tr></table>"
    )
    inside = f"<p>{'<br><br/>'.join(SENTENCES)}</p>{PARAGRAPHS.replace('.', ' !')}{rows}"
    text = f"<html><body><article>{TITLE}{inside}</article></body></html>"
    page.write_text(text, encoding="utf-8")
    code, output = run(page, page.parent / "lesson", "--yes")
    assert code == 0, output
    written = (page.parent / "lesson" / "data" / "port" / "article.txt").read_text(encoding="utf-8")
    paragraphs = written.rstrip().split("\n\n")
    assert paragraphs[: 1 + len(SENTENCES)] == ["Le port rouvre", *SENTENCES]
    assert paragraphs[-3:] == ["| Année | Prêts |", "| 2024 | 1 200 |", "| 2025 | 3 400 |"]


def test_a_heading_between_two_paragraphs_that_are_taken_is_not_left_out(page: Path) -> None:
    inside = PARAGRAPHS.replace("<p>Oui.", "<h2>Le nouveau phare</h2><p>Oui.")
    page.write_text(f"<html><body>{TITLE}{inside}</body></html>", encoding="utf-8")
    code, output = run(page, page.parent / "lesson", "--yes")
    assert code == 0, output
    assert "– Le nouveau phare" not in output
    assert output.index("une marchande") < output.index("Le nouveau phare") < output.index("Oui.")


def test_a_byline_makes_no_part() -> None:
    proposal = propose(ARTICLE.encode(), "fr", "port", "en")
    info: dict[str, Any] = yaml.safe_load(proposal.files["data/port/lesson.yml"])
    titles = [chapter["title"]["fr"] for chapter in info["chapters"]]
    assert titles == ["Le texte entier", "Le début", "Une longue attente"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_lesson_for_one_language_asks_for_no_second_one(language: str, page: Path) -> None:
    folder = page.parent / "lesson"
    code, output = run(page, folder, "--yes", "--for", language)
    assert code == 0, output
    assert [path.name for path in (folder / "notebooks").iterdir()] == [language]
    for path in (folder / "data" / "port").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(?:en|fr):", text)
    space = load_workspace(folder / "data" / "port")
    found = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    assert [problem for problem in found if not problem.notice] == []
    lesson = open_lesson(folder / "data" / "port")
    assert lesson.language == language
    assert lesson.quiz(lesson.quiz_names[0]).html()


def test_tidying_keeps_what_says_which_chapter_a_heading_is_of() -> None:
    files = propose(ARTICLE.encode(), "fr", "port", "fr", ("fr",)).files
    found = []
    for name, content in files.items():
        if name.endswith(".ipynb"):
            book = nbformat.reads(content.decode(), as_version=4)
            strip(book)
            found.append(book.cells[0].metadata.get("chapter"))
    assert found == [None, None, "partie-1", "partie-2", None]
