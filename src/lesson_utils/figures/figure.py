"""A drawing with what it says in words, to end a cell in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from lesson_utils.display import Shown
from lesson_utils.rendering import render_html, render_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.compiling import Payload


class Figure(Shown):
    """A figure: the drawing as an SVG image, its alternative text, its data as a table.

    Parameters
    ----------
    payload
        What the figure says; ``alt`` and ``title`` at least.
    draw
        Makes the SVG of the payload; called when the HTML is asked for.
    template
        The templates that show the data: ``templates/<template>.html`` and ``.txt``.
    """

    def __init__(self, payload: Payload, draw: Callable[[Payload], str], template: str) -> None:
        self.payload = payload
        self._draw = draw
        self._template = template

    def svg(self) -> str:
        """Give the drawing; equal payloads give equal drawings."""
        return self._draw(self.payload)

    def image(self) -> str:
        """Give the drawing as an address that needs no file."""
        encoded = base64.b64encode(self.svg().encode()).decode()
        return f"data:image/svg+xml;base64,{encoded}"

    def html(self) -> str:
        """Give the drawing with its alternative text, and its data as a table."""
        return render_html(self._template, {**self.payload, "image": self.image()})

    def text(self) -> str:
        """Give the alternative text and the data."""
        return render_text(self._template, self.payload)
