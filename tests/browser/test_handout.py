"""The handout's HTML on a screen: accessible, and readable on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from lesson_utils.exports.handout import export
from tests.browser.quizzes import axe_violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NARROW = 360
#: The width of an A4 sheet between its margins, in CSS pixels.
A4_TEXT = 672
HEIGHTS = "() => [...document.querySelectorAll('.article p .line')].map((n) => n.offsetHeight)"


@pytest.mark.parametrize("kind", ["student", "answers"])
def test_a_copy_is_accessible_and_fits_a_phone(browser: Browser, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "copy.html"
    path.write_bytes(export(open_lesson("minusma", "fr")).files[f"minusma-fr-{kind}.html"])
    context = browser.new_context(offline=True, viewport={"width": NARROW, "height": 740})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW
    assert axe_violations(page, "html") == []
    assert asked == [path.as_uri()]
    context.close()


def test_the_numbers_of_the_lines_stand_beside_them(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    path.write_bytes(export(open_lesson("minusma", "fr")).files["minusma-fr-student.html"])
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(path.as_uri())
    for media, width in (("screen", 1000), ("print", A4_TEXT)):
        page.emulate_media(media=media)  # type: ignore[arg-type]  # one of playwright's words
        page.set_viewport_size({"width": width, "height": 900})
        # None is broken again or cut off: the fifth number stands at the fifth line.
        assert len(set(page.evaluate(HEIGHTS))) == 1
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    shown = page.locator(".article .line[data-number]").first
    content = shown.evaluate("(node) => getComputedStyle(node, '::before').content")
    assert '"5"' in content or "attr(data-number)" in content
    page.close()
