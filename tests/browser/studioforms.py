"""The studio's forms and shelves on a bare page, over the lesson with every type of question.

The sources are served as they are, each module by its own address.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.authoring.studio.session import Session
from lesson_utils.questions import TYPES
from lesson_utils.shown.widgets.assets import style
from tests.browser.studiopage import SOURCES, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

ADDRESS = "http://forms.test"
HERE = Path(__file__).parent
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>forms</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>
<body data-jp-theme-light="{light}"><main class="lesson-studio" id="side"></main>
<script type="application/json" id="lesson">{lesson}</script>
<script type="module" src="/tests/studioforms.js"></script></body></html>"""
#: What JupyterLab's dark theme says of the colours used here.
DARK = """body { background: #111; --jp-layout-color1: #111; --jp-layout-color2: #222;
--jp-ui-font-color0: #fff; --jp-ui-font-color1: #ddd; --jp-border-color1: #888; }"""


def opened(root: Path, language: str = "fr") -> dict[str, Any]:
    """Give what the studio is told of a lesson."""
    return Session(root, language).answer({"do": "open"})


@contextlib.contextmanager
def forms_page(
    browser: Browser,
    lesson: dict[str, Any],
    *,
    dark: bool = False,
    kernel: Callable[[Any], Any] | None = None,
    **settings: Any,
) -> Iterator[Page]:
    """Open a page with a lesson; afterwards, fail if a script on it failed."""
    lesson = {"texts": texts(lesson["language"]), **lesson}
    context = browser.new_context(**{"viewport": {"width": 720, "height": 900}, **settings})
    sheets = [
        (SOURCES / "authoring/studio/css" / f"{name}.css").read_text(encoding="utf-8")
        for name in ("studio", "form")
    ]
    source = _PAGE.format(
        language=lesson["language"],
        css="".join([*sheets, style("quiz"), DARK if dark else ""]),
        light="false" if dark else "true",
        lesson=json.dumps(lesson).replace("<", "\\u003c"),
    )
    types = "".join(f'import "/questions/{name}/view.js";\n' for name in TYPES.own)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path == "/":
            route.fulfill(body=source, content_type="text/html; charset=utf-8")
            return
        file = HERE / path.removeprefix("/tests/") if path.startswith("/tests/") else SOURCES
        known = file if file != SOURCES else SOURCES / path.removeprefix("/")
        if path != "/types.js" and not known.is_file():
            route.fulfill(status=404, body="")
            return
        body = types if path == "/types.js" else known.read_text(encoding="utf-8")
        route.fulfill(body=body, content_type="text/javascript; charset=utf-8")

    context.route("**/*", answer)
    if kernel is not None:
        context.expose_function("kernel", kernel)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(ADDRESS)
    page.wait_for_function("() => window.ready === true")
    yield page
    context.close()
    assert faults == []
