"""The lesson on Binder: what its image holds, and what a student finds in its JupyterLab."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.jupyter import patient_page
from tests.browser.students import first_single, lines, save, wait_until
from tests.image import megabytes_of, packages_of
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.image import Image

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: matplotlib, and what it needs and the image lacks.
MATPLOTLIB = {"contourpy", "cycler", "fonttools", "kiwisolver", "matplotlib", "numpy", "pillow"}
MATPLOTLIB |= {"pyparsing"}
CONTEXT = "notebooks/fr/02_contexte.ipynb"


@pytest.fixture
def binder(image: Image) -> Iterator[str]:
    """Start what Binder starts in the image; give its address."""
    command = ["jupyter", "notebook", "--ip=127.0.0.1", "--IdentityProvider.token="]
    command += ["--LabApp.expose_app_in_browser=True"]  # what these tests steer it by
    # Binder names the repository; each session has a user of its own.
    variables = {"BINDER_REPO_URL": "https://code.example/lesson", "JUPYTERHUB_USER": "lesson-x1"}
    with image.serving(*command, path="/api/status", **variables) as address:
        yield address


@pytest.fixture
def student(browser: Browser) -> Iterator[Page]:
    with patient_page(browser) as page:
        yield page


def opened(page: Page, address: str, notebook: str) -> Locator:
    """Follow a launch link; wait until the lesson is alive."""
    page.goto(f"{address}/doc/tree/{notebook}")
    page.locator(".lesson-room .lesson-quiz fieldset").first.wait_for(state="attached")
    return page.locator(".lesson-room")


def kept(image: Image) -> dict[str, object]:
    path = image.home / "progress" / "minusma.json"
    found: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def test_the_image_gets_few_packages_and_none_of_its_own_is_replaced(image: Image) -> None:
    found = packages_of(image.python)
    assert {name: found.get(name) for name in image.base} == image.base
    more = found.keys() - image.base.keys()
    assert more >= MATPLOTLIB
    assert len(more - MATPLOTLIB) <= 8, sorted(more - MATPLOTLIB)
    assert megabytes_of(image.folder / "image") - image.base_megabytes < 200
    assert image.run(image.python, "-m", "pip", "check").strip() == "No broken requirements found."


def test_a_launch_link_leads_into_the_living_lesson_in_french(
    image: Image, binder: str, student: Page
) -> None:
    asked: list[str] = []
    student.on("request", lambda request: asked.append(request.url))
    panel = opened(student, binder, "notebooks/fr/00_accueil.ipynb")
    expect(student.locator(".lm-MenuBar-itemLabel").first).to_have_text("Fichier")
    expect(panel.locator(".lesson-progress .next")).to_contain_text("Commencer")
    panel = opened(student, binder, CONTEXT)
    first_single(panel).locator("input").nth(1).check()
    expect(first_single(panel).locator(".result")).to_be_visible()
    wait_until(student, lambda: bool(kept(image)))
    save(student)
    student.evaluate("() => localStorage.clear()")
    student.goto("about:blank")
    panel = opened(student, binder, CONTEXT)
    expect(first_single(panel).locator("input").nth(1)).to_be_checked()
    assert lines(image.home / CONTEXT) == lines(REPOSITORY / CONTEXT)
    assert [url for url in asked if not url.startswith((binder, "data:", "blob:", "ws:"))] == []
