"""From a question to its passage and back, however many notebooks and readers are open."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

from lesson_utils import open_lesson
from tests.browser.bare import bare, quiz_view
from tests.browser.jupyter import open_notebook, run_all
from tests.browser.quizzes import axe_violations, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

QUIZ = "contexte"
SHOW, BACK = words("ui.quiz.evidence.show"), words("ui.reader.back")
MARKED = ".lesson-evidence"
#: The ways in which JupyterLab hides the notebook behind another one.
HIDING = [
    "display: none",
    "content-visibility: hidden",
    "transform: scale(0)",
    "visibility: hidden",
]


def reader_view(chapter: str) -> dict[str, Any]:
    return {
        "entry": "reader",
        "payload": open_lesson("minusma", language="fr").read(chapter).payload,
    }


def asked() -> Any:
    """Give a question whose evidence stands in the article once, in the chapter of its quiz."""
    questions = open_lesson("minusma", language="fr").quiz(QUIZ).payload["questions"]
    return next(table for table in questions if table["type"] == "single")


def quiz_payload() -> Any:
    return open_lesson("minusma", language="fr").quiz(QUIZ).payload


@contextlib.contextmanager
def notebooks(browser: Browser, *rows: list[dict[str, Any]], **settings: Any) -> Iterator[Page]:
    """Open a page with notebooks side by side, each a list of views, named by their tabs."""
    views = [view for row in rows for view in row]
    with bare(browser, views, viewport={"width": 1200, "height": 700}, **settings) as page:
        page.evaluate(
            """(counts) => {
              const main = document.querySelector("main");
              const views = [...main.children];
              const tabs = document.createElement("ul");
              main.style.display = "flex";
              counts.forEach((count, index) => {
                const panel = document.createElement("div");
                panel.className = "jp-NotebookPanel";
                panel.id = `panel-${index}`;
                panel.style.cssText = "flex: 1; height: 650px; overflow-y: auto";
                panel.append(...views.splice(0, count));
                main.append(panel);
                tabs.innerHTML += `<li class="lm-TabBar-tab" data-id="panel-${index}">
                  <span class="lm-TabBar-tabLabel">carnet-${index}.ipynb</span></li>`;
              });
              document.body.prepend(tabs);
            }""",
            [len(row) for row in rows],
        )
        yield page


def panel(page: Page, index: int) -> Locator:
    return page.locator(f"#panel-{index}")


def go(quiz: Locator, table: Any) -> Locator:
    """Answer a question rightly and go to its passage; give the button."""
    question = quiz.locator(f"fieldset[data-id={table['id']}]")
    right = next(option for option in table["options"] if option["correct"])
    question.get_by_label(right["text"], exact=True).check()
    button = question.get_by_role("button", name=SHOW).first
    button.click()
    return button


def hide(page: Page, index: int, how: str) -> None:
    panel(page, index).evaluate("(node, how) => { node.style.cssText += `; ${how}`; }", how)


def has_focus(button: Locator) -> bool:
    found: bool = button.evaluate("(node) => node === document.activeElement")
    return found


@pytest.mark.parametrize("how", HIDING)
def test_a_reader_in_a_tab_behind_answers_no_question(browser: Browser, how: str) -> None:
    first = [reader_view("lecture")]
    second = [reader_view(QUIZ), quiz_view(quiz_payload())]
    with notebooks(browser, first, second) as page:
        hide(page, 0, how)
        button = go(panel(page, 1), asked())
        assert panel(page, 0).locator(MARKED).count() == 0
        marked = "".join(panel(page, 1).locator(MARKED).all_text_contents())
        assert marked == asked()["evidence"][0]["quote"]
        panel(page, 1).get_by_role("button", name=BACK).click()
        assert has_focus(button)


@pytest.mark.parametrize("how", HIDING)
def test_where_only_a_tab_behind_has_the_passage_the_question_names_it(
    browser: Browser, how: str
) -> None:
    # The reader of another chapter, beside the question, does not have the passage.
    first, second = [reader_view(QUIZ)], [reader_view("liquidation"), quiz_view(quiz_payload())]
    with notebooks(browser, first, second) as page:
        hide(page, 0, how)
        go(panel(page, 1), asked())
        assert page.locator(MARKED).count() == page.get_by_role("button", name=BACK).count() == 0
        said = words("ui.quiz.evidence.elsewhere").format(name="carnet-0.ipynb")
        assert panel(page, 1).locator(".evidence-told").first.inner_text() == said
        assert panel(page, 1).locator(".lesson-quiz .live").inner_text() == said


def test_where_the_text_of_the_notebook_is_folded_away_the_question_says_so(
    browser: Browser,
) -> None:
    with notebooks(browser, [reader_view(QUIZ), quiz_view(quiz_payload())]) as page:
        page.locator("#view-0").evaluate("(node) => { node.hidden = true; }")
        button = go(panel(page, 0), asked())
        told = panel(page, 0).locator(".evidence-told").first
        assert told.inner_text() == words("ui.quiz.evidence.folded")
        page.locator("#view-0").evaluate("(node) => { node.hidden = false; }")
        button.click()
        assert told.inner_text() == ""
        assert page.locator(MARKED).first.is_visible()


def test_side_by_side_each_question_goes_to_the_text_of_its_own_notebook_and_back(
    browser: Browser,
) -> None:
    row = [reader_view("lecture"), quiz_view(quiz_payload())]
    with notebooks(browser, row, row) as page:
        for here, there in ((1, 0), (0, 1)):
            button = go(panel(page, here), asked())
            assert panel(page, here).locator(MARKED).count() > 0
            assert panel(page, there).locator(MARKED).count() == 0
            panel(page, here).get_by_role("button", name=BACK).click()
            assert has_focus(button)
            assert page.locator(MARKED).count() == 0


def test_a_question_without_the_text_goes_to_the_notebook_beside_it_and_back(
    browser: Browser,
) -> None:
    with notebooks(browser, [reader_view("lecture")], [quiz_view(quiz_payload())]) as page:
        button = go(panel(page, 1), asked())
        assert panel(page, 0).locator(MARKED).first.is_visible()
        way = panel(page, 0).get_by_role("button", name=BACK)
        hide(page, 1, "display: none")
        way.click()
        assert words("ui.reader.back.hidden") in panel(page, 0).inner_text()
        hide(page, 1, "display: block")
        way.click()
        assert has_focus(button)


def test_of_several_texts_in_a_notebook_the_nearest_one_that_has_the_passage_answers(
    browser: Browser,
) -> None:
    quiz = quiz_view(quiz_payload())
    row = [reader_view("lecture"), quiz, reader_view(QUIZ), quiz_view(quiz_payload())]
    with notebooks(browser, [*row, reader_view("liquidation")]) as page:
        for at, nearest in ((3, 2), (1, 0)):
            button = go(page.locator(f"#view-{at}"), asked())
            assert page.locator(f"#view-{nearest} {MARKED}").count() > 0
            assert (
                page.locator(f"{MARKED}").count()
                == page.locator(f"#view-{nearest} {MARKED}").count()
            )
            assert page.get_by_role("button", name=BACK).count() == 1
            page.get_by_role("button", name=BACK).click()
            assert has_focus(button)


def test_where_no_text_is_shown_nothing_offers_to_go_there(browser: Browser) -> None:
    with notebooks(browser, [quiz_view(quiz_payload())], [reader_view("liquidation")]) as page:
        button = go(panel(page, 0), asked())
        told = panel(page, 0).locator(".evidence-told").first
        assert told.inner_text() == words("ui.quiz.evidence.missing")
        page.locator(".lesson-reader").evaluate("(node) => node.remove()")
        assert not button.is_visible()
        assert asked()["evidence"][0]["quote"] in panel(page, 0).inner_text()


def test_the_way_back_leads_to_the_question_when_its_explanation_was_made_anew(
    browser: Browser,
) -> None:
    with notebooks(browser, [reader_view(QUIZ), quiz_view(quiz_payload())]) as page:
        button = go(page, asked())  # type: ignore[arg-type]
        button.evaluate("(node) => node.replaceWith(node.cloneNode(true))")
        page.get_by_role("button", name=BACK).click()
        assert has_focus(button)


#: The notebooks in JupyterLab, the one in front last.
PANELS = """() => {
  const { shell } = window.jupyterapp;
  const found = [...shell.widgets("main")].filter((widget) => widget.context !== undefined);
  return found.filter((widget) => widget !== shell.currentWidget).concat(shell.currentWidget)
    .map((widget) => widget.id);
}"""

HEAR = """() => {
  window.heard = [];
  document.addEventListener("lesson:quiz", (event) => {
    if (!window.deaf) event.preventDefault();
    window.heard.push([event.detail.lesson, event.detail.from.closest(".jp-NotebookPanel").id]);
  });
}"""


def test_the_way_past_the_text_asks_the_quiz_of_its_notebook(browser: Browser) -> None:
    second = [reader_view(QUIZ), quiz_view(quiz_payload())]
    with notebooks(browser, [reader_view("lecture")], second) as page:
        link = panel(page, 1).get_by_role("button", name=words("ui.reader.quiz"))
        link.wait_for()
        assert panel(page, 0).get_by_role("button", name=words("ui.reader.quiz")).count() == 0
        page.evaluate(HEAR)
        panel(page, 1).locator(".lesson-reader h3").click()
        page.keyboard.press("Tab")
        assert has_focus(link), "the first stop of the text"
        page.keyboard.press("Enter")
        assert page.evaluate("() => window.heard") == [["minusma", "panel-1"]]
        page.locator(".lesson-quiz").evaluate("(node) => node.remove()")
        link.wait_for(state="detached")


def test_a_way_that_leads_nowhere_says_so(browser: Browser) -> None:
    with notebooks(browser, [reader_view(QUIZ), quiz_view(quiz_payload())]) as page:
        page.evaluate(
            "() => document.addEventListener('lesson:quiz', "
            "(event) => event.stopImmediatePropagation(), true)"
        )
        page.get_by_role("button", name=words("ui.reader.quiz")).click()
        assert words("ui.reader.quiz.missing") in page.locator(".lesson-reader .past").inner_text()


@pytest.mark.parametrize("mode", ["tab-after", "split-right"])
def test_with_two_notebooks_open_in_jupyterlab_a_question_finds_the_text_of_its_own(
    page: Page, lab: str, mode: str
) -> None:
    open_notebook(page, lab, "fr/01_lecture.ipynb")
    run_all(page)
    page.evaluate(
        """(mode) => window.jupyterapp.commands.execute("docmanager:open",
          {path: "notebooks/fr/02_contexte.ipynb", options: {mode}})
          .then((panel) => panel.context.ready)""",
        mode,
    )
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status"
        " === 'idle'"
    )
    run_all(page)
    first, second = (page.locator(f"#{name}") for name in page.evaluate(PANELS))
    assert first.is_visible() == (mode == "split-right")
    button = go(second, asked())
    assert second.locator(MARKED).first.is_visible()
    assert first.locator(MARKED).count() == 0
    second.get_by_role("button", name=BACK).click()
    assert has_focus(button)
    assert axe_violations(page, f"#{second.get_attribute('id')} .lesson-reader") == []


def test_where_jupyterlab_draws_the_cells_around_the_window_alone_the_way_is_found_too(
    page: Page, lab: str
) -> None:
    # As Binder's JupyterLab 4.4 does; 4.6 can be asked to.
    open_notebook(page, lab, "fr/02_contexte.ipynb")
    run_all(page)
    button = go(page, asked())  # type: ignore[arg-type]
    page.get_by_role("button", name=BACK).click()
    page.evaluate(
        """() => {
          const { content } = window.jupyterapp.shell.currentWidget;
          content.notebookConfig = {...content.notebookConfig, windowingMode: "full"};
          const cells = [...content.widgets];
          content.activeCellIndex = cells.findIndex(({node}) => node.querySelector(".lesson-quiz"));
          return content.scrollToItem(content.activeCellIndex, "start");
        }"""
    )
    page.wait_for_function(
        "() => !document.querySelector('.lesson-reader').getClientRects().length"
    )
    button.click()
    page.locator(MARKED).first.wait_for()
    page.wait_for_function("() => document.activeElement.className === 'lesson-evidence'")
    page.get_by_role("button", name=BACK).click()
    page.wait_for_function("(text) => document.activeElement.textContent === text", arg=SHOW)
    assert has_focus(button)
