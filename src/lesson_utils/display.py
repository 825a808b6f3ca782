"""What a cell ends in: one object, three forms in one mimebundle.

The live widget for JupyterLab, complete static HTML for a notebook nobody has run, complete plain
text for a terminal. The two static forms are deterministic: they are what strict nbval compares.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lesson_utils.quiet import quiet

if TYPE_CHECKING:
    from anywidget import AnyWidget

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Shown(ABC):
    """Base of everything a lesson shows."""

    @abstractmethod
    def html(self) -> str:
        """Give the complete static HTML."""

    @abstractmethod
    def text(self) -> str:
        """Give the complete plain text."""

    def _make_widget(self) -> AnyWidget | None:
        """Make the live form; None where the static form is all there is."""
        return None

    @cached_property
    def widget(self) -> AnyWidget | None:
        """The live widget, made when first shown or asked for."""
        with quiet():
            return self._make_widget()

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        with quiet():
            return self._bundle()

    def _bundle(self) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": self.text(), "text/html": self.html()}
        if self.widget is not None:
            bundle[WIDGET_VIEW] = {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.widget.model_id,
            }
        return bundle

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
