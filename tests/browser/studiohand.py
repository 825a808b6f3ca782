"""A teacher's hands in the studio: the keyboard alone, and what is done with it is counted."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.studiopage import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import ElementHandle, Page

#: More presses of the Tab key than this, and something cannot be reached.
MOST_TABS = 250
MOST_STEPS = 60
#: How one comes nearer in the article, and by which keys.
_PACES = (
    ("home", "PageDown", "PageUp"),
    ("sentence", "ArrowDown", "ArrowUp"),
    ("start", "ArrowRight", "ArrowLeft"),
)

#: The control that a path of labels and numbers leads to, in the form that is shown.
_CONTROL = """([path, what]) => {
  const shown = (node) => node.checkVisibility() && node.getClientRects().length;
  const form = [...document.querySelectorAll(".studio-form")].find(shown);
  const body = ":scope > .field-body";
  const own = (node) => node.matches(".studio-form") ? node : node.querySelector(body);
  let at = form;
  for (const step of path) {
    if (typeof step === "number") {
      const part = own(at).querySelector(":scope > ol.parts").children[step];
      at = part?.querySelector(":scope > .field");
    } else {
      const fields = [...own(at).children].filter((node) => node.matches(".field"));
      const name = (node) => node.querySelector(".field-name")?.childNodes[0]?.textContent;
      at = fields.find((node) => name(node) === step) ?? null;
    }
    if (!at) return null;
  }
  return what ? (own(at).querySelector(what) ?? at.querySelector(what)) : at;
}"""
#: Where the passage that is chosen stands, and a quote, in the letters of the article as shown.
_PLACES = """(quote) => {
  const text = document.querySelector(".studio-text");
  const selection = getSelection();
  const letters = text.textContent;
  const found = letters.indexOf(quote);
  const home = (offset) => {
    let passed = 0;
    return [...text.children].findIndex((node) => (passed += node.textContent.length) > offset);
  };
  const sentence = (offset) => letters.slice(0, offset + 1).split(/[.] /).length;
  const place = (start, end) => ({ start, end, home: home(start), sentence: sentence(start) });
  const wanted = place(found, found + quote.length);
  const none = !selection.rangeCount || selection.isCollapsed;
  if (none || !text.contains(selection.anchorNode)) return { wanted, now: null };
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { wanted, now: place(start, start + range.toString().length) };
}"""


#: `second`: texts of the lesson's second language, a click and a text each.
COUNTED = ("keys", "clicks", "texts", "second")


class Hand:
    """Presses keys and types texts; each is counted, and so are the clicks that a mouse would take.

    Whatever is gone to is one click of a mouse, a passage of the article is one stroke of it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count: Counter[str] = Counter()
        self.table: dict[str, dict[str, int]] = {}

    @contextmanager
    def counting(self, name: str) -> Iterator[None]:
        """Count what is done meanwhile under a name."""
        before = Counter(self.count)
        yield
        done = Counter(self.count)
        done.subtract(before)
        # Of several of a kind, the first counts.
        self.table.setdefault(name, {each: done[each] for each in COUNTED})

    def press(self, key: str, *, click: bool = False) -> None:
        """Press a key that writes nothing."""
        self.page.keyboard.press(key)
        self.count["keys"] += 1
        self.count["clicks"] += click

    def type(self, text: str) -> None:
        """Write a text."""
        self.page.keyboard.insert_text(text)
        self.count["texts"] += 1

    def go(self, target: ElementHandle) -> None:
        """Go to a control with the Tab key."""
        back = target.evaluate(
            """(node) => Boolean(node.compareDocumentPosition(document.activeElement)
              & Node.DOCUMENT_POSITION_FOLLOWING)"""
        )
        for _ in range(MOST_TABS):
            if target.evaluate("(node) => node === document.activeElement"):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"not reached by Tab: {target.evaluate('(node) => node.outerHTML')}")

    def reach(self, selector: str) -> None:
        """Go to what a selector finds, as one goes there with a mouse."""
        self._click_to(self.found(selector))

    def push(self, selector: str) -> None:
        """Go to a button, and push it."""
        self.reach(selector)
        self.press("Enter")

    def found(self, selector: str) -> ElementHandle:
        """Give what is seen first of what a selector finds."""
        place = self.page.locator(f"{selector} >> visible=true").first
        expect(place).to_be_visible()
        handle = place.element_handle()
        assert handle is not None
        return handle

    def _click_to(self, target: ElementHandle) -> None:
        if not target.evaluate("(node) => node === document.activeElement"):
            self.go(target)
            self.count["clicks"] += 1

    def control(self, path: Sequence[str | int], what: str = "") -> ElementHandle | None:
        """Give the control that a path of labels leads to."""
        return self.page.evaluate_handle(_CONTROL, [list(path), what]).as_element()

    def fill(
        self, fields: Sequence[Mapping[str, Any]], value: Mapping[str, Any], path: Any = ()
    ) -> None:
        """Fill a form from top to bottom."""
        for field in fields:
            if field["name"] in value:
                self.field(field, value[field["name"]], [*path, field["label"]])

    def field(self, field: Mapping[str, Any], value: Any, path: list[str | int]) -> None:
        """Fill one field."""
        kind = field["kind"]
        if kind == "localized":
            for number, (language, text) in enumerate(value.items()):
                self._write(path, f"[lang={language}]", text)
                self.count["second"] += number > 0
        elif kind == "choice":
            self.choose(path, value)
        elif kind == "flag":
            self._click_to(self._there(path, "input"))
            self.press("Space")
        elif kind == "group":
            self.fill(field["fields"], value, path)
        elif kind == "list":
            self._parts(field, value, path)
        elif kind in {"passage", "passages"}:
            self.pick(path, value)
        else:
            self._write(path, "input, textarea", str(value))

    def _there(self, path: list[str | int], what: str) -> ElementHandle:
        handle = self.control(path, what)
        assert handle is not None, (path, what)
        return handle

    def _write(self, path: list[str | int], what: str, text: str) -> None:
        target = self._there(path, what)
        self._click_to(target)
        if target.evaluate("(node) => node.value !== ''"):
            self.press("Control+a")
        self.type(text)

    def choose(self, path: list[str | int], label: str) -> None:
        """Choose one of several, in a list or by buttons."""
        select = self.control(path, "select")
        if select:
            self._click_to(select)
            order = select.evaluate("(node) => [...node.options].map((one) => one.label)")
            now = select.evaluate("(node) => node.selectedIndex")
        else:
            first = (
                self._there(path, "input[type=radio]:checked")
                if self.control(path, "input[type=radio]:checked")
                else self._there(path, "input[type=radio]")
            )
            self._click_to(first)
            order = self._there(path, "").evaluate(
                "(node) => [...node.querySelectorAll('label.choice')].map((one) => one.textContent)"
            )
            now = first.evaluate(
                "(node) => [...document.getElementsByName(node.name)].indexOf(node)"
            )
            if not first.is_checked():
                self.press("Space")
        steps = [each.strip() for each in order].index(label) - now
        for _ in range(abs(steps)):
            self.press("ArrowDown" if steps > 0 else "ArrowUp")

    def _parts(
        self, field: Mapping[str, Any], values: Sequence[Any], path: list[str | int]
    ) -> None:
        for index, value in enumerate(values):
            if self.control([*path, index]) is None:
                self._click_to(self._there(path, ":scope > .part-add"))
                self.press("Enter")
            self.field({**field["item"], "name": "part"}, value, [*path, index])

    def pick(self, path: list[str | int], quote: str) -> None:
        """Choose a passage for a field."""
        button = self._there(path, ".passage-pick")
        self._click_to(button)
        self.press("Enter")
        self.select(quote)
        self.press("c", click=True)
        # The focus comes back once the kernel has found the passage.
        self.page.wait_for_function("(node) => node === document.activeElement", arg=button)

    def select(self, quote: str) -> None:
        """Choose a passage of the article, which has the focus, with the arrows."""
        self.count["clicks"] += 1
        if not self._places(quote)["now"]:
            self.press("ArrowRight")
        for measure, onward, back in _PACES:
            for _ in range(MOST_STEPS):
                places = self._places(quote)
                here, there = places["now"][measure], places["wanted"][measure]
                if here == there:
                    break
                self.press(onward if here < there else back)
        if quote.endswith("."):
            self.press("s")
        while (places := self._places(quote))["now"]["end"] < places["wanted"]["end"]:
            self.press("Shift+ArrowRight")
        assert places["now"]["start"] == places["wanted"]["start"]
        assert places["now"]["end"] == places["wanted"]["end"]

    def _places(self, quote: str) -> Any:
        return self.page.evaluate(_PLACES, quote)

    def to_article(self) -> None:
        """Go to the article's text."""
        self.go(self.found(".studio-text"))

    def keep(self) -> None:
        """Keep what is in the form, and wait until it is on the disk."""
        self.press("Control+Enter", click=True)
        expect(self.page.locator(".editor-state >> visible=true").first).to_have_text(
            self.word("studio.form.state.kept")
        )

    def word(self, key: str) -> str:
        """Give a word of the studio, as it is shown."""
        return texts("en")[key]

    def report(self) -> str:
        """Give what was counted, as JSON."""
        return json.dumps(self.table, indent=2)
