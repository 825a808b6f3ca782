"""What a cell ends in: one object, three forms in one mimebundle.

The live widget for JupyterLab, complete static HTML for a notebook nobody has run, complete plain
text for a terminal. The two static forms are deterministic: they are what strict nbval compares.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesson_utils.shown.quiet import quiet

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

    def forms(self, stored: str = "") -> dict[str, Any] | None:
        """Give the two static forms, by their MIME types.

        Parameters
        ----------
        stored
            The HTML that a notebook holds of it: a drawing may be taken from there.

        Returns
        -------
        dict or None
            None where only drawing anew would give them, and there is none of the same in it.
        """
        del stored
        return {"text/plain": self.text(), "text/html": self.html()}

    def live_form(self, folder: Path) -> AnyWidget | None:
        """Make the live form for a notebook in ``folder`` without a kernel; None without one."""
        del folder
        return self._make_widget()

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
