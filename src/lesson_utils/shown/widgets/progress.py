"""The live progress."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from lesson_utils.shown.widgets.assets import packed, style
from lesson_utils.student.whose import user_scope


class ProgressWidget(anywidget.AnyWidget):
    """Where a student stands, counted in the browser from ``record`` and what is answered there."""

    _esm = packed("progress")
    _css = style("figure")
    payload = traitlets.Dict().tag(sync=True)
    record = traitlets.Dict().tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)

    def __init__(self, payload: dict[str, Any], record: dict[str, Any]) -> None:
        super().__init__(payload=payload, record=record, scope=user_scope())
