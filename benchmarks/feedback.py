"""From click to changed text in JupyterLab: our quiz and JupyterQuiz, ten equal questions each."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.jupyter import (  # noqa: E402 - after the path
    chromium,
    jupyterlab,
    open_notebook,
    run_all,
    shut_kernels_down,
    write_notebook,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTIONS, MANY = 10, 100

#: A quiz of single choices made without a lesson; {count} questions.
_OURS = """
from lesson_utils.texts import interface
from lesson_utils.shown.quiz import Quiz
texts = {{key: text for key, text in interface("en").items() if key.startswith("ui.")}}
passage = {{"quote": "a", "before": "", "after": "", "start": 0, "end": 1, "paragraph": 1}}
tables = [
    {{"id": f"q{{n}}", "type": "single", "edition": "1", "skill": "repérer", "skillLabel": "find",
      "maximum": 1, "prompt": f"Question {{n}}?", "hint": "Hint", "explanation": "Why",
      "evidence": [passage],
      "options": [{{"id": "abcd"[o], "text": f"Option {{o}}", "feedback": f"Feedback {{n}}-{{o}}",
                    "correct": o == 1}} for o in range(4)]}}
    for n in range({count})
]
Quiz({{"lesson": "bench", "quiz": "bench", "language": "en", "articleLanguage": "en",
       "title": "Bench", "mode": "practice", "shuffle": False, "omitted": [], "texts": texts,
       "questions": tables}})
"""

_JUPYTERQUIZ = """
from jupyterquiz import display_quiz
display_quiz([
    {{"question": f"Question {{n}}?", "type": "multiple_choice",
      "answers": [{{"answer": f"Option {{o}}", "feedback": f"Feedback {{n}}-{{o}}",
                    "correct": o == 1}} for o in range(4)]}}
    for n in range({count})
])
"""

#: The least that a quiz in plain ipywidgets needs: options, a button, room for the feedback.
_IPYWIDGETS = """
import ipywidgets as w
w.VBox([
    w.VBox([w.HTML(f"<p>Question {{n}}?</p>"),
            w.RadioButtons(options=[f"Option {{o}}" for o in range(4)]),
            w.Button(description="Check"), w.HTML()])
    for n in range({count})
])
"""

#: Runs all cells and waits until all controls are there; gives the milliseconds.
_USABLE = """
async ([selector, count]) => {
  const started = performance.now();
  window.jupyterapp.commands.execute("notebook:run-all-cells");
  while (document.querySelectorAll(selector).length < count) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - started;
}
"""

#: Clicks an option of every question and waits until that question's text has changed.
_CLICKS = """
async ([groupSelector, optionSelector, option]) => {
  const times = [];
  for (const group of document.querySelectorAll(groupSelector)) {
    const target = group.querySelectorAll(optionSelector)[option];
    const before = group.textContent;
    const started = performance.now();
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (group.textContent === before) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(group, {childList: true, subtree: true, characterData: true,
        attributes: true});
    });
    target.click();
    times.push((await changed) - started);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return times;
}
"""
OURS = (".lesson-quiz fieldset", "input[type=radio]")
PEER = (".Quiz", "label.MCButton")


def feedback_milliseconds() -> dict[str, float]:
    """Give the median times: ours, the peer's, and ours once the kernel is shut down."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_notebook(folder / "notebooks" / "ours.ipynb", _OURS.format(count=QUESTIONS))
        write_notebook(folder / "notebooks" / "peer.ipynb", _JUPYTERQUIZ.format(count=QUESTIONS))
        with jupyterlab(folder) as address, chromium() as browser:
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            open_notebook(page, address, "peer.ipynb")
            run_all(page)
            page.wait_for_selector(PEER[1])
            peer = _clicks(page, PEER)
            open_notebook(page, address, "ours.ipynb")
            run_all(page)
            page.wait_for_selector(OURS[1])
            alive = _clicks(page, OURS)
            shut_kernels_down(page, address)
            page.wait_for_timeout(1000)
            dead = _clicks(page, OURS)
    return {"ours": alive, "peer": peer, "ours dead": dead}


def _clicks(page: Page, selectors: tuple[str, str]) -> float:
    times: list[float] = []
    for option in (0, 1, 2, 1):
        found: Any = page.evaluate(_CLICKS, [*selectors, option])
        if len(found) != QUESTIONS:
            raise RuntimeError(f"{len(found)} questions found for {selectors}, not {QUESTIONS}")
        times += found
    return statistics.median(times)


def usable_milliseconds() -> tuple[float, float]:
    """Give the median times from Run to a quiz of 100 questions: ours, and plain ipywidgets'."""
    ours = (_OURS, ".lesson-quiz fieldset.question input[type=radio]")
    peer = (_IPYWIDGETS, ".widget-radio-box input[type=radio]")
    times: dict[str, list[float]] = {ours[1]: [], peer[1]: []}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for number, (code, _) in enumerate((ours, peer)):
            write_notebook(folder / "notebooks" / f"{number}.ipynb", code.format(count=MANY))
        with jupyterlab(folder) as address, chromium() as browser:
            for _ in range(5):
                for number, (_, selector) in enumerate((ours, peer)):
                    page = browser.new_page(viewport={"width": 1200, "height": 900})
                    open_notebook(page, address, f"{number}.ipynb")
                    times[selector].append(page.evaluate(_USABLE, [selector, MANY * 4]))
                    shut_kernels_down(page, address)
                    page.close()
    return statistics.median(times[ours[1]]), statistics.median(times[peer[1]])
