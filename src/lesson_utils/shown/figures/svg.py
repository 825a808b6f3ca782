"""A matplotlib figure as SVG that comes out the same on every machine, for light and dark pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from lesson_utils.shown.figures.style import SCALE, colours

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SIZE = re.compile(r'(?P<side>width|height)="(?P<points>[\d.]+)pt"')
_GROUP = re.compile(r'<g id="(?P<id>[^"]*)"')
_PART = "part:"
_HALO = "stroke-width:3px;stroke-linejoin:round"
#: A part that a control puts after the chosen date: its mark is hollow.
_LATER = ".later use{fill-opacity:0}.later text{fill-opacity:.7}"


def part(name: str) -> str:
    """Give the ``gid`` that marks an artist as part of something: ``data-part`` in the SVG."""
    return _PART + name


def to_svg(figure: Figure, halo: str = "", scale: float = SCALE) -> str:
    """Write a figure as SVG.

    Text stays text, there is no date, and coordinates are rounded to a hundredth of a point, so
    that the last digits of a machine's arithmetic do not show. Of the groups' ids only the names
    of :func:`part` are kept. The colours are the light ones; a style sheet in the SVG has the dark
    ones for where the page, or the reader's system, asks for them.

    Parameters
    ----------
    figure
        The drawing, made by the style sheet.
    halo
        A colour of the style sheet around the words of every part, so that lines do not run
        through them.
    scale
        How many times its own size it is shown, where nothing says another width.
    """
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(buffer, format="svg", metadata=nothing)
    rounded = _NUMBER.sub(lambda match: f"{float(match.group()):.2f}", buffer.getvalue())

    def larger(found: re.Match[str]) -> str:
        return f'{found["side"]}="{float(found["points"]) * scale:.2f}pt"'

    sized = _SIZE.sub(larger, rounded, count=2)
    head, end, body = _GROUP.sub(_group, sized).partition("</defs>")
    return f"{head} <style>{_css(body, halo)}</style>\n {end}{body}"


def _group(match: re.Match[str]) -> str:
    name = match["id"]
    return f'<g data-part="{name.removeprefix(_PART)}"' if name.startswith(_PART) else "<g"


def _css(body: str, halo: str) -> str:
    """Give the halo, and a rule for every colour that a dark page changes."""
    rules, dark_rules = "", ""
    for light, dark in colours():
        for what in ("fill", "stroke"):
            if light != dark and f"{what}: {light}" in body:
                dark_rules += f'[style*="{what}: {light}"]{{{what}:{dark}!important}}'
    if halo:
        from matplotlib.colors import to_hex  # noqa: PLC0415 - only when drawn

        light = to_hex(halo)
        rules = f"[data-part] text{{paint-order:stroke;stroke:{light};{_HALO}}}"
        dark_rules += f"[data-part] text{{stroke:{dict(colours())[light]}}}"
    return f"{rules}{_LATER}@media (prefers-color-scheme:dark){{{dark_rules}}}"
