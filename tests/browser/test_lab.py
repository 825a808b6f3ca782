"""The lesson as a student meets it: real JupyterLab, real Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.notebooks.running import lesson_notebooks
from lesson_utils.questions.grading import key_of
from lesson_utils.texts import word
from tests.browser.jupyter import open_notebook, open_stored, run_all
from tests.browser.quizzes import axe_violations, words
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

NOTEBOOKS = [
    path.relative_to(REPOSITORY / "notebooks").as_posix() for path in lesson_notebooks(REPOSITORY)
]
OUTPUTS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output"


def quiz(page: Page) -> Locator:
    return page.locator(".lesson-quiz").first


def question(page: Page, number: int) -> Locator:
    return quiz(page).locator("fieldset").nth(number)


def first_of(kind: str, name: str = "contexte") -> tuple[int, Any]:
    tables = open_lesson("minusma", language="fr").quiz(name).payload["questions"]
    return next((number, t) for number, t in enumerate(tables) if t["type"] == kind)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_without_the_companion_a_notebook_is_readable_before_it_is_run_and_alive_after(
    page: Page, lab: str, notebook: str
) -> None:
    open_stored(page, lab, notebook)
    assert page.locator(".lesson-quiz").count() == 0
    static = page.locator(f"{OUTPUTS} .lesson-static")
    static.first.wait_for(state="attached")
    text = "\n".join(static.all_text_contents())
    assert word(notebook[:2], "static.quiz.key") in text
    assert not page.locator(OUTPUTS, has_text="model not found").count()
    assert axe_violations(page, f"{OUTPUTS} .lesson-static") == []

    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset", timeout=30_000)
    outputs: Any = page.evaluate(
        """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
          .filter((cell) => cell.type === "code")
          .flatMap((cell) => cell.sharedModel.getOutputs())"""
    )
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert axe_violations(page, ".lesson-quiz, .lesson-reader, .lesson-figure") == []


def test_a_single_choice_by_mouse_gives_feedback_and_can_be_changed(page: Page, lab: str) -> None:
    number, table = first_of("single")
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    wrong = next(option for option in table["options"] if not option["correct"])
    right = next(option for option in table["options"] if option["correct"])
    asked = question(page, number)
    asked.get_by_label(wrong["text"], exact=True).check()
    assert wrong["feedback"] in asked.inner_text()
    asked.get_by_label(right["text"], exact=True).check()
    text = asked.inner_text()
    assert right["feedback"] in text
    assert wrong["feedback"] not in text
    assert table["explanation"] in text
    assert table["evidence"][0]["quote"] in text
    assert axe_violations(page, ".lesson-quiz") == []


def test_evidence_is_highlighted_in_the_reader(page: Page, lab: str) -> None:
    number, table = first_of("single")
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    asked = question(page, number)
    right = next(option for option in table["options"] if option["correct"])
    asked.get_by_label(right["text"], exact=True).check()
    asked.get_by_role("button", name=words("ui.quiz.evidence.show")).first.click()
    page.wait_for_selector(".lesson-reader .lesson-evidence", timeout=5_000)
    marked = "".join(page.locator(".lesson-reader .lesson-evidence").all_text_contents())
    assert marked == table["evidence"][0]["quote"]
    assert page.locator(".lesson-reader .lesson-evidence").first.is_visible()
    page.get_by_role("button", name=words("ui.reader.back")).click()
    assert page.locator(".lesson-reader .lesson-evidence").count() == 0
    assert page.evaluate("() => document.activeElement.textContent") == words(
        "ui.quiz.evidence.show"
    )


def test_a_quiz_is_answered_with_the_keyboard_alone(page: Page, lab: str) -> None:
    number, table = first_of("truefalse")
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    asked = question(page, number)
    asked.scroll_into_view_if_needed()
    first = asked.locator("input[type=radio]").first
    first.focus()
    page.keyboard.press("Space")
    for _ in range([option["id"] for option in table["options"]].index(key_of(table))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    right = next(option for option in table["options"] if option["correct"])
    assert right["feedback"] in asked.inner_text()
    assert page.evaluate("() => document.activeElement.type") == "radio"
    assert page.locator(".jp-Cell").count() == len(
        page.evaluate("() => [...window.jupyterapp.shell.currentWidget.content.model.cells]")
    )


def test_an_order_is_put_right_with_the_keyboard_alone(page: Page, lab: str) -> None:
    number, table = first_of("order")
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    asked = question(page, number)
    # JupyterLab leaves undrawn what is far from the window: it has no text to read.
    asked.evaluate("(node) => node.scrollIntoView()")
    first = asked.locator("li").first.element_handle()
    page.wait_for_function("(row) => row.innerText !== ''", arg=first)
    texts = [item["text"] for item in table["items"]]
    for place, text in enumerate(texts):
        row = asked.locator("li", has_text=text)
        while (now := _place(asked, texts, text)) > place:
            row.get_by_role("button").first.focus()
            page.keyboard.press("Enter")
            assert _place(asked, texts, text) == now - 1
    asked.locator("button", has_text="Vérifier").focus()
    page.keyboard.press("Enter")
    assert re.search(r"juste|bon", asked.inner_text(), re.IGNORECASE)
    assert table["explanation"] in asked.inner_text()


def _place(asked: Locator, texts: list[str], text: str) -> int:
    shown = [row for row in asked.locator("li").all_inner_texts() if any(t in row for t in texts)]
    return next(index for index, row in enumerate(shown) if text in row)


def test_a_gloss_opens_by_click_and_by_keyboard_and_closes_with_escape(
    page: Page, lab: str
) -> None:
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    payload = open_lesson("minusma", language="fr").read("contexte").payload
    term = next(row for row in payload["annotations"] if row["kind"] == "term")
    reader = page.locator(".lesson-reader").first
    word = reader.get_by_role("button", name=re.compile(re.escape(term["quote"].split()[0]))).first
    word.click()
    assert term["gloss"] in reader.inner_text()
    page.keyboard.press("Escape")
    assert term["gloss"] not in reader.inner_text()
    word.focus()
    page.keyboard.press("Enter")
    assert term["gloss"] in reader.inner_text()
    assert axe_violations(page, ".lesson-reader") == []


def test_a_widget_without_its_kernel_shows_no_broken_link_and_a_strong_ring(
    page: Page, lab: str
) -> None:
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    # What JupyterLab does with a widget that has no kernel behind it.
    signs: Any = page.locator(".lesson-reader, .lesson-quiz, .lesson-figure").evaluate_all(
        """(roots) => roots.map(({ parentElement: place }) => {
          place.classList.add("jupyter-widgets-disconnected");
          const { content, display } = getComputedStyle(place, "::before");
          return [content !== "normal", display];
        })"""
    )
    assert len(signs) >= 4  # the text, the figure, two quizzes
    assert {tuple(sign) for sign in signs} == {(True, "none")}
    for root in (".lesson-reader", ".lesson-quiz", ".lesson-figure"):
        page.locator(f"{root} :is(button, input, select):visible").first.focus()
        page.keyboard.press("Tab")
        ring: Any = page.evaluate(
            """() => {
              const node = document.activeElement;
              const clip = node.closest(".jp-OutputArea-output").getBoundingClientRect();
              const { outlineWidth, outlineOffset } = getComputedStyle(node);
              return [outlineWidth, outlineOffset, node.getBoundingClientRect().left - clip.left];
            }"""
        )
        assert ring[:2] == ["3px", "2px"], root
        assert ring[2] >= 5, root
