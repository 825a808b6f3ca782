"""The live reader."""

from __future__ import annotations

import anywidget
import traitlets

from lesson_utils.shown.widgets.assets import packed, style


class ReaderWidget(anywidget.AnyWidget):
    """The annotated text in the browser; ``payload`` is all it needs."""

    _esm = packed("reader")
    _css = style("reader")
    payload = traitlets.Dict().tag(sync=True)
