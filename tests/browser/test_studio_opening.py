"""The studio's notebook opens by itself where it is as it was made and trusted, and only there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import expect

from lesson_utils.authoring.studio.notebook import notebook_text
from tests.browser.desk import VIEWPORT
from tests.browser.jupyter import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WAITS = "The studio is not open yet: click here, then press Shift+Enter."


def put(lab_folder: Path, *, signed: bool, how: str = "") -> Path:
    """Put the studio's notebook into JupyterLab's folder, as it is made or otherwise."""
    root = lab_folder / "data" / "minusma"
    content: Any = json.loads(notebook_text(root, "en"))
    code = content["cells"][1]
    if how == "more code":
        content["cells"].append({**code, "id": "more", "source": ["print('ran')"], "outputs": []})
    elif how == "code after it":
        code["source"].append("\nprint('ran')")
    elif how == "another output":
        code["outputs"][0]["data"]["text/html"] = ["<p>Something else</p>"]
    elif how == "no output":
        code["outputs"] = []
    path = root / "studio.ipynb"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    folder = lab_folder / "home" / ".local" / "share" / "jupyter"
    folder.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(folder))
    notebook = nbformat.read(path, as_version=4)
    if signed:
        notary.sign(notebook)
    else:
        notary.unsign(notebook)
    notary.store.close()
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=VIEWPORT, locale="en")
    yield context.new_page()
    context.close()


def enter(page: Page, lab: str) -> None:
    page.goto(f"{lab}/doc/workspaces/{workspace()}/tree/data/minusma/studio.ipynb")
    page.wait_for_function(
        """() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session
          ?.kernel?.status === "idle" """,
        timeout=60_000,
    )


def test_a_signed_one_opens_by_itself_and_is_stored_as_it_was(
    page: Page, lab: str, lab_folder: Path
) -> None:
    path = put(lab_folder, signed=True)
    before = json.loads(path.read_text(encoding="utf-8"))
    enter(page, lab)
    expect(page.locator(".lesson-studio .studio-text")).to_be_focused(timeout=60_000)
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert json.loads(path.read_text(encoding="utf-8")) == before


@pytest.mark.parametrize(
    ("signed", "how"),
    [
        (False, ""),
        (False, "no output"),
        (True, "more code"),
        (True, "code after it"),
        (True, "another output"),
        (True, "no output"),
    ],
)
def test_any_other_waits_to_be_run(
    page: Page, lab: str, lab_folder: Path, *, signed: bool, how: str
) -> None:
    put(lab_folder, signed=signed, how=how)
    enter(page, lab)
    page.wait_for_timeout(2000)  # in which nothing happens
    assert page.evaluate(
        """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
          .every((cell) => cell.type !== "code" || cell.executionCount === null)"""
    )
    assert page.locator(".lesson-studio").count() == 0


def test_what_waits_says_how_and_opens_by_shift_and_enter(
    page: Page, lab: str, lab_folder: Path
) -> None:
    path = put(lab_folder, signed=False)
    before = json.loads(path.read_text(encoding="utf-8"))
    enter(page, lab)
    page.get_by_text(WAITS).click()
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".lesson-studio .studio-text")).to_be_visible(timeout=60_000)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert json.loads(path.read_text(encoding="utf-8")) == before


def test_it_opens_again_when_its_kernel_was_lost(page: Page, lab: str, lab_folder: Path) -> None:
    put(lab_folder, signed=True)
    enter(page, lab)
    expect(page.locator(".lesson-studio .studio-text")).to_be_visible(timeout=60_000)
    page.evaluate("() => { document.querySelector('.lesson-studio').dataset.old = 'yes' }")
    page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()
          .then(() => null)"""
    )
    expect(page.locator(".lesson-studio:not([data-old]) .studio-text")).to_be_visible(
        timeout=60_000
    )
