"""Take the pictures of the studio for the author's guide.

    python tools/studio.py

``docs/images/studio-term.<language>.png`` shows a passage chosen in the article and the form of a
word to explain, ``studio-question.<language>.png`` a question with what a student sees. They are
taken in JupyterLab, of the lesson of this repository as it stands; nothing of it is changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.jupyter import chromium  # noqa: E402
from tests.browser.test_studio import editing, enter  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

IMAGES = REPOSITORY / "docs" / "images"
LESSON = "minusma"
SCREEN: ViewportSize = {"width": 1180, "height": 720}
#: A word that the lesson explains, and a question of it, by what their lists say.
TERM, QUIZ, QUESTION = "djihadisme", "quizzes/contexte.yml", 0
#: The pictures are of few colours: so they stay small.
COLOURS = 64


def shot(page: Page, name: str, language: str) -> None:
    """Take the studio alone, in few colours."""
    path = IMAGES / f"studio-{name}.{language}.png"
    page.locator(".lesson-studio").screenshot(path=path, animations="disabled")
    with Image.open(path) as image:
        few = image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    few.save(path, optimize=True)


def tab(page: Page, number: int) -> None:
    """Show a tab."""
    page.locator(".studio-tabs [role=tab]").nth(number).click()


def pictures(browser: Browser, address: str, language: str) -> None:
    """Take both pictures in a language."""
    page = browser.new_page(viewport=SCREEN, reduced_motion="reduce")
    enter(page, address)
    tab(page, 1)
    page.locator(".shelf-open >> visible=true").filter(has_text=TERM).first.click()
    page.locator(".passage button >> visible=true").nth(1).click()
    page.locator(".studio-scroll .highlighted, .studio-scroll mark").first.wait_for()
    shot(page, "term", language)
    tab(page, 2)
    page.locator(".quiz-bar select").select_option(QUIZ)
    page.locator(".shelf-open >> visible=true").nth(QUESTION).click()
    page.locator(".lesson-quiz fieldset").first.wait_for()
    page.mouse.move(0, 0)
    shot(page, "question", language)
    page.close()


def main() -> None:
    """Take them in both languages."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        shutil.copytree(REPOSITORY / "data", folder / "data")
        with chromium() as browser:
            for language in ("fr", "en"):
                with editing(folder, LESSON, folder / "home", language) as address:
                    pictures(browser, address, language)


if __name__ == "__main__":
    main()
