"""A JupyterHub with the settings of ``deploy/``, on the loopback interface."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.fresh import ROOT, copy_repository
from tests.image import as_user, give
from tests.programs import node, without
from tests.servers import free_port, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.image import Image

PROXY = ROOT / "node_modules/configurable-http-proxy/bin/configurable-http-proxy"
SETTINGS = ROOT / "deploy/jupyterhub_config.py"
TOKEN = "secret"  # noqa: S105 - of a proxy that this test starts


class Hub(NamedTuple):
    """A hub that runs, and the folder with its students' homes and the lesson."""

    address: str
    folder: Path

    def answers(self) -> dict[str, int]:
        """Count the answers in each record of a student's work, by the folder it is in."""
        found = {}
        for path in self.folder.rglob("minusma.json"):
            quizzes = json.loads(path.read_text("utf-8"))["quizzes"].values()
            found[path.parent.name] = sum(len(quiz["answers"]) for quiz in quizzes)
        return found

    def transports(self) -> list[str]:
        """Give what the kernels of all students talk over."""
        files = self.folder.glob("t/jupyter-*/kernel-*.json")
        return [json.loads(path.read_text("utf-8"))["transport"] for path in files]

    def log_in(self, page: Page, name: str, path: str = "") -> None:
        """Log in at a path of one's own server, and wait until it is there."""
        page.goto(f"{self.address}/hub/user-redirect{path}" if path else self.address)
        page.locator("input[name=username]").fill(name)
        page.locator("input[type=submit], button[type=submit]").first.click()
        page.wait_for_url(f"**/user/{name}/**", timeout=120_000)

    def log_out(self, page: Page) -> None:
        """Log out; the student's server ends."""
        page.goto(f"{self.address}/hub/logout")
        page.wait_for_url("**/hub/login*")


@contextlib.contextmanager
def running_hub(image: Image, *settings: str, shared: bool = False) -> Iterator[Hub]:
    """Run a hub for a class in the image, with some settings of the test's own.

    All its students are one account of the system, as in many containers; each has a home, and all
    read one folder, which nobody can write in if it is not ``shared``.
    """
    if not PROXY.exists():
        without("node")
    folder = Path(tempfile.mkdtemp(prefix="hub"))
    folder.chmod(0o755)
    lesson, homes = copy_repository(folder / "lesson"), folder / "homes"
    homes.mkdir()
    (folder / "t").mkdir()
    shutil.copy(SETTINGS, folder / "settings.py")
    public, proxy = free_port(), free_port()
    (folder / "hub.py").write_text(
        "\n".join(
            [
                f"load_subconfig({str(folder / 'settings.py')!r})",
                f"c.JupyterHub.bind_url = 'http://127.0.0.1:{public}'",
                f"c.JupyterHub.hub_bind_url = 'http://127.0.0.1:{free_port()}'",
                f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{proxy}'",
                "c.ConfigurableHTTPProxy.should_start = False",
                "c.JupyterHub.authenticator_class = 'dummy'",
                "c.JupyterHub.spawner_class = 'simple'",
                "c.Authenticator.allow_all = c.JupyterHub.shutdown_on_logout = True",
                f"c.SimpleLocalProcessSpawner.home_dir_template = {f'{homes}/{{username}}'!r}",
                f"c.Spawner.notebook_dir = {str(lesson)!r}",
                "c.Spawner.args += ['--LabApp.expose_app_in_browser=True']",
                *settings,
            ]
        ),
        "utf-8",
    )
    give(homes, image.user)
    give(folder / "t", image.user)
    give(lesson, image.user) if shared else _close(lesson)
    folder.chmod(0o777)
    token = {"CONFIGPROXY_AUTH_TOKEN": TOKEN}
    listening = [f"--port={public}", "--ip=127.0.0.1", f"--api-port={proxy}", "--api-ip=127.0.0.1"]
    command = [str(Path(image.python).parent / "jupyterhub"), "--config=hub.py"]
    variables = image.variables(**token, TMPDIR=str(folder / "t"))
    how = {"cwd": folder, "env": variables, **as_user(image.user)}
    address = f"http://127.0.0.1:{public}"
    try:
        with (
            served(
                [node(), str(PROXY), *listening],
                f"{address}/_chp_healthz",
                folder / "proxy.log",
                env=image.variables(**token),
            ),
            served(command, f"{address}/hub/health", folder / "hub.log", **how),
        ):
            yield Hub(address, folder)
    finally:
        for each in lesson.rglob("*/"):
            each.chmod(0o755)
        shutil.rmtree(folder)


def _close(folder: Path) -> None:
    """Let nobody write in a folder; root, who may, is none of the students."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
