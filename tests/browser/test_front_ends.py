"""The lesson in front ends other than JupyterLab, as far as they run on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.jupyter import patient_page
from tests.browser.students import first_single, lines, wait_until
from tests.fresh import ROOT, copy_repository, install_packages, python_of
from tests.image import give
from tests.servers import free_port, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.image import Image

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTEXT = "notebooks/fr/02_contexte.ipynb"
VOILA = "voila==0.5.13"
#: Signs that Voilà's own page asks for; nothing of the lesson needs them.
VOILAS_OWN = "/npm/@fortawesome/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; afterwards, fail if an extension of ours did not start or it asked elsewhere."""
    failed: list[str] = []
    with patient_page(browser, height=900) as page:
        page.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
        page.on(
            "request", lambda asked: failed.append(asked.url) if is_outside(asked.url) else None
        )
        yield page
    assert [each for each in failed if "lesson" in each or is_outside(each)] == []


def is_outside(url: str) -> bool:
    here = url.startswith("http://127.0.0.1:") or VOILAS_OWN in url
    return url.startswith("http") and not here


def answered(page: Page) -> Locator:
    """Wait until the lesson is alive; answer its first question rightly."""
    page.locator(".lesson-quiz fieldset").first.wait_for()
    asked = first_single(page.locator("body"))
    asked.locator("input").nth(1).check()
    expect(asked.locator(".result")).to_be_visible()
    return asked


def test_in_notebook_7_it_is_alive_on_opening_and_static_on_disk(image: Image, page: Page) -> None:
    folder = image.folder / "notebook7"
    shutil.rmtree(folder, ignore_errors=True)  # of a first try
    copy_repository(folder)
    command = ["jupyter", "notebook", "--ip=127.0.0.1", "--IdentityProvider.token="]
    command.append(f"--ServerApp.root_dir={folder}")
    give(folder, image.user)
    kept = folder / "progress"
    with image.serving(*command, path="/api/status") as address:
        page.goto(f"{address}/notebooks/{CONTEXT}")
        answered(page)
        wait_until(page, (kept / "minusma.json").exists)
        page.keyboard.press("Control+s")
        page.evaluate("() => localStorage.clear()")
        page.reload()
        asked = first_single(page.locator("body"))
        expect(asked.locator("input").nth(1)).to_be_checked()
    assert lines(folder / CONTEXT) == lines(ROOT / CONTEXT)


def test_voila_runs_it_and_keeps_the_answers(page: Page, tmp_path: Path) -> None:
    venv = tmp_path / "voila"
    subprocess.run([sys.executable, "-m", "uv", "venv", "--quiet", str(venv)], check=True)
    packages = ("-r", str(ROOT / "binder/requirements.txt"), "ipykernel", "ipywidgets>=8.1.7,<9")
    install_packages(python_of(venv), *packages, VOILA, str(ROOT))
    folder = copy_repository(tmp_path / "lesson")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(Path(python_of(venv)).with_name("voila")), "--no-browser", "notebooks/fr"]
    command += ["--Voila.ip=127.0.0.1", f"--port={port}"]
    usual = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHONPATH"))}
    environment = usual | {"HOME": str(tmp_path)}
    with served(command, address, tmp_path / "voila.log", cwd=folder, env=environment):
        page.goto(f"{address}/voila/render/02_contexte.ipynb")
        answered(page)
        wait_until(page, (folder / "progress/minusma.json").exists)
        assert page.get_by_text("lesson.quiz").count() == 0
        page.get_by_text("Voir dans le texte").first.click()
        expect(page.get_by_text("Revenir à la question").first).to_be_visible()


@pytest.mark.parametrize("kind", ["html", "slides"])
def test_nbconvert_gives_all_of_it_without_its_code(
    kind: str, browser: Browser, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", kind, "--no-input", "--no-prompt"]
    command += ["--output-dir", str(tmp_path), str(ROOT / CONTEXT)]
    subprocess.run(command, check=True, capture_output=True)
    [made] = tmp_path.iterdir()
    page = browser.new_page()
    page.route(
        "**/*", lambda route: route.abort() if is_outside(route.request.url) else route.continue_()
    )
    page.goto(made.as_uri(), wait_until="domcontentloaded")
    shown = page.evaluate("() => document.body.textContent.replace(/\\s+/g, ' ')")
    page.close()
    for question in ("En quelle année la Minusma a-t-elle été déployée", "Perte de confiance"):
        assert question in shown
    assert "lesson.quiz" not in shown
    assert "open_lesson" not in shown
