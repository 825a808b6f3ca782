"""A drawing with what it says in words, to end a cell in."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.content.payload import Payload
from lesson_utils.shown.display import Shown
from lesson_utils.shown.figures.pictures import is_checked, key_of, picture_in, stored_picture
from lesson_utils.shown.figures.style import sheet
from lesson_utils.shown.quiet import quiet
from lesson_utils.shown.rendering import render_html, render_text
from lesson_utils.texts import word

if TYPE_CHECKING:
    from lesson_utils.shown.widgets.figure import FigureWidget


class Figure(Shown):
    """A figure: the drawing as an SVG image, its alternative text, its data as a table.

    Parameters
    ----------
    payload
        What the figure says: ``title``, ``notes``, ``alt`` and ``table`` at least; with ``control``
        a reader can choose what it shows.
    draw
        Makes the SVG of the payload; called when the HTML is asked for.
    template
        What shows the data as plain text: ``templates/<template>.txt``.
    """

    def __init__(self, payload: Payload, draw: Callable[[Payload], str], template: str) -> None:
        self.payload = payload
        self._draw = draw
        self._template = template

    def svg(self) -> str:
        """Give the drawing; equal payloads give equal drawings.

        It is taken from a notebook in the working folder that holds it, or drawn. Nothing where
        there is nothing to draw with, as in a browser's Python.
        """
        return self._svg

    @cached_property
    def _svg(self) -> str:
        found = None if is_checked() else stored_picture(self.key, Path.cwd())
        if found is not None:
            return found
        try:
            with quiet(), sheet():
                return self._draw(self.payload)
        except ModuleNotFoundError as error:
            if error.name != "matplotlib":
                raise
            return ""

    @cached_property
    def key(self) -> str:
        """What a figure of another payload has not."""
        return key_of(self.payload)

    def forms(self, stored: str = "") -> dict[str, Any] | None:
        """Give the two static forms, with the picture that ``stored`` has; nothing is drawn."""
        if "_svg" not in self.__dict__:
            found = picture_in(stored, self.key)
            if found is None:
                return None
            self._svg = found
        return super().forms(stored)

    def image(self) -> str:
        """Give the drawing as an address that needs no file; nothing without a drawing."""
        if not self.svg():
            return ""
        encoded = base64.b64encode(self.svg().encode()).decode()
        return f"data:image/svg+xml;base64,{encoded}"

    def html(self) -> str:
        """Give the drawing with its alternative text, and its data as a table.

        Without a drawing, the text stands in its place, and the table is open.
        """
        drawn = {"image": self.image(), "picture": self.key}
        return render_html("figure", {**self.payload, **drawn})

    def text(self) -> str:
        """Give the alternative text and the data."""
        return render_text(self._template, self.payload)

    def live(self) -> FigureWidget:
        """Make the live form: the drawing, its table, and the control where it has one."""
        from lesson_utils.shown.widgets.figure import FigureWidget  # noqa: PLC0415 - only when shown

        shown = ("language", "title", "notes", "alt", "table")
        payload = {name: self.payload[name] for name in shown}
        payload["colon"] = word(self.payload["language"], "static.colon")
        payload["control"] = self.payload.get("control")
        return FigureWidget(payload={**payload, "svg": self.svg()})

    def _make_widget(self) -> FigureWidget | None:
        return self.live() if self.payload.get("control") and self.svg() else None
