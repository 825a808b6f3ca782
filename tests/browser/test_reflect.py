"""An open question with sentence starters and a rubric, by keyboard and mouse, in one page."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.exports.page import export
from tests.browser.quizzes import axe_script, question, words
from tests.browser.test_page import NARROW, opened
from tests.lessons import PHARE, with_rubric

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the test lesson, whose open question has a rubric of eight points."""
    folder = tmp_path_factory.mktemp("rubric")
    lesson = shutil.copytree(PHARE, folder / "phare")
    with_rubric(lesson)
    made = folder / "phare.html"
    (content,) = export(open_lesson(lesson, language="fr")).files.values()
    made.write_bytes(content)
    return made


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    with opened(browser, path, viewport={"width": NARROW, "height": 800}) as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        yield live


def asked(page: Page) -> Locator:
    return question(page.locator(".lesson-quiz").first, "reflect")


def starter(page: Page, place: int) -> Locator:
    return asked(page).locator(".ways button").nth(place)


def kept(page: Page) -> Any:
    page.wait_for_timeout(600)
    record = json.loads(page.evaluate("() => localStorage.getItem('lesson-record/phare')"))
    return record["quizzes"]["tout"]["answers"]["q-reflect"]


def level(page: Page, criterion: int, name: str) -> Locator:
    row = asked(page).locator(".grid fieldset").nth(criterion)
    return row.get_by_label(words(f"ui.reflect.level.{name}"))


def test_a_starter_goes_where_the_cursor_is_and_writing_goes_on_there(page: Page) -> None:
    starter(page, 0).focus()
    page.keyboard.press("Enter")
    area = asked(page).locator("textarea")
    expect(area).to_be_focused()
    page.keyboard.type("il guide.")
    expect(area).to_have_value("Selon le texte, il guide.")
    starter(page, 1).click()
    expect(area).to_have_value("Selon le texte, il guide. À mon avis, ")
    page.keyboard.press("Control+Home")
    starter(page, 1).click()
    expect(area).to_have_value("À mon avis, Selon le texte, il guide. À mon avis, ")
    page.keyboard.press("Control+z")
    expect(area).to_have_value("Selon le texte, il guide. À mon avis, ")
    assert kept(page)["draft"]["text"] == "Selon le texte, il guide. À mon avis, "


def test_levels_come_to_a_sum_that_is_announced_kept_and_no_score(page: Page) -> None:
    asked(page).locator("textarea").fill("Oui.")
    expect(asked(page).locator(".grid")).to_be_hidden()
    asked(page).locator("button.check").click()
    total = asked(page).locator(".sum")
    expect(total).to_contain_text("0\u00a0/\u00a08")
    level(page, 0, "yes").check()
    expect(total).to_contain_text("5\u00a0/\u00a08")
    page.keyboard.press("ArrowLeft")
    expect(level(page, 0, "partly")).to_be_focused()
    expect(total).to_contain_text("2½\u00a0/\u00a08")
    level(page, 1, "yes").check()
    expect(total).to_contain_text("5½\u00a0/\u00a08")
    live = page.locator(".lesson-quiz .live").first
    expect(live).to_contain_text("5½\u00a0/\u00a08")
    entry = kept(page)
    assert entry["response"] == {"text": "Oui.", "levels": {"a": "partly", "b": "yes"}}
    assert (entry["score"], entry["maximum"]) == (0, 0)
    page.reload()
    expect(asked(page).locator(".sum")).to_contain_text("5½\u00a0/\u00a08")
    expect(level(page, 0, "partly")).to_be_checked()
    assert asked(page).locator("textarea").input_value() == "Oui."


def test_the_summary_has_text_levels_and_sum(page: Page, tmp_path: Path) -> None:
    asked(page).locator("textarea").fill("Oui.")
    asked(page).locator("button.check").click()
    level(page, 0, "partly").check()
    page.locator(".lesson-quiz details.work summary").first.click()
    with page.expect_download() as caught:
        page.get_by_role("button", name=words("ui.work.summary")).first.click()
    caught.value.save_as(tmp_path / "summary.txt")
    said = (tmp_path / "summary.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Oui." in said
    assert "Mes sources sont nommées. 2½ / 5" in said
    assert "Mes citations sont exactes. 0 / 3" in said
    assert "Vous vous donnez 2½ / 8." in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_telephone(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    asked(page).locator("textarea").fill("Oui.")
    asked(page).locator("button.check").click()
    level(page, 0, "yes").check()
    page.evaluate(axe_script())
    found = page.evaluate(
        """async () => {
          const { violations } = await axe.run("[data-type=reflect]");
          return violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))]);
        }"""
    )
    assert found == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW
