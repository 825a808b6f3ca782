"""What browser tests do with a quiz: show one of every type, find a question, answer it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.texts import interface
from tests.browser.jupyter import open_notebook, run_all, write_notebook
from tests.lessons import PHARE, REPOSITORY, SCORED
from tests.programs import without

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Locator, Page

#: So many questions of the quiz with every type earn points.
ALL = len(SCORED)
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_script() -> str:
    """Give axe's own script."""
    if not AXE.exists():
        without("node")
    return AXE.read_text(encoding="utf-8")


def axe_violations(page: Page, selector: str) -> list[Any]:
    """Run axe on a part of the page, with the WCAG 2.2 AA rules."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_script())
    found: Any = page.evaluate(
        """async ([selector, tags]) => {
          const nodes = [...document.querySelectorAll(selector)];
          const options = {runOnly: tags, resultTypes: ["violations"]};
          const result = await axe.run({include: nodes}, options);
          return result.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))]);
        }""",
        [selector, _RULES],
    )
    # Rules about the page as a whole are JupyterLab's to keep, not an output's.
    return [row for row in found if row[0] not in {"region", "page-has-heading-one"}]


def document_violations(page: Page | Frame) -> list[Any]:
    """Run axe on a whole document of our own, with the WCAG 2.2 AA rules."""
    page.evaluate(axe_script())
    found: list[Any] = page.evaluate(
        """async (tags) => {
          const { violations } = await axe.run(document, { runOnly: tags });
          return violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))]);
        }""",
        _RULES,
    )
    return found


def words(key: str, language: str = "fr") -> str:
    """Give a text of the interface."""
    return interface(language)[key]


def tables() -> dict[str, Any]:
    """Give the grading tables of the lesson with every type, by type."""
    questions = open_lesson(PHARE, language="fr").quiz("tout").payload["questions"]
    return {table["type"]: table for table in questions}


def show_every_type(page: Page, lab: str, folder: Path, arguments: str = "") -> Locator:
    """Open and run a notebook with one question of every type; give the quiz."""
    if not (folder / "phare").exists():
        shutil.copytree(PHARE, folder / "phare")
    write_notebook(
        folder / "notebooks" / "phare.ipynb",
        f'from lesson_utils import open_lesson\nlesson = open_lesson("{folder / "phare"}", "fr")',
        f'lesson.quiz("tout"{arguments})',
    )
    open_notebook(page, lab, "phare.ipynb")
    run_all(page)
    page.wait_for_selector(".lesson-quiz fieldset")
    quiz = page.locator(".lesson-quiz").first
    # Without a voice, texts to be heard are shown after a moment: what follows them moves down.
    for table in tables().values():
        if table.get("listen"):
            expect(quiz.get_by_text(table["listen"]).first).to_be_visible()
    return quiz


def expect_total(quiz: Locator, start: str, *, whole: bool = False) -> None:
    """Wait until the quiz says this of all answers, at the beginning or alone; spaces are alike."""
    words = re.escape(start).replace(r"\ ", r"\s") + ("$" if whole else "")
    expect(quiz.locator(".total")).to_have_text(re.compile(rf"^{words}"))


def wait_until_kept(page: Page, kind: str, field: str = "response") -> None:
    """Wait until the browser has written down what was answered, or drafted."""
    page.wait_for_function(
        """([id, field]) => {
          const record = JSON.parse(localStorage.getItem("lesson-record/phare"));
          const kept = record?.quizzes.tout?.answers[id];
          return kept !== undefined && kept[field] !== null;
        }""",
        arg=[f"q-{kind}", field],
    )


def question(quiz: Locator, kind: str) -> Locator:
    """Give the question of a type."""
    return quiz.locator(f"fieldset[data-type={kind}]")


def _choose(asked: Locator, response: Any) -> None:
    asked.locator(f"input[value={response}]").check()


def _tick(asked: Locator, response: Any) -> None:
    for box in asked.locator("input[type=checkbox]").all():
        box.set_checked(box.get_attribute("value") in response)


def _move(asked: Locator, response: Any) -> None:
    for place, part in enumerate(response):
        row = asked.locator(f"li[data-id={part}]")
        while row.evaluate("(li) => [...li.parentElement.children].indexOf(li)") > place:
            row.locator("button.move").first.click()


def _select(asked: Locator, response: Any) -> None:
    for index, right in enumerate(response.values()):
        asked.locator("select").nth(index).select_option(right)


def _classify(asked: Locator, response: Any) -> None:
    for index, mode in enumerate(response.values()):
        asked.locator("fieldset.sentence").nth(index).locator(f"[value={mode}]").check()


def _fill(asked: Locator, response: Any) -> None:
    typed = response.values() if isinstance(response, dict) else [response]
    for index, text in enumerate(typed):
        asked.locator("input[type=text], textarea").nth(index).fill(text)


def _click_sentences(asked: Locator, response: Any) -> None:
    for part in response:
        asked.locator(f"label:has(input[value={part}])").click()


#: How each type is answered by hand.
HANDS = {
    "single": _choose,
    "truefalse": _choose,
    "multiple": _tick,
    "order": _move,
    "match": _select,
    "classify": _classify,
    "cloze": _fill,
    "short": _fill,
    "number": _fill,
    "locate": _click_sentences,
    "reflect": _fill,
}


def answer(quiz: Locator, kind: str, response: Any) -> None:
    """Give a response by mouse, as the type takes it, and have it checked."""
    asked = question(quiz, kind)
    HANDS[kind](asked, response)
    if asked.locator("button.check").is_visible():
        asked.locator("button.check").click()


#: Right and wrong responses for :func:`answer`, written by hand for tests/lesson/phare.
RIGHT: dict[str, Any] = {
    "single": "b",
    "multiple": ["a", "c"],
    "truefalse": "unsaid",
    "order": ["a", "b", "c"],
    "match": {"a": "a", "b": "b"},
    "classify": {"a": "fact", "b": "statement", "c": "concern", "d": "forecast"},
    "cloze": {"a": "pêcheurs", "b": "fermeture"},
    "short": "La mairie",
    "number": "3,5",
    "locate": ["s4"],
    "reflect": "Oui, parce qu’il guide les pêcheurs.",
}
WRONG: dict[str, Any] = {
    "single": "a",
    "multiple": ["b"],
    "truefalse": "wrong",
    "order": ["b", "a", "c"],
    "match": {"a": "b", "b": "c"},
    "classify": {"a": "concern", "b": "fact", "c": "forecast", "d": "statement"},
    "cloze": {"a": "pecheurs", "b": "porte"},
    "short": "les pêcheurs",
    "number": "35",
    "locate": ["s3"],
    "reflect": "Non.",
}
