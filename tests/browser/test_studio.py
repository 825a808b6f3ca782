"""A lesson made in the studio with the keyboard alone, from ``lesson new`` to strict nbval."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import expect

from lesson_utils.authoring.studio.session import Session
from tests.browser import studioitems as items
from tests.browser.studiohand import Hand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDE: Any = {"width": 1366, "height": 800}
LESSON = (sys.executable, "-m", "lesson_utils")
NAME = "ferry"
#: In which JupyterLab is there, on a busy machine too.
MOST_SECONDS = 90
#: What a gloss or a claim may take with a mouse, and a question with the keyboard alone.
MOST_CLICKS, MOST_KEYS = 6, 100
#: The kinds of proposals whose glosses are to be written by a person.
EXPLAINED = ("Explain", "Say")


def await_server(address: str, process: subprocess.Popen[str]) -> None:
    """Wait as a teacher does until JupyterLab listens; that it does not yet is all that may be."""
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.port
    end = time.monotonic() + MOST_SECONDS
    while True:
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection((parts.hostname, parts.port)).close()
            return
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.2)


@contextlib.contextmanager
def editing(folder: Path, lesson: str, home: Path, language: str = "en") -> Iterator[str]:
    """Run ``lesson edit`` in a folder; give the address that it names."""
    values = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"}
    command = [*LESSON, "edit", lesson, "--no-browser", "--language", language]
    with subprocess.Popen(
        command, cwd=folder, env=values, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout
        address = ""
        for line in process.stdout:
            found = re.search(r"http\S+", line)
            address = found[0] if found else address
            if address and not found:
                break
        try:
            await_server(address, process)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.stdout.read()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a lesson of the small text; give its folder."""
    folder = tmp_path_factory.mktemp("studio")
    (folder / f"{NAME}.txt").write_text(items.ARTICLE, encoding="utf-8", newline="\n")
    command = [*LESSON, "new", f"{NAME}.txt", "--language", "en", "--language-of-messages", "en"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / NAME


def enter(page: Page, address: str) -> None:
    """Open the studio."""
    page.goto(address)
    page.wait_for_selector(".lesson-studio .studio-text", timeout=90_000)


@pytest.fixture
def hand(made: Path, browser: Browser, tmp_path: Path) -> Iterator[Hand]:
    with editing(made.parent, NAME, tmp_path) as address:
        page = browser.new_page(viewport=WIDE)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        enter(page, address)
        yield Hand(page)
        page.close()
    assert faults == []


def test_a_lesson_is_made_with_the_keyboard_alone(hand: Hand, made: Path) -> None:
    root = made / "data" / NAME
    opened: Any = Session(root, "en").answer({"id": 1, "do": "open"}, lambda _: None)
    forms = opened["forms"]
    read_proposals(hand)
    describe_lesson(hand, forms["files"]["lesson"])
    with hand.counting("gloss"):
        about(hand, "landing stage", "e")
        hand.fill(forms["annotations"][0]["fields"], items.GLOSS)
        hand.keep()
    claim = next(form for form in forms["annotations"] if form["name"] == "claim")
    for quote, said in items.CLAIMS.items():
        with hand.counting("claim"):
            about(hand, quote, "w")
            hand.fill(claim["fields"], items.claim(*said))
            hand.keep()
    for form in forms["questions"]:
        quote, value = items.QUESTIONS[form["name"]]
        with hand.counting(form["name"]):
            ask(hand, quote, form, value)
    hand.to_article()
    add(hand, "facts", forms["files"]["facts"], items.FACT)
    with hand.counting("timeline"):
        about(hand, "3 March 2025", "t")
        hand.fill(forms["files"]["timeline"]["fields"], items.TIMELINE)
        hand.keep()
    with hand.counting("step"):
        about(hand, "The first boat will leave in June.", "r")
        hand.fill(forms["files"]["steps"]["fields"], items.STEP)
        hand.keep()
    with hand.counting("check and build"):
        for work in ("Build the notebooks", "Check"):
            hand.push(f".studio-head button:text-is('{work}')")
            expect(hand.page.locator(".studio-report.good")).to_be_visible(timeout=120_000)
    keep_table(hand, made.parent)
    nothing_is_left(made, root)


def keep_table(hand: Hand, folder: Path) -> None:
    """Print what was counted, and write it where ``STUDIO_ACTIONS`` says."""
    file = Path(os.environ.get("STUDIO_ACTIONS") or folder / "actions.json")
    file.write_text(hand.report(), encoding="utf-8")
    print(hand.report())
    # Nobody should have to go far: a change that makes it farther is to be seen.
    for name in ("gloss", "claim"):
        assert hand.table[name]["clicks"] <= MOST_CLICKS
    for name in items.QUESTIONS:
        assert hand.table[name]["keys"] <= MOST_KEYS, name


def read_proposals(hand: Hand) -> None:
    """Keep what may stay, write what is to be written, discard one."""
    bar, title = ".proposals-bar", hand.page.locator(".studio-proposals > h3")
    to_tab(hand, "Proposals")
    left = hand.page.locator(".proposals-left")
    hand.reach(f"{bar} button")
    with hand.counting("proposals"):
        discarded = False
        while hand.page.locator(bar).is_visible():
            before, said = left.inner_text(), title.inner_text()
            if said.startswith("Open question"):
                hand.press("m", click=True)
                model = items.QUESTIONS["reflect"][1]["model"]
                hand.field({"kind": "localized"}, model, ["Model answer"])
                hand.press("Control+Enter", click=True)
            elif not said.startswith(EXPLAINED):
                hand.press("k", click=True)
            elif not discarded:
                hand.press("d", click=True)
                discarded = True
            else:
                hand.press("m", click=True)
                hand.field({"kind": "localized"}, items.GLOSS["gloss"], ["Explanation"])
                hand.press("Control+Enter", click=True)
            expect(left).not_to_have_text(before)
    expect(title).to_have_text("No proposals are left.")


def to_tab(hand: Hand, name: str) -> None:
    """Show a tab: its list is one stop of the Tab key, the arrows go on in it."""
    hand.reach(".studio-tabs [aria-selected=true]")
    tabs = hand.page.locator(".studio-tabs [role=tab]").all_inner_texts()
    at = next(i for i, each in enumerate(tabs) if each.startswith(name))
    now = hand.page.locator(".studio-tabs [role=tab]").evaluate_all(
        "(all) => all.findIndex((tab) => tab.ariaSelected === 'true')"
    )
    for _ in range(abs(at - now)):
        hand.press("ArrowRight" if at > now else "ArrowLeft")


def describe_lesson(hand: Hand, form: Any) -> None:
    with hand.counting("title, rights and voices"):
        to_tab(hand, "Lesson")
        rights = {"rights": items.RIGHTS}
        voices = [{"name": name} for name in items.HOLDERS]
        hand.fill(form["fields"], {"title": items.TITLE, "article": rights, "holders": voices})
        hand.keep()


def about(hand: Hand, quote: str, key: str) -> None:
    """Choose a passage and say what it is, by the letter on the button."""
    hand.to_article()
    hand.select(quote)
    hand.press(key, click=True)
    expect(hand.page.locator(".studio-side :focus")).to_be_visible()


def ask(hand: Hand, quote: str, form: Any, value: Any) -> None:
    """Ask a question about a passage: its type is chosen where the passage is."""
    about(hand, quote, "q")
    now = hand.found(".type-now button, .types input").evaluate("(node) => node.textContent")
    if f"Type: {form['label']}." not in now:
        hand.push(".type-now button")
        kinds = hand.page.locator(".types input >> visible=true")
        order = kinds.evaluate_all("(all) => all.map((one) => one.value)")
        at = kinds.evaluate_all("(all) => all.findIndex((one) => one.checked)")
        steps = order.index(form["name"]) - at
        hand.count["clicks"] += 1
        for _ in range(abs(steps)):
            hand.press("ArrowDown" if steps > 0 else "ArrowUp")
    hand.fill(form["fields"], value)
    hand.keep()


def add(hand: Hand, tab: str, form: Any, value: Any) -> None:
    """Add what is about no passage."""
    with hand.counting(tab):
        to_tab(hand, tab.capitalize())
        hand.push(f"[data-shelf={tab}] button:text-is('Add')")
        hand.fill(form["fields"], value)
        hand.keep()


def nothing_is_left(made: Path, root: Path) -> None:
    """Hold the lesson against what the issue asks: checked, validated, no draft."""
    found = subprocess.run(
        [*LESSON, "check", str(made), "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert found.returncode == 0, found.stdout
    checks = json.loads(found.stdout)["lessons"][0]["checks"]
    assert [check["problems"] for check in checks if check["name"] == "drafts_read"] == [[]]
    files = [*root.glob("*.yml"), *root.glob("quizzes/*.yml")]
    marked = re.compile(r"^ *(- )?draft:", re.MULTILINE)
    assert not [file.name for file in files if marked.search(file.read_text(encoding="utf-8"))]
    asked = [yaml.safe_load(file.read_text("utf-8")) for file in root.glob("quizzes/*.yml")]
    types = {question["type"] for quiz in asked for question in quiz["questions"]}
    assert types >= items.QUESTIONS.keys()
    nbval = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "notebooks"]
    done = subprocess.run(nbval, cwd=made, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:]
