"""The handout's HTML on a screen: accessible, and readable on a phone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lesson_utils import open_lesson
from lesson_utils.exports.handout import export
from tests.browser.quizzes import axe_violations
from tests.lessons import PHARE

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


def test_a_copy_fits_a_small_screen_with_text_twice_as_large(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 740})
    for language in ("fr", "en"):
        for name, content in export(open_lesson("minusma", language)).files.items():
            if name.endswith(".html"):
                (tmp_path / name).write_bytes(content)
                page.goto((tmp_path / name).as_uri())
                page.add_style_tag(content="html { font-size: 200%; }")
                assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, name
    page.close()


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


#: Whether each of these stands on one line, whatever stands beside it.
ONE_LINE = """(selector) => [...document.querySelectorAll(selector)].every((node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size === 1;
})"""
LONG = "un côté droit très long, avec beaucoup de mots, " * 8


@pytest.mark.parametrize("width", [NARROW, A4_TEXT, 1000])
def test_what_is_short_is_not_broken_by_what_is_long_beside_it(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    lesson = tmp_path / "phare"
    shutil.copytree(PHARE, lesson)
    quiz = lesson / "quizzes" / "tout.yml"
    text = quiz.read_text(encoding="utf-8")
    assert 'right: {fr: "affirme"' in text
    quiz.write_text(text.replace('right: {fr: "affirme', f'right: {{fr: "{LONG}'), encoding="utf-8")
    files = export(open_lesson(lesson, "fr")).files
    page = browser.new_page(viewport={"width": width, "height": 900})
    shown = {"student": ".sides strong, .place, .label", "answers": ".sign, .claims td:first-child"}
    for kind, selector in shown.items():
        path = tmp_path / f"{kind}.html"
        path.write_bytes(files[f"phare-fr-{kind}.html"])
        page.goto(path.as_uri())
        assert page.locator(selector).count() > 2
        assert page.evaluate(ONE_LINE, selector)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.close()
