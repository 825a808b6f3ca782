"""A real Jupyter Server on the loopback interface, asked as a browser asks it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any

from tests.servers import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 60
TOKEN = "secret"  # noqa: S105 - of a server that this test starts


@contextlib.contextmanager
def jupyter_server(folder: Path, home: Path, **variables: str) -> Iterator[str]:
    """Run Jupyter Server on a folder; give its address."""
    port = free_port()
    home.mkdir(exist_ok=True)
    usual = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    environment = {**usual, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1", **variables}
    command = [
        sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        "--ServerApp.base_url=/user/someone/",
    ]  # fmt: skip
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}/user/someone"
    end = time.monotonic() + START_SECONDS
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/api", timeout=2).close()
                break
            except OSError:
                told = (home / "server.log").read_text(encoding="utf-8")
                assert time.monotonic() < end, told
                assert server.poll() is None, told
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


class Browser:
    """What a page of the server is: cookies, and the token they hold."""

    def __init__(self, address: str, *, signed_in: bool = True) -> None:
        self.address = address
        self.cookies = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self._open = urllib.request.build_opener(handler).open
        # Pages, and only they, hand out the token that every change asks for.
        self._open(f"{address}/login").close()
        if signed_in:
            self._open(f"{address}/login?token={TOKEN}&next=/user/someone/api").close()

    @property
    def xsrf(self) -> str:
        return next((c.value or "" for c in self.cookies if c.name == "_xsrf"), "")

    def post(self, path: str, body: bytes | object, **headers: str) -> tuple[int, Any]:
        """Send a body, as JSON where it is none yet; give the status and what was answered."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        usual = {"Content-Type": "application/json", "X-XSRFToken": self.xsrf}
        request = urllib.request.Request(self.address + path, data, {**usual, **headers})
        try:
            with self._open(request) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                text = error.read()
            return error.code, json.loads(text) if text.startswith(b"{") else text

    def get(self, path: str) -> Any:
        with self._open(self.address + path) as answer:
            return json.loads(answer.read())
