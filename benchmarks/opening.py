"""From a notebook that JupyterLab has drawn to feedback on an answer: alive, and by "Run All"."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.jupyter import chromium, enter, jupyterlab, shut_kernels_down  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTEBOOKS = ("fr/02_contexte.ipynb", "fr/03_liquidation.ipynb")
ROUNDS = 3

#: Opens a notebook, has it run where it is not alive, chooses an answer, waits for what is said.
#: Nobody looks for a menu here: what runs it is a program, the moment the kernel is there.
_FIRST_ANSWER = """
async ([path, alive]) => {
  const { commands, shell } = window.jupyterapp;
  const until = async (found) => {
    while (!found()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return found();
  };
  commands.execute("docmanager:open", { path });
  await until(() => document.querySelector(".jp-NotebookPanel .jp-Cell"));
  const started = performance.now();
  if (!alive) {
    await until(() => shell.currentWidget.sessionContext?.session?.kernel?.status === "idle");
    commands.execute("notebook:run-all-cells");
  }
  const question = ".lesson-quiz fieldset[data-type=single]";
  (await until(() => document.querySelector(`${question} input[type=radio]`))).click();
  await until(() => document.querySelector(`${question} .result`)?.textContent);
  return performance.now() - started;
}
"""


def first_answer_seconds() -> tuple[float, float]:
    """Give the median times with the companion, and without it."""
    with chromium() as browser:
        return _seconds(browser, alive=True), _seconds(browser, alive=False)


def _seconds(browser: Browser, *, alive: bool) -> float:
    times: list[float] = []
    os.environ["LESSON_COMPANION"] = "" if alive else "off"
    with tempfile.TemporaryDirectory() as folder, jupyterlab(Path(folder)) as address:
        for notebook in NOTEBOOKS * ROUNDS:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            enter(page, address)
            given = [f"notebooks/{notebook}", alive]
            times.append(page.evaluate(_FIRST_ANSWER, given) / 1000)
            shut_kernels_down(page, address)
            page.close()
    return statistics.median(times)
