"""The live reader: sentences, languages of the definitions, filters, reading aloud, print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from tests.browser.desk import choose_theme
from tests.browser.jupyter import open_notebook, run_all, write_notebook
from tests.browser.quizzes import axe_violations, words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def payload() -> Any:
    return open_lesson("minusma", language="fr").read("lecture").payload


def show(page: Page, lab: str, folder: Path, language: str = "fr") -> Locator:
    """Run a notebook with the whole article; give the reader."""
    code = f'open_lesson("minusma", "{language}").read("lecture")'
    path = folder / "notebooks" / f"reader-{language}.ipynb"
    write_notebook(path, f"from lesson_utils import open_lesson\n{code}")
    open_notebook(page, lab, f"reader-{language}.ipynb")
    run_all(page)
    page.wait_for_selector(".lesson-reader .paragraph")
    return page.locator(".lesson-reader")


def gist(reader: Locator, number: int) -> Locator:
    paragraph = reader.locator(".paragraph").nth(number - 1)
    return paragraph.get_by_role("button", name=words("ui.reader.gist"))


def test_a_paragraph_gives_its_idea_when_asked(page: Page, lab: str, lab_folder: Path) -> None:
    reader = show(page, lab, lab_folder)
    sentence = payload()["definitions"][0]["gists"]["2"]
    assert sentence not in reader.inner_text()
    button = gist(reader, 2)
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert sentence in reader.inner_text()
    page.keyboard.press("Space")
    assert button.get_attribute("aria-expanded") == "false"
    assert sentence not in reader.inner_text()


def test_definitions_change_language_without_the_kernel(
    page: Page, lab: str, lab_folder: Path
) -> None:
    reader = show(page, lab, lab_folder)
    french, english = payload()["definitions"]
    index = next(i for i, row in enumerate(payload()["annotations"]) if row["kind"] == "term")
    page.context.set_offline(offline=True)
    gist(reader, 1).click()
    word = reader.locator(".text .k-term").first
    word.click()
    assert french["annotations"][index]["gloss"] in reader.inner_text()
    reader.get_by_label("English").check()
    text = reader.inner_text()
    assert english["gists"]["1"] in text
    assert french["gists"]["1"] not in text
    word.click()
    gloss = reader.locator(".gloss dd:not(.more)").last
    assert gloss.inner_text() == english["annotations"][index]["gloss"]
    assert gloss.get_attribute("lang") == "en"
    assert reader.locator(".gist:visible").get_attribute("lang") == "en"
    reader.get_by_label("français").check()
    assert french["gists"]["1"] in reader.inner_text()


def test_a_word_comes_with_its_class_an_example_and_its_family_each_in_its_language(
    page: Page, lab: str, lab_folder: Path
) -> None:
    reader = show(page, lab, lab_folder, "en")
    reader.locator(".text .k-term", has_text="recrudescence").click()
    gloss = reader.locator(".gloss")
    assert gloss.locator("dt").inner_text() == "Term recrudescence, feminine noun"
    example, family = gloss.locator("dd.more").all()
    sentence = "En janvier, l’infirmière du lycée note une recrudescence des rhumes."
    assert example.inner_text() == f"Example: {sentence}"
    assert family.inner_text() == "Word family: recrudescent, recrudescente"
    for part in (example, family):
        assert part.locator("i").get_attribute("lang") == "fr"
        assert part.locator("i").get_attribute("translate") == "no"
    # What is announced is what the box says.
    assert sentence in reader.locator(".live").inner_text()
    reader.get_by_label("français").check()
    reader.locator(".text .k-term", has_text="recrudescence").click()
    assert gloss.locator("dt").inner_text() == "Terme recrudescence, nom féminin"
    assert gloss.locator("dt .class").get_attribute("lang") == "fr"
    assert gloss.locator("dd.more").first.inner_text() == f"Exemple\u00a0: {sentence}"


def test_claims_are_filtered_by_mode_and_by_holder_and_counted(
    page: Page, lab: str, lab_folder: Path
) -> None:
    reader = show(page, lab, lab_folder)
    claims = [row for row in payload()["annotations"] if row["kind"] == "claim"]
    mode = reader.get_by_label(words("ui.reader.filter.mode"))
    holder = reader.get_by_label(words("ui.reader.filter.holder"))
    assert not mode.is_visible()
    reader.locator("input[value=claim]").check()
    assert reader.locator(".text .begins").count() == len(claims)
    mode.select_option("concern")
    kept = [row for row in claims if row["mode"] == "concern"]
    assert reader.locator(".text .begins").count() == len(kept)
    marked = "".join(reader.locator(".text .k-claim").all_text_contents())
    assert marked == "".join(row["quote"] for row in kept)
    holder.select_option("ong")
    kept = [row for row in kept if row["holder"] == "ong"]
    assert reader.locator(".text .begins").count() == len(kept) == 1
    said = words("ui.reader.filter.shown").format(shown=1, count=len(claims))
    assert reader.locator(".live").inner_text() == said
    assert said in reader.locator(".shown").inner_text()
    assert f"({len(kept)})" in mode.locator("option[value=concern]").inner_text()
    mode.select_option("")
    holder.select_option("")
    assert reader.locator(".text .begins").count() == len(claims)


STUB = """(voices) => {
  const spoken = (window.spoken = []);
  const speech = {
    getVoices: () => voices,
    speak: (utterance) => spoken.push(utterance),
    cancel: () => spoken.push(null),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""


def test_a_paragraph_is_read_aloud_by_a_voice_of_this_machine_when_asked(
    blank_page: Page, lab: str, lab_folder: Path
) -> None:
    voices = "[{lang: 'en-GB', localService: true}, {lang: 'fr_FR', localService: true}]"
    blank_page.add_init_script(f"({STUB})({voices})")
    blank_page.add_init_script(
        "window.SpeechSynthesisUtterance = class extends EventTarget {"
        " constructor(text) { super(); this.text = text; } }"
    )
    reader = show(blank_page, lab, lab_folder, "en")
    assert blank_page.evaluate("() => window.spoken.length") == 0
    buttons = reader.get_by_role("button", name=words("ui.reader.aloud", "en"))
    assert buttons.count() == 7
    buttons.nth(1).click()
    segments = next(p for p in payload()["paragraphs"] if p["number"] == 2)["segments"]
    first = blank_page.evaluate("() => [spoken[0].text, spoken[0].lang, spoken[0].voice.lang]")
    assert first == ["".join(text for text, _ in segments), "fr", "fr_FR"]
    now = words("ui.reader.aloud.now", "en").format(number=2)
    assert reader.locator(".aloud").inner_text() == reader.locator(".live").inner_text() == now
    stop = reader.get_by_role("button", name=words("ui.reader.aloud.stop", "en"))
    stop.click()
    assert blank_page.evaluate("() => spoken[1]") is None
    assert stop.count() == reader.locator(".aloud").count() == 0
    assert blank_page.evaluate("() => document.activeElement.textContent") == "Read aloud"
    buttons.nth(2).click()
    blank_page.evaluate("() => spoken.at(-1).dispatchEvent(new Event('end'))")
    assert stop.count() == 0


def test_without_a_voice_of_this_machine_nothing_offers_to_read(
    blank_page: Page, lab: str, lab_folder: Path
) -> None:
    voices = "[{lang: 'en-GB', localService: true}, {lang: 'fr-FR', localService: false}]"
    blank_page.add_init_script(f"({STUB})({voices})")
    reader = show(blank_page, lab, lab_folder)
    assert reader.get_by_role("button", name=words("ui.reader.aloud")).count() == 0


def test_print_has_the_glosses_of_the_terms_shown(page: Page, lab: str, lab_folder: Path) -> None:
    reader = show(page, lab, lab_folder)
    english = payload()["definitions"][1]["annotations"]
    terms = [i for i, row in enumerate(payload()["annotations"]) if row["kind"] == "term"]
    reader.get_by_label("English").check()
    printed = reader.locator(".printed")
    assert not printed.is_visible()
    page.emulate_media(media="print")
    notes = printed.locator("p").all_inner_texts()
    assert len(notes) == len(terms)
    assert notes[0].startswith("[1] ")
    assert all(english[i]["gloss"] in note for i, note in zip(terms, notes, strict=True))
    marks = reader.locator("[data-note]").evaluate_all("nodes => nodes.map((n) => n.dataset.note)")
    assert "".join(marks) == "".join(f"[{place + 1}]" for place in range(len(terms)))
    assert not reader.locator("button:visible").count()
    page.emulate_media(media="screen")
    reader.get_by_label(words("ui.reader.show.none"), exact=True).check()
    assert reader.locator(".printed p, [data-note]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(
    page: Page, lab: str, lab_folder: Path, scheme: str
) -> None:
    reader = show(page, lab, lab_folder)
    choose_theme(page, scheme)
    gist(reader, 1).click()
    for choice in reader.locator(".kinds input").all():
        choice.check()
        if reader.locator(".text [role=button]").count():
            reader.locator(".text [role=button]").first.click()
        assert axe_violations(page, ".lesson-reader") == []
