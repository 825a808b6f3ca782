"""The studio in the browser: requests come as messages, and their answers go back so."""

from __future__ import annotations

import threading
from typing import Any

import anywidget
import traitlets

from lesson_utils.authoring.studio.actions import LONG
from lesson_utils.authoring.studio.session import Session
from lesson_utils.shown.widgets.assets import packed, style


class StudioWidget(anywidget.AnyWidget):
    """A lesson under the hands of its author; what it shows it asks for.

    A message is a request with an ``id`` of its own, which its answer has too. What takes longer
    goes on beside the kernel’s other work.
    """

    _esm = packed("studio")
    _css = style("studio")
    payload = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, payload: dict[str, Any]) -> None:
        super().__init__(payload=payload)
        self._session = session
        self.on_msg(self._hear)

    def _hear(self, _: StudioWidget, message: Any, __: list[memoryview]) -> None:
        asked = message.get("do") if isinstance(message, dict) else None
        if isinstance(asked, str) and asked in LONG:
            threading.Thread(target=self._reply, args=(message,), daemon=True).start()
        else:
            self._reply(message)

    def _reply(self, message: Any) -> None:
        known = message.get("id") if isinstance(message, dict) else None
        answer = self._session.answer(
            message, lambda words: self.send({"id": known, "progress": words})
        )
        self.send({**answer, "id": known})
