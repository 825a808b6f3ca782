"""A real JupyterLab on the loopback interface, and Chromium to look at it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import nbformat
from playwright.sync_api import Page, TimeoutError, sync_playwright  # noqa: A004 - Playwright's

from lesson_utils.shown.display import WIDGET_VIEW
from starting.browser import find_browser
from tests.servers import free_port, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Route

REPOSITORY = Path(__file__).resolve().parents[2]
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters are drawn alike on every machine: the image tests need it.
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]
RUN_MILLISECONDS = 90_000


@contextlib.contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """Run JupyterLab on a copy of the lesson in ``folder``, with the settings a student gets."""
    for name in ("data", "notebooks"):
        if not (folder / name).exists():
            shutil.copytree(REPOSITORY / name, folder / name)
    port = free_port()
    settings = [sys.executable, str(REPOSITORY / "start.py"), "settings", "--language", "fr"]
    subprocess.run(settings, check=True, capture_output=True)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(home),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "LESSON_PROGRESS": str(folder / "progress"),
    }
    address = f"http://127.0.0.1:{port}"
    log = folder / "jupyterlab.log"
    with served(command, f"{address}/api/status", log, cwd=folder, env=environment):
        yield address


@contextlib.contextmanager
def chromium(program: str | None = None) -> Iterator[Browser]:
    """Start a browser: the one given, or one of this machine; where there is none, say so."""
    program = program or find_browser()
    if program is None:
        raise RuntimeError("no browser can be started here: python start.py test brings one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield browser
        browser.close()


def workspace() -> str:
    """Name a workspace that nobody has been in, so that there is nothing to reset.

    JupyterLab resets while one works in it, and loads the page anew if led anywhere meanwhile.
    """
    return uuid4().hex


def enter(page: Page, address: str) -> None:
    """Load JupyterLab, in a workspace of its own, and wait until it is ready."""
    page.goto(f"{address}/lab/workspaces/{workspace()}")
    page.wait_for_function("() => window.jupyterapp", timeout=60_000)
    # Asked anew if JupyterLab loads its page again, as it may on a busy machine.
    page.wait_for_function("() => window.jupyterapp.restored.then(() => true)", timeout=60_000)
    page.wait_for_selector(".jp-Launcher", timeout=60_000)


def open_notebook(page: Page, address: str, notebook: str) -> None:
    """Open a notebook, and nothing else, in JupyterLab; wait until its kernel is there."""
    if not page.url.startswith(f"{address}/lab/"):
        enter(page, address)
    # After a reload JupyterLab opens again what was open: not in the midst of that.
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=60_000)
    close_notebooks(page)
    # No promise of the page's is waited for: one that a lost context owes is never kept.
    for last in (False, True):
        page.evaluate(
            "(path) => void window.jupyterapp.commands.execute('docmanager:open', { path })",
            f"notebooks/{notebook}",
        )
        try:
            page.wait_for_function(
                """(path) => {
                  const { context, sessionContext } = window.jupyterapp.shell.currentWidget ?? {};
                  return context?.path === path && context.isReady
                    && sessionContext.session?.kernel?.status === "idle";
                }""",
                arg=f"notebooks/{notebook}",
                timeout=60_000,
            )
            break
        except TimeoutError:
            if last:
                raise
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=60_000)


def open_stored(page: Page, address: str, notebook: str) -> None:
    """Open a notebook as a server without the companion gives it: with the static forms alone."""

    def give(route: Route) -> None:
        answer = route.fetch()
        model = answer.json()
        model["content"]["metadata"].pop("widgets", None)
        for cell in model["content"]["cells"]:
            cell["metadata"].pop("trusted", None)
            for output in cell.get("outputs", []):
                output.get("data", {}).pop(WIDGET_VIEW, None)
        route.fulfill(response=answer, json=model)

    asked = re.compile(r"/api/contents/.*\.ipynb\?.*type=notebook.*content=1")
    page.route(asked, give)
    open_notebook(page, address, notebook)
    page.unroute(asked)


def close_notebooks(page: Page) -> None:
    """Close what is open in JupyterLab without saving it; kernels stay.

    Where nothing is left, JupyterLab opens its launcher, in its own time and over whatever has been
    opened meanwhile: so the launcher stays.
    """
    page.evaluate(
        """async () => {
          const { commands, shell } = window.jupyterapp;
          const isFile = (widget) => widget.context !== undefined;
          const files = [...shell.widgets("main")].filter(isFile);
          if ([...shell.widgets("main")].every(isFile)) await commands.execute("launcher:create");
          for (const file of files) {
            file.context.model.dirty = false;
            file.dispose();
          }
        }"""
    )


def write_notebook(path: Path, *cells: str) -> None:
    """Write a notebook of code cells that names its kernel: without one, JupyterLab asks."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code.strip()) for code in cells],
        metadata={"kernelspec": kernel},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole at once: JupyterLab may be reading the one that was there.
    whole = path.with_suffix(".whole")
    nbformat.write(notebook, whole)
    whole.replace(path)


def run_all(page: Page) -> None:
    """Run all cells, as the menu does; wait until the kernel is done and every widget drawn."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => {
          const panel = window.jupyterapp.shell.currentWidget;
          const cells = [...panel.content.model.cells].filter((cell) => cell.type === "code");
          const views = cells.flatMap((cell) => cell.sharedModel.getOutputs())
            .filter((output) => output.data?.["application/vnd.jupyter.widget-view+json"]);
          const drawn = panel.node.querySelectorAll(
            ".lesson-quiz, .lesson-reader, .lesson-figure");
          return drawn.length >= views.length && cells.every((cell) =>
            cell.executionCount !== null && cell.executionState !== "running");
        }""",
        timeout=RUN_MILLISECONDS,
    )
    # The place of the reader is held until all is drawn.
    page.wait_for_function("() => document.querySelector('.lesson-held') === null")


def shut_kernels_down(page: Page, address: str) -> None:
    """Shut every kernel down through the server's API, as Binder does with an idle one."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "_xsrf")
    for kernel in page.request.get(f"{address}/api/kernels").json():
        done = page.request.delete(
            f"{address}/api/kernels/{kernel['id']}", headers={"X-XSRFToken": token}
        )
        if done.status != HTTPStatus.NO_CONTENT:
            raise RuntimeError(f"the kernel was not shut down: {done.status} {done.text()}")


def choose_kernel(page: Page) -> None:
    """Choose a kernel again, as JupyterLab proposes once it has noticed that there is none."""
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.refreshRunning()")
    page.wait_for_function(
        "() => !window.jupyterapp.shell.currentWidget.sessionContext.session", timeout=60_000
    )
    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext"
        ".changeKernel({name: 'python3'}).then(() => null)"
    )
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
        " === 'idle'",
        timeout=60_000,
    )


@contextlib.contextmanager
def patient_page(browser: Browser, height: int = 768) -> Iterator[Page]:
    """Open a page that waits for servers to start, on a busy machine too."""
    context = browser.new_context(viewport={"width": 1366, "height": height})
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()
