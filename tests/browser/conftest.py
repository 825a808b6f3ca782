"""One JupyterLab and one Chromium for all browser tests; no request may leave the machine."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from starting.browser import find_browser
from tests.browser.jupyter import chromium, jupyterlab, shut_kernels_down
from tests.programs import without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def lab_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that JupyterLab serves; students' answers are in ``progress/``."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="session")
def lab(lab_folder: Path) -> Iterator[str]:
    with jupyterlab(lab_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium(find_browser() or without("browser")) as started:
        yield started


@pytest.fixture
def page(browser: Browser, lab: str, lab_folder: Path) -> Iterator[Page]:
    """Open a page of a new student; afterwards, fail if it asked anything of another machine."""
    shutil.rmtree(lab_folder / "progress", ignore_errors=True)
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="fr-FR", accept_downloads=True
    )
    outside: list[str] = []

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            outside.append(address)

    def watch(opened: Page) -> None:
        opened.on("request", lambda request: note(request.url))
        opened.on("websocket", lambda socket: note(socket.url))

    context.on("page", watch)
    first = context.new_page()
    # Off line for long enough, JupyterLab says so over the page: do as a student does.
    lost = first.locator(".jp-Dialog").filter(
        has_text=re.compile("connexion|connection", re.IGNORECASE)
    )
    first.add_locator_handler(lost, lambda said: said.locator(".jp-mod-accept").click())
    yield first
    context.set_offline(offline=False)
    shut_kernels_down(first, lab)
    context.close()
    assert outside == [], "requests that left 127.0.0.1"
