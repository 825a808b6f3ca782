"""The room in which a student reads: JupyterLab's simple interface without its workshop."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.questions.grading import key_of
from tests.browser.desk import VIEWPORT
from tests.browser.jupyter import shut_kernels_down, workspace
from tests.browser.quizzes import answer, axe_violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: What a student has no use for, by the names of JupyterLab's classes.
WORKSHOP = [
    *(".jp-InputPrompt", ".jp-OutputPrompt", ".jp-cell-toolbar", ".jp-InputPlaceholder"),
    *(".jp-Collapser", ".jp-NotebookPanel-toolbar", ".jp-SideBar", "#jp-main-statusbar"),
    ".jp-InternalAnchorLink",
]
SCROLLED = "document.querySelector('.lesson-room .jp-WindowedPanel-outer').scrollTop"
SCREENS = {"laptop": (1366, 768), "large": (1920, 1080), "phone": (390, 844)}


@pytest.fixture(autouse=True)
def _nothing_answered(lab_folder: Path) -> None:
    """Take away what students of other tests have left on the disk."""
    shutil.rmtree(lab_folder / "progress", ignore_errors=True)


@pytest.fixture(params=SCREENS)
def room(browser: Browser, lab: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(locale="fr-FR", viewport={"width": width, "height": height})
    page = context.new_page()
    enter_room(page, lab)
    yield page
    context.close()


@pytest.fixture
def wide(browser: Browser, lab: str) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page = context.new_page()
    enter_room(page, lab)
    yield page
    context.close()


def enter_room(page: Page, lab: str, notebook: str = "02_contexte.ipynb") -> None:
    page.goto(f"{lab}/doc/workspaces/{workspace()}/tree/notebooks/fr/{notebook}")
    page.locator(".lesson-room .lesson-quiz fieldset").first.wait_for(state="attached")
    expect(page.locator(".lesson-room :is(.lesson-reader, .lesson-progress)").first).to_be_visible()


def test_nothing_of_the_workshop_is_seen_and_the_lesson_stands_in_one_column(room: Page) -> None:
    for part in WORKSHOP:
        assert room.locator(part).locator("visible=true").count() == 0, part
    screen = room.viewport_size
    assert screen
    edges = [
        box
        for name in (".jp-MarkdownOutput h1", ".lesson-reader h3", ".lesson-quiz h3")
        if (box := room.locator(f".lesson-room {name}").first.bounding_box())
    ]
    assert len(edges) == 3
    assert max(box["x"] for box in edges) - min(box["x"] for box in edges) <= 1
    assert all(box["width"] <= 740 for box in edges)
    assert all(box["x"] + box["width"] <= screen["width"] for box in edges)
    assert room.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert edges[0]["width"] >= min(screen["width"] * 0.9, 700)


def test_no_slip_of_the_keyboard_takes_a_cell_away(wide: Page) -> None:
    cells = wide.locator(".lesson-room .jp-Cell")
    before = cells.count()
    wide.locator(".lesson-room .jp-MarkdownOutput p").first.click()
    for keys in ("d", "d", "x", "a", "b", "m", "Enter"):
        wide.keyboard.press(keys)
    wide.locator(".lesson-room .jp-MarkdownOutput p").first.dblclick()
    assert cells.count() == before
    assert (
        wide.locator(".lesson-room .jp-MarkdownCell.jp-mod-rendered").count()
        == wide.locator(".lesson-room .jp-MarkdownCell").count()
    )


def test_who_leaves_the_simple_interface_has_the_workshop(wide: Page) -> None:
    wide.evaluate("() => window.jupyterapp.commands.execute('application:toggle-mode')")
    expect(wide.locator(".lesson-room")).to_have_count(0)
    expect(wide.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    expect(wide.locator(".jp-InputPlaceholder").first).to_be_visible()
    wide.evaluate("() => window.jupyterapp.commands.execute('application:toggle-mode')")
    expect(wide.locator(".lesson-room")).to_have_count(1)
    expect(wide.locator(".jp-NotebookPanel-toolbar")).to_be_hidden()


@pytest.mark.parametrize("down", [0, 500])
def test_after_a_run_the_reader_is_where_the_reader_was(wide: Page, down: int) -> None:
    box = wide.locator(".lesson-room").bounding_box()
    assert box
    wide.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wide.mouse.wheel(0, down)
    wide.wait_for_function(f"() => {SCROLLED} === {down}")
    wide.evaluate(
        """() => {
          window.done = false;
          window.jupyterapp.commands.execute("notebook:run-all-cells")
            .then(() => { window.done = true; });
        }"""
    )
    expect(wide.locator(".lesson-held")).to_be_attached()
    wide.wait_for_function("() => window.done")
    expect(wide.locator(".lesson-quiz fieldset").first).to_be_attached()
    expect(wide.locator(".lesson-held")).to_have_count(0)
    assert wide.evaluate(f"() => {SCROLLED}") == down
    # The place of the keyboard is there too, and not in the last cell.
    seen = wide.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.activeCell.node"
        ".getBoundingClientRect().bottom"
    )
    assert box["y"] < seen < box["y"] + box["height"]


def test_a_run_does_not_hold_who_scrolls_meanwhile(wide: Page) -> None:
    box = wide.locator(".lesson-room").bounding_box()
    assert box
    wide.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(wide.locator(".lesson-held")).to_be_attached()
    wide.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wide.mouse.wheel(0, 300)
    expect(wide.locator(".lesson-held")).to_have_count(0)
    wide.wait_for_function(f"() => {SCROLLED} > 0")


def test_every_cell_is_in_the_page_and_nothing_asks_or_tells_anything(wide: Page) -> None:
    cells = wide.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    assert wide.locator(".lesson-room .jp-Cell").count() == cells
    assert wide.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_a_click_reaches_what_stands_at_the_edge(wide: Page) -> None:
    """JupyterLab lays an invisible strip for its prompts over the left edge of an output."""
    question = wide.locator(".lesson-quiz fieldset[data-type=single]").first
    question.locator("input").first.check(timeout=10_000)
    expect(question.locator(".result")).to_be_visible()


@pytest.mark.parametrize("notebook", ["01_lecture", "02_contexte", "05_synthese"])
def test_the_way_back_to_the_quiz_leads_to_it(browser: Browser, lab: str, notebook: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page = context.new_page()
    enter_room(page, lab, f"{notebook}.ipynb")
    back = page.locator(".jp-MarkdownCell p", has_text="Revenir au quiz").get_by_role("link")
    heading = page.locator(".jp-MarkdownCell").get_by_role("heading", level=2)
    heading = heading.filter(has_text=back.inner_text())
    expect(heading).not_to_be_in_viewport()
    back.click()
    expect(heading).to_be_in_viewport()
    page.keyboard.press("Tab")
    below = "(node) => document.activeElement.compareDocumentPosition(node)"
    assert heading.evaluate(below) & 2, "the keyboard goes on from there"
    context.close()


def test_progress_follows_an_answer_and_leads_to_the_next_quiz(browser: Browser, lab: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page = context.new_page()
    enter_room(page, lab, "00_accueil.ipynb")
    progress = page.locator(".lesson-room .lesson-progress")
    row = progress.locator("li", has_text="Pour s’échauffer")
    expect(row.locator(".said")).to_contain_text("0 sur 3")
    quiz = page.locator(".lesson-quiz")
    for table in open_lesson("minusma", language="fr").quiz("accueil").payload["questions"]:
        answer(quiz, table["type"], key_of(table))
    expect(row.locator(".said")).to_contain_text("3 sur 3")
    assert axe_violations(page, ".lesson-progress") == []
    progress.locator(".next a").click()
    page.wait_for_url("**/01_lecture.ipynb*")
    context.close()


def test_who_stands_on_a_link_of_the_progress_stays_there(browser: Browser, lab: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page, other = context.new_page(), context.new_page()
    for each in (page, other):
        enter_room(each, lab, "00_accueil.ipynb")
    progress = page.locator(".lesson-progress")
    link = progress.locator("li").get_by_role("link", name="Le contexte")
    link.focus()
    table = open_lesson("minusma", language="fr").quiz("accueil").payload["questions"][0]
    answer(other.locator(".lesson-quiz"), table["type"], key_of(table))
    expect(progress.locator("li", has_text="Pour s’échauffer")).to_contain_text("1 sur 3")
    expect(link).to_be_focused()
    context.close()


#: A slow machine: the kernel's session is told late, and then all that the kernel says.
SLOW = """(() => {
  const asked = window.fetch;
  window.fetch = async (...given) => {
    const [what, how] = given;
    const answer = await asked(...given);
    if ((how?.method || what.method) === "POST" && /api.sessions/.test(what.url || what)) {
      await new Promise((done) => setTimeout(done, 4000));
    }
    return answer;
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address, protocols) {
      super(address, protocols);
      this.ofKernel = /channels/.test(address);
    }
    set onmessage(act) {
      const late = (event) => setTimeout(() => act.call(this, event), 600);
      super.onmessage = this.ofKernel ? late : act;
    }
    get onmessage() {
      return super.onmessage;
    }
    set onopen(act) {
      const later = (event) => setTimeout(() => act.call(this, event), 0);
      super.onopen = this.ofKernel ? later : act;
    }
    get onopen() {
      return super.onopen;
    }
  };
})()"""


def test_where_the_kernel_is_slow_the_lesson_comes_alive_all_the_same(
    browser: Browser, lab: str
) -> None:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page = context.new_page()
    enter_room(page, lab)
    shut_kernels_down(page, lab)
    page.close()
    page = context.new_page()
    page.add_init_script(SLOW)
    enter_room(page, lab)
    expect(page.get_by_text("model not found")).to_have_count(0)
    expect(page.locator(".lesson-room .lesson-figure")).to_have_count(1)
    question = page.locator(".lesson-quiz fieldset[data-type=single]").first
    question.locator("input").first.check()
    expect(question.locator(".result")).to_be_visible()
    context.close()


GIVE_UP = """() => {
  const cell = document.querySelector(".lesson-quiz").closest(".jp-Cell");
  const error = "Error displaying widget: model not found";
  cell.querySelector(".jp-OutputArea-output").replaceChildren(error);
}"""


def test_what_jupyterlab_gave_up_is_drawn_again(wide: Page) -> None:
    wide.evaluate(GIVE_UP)
    expect(wide.get_by_text("model not found")).to_have_count(0)
    expect(wide.locator(".lesson-quiz fieldset").first).to_be_attached()


def test_what_never_gets_its_model_shows_its_static_form(wide: Page) -> None:
    wide.evaluate(
        """(code) => {
          const give = eval(code);
          window.gone = setInterval(() => document.querySelector(".lesson-quiz") && give(), 20);
        }""",
        GIVE_UP,
    )
    static = wide.locator(".lesson-room .lesson-static", has_text="Corrigé")
    expect(static.first).to_be_attached(timeout=90_000)
    wide.evaluate("() => clearInterval(window.gone)")
    expect(wide.get_by_text("model not found")).to_have_count(0)


def test_ctrl_s_saves_from_a_field_too(wide: Page) -> None:
    field = wide.locator(".lesson-quiz input[type=text]").first
    field.click()
    wide.evaluate(
        """() => {
          window.saved = 0;
          window.jupyterapp.commands.commandExecuted.connect((_, { id }) => {
            if (id === "docmanager:save") window.saved += 1;
          });
        }"""
    )
    for target in (field, wide.locator(".lesson-quiz input[type=radio]").first):
        target.focus()
        wide.keyboard.press("Control+s")
    wide.wait_for_function("() => window.saved === 2")


def test_on_a_phone_the_parts_of_a_match_keep_the_width_of_the_screen(
    browser: Browser, lab: str
) -> None:
    context = browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 844})
    page = context.new_page()
    enter_room(page, lab, "00_accueil.ipynb")
    question = page.locator(".lesson-quiz fieldset[data-type=match]")
    for choice in question.locator("select").all():
        choice.select_option(index=1)
    question.get_by_role("button", name="Vérifier").click()
    for part in question.locator(".pair > :visible").all():
        box = part.bounding_box()
        assert box
        assert box["width"] > 250, part.inner_text()
    context.close()


def test_a_notebook_that_was_only_opened_is_not_changed(wide: Page) -> None:
    wide.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
        " === 'idle'"
    )
    wide.wait_for_timeout(1000)  # what the kernel says of itself is written by now, or soon
    dirty = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"
    wide.wait_for_function(f"() => !({dirty})()")
    wide.wait_for_timeout(1000)
    assert not wide.evaluate(dirty)


def test_back_and_forward_lead_to_the_notebooks_before_and_after(
    browser: Browser, lab: str
) -> None:
    context = browser.new_context(locale="fr-FR", viewport=VIEWPORT)
    page = context.new_page()
    enter_room(page, lab, "00_accueil.ipynb")
    titles = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").get_by_role("heading", level=1)
    for notebook, title in (("01_lecture", "1. La lecture"), ("02_contexte", "2. Le contexte")):
        link = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-MarkdownCell")
        link.get_by_role("link").locator(
            f"xpath=self::a[contains(@href, '{notebook}')]"
        ).last.click()
        expect(titles).to_contain_text(title)
        page.wait_for_url(f"**/{notebook}.ipynb*")
    for move, title in (
        ("back", "1. La lecture"),
        ("back", "Bienvenue"),
        ("forward", "1. La lecture"),
        ("forward", "2. Le contexte"),
    ):
        page.evaluate(f"() => history.{move}()")
        expect(titles).to_contain_text(title)
    context.close()
