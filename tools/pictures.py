"""Make the wide picture of the READMEs: a wrong answer, its reason, the sentence in the text.

It is taken from the one-page export, opened as a visitor opens it: ``python tools/pictures.py``
writes ``docs/images/moment.fr.png`` and ``moment.en.png``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.jupyter import chromium  # noqa: E402
from tests.browser.quizzes import words  # noqa: E402

from lesson_utils import open_lesson  # noqa: E402 - after the path
from lesson_utils.exports.page import export  # noqa: E402
from lesson_utils.exports.part import Part  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

IMAGES = REPOSITORY / "docs" / "images"
#: Each half of the picture: the question at the left, the text at the right.
HALF: ViewportSize = {"width": 600, "height": 560}
#: The question with the wrong answer chosen, counted from 0.
QUIZ, QUESTION = "contexte", "ctx-force"
_BESIDE = """<body style="margin:0;display:flex;gap:24px;padding:16px;background:#fff;width:1240px;
box-sizing:border-box;align-items:flex-start"><img src="{0}" style="width:592px"><img src="{1}"
style="width:592px"></body>"""


def moment(browser: Browser, language: str, folder: Path) -> None:
    """Choose a wrong answer, follow it into the text, and set both moments side by side."""
    lesson = open_lesson("minusma", language)
    part = Part(lesson, chapter=QUIZ, quiz=QUIZ)
    (content,) = export(part).files.values()
    file = folder / f"{language}.html"
    file.write_bytes(content)
    page = browser.new_page(viewport=HALF, reduced_motion="reduce")
    page.goto(file.as_uri())
    number = lesson.quiz(QUIZ).question_ids.index(QUESTION)
    asked = page.locator(".lesson-quiz fieldset").nth(number)
    table = lesson.quiz(QUIZ).payload["questions"][number]

    wrong = next(i for i, one in enumerate(table["options"]) if not one["correct"])
    asked.locator("input").nth(wrong).check()
    asked.locator("details > summary").first.click()
    link = asked.get_by_role("button", name=words("ui.quiz.evidence.show", language)).first
    link.wait_for()
    halves = [folder / f"{language}-{side}.png" for side in ("question", "text")]
    asked.screenshot(path=halves[0])
    link.click()
    page.wait_for_function(
        """() => { const box = document.activeElement?.closest(".lesson-reader")
          ?.getBoundingClientRect(); return box && box.top < innerHeight && box.bottom > 0; }"""
    )
    page.screenshot(path=halves[1])
    page.set_viewport_size({"width": 1240, "height": 760})
    page.goto("about:blank")
    both = folder / f"{language}-both.html"
    both.write_text(_BESIDE.format(*(half.name for half in halves)), encoding="utf-8")
    page.goto(both.as_uri())
    page.locator("body").screenshot(path=IMAGES / f"moment.{language}.png")
    page.close()


def main() -> None:
    """Make the picture in both languages."""
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        for language in ("fr", "en"):
            moment(browser, language, Path(scratch))


if __name__ == "__main__":
    main()
