"""From a sentence of an easier text to the passages of the article, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.exports.page import export
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import axe_violations, words
from tests.browser.test_passages import asked, go, has_focus, quiz_payload
from tests.exports.test_export_page import with_notebooks

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

MARKED = ".lesson-evidence"
BACK = words("ui.reader.easy.back")
STUB = """
  const spoken = (window.spoken = []);
  const speech = {
    getVoices: () => [{ lang: "fr-FR", localService: true }],
    speak: (utterance) => spoken.push(utterance),
    cancel: () => spoken.push(null),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
"""


def view(chapter: str, level: str | None = "A2") -> dict[str, Any]:
    lesson = open_lesson("minusma", language="fr")
    return {"entry": "reader", "payload": lesson.read(chapter, level=level).payload}


def sentence(place: Page | Locator, text: str) -> Locator:
    return place.locator(".easy li button", has_text=text)


def marked(page: Page) -> str:
    return "".join(page.locator(MARKED).all_text_contents())


def test_a_sentence_opens_the_article_at_its_passage_and_escape_leads_back(
    browser: Browser,
) -> None:
    with bare(browser, [view("contexte")]) as page:
        text = page.locator(".lesson-reader .text")
        assert not text.is_visible()
        assert page.locator(".easy .mark").inner_text() == (
            "Résumé simplifié, pas l’article · Niveau A2"
        )
        assert page.locator(".easy ol").get_attribute("lang") == "fr"
        chosen = sentence(page, "La Minusma est arrivée au Mali en 2013.")
        chosen.focus()
        page.keyboard.press("Enter")
        assert text.is_visible()
        assert marked(page) == "La Minusma avait été déployée au Mali en 2013"
        assert has_focus(page.locator(MARKED).first)
        assert page.locator(".live").inner_text() == "Passage surligné dans l’article\u00a0: §2."
        said = page.locator(".back .sentence")
        assert said.inner_text() == "La Minusma est arrivée au Mali en 2013."
        assert said.get_attribute("lang") == "fr"
        page.keyboard.press("Escape")
        assert has_focus(chosen)
        assert page.locator(f"{MARKED}, .back").count() == 0
        assert text.is_visible()


def test_a_gloss_is_closed_before_the_way_back_is_taken(browser: Browser) -> None:
    with bare(browser, [view("contexte")]) as page:
        chosen = sentence(page, "elle a perdu la confiance des autorités.")
        chosen.click()
        page.locator(".k-term", has_text="confiance").click()
        assert page.locator(".gloss").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".gloss").count() == 0
        assert page.locator(MARKED).count() > 0
        page.keyboard.press("Escape")
        assert has_focus(chosen)


def test_all_passages_of_a_sentence_are_marked_with_a_way_back_in_each_paragraph(
    browser: Browser,
) -> None:
    both = view("contexte")
    first, *_, last = both["payload"]["easy"]["sentences"]
    assert [p["paragraph"] for p in first["passages"] + last["passages"]] == [1, 2]
    first["passages"] += last["passages"]
    with bare(browser, [both]) as page:
        page.locator(".easy li button").first.click()
        assert page.locator(".live").inner_text() == (
            "Passages surlignés dans l’article\u00a0: §1, §2."
        )
        assert marked(page).startswith("La Mission multidimensionnelle")
        assert marked(page).endswith("des attaques djihadistes")
        assert page.get_by_role("button", name=BACK).count() == 2
        other = sentence(page, "La Minusma est arrivée au Mali en 2013.")
        other.click()
        assert marked(page) == "La Minusma avait été déployée au Mali en 2013"
        page.get_by_role("button", name=BACK).click()
        assert has_focus(other)


def test_a_question_goes_to_the_open_article_and_not_to_the_folded_one(browser: Browser) -> None:
    views = [view("contexte", None), view("contexte"), quiz_view(quiz_payload())]
    with bare(browser, views) as page:
        go(page.locator("#view-2"), asked())
        assert page.locator(f"#view-0 {MARKED}").count() > 0
        assert page.locator(f"#view-1 {MARKED}").count() == 0


def test_the_summary_is_read_aloud_as_the_article_is(browser: Browser) -> None:
    with bare(browser, [view("contexte")], script=STUB) as page:
        page.get_by_role("button", name=words("ui.reader.easy.aloud")).click()
        spoken = page.evaluate("() => [spoken[0].text, spoken[0].lang]")
        sentences = view("contexte")["payload"]["easy"]["sentences"]
        assert spoken == [" ".join(one["text"] for one in sentences), "fr"]
        now = words("ui.reader.easy.aloud.now")
        assert page.locator(".live").inner_text() == page.locator(".aloud").inner_text() == now


@pytest.mark.parametrize("theme", ["true", "false"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(
    browser: Browser, theme: str
) -> None:
    with bare(browser, [view("lecture")], viewport={"width": 360, "height": 740}) as page:
        page.evaluate(
            """(light) => {
              document.body.dataset.jpThemeLight = light;
              if (light === "true") return;
              const colours = ["ui-font-color0: #fff", "ui-font-color1: #ddd",
                "layout-color1: #111", "layout-color2: #222", "border-color1: #888"];
              document.body.style = colours.map((c) => `--jp-${c};`).join("") + "background: #111";
            }""",
            theme,
        )
        sentence(page, "Elles disent vouloir compter").click()
        page.wait_for_selector(MARKED)
        assert axe_violations(page, ".lesson-reader") == []
        assert page.evaluate("() => document.documentElement.scrollWidth") == 360


EASY = """\
- chapter: {chapter}
  level: A2
  sentences:
    - text: "El faro no tiene luz."
      quote: "El faro se apagó en 1952."
"""


def test_on_the_one_page_a_sentence_leads_to_its_one_article_and_back(
    browser: Browser, tiny_lesson: Path
) -> None:
    (chapter,) = open_lesson(tiny_lesson, language="en").info.chapters
    (tiny_lesson / "levels.yml").write_text(EASY.format(chapter=chapter.id), encoding="utf-8")
    with_notebooks(tiny_lesson, a=["# A", f"!lesson.read('{chapter.id}', level='A2')"])
    ((name, content),) = export(open_lesson(tiny_lesson, language="en")).files.items()
    (tiny_lesson / name).write_bytes(content)
    page = browser.new_page()
    page.goto((tiny_lesson / name).as_uri())
    easy = page.locator("#easy-1")
    chosen = sentence(easy, "El faro no tiene luz.")
    chosen.press("Enter")
    page.wait_for_selector(f"#reading {MARKED}")
    assert marked(page) == "El faro se apagó en 1952."
    assert page.locator(".back .sentence").inner_text() == "El faro no tiene luz."
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.closest('#easy-1')")
    assert has_focus(chosen)
    assert axe_violations(page, "#easy-1") == []
    page.close()
