"""Views on a bare page of one address, without JupyterLab: many of them cost one page load.

What a kernel would say is said by the test; what is sent to it is noted.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from lesson_utils.shown.widgets.assets import module, style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page, Route

#: An address of its own gives a page a storage of its own; nothing is asked of any network.
ADDRESS = "http://lesson.test"
_PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>bare</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{css}</style></head>
<body data-jp-theme-light="true"><main>{places}</main>
<script type="application/json" id="views">{views}</script>
<script type="module">
window.kernels = [];
const views = JSON.parse(document.getElementById("views").textContent);
for (const [index, {{entry, ...data}}] of views.entries()) {{
  const module = await import(`/${{entry}}.js`);
  const kernel = {{sent: [], listeners: new Set(), say: (message) => {{
    for (const listener of kernel.listeners) listener(message);
  }}}};
  window.kernels.push(kernel);
  module.default.render({{el: document.getElementById(`view-${{index}}`), model: {{
    get: (name) => data[name],
    send: (message) => kernel.sent.push(structuredClone(message)),
    on: (_, listener) => kernel.listeners.add(listener),
    off: (_, listener) => kernel.listeners.delete(listener),
  }}}});
}}
window.ready = true;
</script></body></html>"""


def quiz_view(payload: Any, record: Any = None) -> dict[str, Any]:
    """Give what a quiz's widget has: its payload, and what the kernel had kept."""
    return {"entry": "quiz", "payload": payload, "record": record or {}, "scope": ""}


def page_of(views: Sequence[dict[str, Any]], static: str = "") -> str:
    """Give the source of a page with views, and static forms under them."""
    data = json.dumps(views).replace("<", "\\u003c")
    places = "".join(f'<div id="view-{index}"></div>' for index in range(len(views)))
    css = "".join(style(name) for name in ("quiz", "reader", "figure"))
    return _PAGE.format(css=css, places=places + static, views=data)


def serve(context: BrowserContext, pages: dict[str, str]) -> None:
    """Answer every request of a context from here: pages by path, the widgets' modules."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif path.endswith(".js"):
            source = module(path.removeprefix("/").removesuffix(".js"))
            route.fulfill(body=source, content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)


@contextlib.contextmanager
def bare(
    browser: Browser,
    views: Sequence[dict[str, Any]],
    static: str = "",
    script: str = "",
    **settings: Any,
) -> Iterator[Page]:
    """Open a page with views; afterwards, fail if a script on it failed."""
    context = browser.new_context(locale="fr-FR", **settings)
    serve(context, {"/": page_of(views, static)})
    if script:
        context.add_init_script(script)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_bare(page)
    yield page
    context.close()
    assert faults == []


def open_bare(page: Page, path: str = "/") -> None:
    """Open the page, or open it again, and wait until its views are there."""
    page.goto(ADDRESS + path)
    page.wait_for_function("() => window.ready === true")
