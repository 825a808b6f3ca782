"""A whole chapter with the keyboard alone; small screens, high contrast, calm, paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from lesson_utils.questions import TYPES
from lesson_utils.questions.grading import key_of
from tests.browser.jupyter import open_notebook, run_all
from tests.browser.quizzes import (
    WRONG,
    answer,
    axe_violations,
    expect_total,
    show_every_type,
    words,
)
from tests.browser.quizzes import question as question_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Phones are as narrow as this; at 400 % a window of 1440 px is.
NARROW = 360
SMALLEST_TARGET = 24
MOST_TABS = 60

#: What has the focus: its question, whether it is a "check" button, its value and its kind.
_FOCUS = """() => {
  const node = document.activeElement;
  return {
    question: node.closest("fieldset.question")?.dataset.id ?? "",
    row: node.closest("[data-id]")?.dataset.id ?? "",
    kind: node.classList.contains("check") ? "check" : node.type ?? node.localName,
    value: node.value ?? "",
    name: node.name ?? "",
    first: node.classList.contains("move") && node === node.parentElement.firstChild,
  };
}"""


class Keys:
    """A student without a mouse."""

    def __init__(self, page: Page, question: str) -> None:
        self.page = page
        self.question = question

    def focus(self) -> Any:
        return self.page.evaluate(_FOCUS)

    def tab_to(self, kind: str, **wanted: str) -> Any:
        """Press Tab until the focus is on something of this question."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.focus()
            fits = all(here[name] == value for name, value in wanted.items())
            if here["question"] == self.question and here["kind"] == kind and fits:
                return here
        raise AssertionError(f"no {kind} {wanted} is reached with Tab in {self.question}")

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def choose(self, index: int) -> None:
        """Choose in a group of radio buttons, the focus being on its first."""
        self.press("Space", *["ArrowDown"] * index)

    def choose_one(self, table: Any, key: Any) -> None:
        self.tab_to("radio")
        self.choose([option["id"] for option in table["options"]].index(key))
        self.press("Enter")

    def tick(self, table: Any, key: Any) -> None:
        for option in table["options"]:
            self.tab_to("checkbox", value=option["id"])
            if option["id"] in key:
                self.press("Space")

    def order(self, table: Any, key: Any) -> None:
        shown = list(table["shown"])
        for place, part in enumerate(key):
            for _ in range(shown.index(part) - place):
                self.page.evaluate("() => document.activeElement.blur()")
                self.page.locator(f"[data-id={self.question}] .skill").click()
                while not (here := self.tab_to("button"))["first"] or here["row"] != part:
                    pass
                self.press("Enter")
                assert self.focus()["row"] == part, "the focus stays with what was moved"
            shown.remove(part)
            shown.insert(place, part)

    def match(self, table: Any, key: Any) -> None:
        rights = [right["id"] for right in table["rights"]]
        for left in table["lefts"]:
            self.tab_to("select-one")
            self.press(*["ArrowDown"] * (rights.index(key[left["id"]]) + 1))

    def classify(self, table: Any, key: Any) -> None:
        modes = [mode["id"] for mode in table["rights"]]
        for left in table["lefts"]:
            self.tab_to("radio", value=modes[0])
            self.choose(modes.index(key[left["id"]]))

    def fill(self, _: Any, key: Any) -> None:
        for text in key.values() if isinstance(key, dict) else [key]:
            self.tab_to("text")
            self.page.keyboard.insert_text(text)

    def locate(self, table: Any, key: Any) -> None:
        starts = [sentence["start"] for sentence in table["sentences"]]
        if len(table["targets"]) == 1:
            self.tab_to("radio")
            self.choose(starts.index(key[0][0]))
            return
        for sentence in table["sentences"]:
            self.tab_to("checkbox", value=sentence["id"])
            if sentence["start"] in {start for start, _ in key}:
                self.press("Space")

    def reflect(self, _: Any, key: Any) -> None:
        self.tab_to("textarea")
        self.page.keyboard.insert_text(key["text"])


