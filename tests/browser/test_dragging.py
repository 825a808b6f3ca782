"""Items are put in order with a finger as with the mouse, and the page still scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.quizzes import axe_violations, question
from tests.lessons import PHARE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser


def view(mode: str = "practice") -> dict[str, Any]:
    """Give a quiz with a question of every type."""
    return quiz_view({**open_lesson(PHARE, language="fr").quiz("tout").payload, "mode": mode})


def order(asked: Locator) -> list[str]:
    """Give the ids of the items as they stand."""
    ids: list[str] = asked.locator(".items > li").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.id)"
    )
    return ids


def middle(part: Locator) -> tuple[float, float]:
    """Give the middle of a part of the page, as it stands on the screen."""
    box = part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page: Page, start: tuple[float, float], stop: tuple[float, float]) -> None:
    """Draw a finger over the screen in several steps."""
    finger = page.context.new_cdp_session(page)
    (left, top), (right, bottom) = start, stop
    steps = [at / 8 for at in range(9)]
    for at in steps:
        point = {"x": left + (right - left) * at, "y": top + (bottom - top) * at}
        kind = "touchStart" if at == 0 else "touchMove"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def scrolled(page: Page) -> float:
    """Give how far down the page is."""
    top: float = page.evaluate("() => scrollY")
    return top


@pytest.mark.parametrize("width", [320, 390])
def test_a_finger_on_the_grip_moves_the_item_and_not_the_page(browser: Browser, width: int) -> None:
    phone = {"width": width, "height": 844}
    with bare(browser, [view()], viewport=phone, has_touch=True, is_mobile=True) as page:
        asked = question(page.locator(".lesson-quiz"), "order")
        asked.evaluate("(node) => node.scrollIntoView({block: 'center'})")
        before, top = order(asked), scrolled(page)
        rows = asked.locator(".items > li")
        swipe(page, middle(rows.nth(0).locator(".grip")), middle(rows.nth(2).locator(".grip")))
        expect(rows.nth(2)).to_have_attribute("data-id", before[0])
        assert order(asked) == [*before[1:], before[0]]
        assert scrolled(page) == top
        expect(asked.locator(".dragged")).to_have_count(0)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert axe_violations(page, ".lesson-quiz [data-type=order]") == []


def test_a_finger_on_the_text_scrolls_the_page_and_moves_no_item(browser: Browser) -> None:
    phone = {"width": 390, "height": 844}
    with bare(browser, [view()], viewport=phone, has_touch=True, is_mobile=True) as page:
        asked = question(page.locator(".lesson-quiz"), "order")
        asked.evaluate("(node) => node.scrollIntoView({block: 'center'})")
        before, top = order(asked), scrolled(page)
        left, middle_of_text = middle(asked.locator(".item-text").nth(2))
        swipe(page, (left, middle_of_text), (left, middle_of_text - 200))
        page.wait_for_function("(top) => scrollY > top + 50", arg=top)
        assert order(asked) == before


@pytest.mark.parametrize("part", [".item-text", ".grip"])
def test_the_mouse_drags_an_item_by_its_text_or_its_grip(browser: Browser, part: str) -> None:
    with bare(browser, [view()], viewport={"width": 1366, "height": 768}) as page:
        asked = question(page.locator(".lesson-quiz"), "order")
        asked.evaluate("(node) => node.scrollIntoView({block: 'center'})")
        before = order(asked)
        rows = asked.locator(".items > li")
        page.mouse.move(*middle(rows.nth(2).locator(part)))
        page.mouse.down()
        page.mouse.move(*middle(rows.nth(0).locator(part)), steps=6)
        page.mouse.up()
        assert order(asked) == [before[2], *before[:2]]


def test_items_of_a_finished_check_stay_where_they_are(browser: Browser) -> None:
    phone = {"width": 390, "height": 844}
    with bare(browser, [view("check")], viewport=phone, has_touch=True, is_mobile=True) as page:
        quiz = page.locator(".lesson-quiz")
        quiz.locator("button.check:visible").last.click()
        asked = question(quiz, "order")
        asked.evaluate("(node) => node.scrollIntoView({block: 'center'})")
        before = order(asked)
        rows = asked.locator(".items > li")
        swipe(page, middle(rows.nth(0).locator(".grip")), middle(rows.nth(2).locator(".grip")))
        assert order(asked) == before
