"""What a student does in an open notebook, and what is on the disk then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page


def save(page: Page) -> None:
    page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def first_single(panel: Locator) -> Locator:
    return panel.locator(".lesson-quiz fieldset[data-type=single]").first


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    for _ in range(300):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to be")
