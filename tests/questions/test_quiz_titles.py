"""A quiz's title: its own, or that of the chapter whose name it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from lesson_utils import LessonError, open_lesson
from lesson_utils.authoring.proposing import propose
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = REPOSITORY / "tests" / "articles" / "night_bus.en.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a new lesson's data files: two parts, each with a quiz of its name."""
    proposal = propose(ARTICLE.read_bytes(), "en", "bus", "en")
    for name, content in proposal.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "data" / "bus"


def wrong(root: Path) -> list[str]:
    space = load_workspace(root)
    found = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    return [problem.sentence("en") for problem in found if not problem.notice]


def retitle(root: Path, chapter: str, title: object) -> None:
    path = root / "lesson.yml"
    info = yaml.safe_load(path.read_text(encoding="utf-8"))
    next(item for item in info["chapters"] if item["id"] == chapter)["title"] = title
    path.write_text(yaml.safe_dump(info, allow_unicode=True), encoding="utf-8")


def test_a_new_lesson_writes_a_chapters_title_once(root: Path) -> None:
    chapters = {
        chapter["id"]: chapter["title"]
        for chapter in yaml.safe_load((root / "lesson.yml").read_text(encoding="utf-8"))["chapters"]
    }
    titled = {
        path.stem: "title" in yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (root / "quizzes").glob("*.yml")
    }
    assert titled == {"reading": True, "part-1": False, "part-2": False, "synthesis": True}
    assert {"part-1", "part-2"} < set(chapters)
    assert wrong(root) == []


def test_a_quiz_shows_its_chapters_title_and_follows_it(root: Path) -> None:
    def shown(language: str) -> list[str]:
        lesson = open_lesson(root, language)
        return [lesson.quiz(name).payload["title"] for name in ("part-1", "part-2")]

    assert shown("en") == ["Part 1", "Part 2"]
    retitle(root, "part-2", {"fr": "Le dernier bus", "en": "The last bus"})
    assert shown("en") == ["Part 1", "The last bus"]
    assert shown("fr") == ["Partie 1", "Le dernier bus"]
    assert wrong(root) == []


def test_a_title_of_its_own_is_kept(root: Path) -> None:
    path = root / "quizzes" / "part-1.yml"
    own = 'title: {fr: "Avant minuit", en: "Before midnight"}\n'
    path.write_text(own + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert open_lesson(root, "fr").quiz("part-1").payload["title"] == "Avant minuit"
    assert wrong(root) == []


def test_a_title_that_a_language_lacks_is_told_once_where_it_stands(root: Path) -> None:
    retitle(root, "part-1", {"en": "The first hours"})
    (said,) = wrong(root)
    assert "lesson.yml" in said
    assert "quizzes" not in said


@pytest.mark.parametrize("name", ["night", "part-10", "Part-1"])
def test_a_quiz_without_title_and_chapter_says_what_to_do(root: Path, name: str) -> None:
    (root / "quizzes" / "part-1.yml").rename(root / "quizzes" / f"{name}.yml")
    path = root / "lesson.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("quizzes:\n- part-1", f"quizzes:\n- {name}"),
        encoding="utf-8",
    )
    said = next(line for line in wrong(root) if f"quizzes/{name}.yml" in line)
    assert f"no chapter has the name “{name}”: add “title”, or give the file the name" in said
    with pytest.raises(LessonError, match="no chapter has the name"):
        open_lesson(root, "en").quiz(name)
    assert open_lesson(root, "en").quiz("part-2").payload["title"] == "Part 2"
