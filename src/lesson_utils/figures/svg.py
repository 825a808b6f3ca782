"""A matplotlib figure as SVG that comes out the same on every machine."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def to_svg(figure: Figure) -> str:
    """Write a figure as SVG.

    Text stays text, ids come from a fixed salt, there is no date, and coordinates are rounded to
    a hundredth of a point, so that the last digits of a machine's arithmetic do not show.
    """
    import matplotlib as mpl  # noqa: PLC0415 - only when a figure is drawn

    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "lesson",
        "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica"],
    }
    with mpl.rc_context(settings):
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _NUMBER.sub(lambda match: f"{float(match.group()):.2f}", buffer.getvalue())
