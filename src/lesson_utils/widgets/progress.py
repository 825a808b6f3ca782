"""The live progress figure."""

from __future__ import annotations

import anywidget
import traitlets

from lesson_utils.widgets.assets import packed, style


class ProgressWidget(anywidget.AnyWidget):
    """A student's progress as a picture with its table; ``payload`` is all it needs."""

    _esm = packed("progress")
    _css = style("progress")
    payload = traitlets.Dict().tag(sync=True)
