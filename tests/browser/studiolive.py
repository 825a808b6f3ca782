"""The whole studio on a bare page: its real session answers, without Jupyter between them."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from lesson_utils.authoring.studio.session import Session
from lesson_utils.content.payload import ui_texts
from lesson_utils.shown.widgets.assets import module, style
from lesson_utils.texts import studio_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

ADDRESS = "http://studio.test"
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>studio</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>
<body data-jp-theme-light="true"><main id="view"></main>
<script type="application/json" id="payload">{payload}</script>
<script type="module">
const studio = (await import("/studio.js")).default;
const payload = JSON.parse(document.getElementById("payload").textContent);
const listeners = new Set();
window.away = false;
studio.render({{ el: document.getElementById("view"), model: {{
  get: (name) => ({{ payload }})[name],
  send(message) {{
    if (window.away) throw new Error("no kernel");
    window.kernelAnswer(JSON.stringify(message)).then((answer) => {{
      for (const listener of listeners) listener({{ ...JSON.parse(answer), id: message.id }});
    }});
  }},
  on: (_, listener) => listeners.add(listener),
  off: (_, listener) => listeners.delete(listener),
}} }});
</script></body></html>"""


@contextlib.contextmanager
def live_studio(
    browser: Browser, root: Path, language: str = "fr", **settings: Any
) -> Iterator[Page]:
    """Open the studio on a lesson's folder; afterwards, fail if a script on the page failed."""
    session = Session(root, language)
    context = browser.new_context(**{"viewport": {"width": 1366, "height": 800}, **settings})
    payload = {"language": language, "texts": {**ui_texts(language), **studio_texts(language)}}
    data = json.dumps(payload).replace("<", "\\u003c")
    source = _PAGE.format(language=language, css=style("studio"), payload=data)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/":
            route.fulfill(body=source, content_type="text/html; charset=utf-8")
        elif path == "/studio.js":
            body = module("studio")
            route.fulfill(body=body, content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)
    context.expose_function(
        "kernelAnswer", lambda message: json.dumps(session.answer(json.loads(message)))
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(ADDRESS)
    page.wait_for_selector(".lesson-studio .studio-text")
    yield page
    context.close()
    assert faults == []
