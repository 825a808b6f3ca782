"""The live figure."""

from __future__ import annotations

import anywidget
import traitlets

from lesson_utils.shown.widgets.assets import packed, style


class FigureWidget(anywidget.AnyWidget):
    """A picture with its table, and a control where it has one; ``payload`` is all it needs."""

    _esm = packed("figure")
    _css = style("figure")
    payload = traitlets.Dict().tag(sync=True)
