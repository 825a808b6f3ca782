"""The live quiz."""

from __future__ import annotations

import anywidget
import traitlets

from lesson_utils.widgets.assets import module, style


class QuizWidget(anywidget.AnyWidget):
    """A quiz in the browser.

    ``payload`` goes to the browser once; ``responses`` (a response by question id) flows both ways
    and is not trusted: :func:`lesson_utils.grading.grade` takes any JSON value.
    """

    _esm = module("quiz")
    _css = style("quiz")
    payload = traitlets.Dict().tag(sync=True)
    responses = traitlets.Dict().tag(sync=True)