WAYS = {
    "single": Keys.choose_one,
    "truefalse": Keys.choose_one,
    "multiple": Keys.tick,
    "order": Keys.order,
    "match": Keys.match,
    "classify": Keys.classify,
    "cloze": Keys.fill,
    "short": Keys.fill,
    "number": Keys.fill,
    "locate": Keys.locate,
    "reflect": Keys.reflect,
}


@pytest.mark.parametrize(
    ("notebook", "name"),
    [("02_contexte", "contexte"), ("04_perspectives_securitaires", "perspectives")],
)
def test_the_quiz_of_a_chapter_is_done_with_the_keyboard_alone(
    page: Page, lab: str, notebook: str, name: str
) -> None:
    open_notebook(page, lab, f"fr/{notebook}.ipynb")
    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset")
    tables = open_lesson("minusma", language="fr").quiz(name).payload["questions"]
    cells = page.locator(".jp-Cell").count()
    first = f"fieldset[data-id={tables[0]['id']}]"
    quiz = page.locator(".lesson-quiz", has=page.locator(first))
    quiz.locator("h3").click()
    for table in tables:
        keys = Keys(page, table["id"])
        WAYS[table["type"]](keys, table, key_of(table))
        if table["type"] not in {"single", "truefalse"}:
            keys.tab_to("check")
            keys.press("Enter")
        text = quiz.locator(f"fieldset[data-id={table['id']}]").inner_text()
        said = table["model"] if table["type"] == "reflect" else words("ui.verdict.correct")
        assert said in text, table["id"]
    right = sum(table["type"] != "reflect" for table in tables)
    said = f"Réponses : {right} sur {right}. Justes : {right}"
    expect_total(quiz, said)
    assert page.locator(".jp-Cell").count() == cells, "no key went to JupyterLab"


def test_every_target_is_large_enough(page: Page, lab: str, lab_folder: Path) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    for kind in TYPES:
        answer(quiz, kind, WRONG[kind])
    quiz.locator("details.work summary").click()
    small: Any = quiz.evaluate(
        """(root, smallest) => [...root.querySelectorAll(
            "button, select, summary, textarea, input:not([type=file])")]
          .filter((node) => node.offsetParent && getComputedStyle(node).opacity !== "0")
          .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
          .filter(([, box]) => box.height < smallest || box.width < smallest)
          .map(([html, box]) => [html, box.width, box.height])""",
        SMALLEST_TARGET,
    )
    assert small == []


def tab_into(page: Page) -> None:
    """Press Tab until the focus is in the quiz."""
    page.locator(".lesson-quiz h3").click()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('.lesson-quiz') !== null"):
            return
    raise AssertionError("Tab does not reach the quiz")


def tab_past_the_bar(page: Page) -> None:
    """Press Tab until the focus is on the first question."""
    while page.evaluate("() => document.activeElement.closest('.dots') !== null"):
        page.keyboard.press("Tab")


