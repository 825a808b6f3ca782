"""Answers on their way to the disk without a kernel: the browser sends them to the server.

What is sent, kept and answered is what a kernel would be sent, would keep and would answer.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.auth.identity import IdentityProvider, LegacyIdentityProvider
from jupyter_server.base.call_context import CallContext
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from lesson_utils.server.cells import lesson_named
from lesson_utils.student.folders import earlier_folders, progress_folders
from lesson_utils.student.keeper import QuizKeeper
from lesson_utils.student.progress import ProgressStore
from lesson_utils.student.whose import acting_for, on_binder
from lesson_utils.texts import interface_language

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

PATH = "lesson-utils/answers"
#: All answers of a lesson are some ten thousand bytes.
_MOST_BYTES = 4_000_000


def address_of(base_url: str, notebook: str) -> str:
    """Give the address that takes the answers given in a notebook.

    Examples
    --------
    >>> address_of("/user/ana/", "notebooks/fr/02 é.ipynb")
    '/user/ana/lesson-utils/answers?notebook=notebooks/fr/02%20%C3%A9.ipynb'
    """
    return f"{url_path_join(base_url, PATH)}?notebook={quote(notebook.strip('/'))}"


def user_of(handler: JupyterHandler | None) -> str | None:
    """Give who asks, if it is somebody by a lasting name; None for whoever the server belongs to.

    A token or a password names nobody: Jupyter Server makes a name up for each browser. A provider
    that looks its users up knows them: a hub's, or one that somebody configured.
    """
    if handler is None or on_binder():
        return None
    provider = handler.identity_provider
    if type(provider).get_user is IdentityProvider.get_user:
        return None
    # The old way to log in is both: what hubs before version 5 put in its place, and a password.
    if isinstance(provider, LegacyIdentityProvider) and "JUPYTERHUB_USER" not in os.environ:
        return None
    return getattr(handler.current_user, "username", None) or None


def asking_user() -> str | None:
    """Give who asks for what is being answered now, as :func:`user_of` does."""
    return user_of(CallContext.get(CallContext.JUPYTER_HANDLER))


class Records:
    """The records that a server keeps, one of each user and lesson; one thread at a time has it.

    Each request looks at the disk anew: what a student has put away does not come back. Only what
    could not be written stays here, and goes with the next answer.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[tuple[str, ...], threading.Lock] = {}
        self._unwritten: dict[tuple[str, ...], ProgressStore] = {}

    def ask(
        self, root: Path, quiz: str, language: str, act: Callable[[QuizKeeper], dict[str, Any]]
    ) -> dict[str, Any]:
        """Let ``act`` have the present user's record of the lesson in ``root``."""
        folders = progress_folders(root)
        key = (root.name, *map(str, folders))
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            store = self._unwritten.pop(key, None) or ProgressStore(
                root.name, folders, earlier_folders(root)
            )
            answer = act(QuizKeeper(store, quiz, language))
            if store.unwritten:
                self._unwritten[key] = store
        return answer


class AnswersHandler(APIHandler):
    """Takes the answers given in a notebook, and says what is kept."""

    auth_resource = "contents"

    def initialize(self, records: Records) -> None:
        """Take what tornado has for this address."""
        self._records = records

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Give all that is kept of ``?lesson=``, as ``QuizKeeper.first`` does."""
        lesson = self.get_query_argument("lesson")
        self.finish(await self._ask(lesson, "", "", QuizKeeper.first))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Keep answers to one quiz, as ``QuizKeeper.save`` does; answer as a kernel does."""
        if len(self.request.body) > _MOST_BYTES:
            raise web.HTTPError(413, reason="Too many answers for one lesson")
        try:
            message = json.loads(self.request.body)
        except (ValueError, RecursionError) as error:
            raise web.HTTPError(400, reason="JSON is expected") from error
        if not isinstance(message, dict) or message.get("kind") != "save":
            raise web.HTTPError(400, reason="A message to save is expected")
        if not isinstance(message.get("record"), dict):
            raise web.HTTPError(400, reason="A message with a record is expected")
        record, language = message["record"], str(message.get("language"))
        answer = await self._ask(
            record.get("lesson"), message.get("quiz"), language, lambda keeper: keeper.save(record)
        )
        sender = {"view": message.get("view"), "number": message.get("number")}
        self.finish({"kind": "saved", **sender, **answer})

    async def _ask(
        self,
        lesson: object,
        quiz: object,
        language: str,
        act: Callable[[QuizKeeper], dict[str, Any]],
    ) -> dict[str, Any]:
        folder = self._folder(self.get_query_argument("notebook", strip=False))
        user = user_of(self)

        def work() -> dict[str, Any] | None:
            root = lesson_named(lesson, folder)
            if root is None or not isinstance(quiz, str):
                return None
            with acting_for(user):
                return self._records.ask(root, quiz, interface_language(language), act)

        answer = await asyncio.to_thread(work)
        if answer is None:
            raise web.HTTPError(404, reason="There is no such lesson beside this notebook")
        return answer

    def _folder(self, notebook: str) -> Path:
        """Give the folder of a notebook, within what the server shows.

        A notebook may have been renamed since it was opened, or its folder: then it is the nearest
        folder above it that is still there.
        """
        # The manager's own check takes a folder for its root that only begins with the same name.
        if {".", ".."} & set(re.split(r"[/\\]", notebook)):
            raise web.HTTPError(404, reason="There is no such notebook")
        try:
            manager: Any = self.contents_manager
            path = Path(manager._get_os_path(notebook))  # noqa: SLF001 - as in contents
            shown = Path(manager._get_os_path(""))  # noqa: SLF001 - as above
            if path.suffix == ".ipynb" and not path.is_dir():
                there = (folder for folder in path.parents if folder.is_relative_to(shown))
                return next(folder for folder in there if folder.is_dir())
        except (ValueError, OSError) as error:
            raise web.HTTPError(400, reason="This is no path of a notebook") from error
        except StopIteration:
            pass
        raise web.HTTPError(404, reason="There is no such notebook")
