"""Every type of question in every state, light and dark, by mouse: feedback and accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lesson_utils.questions import TYPES
from tests.browser.desk import choose_theme
from tests.browser.quizzes import (
    ALL,
    RIGHT,
    WRONG,
    answer,
    axe_violations,
    expect_total,
    question,
    show_every_type,
    tables,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_type_passes_axe_in_every_state(
    page: Page, lab: str, lab_folder: Path, scheme: str
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    choose_theme(page, scheme)
    found = {"untouched": axe_violations(page, ".lesson-quiz")}
    for kind in TYPES:
        question(quiz, kind).get_by_role("button", name=words("ui.quiz.hint")).click()
    found["hint"] = axe_violations(page, ".lesson-quiz")
    for kind in TYPES:
        answer(quiz, kind, WRONG[kind])
    found["wrong"] = axe_violations(page, ".lesson-quiz")
    for kind in TYPES:
        answer(quiz, kind, RIGHT[kind])
    found["right"] = axe_violations(page, ".lesson-quiz")
    quiz.locator("details.work summary").click()
    found["panel open"] = axe_violations(page, ".lesson-quiz")
    quiz.get_by_role("button", name=words("ui.quiz.reset")).click()
    found["reset"] = axe_violations(page, ".lesson-quiz")
    assert {state: bad for state, bad in found.items() if bad} == {}


def test_feedback_changes_with_the_answer_and_goes_with_a_reset(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    everything = tables()
    for kind in TYPES:
        asked = question(quiz, kind)
        answer(quiz, kind, WRONG[kind])
        text = asked.text_content() or ""
        assert everything[kind]["explanation"] in text, kind
        assert words("ui.verdict.correct") not in text, kind
        folded = kind != "reflect"
        assert (everything[kind]["explanation"] not in asked.inner_text()) == folded, kind
        answer(quiz, kind, RIGHT[kind])
        text = asked.inner_text()
        if kind == "reflect":
            assert everything[kind]["model"] in text
            assert words("ui.verdict.correct") not in text
        else:
            assert words("ui.verdict.correct") in text, kind
    points = sum(table["maximum"] for table in everything.values())
    wanted = f"Réponses : {ALL} sur {ALL}. Justes : {ALL}. Points : {points} sur {points}."
    wanted += " Question libre : 1 sur 1."
    expect_total(quiz, wanted, whole=True)
    quiz.get_by_role("button", name=words("ui.quiz.reset")).click()
    for kind in TYPES:
        asked = question(quiz, kind)
        assert everything[kind]["explanation"] not in (asked.text_content() or ""), kind
        assert asked.locator("input:checked").count() == 0, kind
        for field in asked.locator("input[type=text], textarea").all():
            assert field.input_value() == "", kind
    expect_total(quiz, f"Réponses : 0 sur {ALL}")


def test_accents_and_capitals_are_tolerated_and_said(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    answer(quiz, "cloze", {"a": "PECHEURS", "b": "Fermeture"})
    text = question(quiz, "cloze").inner_text().replace("\u00a0", " ")
    assert "accents à revoir : « pêcheurs »" in text
    assert "majuscules à revoir : « fermeture »" in text
    assert words("ui.verdict.correct") in question(quiz, "cloze").inner_text()


def test_what_cannot_be_read_or_is_not_complete_is_told_and_is_not_wrong(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    for kind, response, reason in (
        ("number", "beaucoup", "malformed"),
        ("short", " ", "empty"),
        ("match", {"a": "a"}, "incomplete"),
        ("cloze", {"a": "pêcheurs"}, "incomplete"),
        ("multiple", [], "empty"),
        ("reflect", "  ", "empty"),
    ):
        answer(quiz, kind, response)
        assert words(f"ui.quiz.nothing.{reason}") in question(quiz, kind).inner_text(), kind
    expect_total(quiz, f"Réponses : 0 sur {ALL}")


def test_a_part_of_the_text_is_selected_with_the_mouse(
    page: Page, lab: str, lab_folder: Path
) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    asked = question(quiz, "locate")
    asked.scroll_into_view_if_needed()
    box = asked.locator("label:has(input[value=s4]) .words").evaluate(
        """(words) => {
          const node = words.firstChild;
          const range = document.createRange();
          const at = (index) => {
            range.setStart(node, index);
            range.setEnd(node, index + 1);
            const box = range.getBoundingClientRect();
            return [box.left + 1, box.top + box.height / 2];
          };
          return [at(0), at("Les pêcheurs redoutent pourtant".length)];
        }"""
    )
    (x, y), (to_x, to_y) = box
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, to_y, steps=4)
    page.mouse.move(to_x, to_y, steps=4)
    page.mouse.up()
    marked = "".join(asked.locator("mark").all_text_contents())
    assert marked.startswith(("es pêcheurs redoutent", "Les pêcheurs redoutent"))
    assert asked.locator("input:checked").count() == 0
    asked.locator("button.check").click()
    assert words("ui.locate.partial") in asked.inner_text()
    asked.locator("label:has(input[value=s4])").click()
    assert asked.locator("mark").count() == 0
    asked.locator("button.check").click()
    assert words("ui.verdict.correct") in asked.inner_text()


def test_a_double_click_on_a_sentence_chooses_the_sentence(
    page: Page, lab: str, lab_folder: Path
) -> None:
    asked = question(show_every_type(page, lab, lab_folder), "locate")
    asked.locator("label:has(input[value=s4]) .words").dblclick()
    assert asked.locator("mark").count() == 0
    asked.locator("button.check").click()
    assert words("ui.verdict.correct") in asked.inner_text()


@pytest.mark.parametrize(
    ("first", "last", "wanted"), [(0, 2, ["c", "b", "a"]), (2, 0, ["b", "a", "c"])]
)
def test_an_item_is_dragged_to_its_place(  # noqa: PLR0913, PLR0917 - fixtures and one row
    page: Page, lab: str, lab_folder: Path, first: int, last: int, wanted: list[str]
) -> None:
    asked = question(show_every_type(page, lab, lab_folder), "order")
    asked.scroll_into_view_if_needed()
    texts = asked.locator(".item-text")
    start, end = texts.nth(first).bounding_box(), texts.nth(last).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] / 2, steps=12)
    page.mouse.up()
    page.mouse.move(start["x"] + 20, start["y"], steps=3)
    rows = asked.locator("ol.items > li")
    assert rows.evaluate_all("(rows) => rows.map((row) => row.dataset.id)") == wanted
    assert asked.locator(".dragged").count() == 0


def test_a_reset_can_be_taken_back(page: Page, lab: str, lab_folder: Path) -> None:
    quiz = show_every_type(page, lab, lab_folder)
    for kind in ("single", "cloze", "reflect"):
        answer(quiz, kind, RIGHT[kind])
    quiz.get_by_role("button", name=words("ui.quiz.reset")).click()
    expect_total(quiz, "Réponses : 0 sur")
    quiz.get_by_role("button", name=words("ui.quiz.reset.undo")).click()
    expect_total(quiz, f"Réponses : 2 sur {ALL}. Justes : 2")
    assert question(quiz, "cloze").locator("input").first.input_value() == "pêcheurs"
    assert quiz.get_by_role("button", name=words("ui.quiz.reset.undo")).is_hidden()
    quiz.get_by_role("button", name=words("ui.quiz.reset")).dblclick()
    expect_total(quiz, f"Réponses : 0 sur {ALL}")
    assert quiz.get_by_role("button", name=words("ui.quiz.reset.undo")).is_visible()
    answer(quiz, "single", RIGHT["single"])
    assert quiz.get_by_role("button", name=words("ui.quiz.reset.undo")).is_hidden()
