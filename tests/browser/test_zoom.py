"""320 pixels and text twice as large (WCAG 1.4.4 and 1.4.10): nothing scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.exports.page import export
from lesson_utils.questions import TYPES
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import WRONG, answer, words
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NARROW: Any = {"width": 320, "height": 900}
#: As a reader sets it for all pages, and as JupyterLab names the same.
TWICE = "html { font-size: 200%; --jp-content-font-size1: 28px; }"
LONG = "Rechtsschutzversicherungsgesellschaftsangestelltenverband" * 2
ADDRESS = "https://www.example.org/une/adresse/qui/ne/finit/pas/" + "abcdefghij" * 8

#: What is wider than the page, and what can be scrolled sideways within it.
WIDE = """() => {
  scrollTo(0, 0);
  const width = document.documentElement.clientWidth;
  const found = [...document.querySelectorAll("body *")].filter((node) => {
    if (!node.checkVisibility() || node.closest(".live, svg, .skip")) return false;
    if (node.matches("option, thead, thead *")) return false;
    if (node.matches("input") && getComputedStyle(node).opacity === "0") return false;
    const box = node.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) return true;
    const inside = node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX;
    return inside && inside !== "visible" && !node.matches("input, textarea, select");
  });
  const holds = (node) => found.some((other) => other !== node && node.contains(other));
  const innermost = found.filter((node) => !holds(node));
  const told = innermost.map((node) => {
    const { left, right } = node.getBoundingClientRect();
    const where = node.closest("[data-type], [id]");
    const name = where?.dataset.type ?? where?.id;
    return `${name}: ${node.outerHTML.slice(0, 150)}: ${left}..${right}`;
  });
  const whole = document.documentElement.scrollWidth;
  return [...(whole > width ? [`the page: ${whole}`] : []), ...told].slice(0, 20).join("\\n");
}"""


def longer(value: Any) -> Any:
    """Put a word and an address that nothing can break at into what a question shows."""
    shown = {"text", "prompt", "hint", "explanation", "feedback", "unit", "title", "quote", "model"}
    if isinstance(value, list):
        return [longer(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{LONG} {ADDRESS} {item}"
        if name in shown and isinstance(item, str)
        else longer(item)
        for name, item in value.items()
        if name != "texts"
    } | {name: item for name, item in value.items() if name == "texts"}


def open_all(page: Page) -> None:
    page.add_style_tag(content=TWICE)
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_wider_than_a_small_screen_with_large_text(
    browser: Browser, language: str
) -> None:
    lesson, phare = open_lesson("minusma", language=language), open_lesson(PHARE, language=language)
    quiz = phare.quiz("tout")
    figures = [lesson.timeline(), lesson.map(), lesson.steps(), lesson.voices(), lesson.modes()]
    views = [
        quiz_view(quiz.payload),
        quiz_view({**longer(quiz.payload), "quiz": "long", "title": LONG}),
        quiz_view({**quiz.payload, "quiz": "check", "mode": "check"}),
        *({"entry": "reader", "payload": each.read().payload} for each in (phare, lesson)),
        *({"entry": "figure", "payload": f.live().payload} for f in figures),
        {"entry": "figure", "payload": lesson.progress().figure.live().payload},
    ]
    static = "".join(
        shown.html()
        for shown in (lesson.facts(), lesson.words(), quiz, lesson.read(), lesson, *figures)
    )
    with bare(browser, views, f"<div id=static>{static}</div>", viewport=NARROW) as page:
        quizzes = page.locator(".lesson-quiz")
        for place in (0, 1):
            for kind in TYPES:
                answer(quizzes.nth(place), kind, WRONG[kind])
        open_all(page)
        for button in page.locator(".lesson-quiz button[aria-controls]").all():
            button.click()
        quizzes.first.get_by_role("button", name=words("ui.work.export", language)).click()
        for place in (3, 4):
            reader = page.locator(f"#view-{place}")
            reader.locator("input[value=claim]").check()
            for gist in reader.locator(".tools button[aria-controls]").all():
                gist.click()
            reader.locator(".text [role=button]").first.click()
        quizzes.nth(1).locator(".passage button").first.click()
        page.locator(".lesson-reader .back").wait_for()
        assert not page.evaluate(WIDE)


@pytest.mark.parametrize("name", ["phare", "minusma"])
def test_the_page_of_a_lesson_is_no_wider_than_a_small_screen_with_large_text(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    lesson = open_lesson(PHARE if name == "phare" else name, language="fr")
    for file, content in export(lesson).files.items():
        (tmp_path / file).write_bytes(content)
    context = browser.new_context(viewport=NARROW, locale="fr-FR")
    page = context.new_page()
    page.goto((tmp_path / f"{name}-fr.html").as_uri())
    page.wait_for_selector(".lesson-quiz fieldset")
    open_all(page)
    assert not page.evaluate(WIDE)
    context.close()
