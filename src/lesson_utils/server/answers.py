"""Answers on their way to the disk without a kernel: the browser sends them to the server.

What is sent, kept and answered is what a kernel would be sent, would keep and would answer.
"""

from __future__ import annotations

import asyncio
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.call_context import CallContext
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from lesson_utils.locating import find_lesson, progress_folders
from lesson_utils.problems import LessonError
from lesson_utils.progress import ProgressStore, QuizKeeper
from lesson_utils.texts import interface_language
from lesson_utils.whose import acting_for, user_scope

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
    """Give who asks, if a hub has said so; None for whoever the server belongs to.

    Elsewhere Jupyter Server makes up a name for each session: that is nobody's.
    """
    provider = type(handler.identity_provider).__module__ if handler else ""
    if handler is None or not provider.startswith("jupyterhub."):
        return None
    return getattr(handler.current_user, "username", None) if user_scope() else None


def asking_user() -> str | None:
    """Give who asks for what is being answered now, as :func:`user_of` does."""
    return user_of(CallContext.get(CallContext.JUPYTER_HANDLER))


class AnswersHandler(APIHandler):
    """Takes the answers given in a notebook, and says what is kept."""

    auth_resource = "contents"

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Keep answers to one quiz, as ``QuizKeeper.save`` does; answer as a kernel does."""
        if len(self.request.body) > _MOST_BYTES:
            raise web.HTTPError(413, reason="Too many answers for one lesson")
        message = self.get_json_body()
        if not isinstance(message, dict) or not isinstance(message.get("record"), dict):
            raise web.HTTPError(400, reason="A message with a record is expected")
        folder = self._folder(self.get_query_argument("notebook"))
        answer = await asyncio.to_thread(_kept, message, folder, user_of(self))
        if answer is None:
            raise web.HTTPError(404, reason="There is no such lesson beside this notebook")
        sender = {"view": message.get("view"), "number": message.get("number")}
        self.finish({"kind": "saved", **sender, **answer})

    def _folder(self, notebook: str) -> Path:
        """Give the folder of a notebook that there is, within what the server shows."""
        try:
            manager: Any = self.contents_manager
            path = Path(manager._get_os_path(notebook))  # noqa: SLF001 - as in contents
        except (ValueError, OSError) as error:
            raise web.HTTPError(400, reason="This is no path of a notebook") from error
        if not path.is_file():
            raise web.HTTPError(404, reason="There is no such notebook")
        return path.parent


def _kept(message: dict[str, Any], folder: Path, user: str | None) -> dict[str, Any] | None:
    """Keep what was sent; None if there is no such lesson."""
    lesson, quiz = message["record"].get("lesson"), message.get("quiz")
    if not isinstance(lesson, str) or not isinstance(quiz, str):
        return None
    # A name, and no way to anywhere else.
    if not lesson or PureWindowsPath(lesson).name != lesson:
        return None
    try:
        root = find_lesson(lesson, folder)
    except LessonError:
        return None
    language = interface_language(str(message.get("language")))
    with acting_for(user):
        store = ProgressStore(root.name, progress_folders(root))
    return QuizKeeper(store, quiz, language).save(message["record"])
