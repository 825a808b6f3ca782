"""The studio as a whole, from a passage to the file: browser, session and files; no Jupyter."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import expect

from lesson_utils.cli import main
from tests.browser.quizzes import axe_violations
from tests.browser.studiolive import live_studio
from tests.browser.studiopage import DARK, texts
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WORDS = texts("fr")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a lesson of one's own, to be changed."""
    return shutil.copytree(PHARE, tmp_path / "phare")


def written(root: Path) -> Any:
    return yaml.safe_load((root / "annotations.yml").read_text(encoding="utf-8"))


def explain(page: Page, gloss: str, *, alone: bool = False) -> None:
    """Explain the word “travaux”, with keys alone; at last without a kernel, if alone."""
    text = page.locator(".studio-text")
    text.focus()
    page.keyboard.press("Escape")
    for _ in range(50):
        page.keyboard.press("ArrowRight")
        if page.locator(".studio-verbs q").inner_text() == "travaux":
            break
    page.keyboard.press(WORDS["studio.article.key.term"])
    page.wait_for_function("() => document.activeElement.closest('.studio-side') !== null")
    page.keyboard.type(gloss)
    page.evaluate("(alone) => { window.away = alone }", alone)
    page.keyboard.press("Control+s")


def kept(page: Page, key: str) -> None:
    expect(page.locator(".studio-standing")).to_contain_text(WORDS[f"studio.link.{key}"])


def gloss_of(root: Path) -> str:
    found = [item for item in written(root) if item.get("quote") == "travaux"]
    return str(found[0]["gloss"]["fr"]) if found else ""


def test_a_word_is_explained_with_keys_alone_undone_and_done_again(
    browser: Browser, root: Path
) -> None:
    before = (root / "annotations.yml").read_bytes()
    with live_studio(browser, root) as page:
        explain(page, "Ce que l’on fait : « réparer ».")
        undo = page.locator(".history button").first
        expect(undo).to_have_attribute("aria-disabled", "false")
        assert gloss_of(root) == "Ce que l’on fait : « réparer »."
        expect(page.locator(".studio-text .k-term", has_text="travaux")).to_be_visible()
        undo.click()
        expect(page.locator(".studio-text .k-term", has_text="travaux")).to_have_count(0)
        assert (root / "annotations.yml").read_bytes() == before
        page.locator(".studio-text").focus()
        page.keyboard.press("Control+y")
        expect(page.locator(".studio-text .k-term", has_text="travaux")).to_be_visible()
        assert gloss_of(root)


def test_what_is_typed_without_a_kernel_is_in_the_file_after_it_returns(
    browser: Browser, root: Path
) -> None:
    with live_studio(browser, root) as page:
        page.locator(".studio-text .k-term").first.click()
        page.keyboard.press("Enter")
        area = page.locator(".studio-side textarea:visible").first
        area.fill("Une tour, sans noyau.")
        page.evaluate("() => { window.away = true }")
        area.press("Control+s")
        kept(page, "unkept")
        page.reload()
        page.wait_for_selector(".studio-text")
        kept(page, "saved")
        expect(page.locator(".history button").first).to_have_attribute("aria-disabled", "false")
        assert written(root)[0]["gloss"]["fr"] == "Une tour, sans noyau."
        assert len(written(root)) == len(yaml.safe_load((PHARE / "annotations.yml").read_text()))


