"""A text to be heard, in Chromium: spoken when asked, written where there is no voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import axe_violations, question, words
from tests.lessons import PHARE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

HEARD = "Ils ont peur qu’on ferme le phare."
LINE = f"À écouter (ou à faire lire)\u00a0: «\u00a0{HEARD}\u00a0»"
#: A voice that speaks until it is stopped, or the test says that it has spoken.
SPEECH = """
window.said = [];
const speech = Object.assign(new EventTarget(), {
  speaking: false,
  pending: false,
  getVoices: () => [{ lang: "fr-FR", localService: true }],
  speak(utterance) { said.push(utterance); this.speaking = true; },
  cancel() {
    if (!this.speaking) return;
    this.speaking = false;
    said.at(-1).dispatchEvent(new Event("error"));
  },
});
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
"""
NO_VOICE = (
    "Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), "
    "{ getVoices: () => [] }) });"
)


def views() -> list[dict[str, Any]]:
    lesson = open_lesson(PHARE, language="fr")
    reader = {"entry": "reader", "payload": lesson.read().payload}
    return [reader, quiz_view(lesson.quiz("tout").payload)]


def asked(page: Page, kind: str = "locate") -> Locator:
    return question(page.locator(".lesson-quiz"), kind)


def button(box: Locator, key: str) -> Locator:
    return box.get_by_role("button", name=words(key), exact=True)


def is_speaking(page: Page) -> Any:
    return page.evaluate("() => speechSynthesis.speaking")


def test_a_browser_without_a_voice_shows_the_text_and_says_why(browser: Browser) -> None:
    with bare(browser, views(), script=NO_VOICE) as page:
        box = asked(page)
        expect(box.get_by_text(LINE)).to_be_visible()
        assert box.get_by_text(words("ui.listen.none")).is_visible()
        for key in ("ui.listen", "ui.listen.slowly", "ui.listen.read"):
            assert button(box, key).count() == 0
        assert box.get_by_text(HEARD).evaluate("(node) => [node.lang, node.translate]") == [
            "fr",
            False,
        ]
        assert (
            question(page.locator(".lesson-quiz"), "single").get_by_text("À écouter").count() == 0
        )
        assert axe_violations(page, ".lesson-quiz") == []


def test_this_browser_as_it_is_lets_every_student_get_at_the_text(browser: Browser) -> None:
    """Debian's has no voice, others may have one of their own."""
    with bare(browser, views()) as page:
        box = asked(page)
        said = box.get_by_text(words("ui.listen.none"))
        spoken = button(box, "ui.listen")
        expect(said.or_(spoken)).to_be_visible()
        if spoken.is_visible():
            button(box, "ui.listen.read").click()
        assert box.get_by_text(LINE).is_visible()


def test_the_text_is_spoken_by_keyboard_and_stopped_by_escape(browser: Browser) -> None:
    with bare(browser, views(), script=SPEECH) as page:
        box = asked(page)
        listen, slowly = button(box, "ui.listen"), button(box, "ui.listen.slowly")
        assert box.get_by_text(LINE).is_hidden()
        assert page.evaluate("() => said.length") == 0
        listen.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => [said[0].text, said[0].lang, said[0].rate]") == [HEARD, "fr", 1]
        expect(listen).to_have_attribute("aria-pressed", "true")
        assert axe_violations(page, ".lesson-quiz") == []
        page.keyboard.press("Tab")
        expect(slowly).to_be_focused()
        page.keyboard.press("Space")
        assert page.evaluate("() => said[1].rate") == 0.7
        expect(listen).to_have_attribute("aria-pressed", "false")
        expect(slowly).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Escape")
        assert not is_speaking(page)
        expect(slowly).to_have_attribute("aria-pressed", "false")
        expect(slowly).to_be_focused()


def test_there_is_one_voice_for_the_whole_page(browser: Browser) -> None:
    with bare(browser, views(), script=SPEECH) as page:
        listen, other = button(asked(page), "ui.listen"), button(asked(page, "order"), "ui.listen")
        read = button(page.locator(".lesson-reader"), "ui.reader.aloud").first
        stop = button(page.locator(".lesson-reader"), "ui.reader.aloud.stop")
        listen.click()
        read.click()
        expect(listen).to_have_attribute("aria-pressed", "false")
        expect(stop).to_be_visible()
        other.click()
        expect(stop).to_have_count(0)
        expect(other).to_have_attribute("aria-pressed", "true")
        read.click()
        page.keyboard.press("Escape")
        expect(stop).to_have_count(0)
        assert not is_speaking(page)


def test_who_reads_the_text_instead_is_told_of_to_nobody(browser: Browser) -> None:
    with bare(browser, views(), script=SPEECH) as page:
        told = "() => [JSON.stringify(localStorage), kernels[1].sent.length]"
        before = page.evaluate(told)
        read = button(asked(page), "ui.listen.read")
        expect(read).to_have_attribute("aria-expanded", "false")
        read.click()
        expect(read).to_have_attribute("aria-expanded", "true")
        assert asked(page).get_by_text(LINE).is_visible()
        button(asked(page), "ui.listen").click()
        assert axe_violations(page, ".lesson-quiz") == []
        assert (
            page.evaluate("() => [JSON.stringify(localStorage), kernels[1].sent.length]") == before
        )


@pytest.mark.parametrize("script", [SPEECH, NO_VOICE], ids=["a voice", "no voice"])
def test_on_paper_the_text_stands_to_be_read_aloud(browser: Browser, script: str) -> None:
    with bare(browser, views(), script=script) as page:
        page.wait_for_timeout(1100)
        page.emulate_media(media="print")
        box = asked(page)
        assert box.get_by_text(LINE).is_visible()
        assert box.get_by_text(words("ui.listen.none")).is_hidden()
        assert box.get_by_role("button").count() == 0


def test_a_statement_is_judged_by_the_article_alone(browser: Browser) -> None:
    with bare(browser, views()) as page:
        quiz = page.locator(".lesson-quiz")
        how = quiz.get_by_text("Jugez d’après l’article seul.")
        assert how.count() == question(quiz, "truefalse").get_by_text("Jugez d’après").count() == 1
        assert how.is_visible()
