"""The live quiz."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from lesson_utils.shown.widgets.assets import packed, style
from lesson_utils.student.whose import user_scope

#: What Pyodide gives for JavaScript's null.
_NULL = "JsNull"


def plain(value: Any) -> Any:
    """Give what a browser sent as any kernel is given it: a null of JavaScript's is none.

    Examples
    --------
    >>> plain({"response": ["a", None]})
    {'response': ['a', None]}
    """
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if type(value).__name__ == _NULL else value


class QuizWidget(anywidget.AnyWidget):
    """A quiz in the browser.

    ``payload`` goes to the browser once, and with it ``record``: what was kept of this student's
    work. The browser sends its own record back as a message, until it is answered; ``save`` takes
    it, whatever it is, and gives the answer. With ``companion``, an address of the server, it goes
    there and no kernel is asked.
    """

    _esm = packed("quiz")
    _css = style("quiz")
    payload = traitlets.Dict().tag(sync=True)
    record = traitlets.Dict().tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    companion = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        payload: dict[str, Any],
        record: dict[str, Any],
        save: Callable[[object], dict[str, Any]],
    ) -> None:
        super().__init__(payload=payload, record=record, scope=user_scope())
        self._save = save
        self.on_msg(self._hear)

    def _hear(self, _: QuizWidget, message: Any, __: list[memoryview]) -> None:
        if not isinstance(message, dict) or message.get("kind") != "save":
            return
        answer = self._save(plain(message.get("record")))
        self.record = answer.get("record", self.record)
        sender = {"view": message.get("view"), "number": message.get("number")}
        self.send({"kind": "saved", **sender, **answer})
