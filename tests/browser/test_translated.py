"""A page that the browser translates: the article stays as it is, no place is taken for another.

A translating browser puts each text into ``font`` elements and changes it, but where the page says
``translate="no"``. Some tools do not ask; then whole paragraphs and sentences are marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import RIGHT, answer, question, words
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: What Chrome does: each text node is put into two ``font`` elements, with other words in it.
TRANSLATE = """(asks) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    const own = box.closest("[translate]")?.getAttribute("translate") === "no";
    if (node.data.trim() && !box.closest("script, option") && !(asks && own)) found.push(node);
  }
  for (const node of found) {
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = node.data.replace(/\\p{L}+/gu, (word) => `${word}${word}`);
    outer.append(inner);
    node.replaceWith(outer);
  }
}"""
SPEECH = """
window.spoken = [];
const voices = [{ lang: "fr-FR", localService: true }];
const speech = { getVoices: () => voices, speak: (said) => spoken.push(said.text), cancel() {} };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
"""
PARAGRAPHS = ".lesson-reader .paragraph p:not(.gist)"
#: The paragraph of tests/lesson/phare that holds the evidence of its first question.
EVIDENCE = "a été allumé en 1862"
CHROME, OTHERS = True, False


def views() -> list[dict[str, Any]]:
    lesson = open_lesson(PHARE, language="fr")
    return [
        {"entry": "reader", "payload": lesson.read().payload},
        quiz_view(lesson.quiz("tout").payload),
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with bare(browser, views(), viewport={"width": 1000, "height": 900}) as opened:
        yield opened


def show_evidence(page: Page) -> None:
    asked = question(page.locator(".lesson-quiz"), "single")
    asked.locator("input[value=b]").check()
    asked.locator(".passage button").click()


def marked(page: Page) -> str:
    return "".join(page.locator(".lesson-reader .lesson-evidence").all_text_contents())


def test_a_translated_page_keeps_the_article_and_marks_the_very_passage(page: Page) -> None:
    article = page.locator(PARAGRAPHS).all_text_contents()
    tools = page.locator(".lesson-reader .tools button").first.text_content()
    answer(page.locator(".lesson-quiz"), "classify", RIGHT["classify"])
    quoted = ".cloze, .locate .words, .sentence > legend, blockquote, dt strong"
    before = page.locator(quoted).all_text_contents()
    assert len(before) > 8
    page.evaluate(TRANSLATE, CHROME)
    assert page.locator(PARAGRAPHS).all_text_contents() == article
    assert page.locator(quoted).all_text_contents() == before
    assert page.locator(".lesson-reader .tools button").first.text_content() != tools
    show_evidence(page)
    assert marked(page) == EVIDENCE


def test_where_the_article_was_translated_all_the_same_the_whole_paragraph_is_marked(
    page: Page,
) -> None:
    page.evaluate(TRANSLATE, OTHERS)
    show_evidence(page)
    shown = page.locator(".lesson-reader .paragraph p", has=page.locator(".lesson-evidence"))
    assert shown.count() == 1
    assert marked(page) == shown.text_content()
    assert "18621862" not in marked(page)
    assert "alluméallumé" in marked(page)
    page.get_by_role("button", name=words("ui.reader.back")).click()
    assert page.locator(".lesson-evidence").count() == 0


def test_a_text_of_the_same_length_but_other_words_is_no_place_either(page: Page) -> None:
    page.evaluate(
        """() => {
          for (const p of document.querySelectorAll(".lesson-reader .paragraph p")) {
            const font = document.createElement("font");
            font.textContent = [...p.textContent].reverse().join("");
            p.replaceChildren(font);
          }
        }"""
    )
    show_evidence(page)
    shown = page.locator(".lesson-reader .paragraph p", has=page.locator(".lesson-evidence"))
    assert marked(page) == shown.text_content()


def test_a_selection_in_a_translated_sentence_is_the_whole_sentence(page: Page) -> None:
    page.evaluate(TRANSLATE, OTHERS)
    asked = question(page.locator(".lesson-quiz"), "locate")
    words_of = asked.locator("label:has(input[value=s4]) .words")
    words_of.evaluate(
        """(words) => {
          const text = words.querySelector("font font").firstChild;
          getSelection().setBaseAndExtent(text, 2, text, 9);
          words.dispatchEvent(new MouseEvent("mouseup", {bubbles: true, detail: 1}));
        }"""
    )
    assert "".join(asked.locator("mark").all_text_contents()) == words_of.text_content()
    asked.locator("button.check").click()
    assert words("ui.verdict.correct") in asked.inner_text() or (
        asked.locator(".verdict.right").count() == 1
    )


def test_the_article_is_read_aloud_whatever_the_page_shows(browser: Browser) -> None:
    lesson = open_lesson(PHARE, language="fr")
    payload = lesson.read().payload
    first = next(p for p in payload["paragraphs"] if p["number"] == 1)
    with bare(browser, views(), viewport={"width": 1000, "height": 900}, script=SPEECH) as page:
        page.evaluate(TRANSLATE, OTHERS)
        page.locator(".lesson-reader .tools button:visible").last.wait_for()
        buttons = page.locator(".lesson-reader .paragraph").first.locator(".tools button")
        buttons.last.click()
        assert page.evaluate("() => spoken") == ["".join(text for text, _ in first["segments"])]


def test_years_and_places_of_a_figure_are_no_words_of_the_page(browser: Browser) -> None:
    timeline = open_lesson("minusma", language="fr").timeline().live().payload
    view = {"entry": "figure", "payload": timeline}
    with bare(browser, [view]) as page:
        page.evaluate(
            """() => {
              for (const option of document.querySelectorAll("option")) {
                const font = document.createElement("font");
                font.textContent = [...option.textContent]
                  .map((digit) => String.fromCodePoint(0x660 + Number(digit))).join("");
                option.replaceChildren(font);
              }
            }"""
        )
        before = page.locator("tbody tr[data-id]:visible").count()
        page.locator("details summary").click()
        page.locator("select").first.select_option(index=2)
        assert "NaN" not in page.locator(".state").inner_text()
        assert page.locator("tbody tr[data-id]:visible").count() > before
