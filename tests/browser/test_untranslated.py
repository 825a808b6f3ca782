"""What is not translated yet is in an element of its own language, in the live views too."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import question
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

MARK = "[FR\u00a0– not translated yet] "


def test_the_views_say_the_language_of_what_is_not_translated(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "phare"
    shutil.copytree(PHARE, folder)
    for name in ("annotations.yml", "gists.yml", "quizzes/tout.yml"):
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line.replace(", en: ", ", xx: ") for line in lines), "utf-8")
    lesson = open_lesson(folder, "en")
    views = [
        {"entry": "reader", "payload": lesson.read().payload},
        quiz_view(lesson.quiz("tout").payload),
    ]
    with bare(browser, views) as page:
        asked = question(page.locator(".lesson-quiz"), "single")
        prompt = asked.locator("legend, .prompt").first
        assert MARK in (prompt.text_content() or "")
        assert prompt.locator("span[lang=fr]").count() == 1
        asked.locator("input").first.check()
        note = asked.locator(".option-note:visible")
        assert MARK in (note.text_content() or "")
        assert MARK not in (note.locator("span[lang=fr]").text_content() or MARK)
        page.locator(".lesson-reader .tools button[aria-expanded]").first.click()
        gist = page.locator(".lesson-reader .gist:visible")
        assert (gist.text_content() or "").startswith(MARK)
        assert gist.locator("span[lang=fr]").count() == 1
        # An option of a list can hold no element: it keeps the mark alone.
        chosen = question(page.locator(".lesson-quiz"), "match").locator("option")
        assert any(MARK in text for text in chosen.all_text_contents())
        assert chosen.locator("span").count() == 0
