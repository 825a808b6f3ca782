"""The lesson in JupyterLab as it is opened: alive with nothing run, and static on disk."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.notebooks.running import lesson_notebooks
from lesson_utils.questions.grading import key_of
from tests.browser.jupyter import choose_kernel, open_notebook, run_all, shut_kernels_down
from tests.browser.quizzes import answer, axe_violations, words
from tests.browser.students import first_single, lines, save, wait_until
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

NOTEBOOKS = [
    path.relative_to(REPOSITORY / "notebooks").as_posix() for path in lesson_notebooks(REPOSITORY)
]
CONTEXT = "fr/02_contexte.ipynb"
LIQUIDATION = "fr/03_liquidation.ipynb"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"


def come_alive(page: Page, lab: str, notebook: str = CONTEXT) -> Locator:
    """Open a notebook and wait until its first quiz can be answered; nothing is run."""
    open_notebook(page, lab, notebook)
    page.locator(f"{PANEL} .lesson-quiz fieldset").first.wait_for(state="attached")
    return page.locator(PANEL)


def quizzes_in(notebook: str) -> int:
    """Count the cells of a notebook that show a quiz."""
    text = (REPOSITORY / "notebooks" / notebook).read_text(encoding="utf-8")
    return text.count('"lesson.quiz(')


def executed(page: Page) -> bool:
    """Tell whether the kernel has run anything."""
    asked: bool = page.evaluate(
        """async () => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
          // What is run silently is not counted.
          const { content } = await kernel.requestExecute({code: "", silent: true}).done;
          return content.execution_count > 0;
        }"""
    )
    return asked


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_is_alive_as_soon_as_it_is_opened(
    page: Page, lab: str, lab_folder: Path, notebook: str
) -> None:
    panel = come_alive(page, lab, notebook)
    assert panel.get_by_text("model not found").count() == 0
    expect(panel.get_by_text("Loading widget")).to_have_count(0)
    assert axe_violations(page, f"{PANEL} .lesson-quiz, {PANEL} .lesson-reader") == []
    save(page)
    assert lines(lab_folder / "notebooks" / notebook) == lines(REPOSITORY / "notebooks" / notebook)


def test_an_answer_is_possible_with_nothing_run(page: Page, lab: str) -> None:
    panel = come_alive(page, lab)
    asked = first_single(panel)
    asked.locator("input").nth(1).check()
    expect(asked.locator(".result")).to_be_visible()
    assert not executed(page)


def test_no_widget_wears_the_sign_of_a_broken_link(page: Page, lab: str) -> None:
    panel = come_alive(page, lab)
    signs: list[str] = panel.locator(".jp-OutputArea-output *").evaluate_all(
        """(nodes) => nodes.map((node) => getComputedStyle(node, "::before"))
          .map(({ display, fontFamily }) => (display === "none" ? "" : fontFamily))"""
    )
    assert len(signs) > 100
    assert not [family for family in signs if "FontAwesome" in family]


def test_when_all_is_run_on_top_nothing_is_doubled_and_the_file_stays(
    page: Page, lab: str, lab_folder: Path
) -> None:
    panel = come_alive(page, lab)
    asked = first_single(panel)
    asked.locator("input").nth(1).check()
    expect(asked.locator(".result")).to_be_visible()
    assert not executed(page)
    run_all(page)
    assert executed(page)
    expect(panel.locator(".lesson-quiz")).to_have_count(quizzes_in(CONTEXT))
    expect(first_single(panel).locator("input").nth(1)).to_be_checked()
    assert panel.get_by_text("model not found").count() == 0
    save(page)
    assert lines(lab_folder / "notebooks" / CONTEXT) == lines(REPOSITORY / "notebooks" / CONTEXT)


def test_a_kernel_that_is_gone_or_started_anew_is_not_noticed(page: Page, lab: str) -> None:
    panel = come_alive(page, lab)
    shut_kernels_down(page, lab)
    asked = first_single(panel)
    asked.locator("input").nth(0).check()
    expect(asked.locator(".result")).to_be_visible()
    choose_kernel(page)
    asked.locator("input").nth(1).check()
    expect(asked.get_by_text(words("ui.verdict.correct"))).to_be_visible()
    assert panel.get_by_text("model not found").count() == 0


def test_two_notebooks_and_a_split_view_are_alive_side_by_side(page: Page, lab: str) -> None:
    come_alive(page, lab)
    page.evaluate(
        """(path) => window.jupyterapp.commands.execute("docmanager:open",
             {path, options: {mode: "split-right"}}).then((panel) => panel.context.ready)""",
        f"notebooks/{LIQUIDATION}",
    )
    page.evaluate(
        """(path) => {
          const { shell, commands } = window.jupyterapp;
          const first = [...shell.widgets("main")].find((one) => one.context?.path === path);
          shell.activateById(first.id);
          return commands.execute("notebook:create-output-view").catch(() => null)
            .then(() => commands.execute("docmanager:clone"));
        }""",
        f"notebooks/{CONTEXT}",
    )
    quizzes = page.locator(f"{PANEL} .lesson-quiz")
    expect(quizzes).to_have_count(2 * quizzes_in(CONTEXT) + quizzes_in(LIQUIDATION))
    assert page.get_by_text("model not found").count() == 0


def test_a_copy_is_alive_too(page: Page, lab: str, lab_folder: Path) -> None:
    come_alive(page, lab)
    made: str = page.evaluate(
        """(path) => window.jupyterapp.serviceManager.contents.copy(path, "notebooks/fr")
             .then((model) => model.path)""",
        f"notebooks/{CONTEXT}",
    )
    copied = lab_folder / made
    try:
        panel = come_alive(page, lab, made.removeprefix("notebooks/"))
        assert panel.locator(".lesson-reader").count() >= 1
        save(page)
        assert lines(copied) == lines(REPOSITORY / "notebooks" / CONTEXT)
    finally:
        copied.unlink()


MISCHIEF = "<img src=x onerror='window.caught = (window.caught || []).concat(1)'>"


def with_mischief(notebook: Any) -> None:
    """Put code that would run by itself wherever a notebook can hold it."""
    quiz = next(cell for cell in notebook.cells if cell.source.startswith("lesson.quiz"))
    quiz.outputs[0].data["text/html"] += MISCHIEF
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(MISCHIEF))
    own = nbformat.v4.new_code_cell("1", execution_count=1)
    own.outputs = [nbformat.v4.new_output("display_data", {"text/html": MISCHIEF})]
    own.metadata["trusted"] = True
    script = nbformat.v4.new_code_cell("2", execution_count=1)
    data = {"application/javascript": "window.caught = [2]", "text/plain": "2"}
    script.outputs = [nbformat.v4.new_output("display_data", data)]
    notebook.cells += [own, script]


def test_what_is_not_the_lessons_own_is_not_let_loose(
    page: Page, lab: str, lab_folder: Path
) -> None:
    notebook = nbformat.read(lab_folder / "notebooks" / CONTEXT, 4)
    with_mischief(notebook)
    path = lab_folder / "notebooks" / "fr" / "mischief.ipynb"
    nbformat.write(notebook, path)
    try:
        open_notebook(page, lab, "fr/mischief.ipynb")
        page.locator(f"{PANEL} .lesson-reader").first.wait_for()
        # The first quiz was changed; what follows it is the lesson's own.
        expect(page.locator(f"{PANEL} .lesson-quiz")).to_have_count(quizzes_in(CONTEXT) - 1)
        assert page.locator(f"{PANEL} .lesson-quiz fieldset[data-id^=ctx-]").count() == 0
        assert page.evaluate("() => window.caught ?? null") is None
    finally:
        path.unlink()


# Answers, without a kernel


def kept(folder: Path) -> dict[str, Any]:
    """Give the answers to the first quiz of the notebook that are on the disk."""
    path = folder / "progress" / "minusma.json"
    if not path.exists():
        return {}
    answers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["quizzes"]["contexte"][
        "answers"
    ]
    return answers


def test_an_answer_reaches_the_disk_with_nothing_run_and_is_there_again(
    page: Page, lab: str, lab_folder: Path
) -> None:
    panel = come_alive(page, lab)
    asked = first_single(panel)
    asked.locator("input").nth(1).check()
    wait_until(page, lambda: bool(kept(lab_folder)))
    expect(panel.locator(".lesson-quiz .status").first).to_have_text(words("ui.kept.file"))
    assert not executed(page)
    name = asked.get_attribute("data-id") or ""
    assert kept(lab_folder)[name]["attempts"] == 1
    # Another browser has nothing of its own: the answer comes from the disk.
    page.evaluate("() => localStorage.clear()")
    panel = come_alive(page, lab, "fr/01_lecture.ipynb")
    panel = come_alive(page, lab)
    expect(first_single(panel).locator("input").nth(1)).to_be_checked()


def test_what_was_answered_without_a_kernel_is_there_in_another_browser(
    page: Page, lab: str, lab_folder: Path, browser: Browser
) -> None:
    panel = come_alive(page, lab)
    shut_kernels_down(page, lab)
    first_single(panel).locator("input").nth(1).check()
    wait_until(page, lambda: bool(kept(lab_folder)))
    with browser.new_context(viewport={"width": 1366, "height": 768}) as other:
        again = come_alive(other.new_page(), lab)
        expect(first_single(again).locator("input").nth(1)).to_be_checked()
        expect(again.locator(".lesson-quiz .status").first).to_have_text(words("ui.kept.file"))


def test_what_is_being_typed_outlives_the_page_that_is_left(
    blank_page: Page, lab: str, lab_folder: Path
) -> None:
    page = blank_page
    panel = come_alive(page, lab)
    field = panel.locator(".lesson-quiz fieldset[data-type=short] input[type=text]").first
    field.press_sequentially("la confi")
    # No page of the server is left that could send it later.
    page.goto("about:blank")
    wait_until(page, lambda: any(e["draft"] == "la confi" for e in kept(lab_folder).values()))


def test_what_is_typed_as_the_page_goes_reaches_the_disk(
    page: Page, lab: str, lab_folder: Path
) -> None:
    panel = come_alive(page, lab)
    field = panel.locator(".lesson-quiz fieldset[data-type=short] input[type=text]").first
    field.press_sequentially("la confi")
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    wait_until(page, lambda: any(e["draft"] == "la confi" for e in kept(lab_folder).values()))


def test_kernel_and_companion_write_into_one_record(page: Page, lab: str, lab_folder: Path) -> None:
    panel = come_alive(page, lab)
    first_single(panel).locator("input").nth(1).check()
    wait_until(page, lambda: len(kept(lab_folder)) == 1)
    run_all(page)
    expect(first_single(panel).locator("input").nth(1)).to_be_checked()
    second = panel.locator(".lesson-quiz fieldset[data-type=truefalse]").first
    second.locator("input").first.check()
    wait_until(page, lambda: len(kept(lab_folder)) == 2)
    panel = come_alive(page, lab)
    expect(panel.locator(".lesson-quiz fieldset[data-type=truefalse] input").first).to_be_checked()


def test_where_the_server_does_not_answer_the_browser_keeps_and_sends_later(
    page: Page, lab: str, lab_folder: Path
) -> None:
    panel = come_alive(page, lab)
    answers = re.compile("/lesson-utils/answers")
    page.route(answers, lambda route: route.fulfill(status=403, body="{}"))
    first_single(panel).locator("input").nth(1).check()
    expect(panel.locator(".lesson-quiz .status").first).to_have_text(words("ui.kept.page"))
    assert kept(lab_folder) == {}
    page.unroute(answers)
    wait_until(page, lambda: len(kept(lab_folder)) == 1)


def test_the_end_of_a_quiz_leads_to_the_next_notebook(page: Page, lab: str) -> None:
    panel = come_alive(page, lab, "fr/00_accueil.ipynb")
    quiz = panel.locator(".lesson-quiz")
    for table in open_lesson("minusma", language="fr").quiz("accueil").payload["questions"]:
        answer(quiz, table["type"], key_of(table))
    expect(panel.locator(".ending.done")).to_be_visible()
    panel.locator(".ending a.onward").click()
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.context?.path.endsWith('01_lecture.ipynb')"
    )