def test_what_is_new_and_saved_without_a_kernel_is_in_the_file_once(
    browser: Browser, root: Path
) -> None:
    before = written(root)
    with live_studio(browser, root) as page:
        explain(page, "Ce que l’on fait.", alone=True)
        kept(page, "unkept")
        page.reload()
        page.wait_for_selector(".studio-text")
        kept(page, "saved")
        page.wait_for_timeout(300)
        new = [item for item in written(root) if item not in before]
        assert [(item["id"], item["gloss"]) for item in new] == [
            ("travaux", {"fr": "Ce que l’on fait."})
        ]
        # It is no longer on the list of what is begun.
        listed = page.locator(".studio-side li", has_text="travaux")
        expect(listed.first).to_be_visible()
        expect(page.locator(".studio-side")).not_to_contain_text(WORDS["studio.shelf.badge.new"])


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_file_changed_in_an_editor_meanwhile_is_not_overwritten_unasked(
    browser: Browser, root: Path, choice: str
) -> None:
    path = root / "annotations.yml"
    with live_studio(browser, root) as page:
        page.locator(".studio-text .k-term").first.click()
        page.keyboard.press("Enter")
        area = page.locator(".studio-side textarea:visible").first
        area.fill("La mienne.")
        first = written(root)[0]["gloss"]["fr"]
        source = path.read_text(encoding="utf-8")
        path.write_text(source.replace(first, "La leur."), encoding="utf-8")
        area.press("Control+s")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("La leur.")
        expect(dialog).to_contain_text("La mienne.")
        assert written(root)[0]["gloss"]["fr"] == "La leur."
        dialog.get_by_role("button", name=WORDS[f"studio.shell.conflict.take.{choice}"]).click()
        wanted = "La mienne." if choice == "mine" else "La leur."
        expect(page.locator(".studio-side textarea:visible").first).to_have_value(wanted)
        kept(page, "saved")
        page.wait_for_timeout(300)
        assert written(root)[0]["gloss"]["fr"] == wanted


@pytest.mark.parametrize("width", [1366, 320])
def test_every_tab_is_accessible_and_fits(browser: Browser, root: Path, width: int) -> None:
    # High enough that nothing lies half under a form's own bar, which scrolling brings out.
    with live_studio(browser, root, viewport={"width": width, "height": 6000}) as page:
        tabs = page.locator(".studio-tabs > [role=tab]")
        for theme in ("light", "dark"):
            if theme == "dark":
                page.evaluate(DARK)
            for index in range(tabs.count()):
                tabs.nth(index).click()
                expect(page.locator(".studio-side > .studio-panel:not([hidden])")).not_to_be_empty()
                assert axe_violations(page, ".lesson-studio") == []
                assert page.evaluate("() => document.documentElement.scrollWidth") <= width


COVERED = """() => {
  const fields = ".studio-editor :is(input, select, textarea, button, summary)";
  const seen = [...document.querySelectorAll(fields)].filter((node) => node.checkVisibility());
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const foot = document.querySelector(".editor-foot");
  const covered = async () => {
    const found = [];
    for (const field of seen.filter((node) => !foot.contains(node))) {
      field.focus();
      await frame();
      const box = field.getBoundingClientRect();
      if (box.bottom > foot.getBoundingClientRect().top + 1) found.push(field.outerHTML);
    }
    return found;
  };
  return covered();
}"""


@pytest.mark.parametrize("size", [(1280, 800), (800, 900)])
def test_what_a_student_sees_stays_in_sight_and_covers_no_field(
    browser: Browser, root: Path, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with live_studio(browser, root, viewport=viewport) as page:
        page.get_by_role("tab", name=WORDS["studio.shell.tab.questions"]).click()
        page.locator(".shelf-open:visible").first.click()
        preview = page.locator(".studio-preview")
        expect(preview.locator(".lesson-quiz fieldset").first).to_be_visible()
        prompt = page.locator(".studio-editor textarea:visible").first
        prompt.focus()
        expect(preview.locator(".lesson-quiz fieldset").first).to_be_in_viewport()
        assert page.evaluate(COVERED) == []
        prompt.focus()
        for _ in range(12):
            prompt.press("End")
            page.keyboard.type("Une ligne de plus.\n")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        foot = page.locator(".editor-foot").bounding_box()
        field = prompt.bounding_box()
        assert foot
        assert field
        assert field["y"] + field["height"] <= foot["y"] + 1


def test_a_paragraphs_number_stands_where_its_lines_begin(browser: Browser, tmp_path: Path) -> None:
    article = REPOSITORY / "tests" / "articles" / "cistern.ar.txt"
    made = CliRunner().invoke(
        main, ["new", str(article), "--language", "ar", "--for", "en", "-o", str(tmp_path / "new")]
    )
    assert made.exit_code == 0, made.output
    (root,) = {path.parent for path in tmp_path.rglob("lesson.yml")}
    with live_studio(browser, root, language="en") as page:
        number = page.locator(".studio-text .paragraph-number").first.bounding_box()
        line = page.locator(".studio-text .paragraph").first.bounding_box()
    assert number
    assert line
    assert number["x"] + number["width"] == pytest.approx(line["x"] + line["width"], abs=1)
