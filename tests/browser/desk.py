"""One JupyterLab page that stays open, found by every test as a new student finds it.

Loading JupyterLab's own scripts takes four seconds of processor time, opening a notebook in it
less than one: so the page is kept, and what a student leaves behind is cleared away.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.jupyter import close_notebooks, enter, shut_kernels_down
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

VIEWPORT: Any = {"width": 1280, "height": 900}


class Desk:
    """A browser context with one page in JupyterLab; no request of it may leave the machine."""

    def __init__(self, browser: Browser, lab: str, folder: Path) -> None:
        self.browser = browser
        self.lab = lab
        self.folder = folder
        self.outside: list[str] = []
        #: Whether the next student is to get a new page.
        self.throw_away = False
        self._context: BrowserContext | None = None
        self._page: Page | None = None

    def sit_down(self) -> Page:
        """Give the page, with nothing of another student on it, on disk or in the browser."""
        self._context = self._context or self._open()
        self._page = self._page or _with_dialogs_closed(self._context.new_page())
        if not self._page.url.startswith(self.lab):
            enter(self._page, self.lab)
        self._page.evaluate("() => localStorage.clear()")
        self.outside.clear()
        shutil.rmtree(self.folder / "progress", ignore_errors=True)
        # JupyterLab saves by itself what a test has run.
        shutil.copytree(REPOSITORY / "notebooks", self.folder / "notebooks", dirs_exist_ok=True)
        return self._page

    def leave(self) -> None:
        """Close what was opened, and put the page as it was."""
        assert self._context is not None
        assert self._page is not None
        self._context.set_offline(offline=False)
        for other in self._context.pages:
            if other is not self._page:
                other.close()
        shut_kernels_down(self._page, self.lab)
        if self.throw_away:
            self.clear()
            return
        close_notebooks(self._page)
        self._page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
        )
        self._page.set_viewport_size(VIEWPORT)
        choose_theme(self._page, "light")

    def clear(self) -> None:
        """Throw the page away: the next student gets a new one."""
        if self._context:
            self._context.close()
        self._context = self._page = None
        self.throw_away = False

    def _open(self) -> BrowserContext:
        context = self.browser.new_context(viewport=VIEWPORT, locale="fr-FR", accept_downloads=True)
        context.on("page", self._watch)
        return context

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.outside.append(address)


class Network:
    """The network between a page and JupyterLab, to be cut."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def cut(self) -> None:
        """Cut it, and have JupyterLab notice at once: it says so over the page."""
        self._page.context.set_offline(offline=True)
        self._page.evaluate(
            "() => window.jupyterapp.serviceManager.sessions.refreshRunning().catch(() => null)"
        )
        # Not by a locator: that would have the dialog closed at once.
        self._page.wait_for_function("() => document.querySelector('.jp-Dialog') !== null")

    def restore(self) -> None:
        """Connect again."""
        self._page.context.set_offline(offline=False)


def _connection_lost(page: Page) -> Locator:
    return page.locator(".jp-Dialog", has_text=re.compile("connexion|connection", re.IGNORECASE))


def _with_dialogs_closed(page: Page) -> Page:
    """Do as a student does when JupyterLab says over the page that it is off line.

    Its dialog has no button that accepts, and comes back until one asks it not to.
    """

    def close(said: Locator) -> None:
        said.get_by_role("checkbox").check()
        said.get_by_role("button").click()

    page.add_locator_handler(_connection_lost(page), close)
    return page


THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def choose_theme(page: Page, scheme: str) -> None:
    """Choose JupyterLab's light or dark theme, and wait until the page has it."""
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
        THEMES[scheme],
    )
    light = str(scheme == "light").lower()
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")
