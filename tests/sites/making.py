"""One site for all tests of it, served under two paths of one address."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from typing import TYPE_CHECKING, Any

from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.building import built
from lesson_utils.site.making import make_site
from tests.browser.jupyter import write_notebook
from tests.lessons import PHARE, REPOSITORY
from tests.programs import without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Route

MINUSMA = REPOSITORY / "data" / "minusma"
#: What tells that packages cannot be had here.
NOT_FETCHED = {"site-network", "site-npm", "site-pip"}


def phare_with_notebook(folder: Path) -> Path:
    """Give a second lesson: one question of every type, in a notebook that was run."""
    root = folder / "data" / "phare"
    shutil.copytree(PHARE, root)
    write_notebook(
        folder / "notebooks" / "fr" / "00_phare.ipynb",
        'from lesson_utils import open_lesson\nlesson = open_lesson("phare", "fr")',
        'lesson.read("tout")',
        'lesson.quiz("tout")',
        "lesson.progress()",
    )
    told = [each for each in built(folder) if isinstance(each, Problem)]
    assert told == []
    return root


def make(roots: list[Path], folder: Path) -> None:
    """Make a site; where its Python cannot be had, say so."""
    try:
        make_site(roots, folder, lambda _: None)
    except LessonError as error:
        if {problem.code for problem in error.problems} <= NOT_FETCHED:
            print(error)
            without("site")
        raise


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing of a request."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback interface."""
    handler = functools.partial(_Quiet, directory=os.fspath(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def refuse_others(context: BrowserContext, address: str) -> list[str]:
    """Refuse every address but one; give the list of what was asked of others."""
    outside: list[str] = []

    def refuse(route: Route) -> Any:
        outside.append(route.request.url)
        route.abort()

    known = (f"{address}/", "blob:", "data:")
    context.route(lambda url: not url.startswith(known), refuse)
    return outside
