"""A chapter's title stands in lesson.yml; notebooks follow it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from lesson_utils.authoring import making
from lesson_utils.authoring.making import new_lesson
from lesson_utils.cli import main
from lesson_utils.notebooks.titles import retitled

TEXT = """The ferry

The ferry of Aldmouth stopped in 1962. The islanders were sad about it for many years.

The new boat

A new boat was built in Saltgate. It has 40 seats, and it is painted green.
"""


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a lesson of two parts in English and French, its notebooks not run."""
    monkeypatch.setattr(making, "_run", lambda *_: None)
    article = tmp_path / "ferry.txt"
    article.write_text(TEXT, encoding="utf-8")
    made, _ = new_lesson(article, "en", folder=tmp_path / "lesson", speaks="en")
    return made


def rename(lesson: Path, title: dict[str, str]) -> None:
    path = lesson / "data" / "ferry" / "lesson.yml"
    info = yaml.safe_load(path.read_text(encoding="utf-8"))
    (chapter,) = [c for c in info["chapters"] if c["title"]["en"] == "The new boat"]
    chapter["title"] = title
    path.write_text(yaml.safe_dump(info, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_a_new_lesson_is_in_step(lesson: Path) -> None:
    assert list(retitled(lesson)) == []


def test_headings_plan_and_links_follow_the_chapter(lesson: Path) -> None:
    rename(lesson, {"en": "A *green* boat", "fr": "Un bateau vert"})
    texts = {change.path.relative_to(lesson).as_posix(): change.text for change in retitled(lesson)}
    (own,) = [name for name in texts if name.startswith("notebooks/en/03_")]
    assert r"# 3. A \\*green\\* boat\n" in texts[own]
    assert r"3. [A \\*green\\* boat](03_part_2.ipynb)" in texts["notebooks/en/00_welcome.ipynb"]
    assert r"[A \\*green\\* boat](03_part_2.ipynb)" in texts["notebooks/en/02_part_1.ipynb"]
    assert "Un bateau vert](03_partie_2.ipynb)" in texts["notebooks/fr/00_accueil.ipynb"]
    assert not any("The new boat" in text for text in texts.values())


def test_the_check_names_each_notebook_and_build_mends_it(lesson: Path) -> None:
    rename(lesson, {"en": "The green boat", "fr": "Le bateau vert"})
    checked = CliRunner().invoke(main, ["check", str(lesson), "--no-run", "--language", "en"])
    assert "still has the title “The new boat”" in checked.output
    assert "the chapter is called “The green boat”" in checked.output
    built = CliRunner().invoke(main, ["build", str(lesson), "--language", "en"])
    assert built.exit_code == 0, built.output
    assert "the title “The new boat” becomes “The green boat”" in built.output
    assert list(retitled(lesson)) == []
    checked = CliRunner().invoke(main, ["check", str(lesson), "--no-run", "--language", "en"])
    assert checked.exit_code == 0, checked.output
