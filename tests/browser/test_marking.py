"""What is marked in a text: one kind at a time, found one after the other, and nothing jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import axe_violations, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

SIZES: Any = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]


def payload() -> Any:
    return open_lesson("minusma", language="fr").read("lecture").payload


def views() -> list[Any]:
    quiz = open_lesson("minusma", language="fr").quiz("lecture")
    return [{"entry": "reader", "payload": payload()}, quiz_view(quiz.payload)]


def step(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=words(f"ui.reader.{name}"))


def top_left(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box is not None
    return box["x"], box["y"]


def expect_in_window(page: Page, selector: str) -> None:
    page.wait_for_function(
        """(selector) => {
          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }""",
        arg=selector,
        timeout=10_000,
    )


@pytest.mark.parametrize("size", SIZES, ids=["laptop", "phone"])
def test_whatever_is_marked_one_kind_alone_is_and_the_text_stays_where_it_is(
    browser: Browser, size: Any
) -> None:
    with bare(browser, views(), viewport=size) as page:
        reader = page.locator(".lesson-reader")
        text = reader.locator(".text")
        places = {top_left(text)}
        for kind in ("actor", "place", "date", "claim", "term"):
            reader.locator(f"input[value={kind}]").check()
            marked: Any = text.locator("[class*='k-']").evaluate_all(
                "(nodes) => [...new Set(nodes.map((node) => node.classList[0]))]"
            )
            assert marked == [f"k-{kind}"]
            places.add(top_left(text))
        reader.locator("input[value=claim]").check()
        reader.get_by_label(words("ui.reader.filter.mode")).select_option("concern")
        places.add(top_left(text))
        assert len(places) == 1
        reader.get_by_label(words("ui.reader.show.none"), exact=True).check()
        assert text.locator("[class*='k-'], [role=button]").count() == 0
        assert not step(reader, "next").is_visible()


@pytest.mark.parametrize("size", SIZES, ids=["laptop", "phone"])
def test_what_a_filter_keeps_is_found_one_after_the_other(browser: Browser, size: Any) -> None:
    kept = [row for row in payload()["annotations"] if row.get("mode") == "concern"]
    with bare(browser, views(), viewport=size) as page:
        reader = page.locator(".lesson-reader")
        reader.locator("input[value=claim]").check()
        reader.get_by_label(words("ui.reader.filter.mode")).select_option("concern")
        step(reader, "next").focus()
        for number, row in enumerate([*kept, kept[0]]):
            page.keyboard.press("Enter")
            gloss = reader.locator(".gloss")
            assert gloss.count() == 1
            assert row["gloss"] in gloss.inner_text()
            place = words("ui.reader.step").format(number=number % len(kept) + 1, count=len(kept))
            assert gloss.locator(".shown").inner_text() == place
            assert reader.locator(".steps .shown").first.inner_text() == place
            opened = reader.locator(".text .opened")
            assert row["quote"] in "".join(opened.all_text_contents())
            expect_in_window(page, ".text .opened")
            expect_in_window(page, ".gloss button")
            assert row["gloss"] in reader.locator(".live").inner_text()
        step(gloss, "previous").click()
        assert kept[-1]["gloss"] in gloss.inner_text()
        page.keyboard.press("Escape")
        assert reader.locator(".gloss, .opened").count() == 0
        at = page.evaluate("() => document.activeElement.textContent")
        assert kept[-1]["quote"].startswith(at)
        assert axe_violations(page, ".lesson-reader") == []


def test_the_lists_look_and_measure_as_those_of_a_quiz(browser: Browser) -> None:
    looks: Any = []
    with bare(
        browser,
        [*views(), quiz_view(open_lesson("minusma", language="fr").quiz("perspectives").payload)],
    ) as page:
        page.locator("input[value=claim]").check()
        for selector in (".lesson-reader select", ".lesson-quiz select"):
            looks.append(
                page.locator(selector).first.evaluate(
                    """(node) => {
                  const look = getComputedStyle(node);
                  return ["minHeight", "borderTopWidth", "borderTopColor", "borderRadius",
                    "paddingLeft", "backgroundColor"].map((name) => look[name]);
                }"""
                )
            )
    assert looks[0] == looks[1]


def test_going_on_from_a_word_that_was_clicked_goes_on_from_there(browser: Browser) -> None:
    with bare(browser, views()) as page:
        words_shown: Any = page.locator(".lesson-reader .text [role=button]")
        words_shown.nth(4).click()
        count = sum(row["kind"] == "term" for row in payload()["annotations"])
        shown = page.locator(".gloss .shown")
        assert shown.inner_text() == words("ui.reader.step").format(number=5, count=count)
        step(page.locator(".gloss"), "next").click()
        assert shown.inner_text() == words("ui.reader.step").format(number=6, count=count)


def test_one_voice_reads_when_another_text_of_the_page_is_read(browser: Browser) -> None:
    script = """
      const spoken = (window.spoken = []);
      const speech = { speaking: false, pending: false,
        getVoices: () => [{ lang: "fr-FR", localService: true }],
        speak(utterance) { spoken.push(utterance); this.speaking = true; },
        cancel() {
          this.speaking = false;
          spoken.at(-1)?.dispatchEvent(new Event("end"));
        } };
      Object.defineProperty(window, "speechSynthesis", { value: speech });
      window.SpeechSynthesisUtterance = class extends EventTarget {};
    """
    both = [views()[0], views()[0]]
    with bare(browser, both, script=script) as page:
        readers = page.locator(".lesson-reader")
        aloud = words("ui.reader.aloud")
        readers.nth(0).get_by_role("button", name=aloud).first.click()
        readers.nth(1).get_by_role("button", name=aloud).first.click()
        stop = words("ui.reader.aloud.stop")
        assert readers.nth(0).get_by_role("button", name=stop).count() == 0
        assert readers.nth(1).get_by_role("button", name=stop).count() == 1
