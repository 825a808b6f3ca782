"""The studio's shell on a bare page: a lesson without a kernel, shelves that note what is asked.

The sources are served as they are: each module by its own address.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from lesson_utils.content.segmentation import split_article
from lesson_utils.texts import INTERFACE_LANGUAGES
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

SOURCES = REPOSITORY / "src" / "lesson_utils"
HERE = Path(__file__).parent
ADDRESS = "http://studio.test"
SHELVES = {"annotations": "annotations", "levels": "levels", "gists": "gists", "lesson": "lesson"}
#: JupyterLab’s dark theme, as far as the studio takes its colours from it.
DARK = """() => {
  document.body.dataset.jpThemeLight = "false";
  document.body.style.background = "#111";
  const set = (name, value) => document.body.style.setProperty(`--jp-${name}`, value);
  set("border-color1", "#757575"); set("layout-color1", "#111111"); set("layout-color2", "#212121");
  set("ui-font-color0", "#ffffff"); set("ui-font-color1", "#dedede");
}"""
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>studio</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>
<body data-jp-theme-light="true"><main id="view"></main>
<script type="application/json" id="lesson">{lesson}</script>
<script type="module">
import {{ fakeKernel }} from "/tests/studiokernel.js";
const studio = (await import("/authoring/studio/js/studio.js")).default;
window.kernel = fakeKernel(JSON.parse(document.getElementById("lesson").textContent));
window.open_studio = () => {{
  window.leave = studio.render({{ el: document.getElementById("view"), model: kernel.model }});
}};
window.open_studio();
</script></body></html>"""


def texts(language: str) -> dict[str, str]:
    """Give the words that the studio shows."""
    found: dict[str, str] = {}
    for name in ("ui", "studio"):
        path = SOURCES / "texts" / f"{name}.{language}.json"
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def place(text: str, quote: str, occurrence: int = 1) -> dict[str, int]:
    """Give where a quote stands in an article, in characters."""
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    return {"start": start, "end": start + len(quote)}


def mark(text: str, quote: str, kind: str, item: str, **more: Any) -> dict[str, Any]:
    """Give a mark on a quote of an article."""
    known = {"file": "annotations.yml", "path": [0], "draft": False}
    return {**known, "kind": kind, "item": item, **place(text, quote), **more}


def lesson_of(text: str, marks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Give what ``open`` answers of a lesson with an article and marks, and no file."""
    language = more.pop("written", "fr")
    article = split_article(text, language)
    spoken = more.get("language", "fr")
    forms: dict[str, Any] = {"annotations": [], "questions": [], "files": {}}
    for name in ("single", "truefalse", "reflect"):
        forms["questions"].append({"name": name, "label": name, "help": "", "fields": []})
    return {
        "name": "essai", "folder": "essai-1", "title": "Une leçon", "language": spoken,
        "languages": list(INTERFACE_LANGUAGES),
        "languageNames": {"fr": "français", "en": "anglais"},
        "texts": texts(spoken),
        "article": {
            "text": text, "language": language,
            "paragraphs": [
                {"start": one.start, "end": one.end, "number": one.number}
                for one in article.paragraphs
            ],
            "sentences": [{"start": one.start, "end": one.end} for one in article.sentences],
        },
        "files": [], "marks": marks, "forms": forms,
        "history": {"undo": "", "redo": ""}, "readonly": "",
        **more,
    }  # fmt: skip


def phare(language: str = "fr") -> dict[str, Any]:
    """Give the test lesson as the studio is told of it."""
    text = (PHARE / "article.txt").read_text(encoding="utf-8")
    files: list[dict[str, Any]] = []
    for path in sorted([*PHARE.glob("*.yml"), *PHARE.glob("quizzes/*.yml")]):
        name = path.relative_to(PHARE).as_posix()
        shelf = "quiz" if "/" in name else SHELVES[path.stem]
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        files.append({"name": name, "shelf": shelf, "there": True, "value": value, "troubles": []})
    marks = [
        mark(text, item["quote"], item["kind"], item["id"], path=[index],
             **place(text, item["quote"], item.get("occurrence", 1)))
        for file in files if file["shelf"] == "annotations"
        for index, item in enumerate(file["value"])
    ]  # fmt: skip
    marks.append(
        mark(text, "Le phare de la pointe a été allumé en 1862.", "question", "q-single",
             file="quizzes/tout.yml", path=["questions", 0])
    )  # fmt: skip
    return lesson_of(text, marks, files=files, language=language)


@contextlib.contextmanager
def studio_page(browser: Browser, lesson: dict[str, Any], **settings: Any) -> Iterator[Page]:
    """Open the studio on a lesson; afterwards, fail if a script on the page failed."""
    context = browser.new_context(**{"viewport": {"width": 1366, "height": 800}, **settings})
    css = (SOURCES / "authoring" / "studio" / "css" / "studio.css").read_text(encoding="utf-8")
    data = json.dumps(lesson).replace("<", "\\u003c")
    page_source = _PAGE.format(language=lesson["language"], css=css, lesson=data)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path == "/":
            route.fulfill(body=page_source, content_type="text/html; charset=utf-8")
            return
        if path.endswith("/shelf.js"):
            file = HERE / "studioshelf.js"
        elif path.startswith("/tests/"):
            file = HERE / path.removeprefix("/tests/")
        else:
            file = SOURCES / path.removeprefix("/")
        if file.is_file():
            body = file.read_text(encoding="utf-8")
            route.fulfill(body=body, content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_page(page)
    yield page
    context.close()
    assert faults == []


def open_page(page: Page) -> None:
    """Open the studio, or open it again, and wait until it is there."""
    page.goto(ADDRESS)
    page.wait_for_selector(".lesson-studio .studio-text")
