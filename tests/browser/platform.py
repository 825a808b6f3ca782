"""A school's platform in a page: it shows a package in a frame and keeps what it is handed."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.exports.registry import exporter
from tests.lessons import REPOSITORY
from tests.programs import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        Frame,
        FrameLocator,
        Locator,
        Page,
        Route,
    )

    from lesson_utils.lesson import Lesson

ADDRESS = "http://school.test"
SCRIPT = Path(__file__).with_name("platformpage.js")
LIBRARY = REPOSITORY / "node_modules" / "scorm-again" / "dist"
#: All that is ever asked for.
HERE = {
    f"{ADDRESS}/{path}" for path in ("course", "library.js", "platform.js", "package/index.html")
}
_COURSE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Cours</title></head>
<body><script type="application/json" id="course">{course}</script>
<script src="/library.js"></script><script src="/platform.js"></script>
{frame}</body></html>"""
_FRAME = '<iframe id="sco" src="/package/index.html" title="Leçon" {size}></iframe>'
_SIZE = 'style="border:0;height:95vh;width:100%"'


def files_of(lesson: Lesson, standard: str) -> dict[str, bytes]:
    """Give what is in a package, by name."""
    (content,) = exporter(FORMATS[standard])(lesson).files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FORMATS = {"1.2": "scorm", "2004": "scorm2004"}


@dataclass
class Course:
    """What a platform keeps of a student's attempt between two visits."""

    files: dict[str, bytes]
    standard: str = "1.2"
    learner: str = "eleve-1"
    values: dict[str, str] = field(default_factory=dict)
    #: What the platform knows besides, set before the page begins.
    given: dict[str, str] = field(default_factory=dict)

    @contextlib.contextmanager
    def visit(
        self, context: BrowserContext, *faults: str, mode: str = "normal", depth: int = 1
    ) -> Iterator[Visit]:
        """Open the lesson in a platform; afterwards, close it and keep what was handed over."""
        page = context.new_page()
        visit = Visit(page, page.frame_locator("iframe"))
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: visit.asked.add(request.url))
        self._serve(context, list(faults), mode, depth)
        page.goto(f"{ADDRESS}/course")
        for _ in range(depth - 1):
            visit.lesson = visit.lesson.frame_locator("iframe")
        visit.lesson.locator(".lesson-quiz fieldset").first.wait_for()
        yield visit
        visit.close()
        assert visit.asked <= HERE | {f"{ADDRESS}/frame{n}" for n in range(depth + 1)}
        self.values = page.evaluate("() => platform.committed")
        visit.ended = page.evaluate("() => platform")
        page.close()
        assert problems == []

    def _serve(self, context: BrowserContext, faults: list[str], mode: str, depth: int) -> None:
        if not LIBRARY.exists():
            without("node")
        name = "scorm12" if self.standard == "1.2" else "scorm2004"
        stored = {"values": self.values, "learner": self.learner, "given": self.given}
        course = {"standard": self.standard, "stored": stored, "mode": mode, "faults": faults}
        data = json.dumps(course).replace("<", "\\u003c")
        frame = _FRAME.format(size=_SIZE)
        outer = frame if depth == 1 else frame.replace("/package/index.html", f"/frame{depth}")

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ADDRESS)
            if path == "/course":
                route.fulfill(
                    body=_COURSE.format(course=data, frame=outer), content_type="text/html"
                )
            elif path.startswith("/frame"):
                left = int(path.removeprefix("/frame")) - 1
                inner = (
                    frame if left == 1 else frame.replace("/package/index.html", f"/frame{left}")
                )
                route.fulfill(body=f"<!DOCTYPE html><body>{inner}</body>", content_type="text/html")
            elif path == "/library.js":
                source = (LIBRARY / f"{name}.js").read_text(encoding="utf-8")
                route.fulfill(body=source, content_type="text/javascript")
            elif path == "/platform.js":
                route.fulfill(
                    body=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript"
                )
            elif (file := path.removeprefix("/package/")) in self.files:
                route.fulfill(body=self.files[file], content_type="text/html; charset=utf-8")
            else:
                route.abort()

        context.unroute_all()
        context.route("**/*", answer)


@dataclass
class Visit:
    """A lesson that is open in a platform."""

    page: Page
    lesson: FrameLocator
    #: All that the platform knows in the end: ``calls``, what it ``refused``…
    ended: dict[str, Any] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    _closed: bool = False

    @property
    def quiz(self) -> Locator:
        """The lesson's first quiz."""
        return self.lesson.locator(".lesson-quiz").first

    @property
    def warning(self) -> Locator:
        """What a student is warned of."""
        return self.lesson.locator("#platform-warning")

    def expect(self, element: str, value: str) -> None:
        """Wait until the platform has been handed a value, and has kept it."""
        self.wait("platform.committed[argument[0]] === argument[1]", [element, value])

    def frame(self) -> Frame:
        """Give the lesson's own window."""
        (found,) = [one for one in self.page.frames if "/package/" in one.url]
        return found

    def wait(self, condition: str, argument: Any = None) -> None:
        """Wait until something holds of ``platform``."""
        self.page.wait_for_function(f"(argument) => {condition}", arg=argument)

    def close(self) -> None:
        """Leave the lesson, as by the platform's own way out."""
        if not self._closed:
            self.page.evaluate("() => document.querySelector('iframe').remove()")
            self._closed = True


@contextlib.contextmanager
def computer(browser: Browser, **settings: Any) -> Iterator[BrowserContext]:
    """Give a browser of its own: a student's, or one of the school's."""
    context = browser.new_context(locale="fr-FR", **settings)
    yield context
    context.close()
