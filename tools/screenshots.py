"""Make the pictures of the README, or of every notebook: ``screenshots.py [--all FOLDER]``.

``--width 390`` makes them as on a phone, ``--dark`` in JupyterLab's dark theme.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.jupyter import (  # noqa: E402 - after the path
    chromium,
    jupyterlab,
    open_notebook,
    run_all,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

WIDE: ViewportSize = {"width": 1100, "height": 900}
IMAGES = REPOSITORY / "docs" / "images"


def readme_pictures(browser: Browser, address: str) -> None:
    """Make ``docs/images/reader.png`` and ``quiz.png``."""
    page = browser.new_page(viewport=WIDE)
    open_notebook(page, address, "fr/02_contexte.ipynb")
    run_all(page)
    page.set_viewport_size({"width": WIDE["width"], "height": 1400})
    page.locator(".lesson-reader [role=button]").nth(3).click()
    page.locator(".lesson-reader").first.screenshot(path=IMAGES / "reader.png")
    asked = page.locator(".lesson-quiz fieldset").first
    asked.locator("input").nth(1).check()
    asked.screenshot(path=IMAGES / "quiz.png")


def all_pictures(browser: Browser, address: str, folder: Path, width: int, *, dark: bool) -> None:
    """Make a long picture of every notebook, before and after it is run."""
    for path in sorted((REPOSITORY / "notebooks").rglob("*.ipynb")):
        name = path.relative_to(REPOSITORY / "notebooks").as_posix()
        page = browser.new_page(viewport={"width": width, "height": WIDE["height"]})
        open_notebook(page, address, name)
        if dark:
            page.evaluate(
                "() => window.jupyterapp.commands.execute('apputils:change-theme',"
                " {theme: 'JupyterLab Dark'})"
            )
        if width < WIDE["width"]:
            page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        stem = name.removesuffix(".ipynb").replace("/", "-")
        _long_picture(page, folder / f"{stem}-before.png")
        run_all(page)
        _long_picture(page, folder / f"{stem}-after.png")
        page.close()


def _long_picture(page: Page, path: Path) -> None:
    before = page.viewport_size or WIDE
    page.evaluate(
        "() => { const notebook = window.jupyterapp.shell.currentWidget.content;"
        " notebook.activeCellIndex = 0; return notebook.scrollToItem(0, 'start'); }"
    )
    height = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('.jp-WindowedPanel-outer')]"
        ".map((e) => e.scrollHeight)) + 150"
    )
    page.set_viewport_size({"width": before["width"], "height": min(int(height), 12_000)})
    page.wait_for_timeout(800)
    page.screenshot(path=path)
    page.set_viewport_size(before)


def main() -> None:
    """Make the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--width", type=int, default=WIDE["width"])
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args()
    folder = asked.all
    with (
        tempfile.TemporaryDirectory() as scratch,
        jupyterlab(Path(scratch)) as address,
        chromium() as browser,
    ):
        if folder is None:
            IMAGES.mkdir(parents=True, exist_ok=True)
            readme_pictures(browser, address)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            all_pictures(browser, address, folder, asked.width, dark=asked.dark)


if __name__ == "__main__":
    main()
