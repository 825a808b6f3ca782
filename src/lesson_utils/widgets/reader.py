"""The live reader."""

from __future__ import annotations

import anywidget
import traitlets

from lesson_utils.widgets.assets import module, style


class ReaderWidget(anywidget.AnyWidget):
    """The annotated text in the browser; ``payload`` is all it needs."""

    _esm = module("reader")
    _css = style("reader")
    payload = traitlets.Dict().tag(sync=True)