def test_the_focus_is_always_visible(page: Page, lab: str, lab_folder: Path) -> None:
    show_every_type(page, lab, lab_folder)
    tab_into(page)
    unseen: list[str] = []
    stops = 0
    for _ in range(60):
        shown: Any = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node.closest(".lesson-quiz")) return null;
              const hidden = getComputedStyle(node).opacity === "0";
              const drawn = hidden ? node.nextElementSibling : node;
              const style = getComputedStyle(drawn);
              const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              return [node.outerHTML.slice(0, 80), seen];
            }"""
        )
        if shown is None:
            break
        stops += 1
        if not shown[1]:
            unseen.append(shown[0])
        page.keyboard.press("Tab")
    assert stops > 30
    assert unseen == []


@pytest.mark.parametrize("scheme", ["light", "high contrast"])
def test_a_narrow_page_never_scrolls_sideways(
    page: Page, lab: str, lab_folder: Path, scheme: str
) -> None:
    if scheme == "high contrast":
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
    quiz = show_every_type(page, lab, lab_folder)
    for kind in TYPES:
        answer(quiz, kind, WRONG[kind])
    quiz.locator("details.work summary").click()
    # JupyterLab keeps room for itself: the quiz gets the width that a phone would give it.
    quiz.evaluate("(root, width) => { root.style.width = `${width}px`; }", NARROW)
    wide: Any = quiz.evaluate(
        """(root) => [...root.querySelectorAll("*")]
          .filter((node) => node.scrollWidth > node.clientWidth + 1
            && getComputedStyle(node).overflowX !== "visible" && !node.closest(".live")
            || node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1)
          .filter((node) => node.offsetParent && !node.matches(".live"))
          .filter((node) => !node.matches("input") || getComputedStyle(node).opacity !== "0")
          .map((node) => node.outerHTML.slice(0, 100))"""
    )
    assert wide == []
    assert axe_violations(page, ".lesson-quiz") == []


def test_evidence_is_reached_without_motion_for_who_asks_for_calm(page: Page, lab: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset")
    behaviours = page.evaluate(
        """() => {
          window.behaviours = [];
          const real = Element.prototype.scrollIntoView;
          Element.prototype.scrollIntoView = function (options) {
            if (options?.behavior) window.behaviours.push(options.behavior);
            return real.call(this, options);
          };
        }"""
    )
    asked = page.locator(".lesson-quiz fieldset").first
    asked.locator("input").first.check()
    asked.locator("details.why summary").click()
    asked.get_by_role("button", name=words("ui.quiz.evidence.show")).first.click()
    page.wait_for_selector(".lesson-reader .lesson-evidence")
    behaviours = page.evaluate("() => window.behaviours")
    assert behaviours == ["auto"]
    assert page.evaluate("() => document.activeElement.className") == "lesson-evidence"


def test_print_shows_the_questions_with_room_to_write(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    page.emulate_media(media="print")
    assert quiz.locator("button").first.is_hidden()
    assert quiz.locator("details.work").is_hidden()
    for kind in TYPES:
        assert question_of(quiz, kind).locator("legend").first.is_visible(), kind
    area = question_of(quiz, "reflect").locator("textarea").bounding_box()
    assert area is not None
    assert area["height"] > 100
    for field in quiz.locator("input[type=text]").all():
        if field.is_visible():
            box = field.bounding_box()
            assert box is not None
            assert box["width"] > 40
    assert question_of(quiz, "match").locator(".print-only").is_visible()
    page.emulate_media(media="screen")
    assert question_of(quiz, "match").locator(".print-only").is_hidden()


def test_one_polite_live_region_tells_what_happened(page: Page, lab: str, lab_folder: Path) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    assert quiz.locator("[aria-live]").count() == 1
    live = quiz.locator("[aria-live=polite]")
    answer(quiz, "single", WRONG["single"])
    assert words("ui.verdict.incorrect") in live.inner_text()
    assert "Relisez l’année." in live.inner_text()
    question_of(quiz, "order").locator("button.move").nth(1).click()
    assert re.search(r"place 2 sur 3", live.inner_text())
    question_of(quiz, "match").get_by_role("button", name=words("ui.quiz.hint")).click()
    assert "Cherchez les verbes." in live.inner_text()


def test_arrow_keys_pass_options_without_answering(page: Page, lab: str, lab_folder: Path) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    asked = question_of(quiz, "single")
    tab_into(page)
    tab_past_the_bar(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert words("ui.verdict.wrong") not in asked.inner_text()
    assert words("ui.choice.enter") in asked.inner_text()
    expect_total(quiz, "Réponses : 0 sur")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert words("ui.verdict.correct") in asked.inner_text()
    page.keyboard.press("ArrowDown")
    assert words("ui.verdict.correct") not in asked.inner_text()
    # The hint belongs to the question: asking for it costs no try.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert asked.locator(".hint").is_visible()
    assert words("ui.verdict.wrong") not in asked.inner_text()
    page.keyboard.press("Tab")
    assert words("ui.verdict.wrong") in asked.inner_text()
    page.wait_for_function(
        "() => JSON.parse(localStorage.getItem('lesson-record/phare'))"
        "?.quizzes.tout?.answers['q-single']?.attempts === 2"
    )
