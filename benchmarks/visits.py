"""A cold visit of a site: when a quiz answers, and what that time is made of.

    python benchmarks/visits.py [FOLDER]

Without the folder of a site, one is made. Every visit has a browser that has been nowhere.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from tests.browser.jupyter import chromium  # noqa: E402
from tests.sites.making import MINUSMA, make, served  # noqa: E402

NOTEBOOKS = ("fr/00_accueil.ipynb", "fr/02_contexte.ipynb", "fr/05_synthese.ipynb")
ROUNDS = 3
#: Milliseconds in which Python starts, or is not waited for.
PATIENCE = 300_000

#: Waits for each step as a student sees it, and answers the first question that has choices.
_VISIT = """
async () => {
  const until = async (found) => {
    while (!found()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return [found(), performance.now()];
  };
  const [, interface_] = await until(() => document.querySelector(".jp-LabShell"));
  const title = ".jp-NotebookPanel .jp-MarkdownOutput h1";
  const [, readable] = await until(() => document.querySelector(title));
  const question = ".lesson-quiz fieldset[data-type=single]";
  const radio = `${question} input[type=radio]`;
  const [choice, alive] = await until(() => document.querySelector(radio));
  choice.click();
  const told = () => document.querySelector(`${question} .result`)?.textContent;
  const [, answered] = await until(told);
  const asked = performance.getEntriesByType("resource").filter((one) => one.startTime < answered);
  const bytes = asked.reduce((sum, one) => sum + one.transferSize, 0);
  return { interface_, readable, alive, answered, requests: asked.length, megabytes: bytes / 1e6 };
}
"""
_IDLE = """
() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle"
  && performance.now()
"""


def visits(folder: Path, *, python: bool) -> dict[str, float]:
    """Give the median of each step of cold visits, in milliseconds, and what was asked for."""
    found: dict[str, list[float]] = {}
    # What is not cached by a service worker or a browser is what a first visit costs.
    with chromium() as browser, served(folder) as address:
        for name in NOTEBOOKS * ROUNDS:
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            page = context.new_page()
            if not python:
                context.route("**/*.wasm", lambda route: route.abort())
            where = f"{address}/lab/index.html?mode=single-document&path=minusma/{name}"
            page.goto(where, wait_until="commit")
            times = page.evaluate(_VISIT)
            if python:
                idle = page.wait_for_function(_IDLE, timeout=PATIENCE)
                times["python"] = idle.json_value()
            for step, value in times.items():
                found.setdefault(step, []).append(value)
            context.close()
    return {step: statistics.median(values) for step, values in found.items()}


def first_answer_seconds() -> float:
    """Give the median time from a cold visit to the feedback on an answer."""
    with tempfile.TemporaryDirectory() as folder:
        make([MINUSMA], Path(folder) / "site")
        return visits(Path(folder) / "site", python=True)["answered"] / 1000


def main() -> None:
    """Print the table."""
    table = Table("", "with Python", "Python kept away", title="a cold visit, median")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if sys.argv[1:] else Path(made) / "site"
        if not sys.argv[1:]:
            make([MINUSMA], folder)
        whole, alone = (visits(folder, python=python) for python in (True, False))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    said = {
        "interface_": "JupyterLab's frame, s",
        "readable": "the notebook can be read, s",
        "alive": "a quiz is there, s",
        "answered": "its first answer is told, s",
        "python": "Python is there, s",
    }
    for step, name in said.items():
        values = [f"{each[step] / 1000:.1f}" if step in each else "" for each in (whole, alone)]
        table.add_row(name, *values)
    table.add_row(
        "requests up to the answer", f"{whole['requests']:.0f}", f"{alone['requests']:.0f}"
    )
    table.add_row(
        "megabytes up to the answer", f"{whole['megabytes']:.1f}", f"{alone['megabytes']:.1f}"
    )
    table.add_row("megabytes of the site", f"{size / 1e6:.1f}", "")
    Console().print(table)


if __name__ == "__main__":
    main()
