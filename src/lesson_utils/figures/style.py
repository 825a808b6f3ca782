"""How every figure looks: colours, sizes, and the few strokes they are made of.

Lengths are in inches, from the upper left corner. The width is chosen so that the smallest text is
still readable where a figure is shrunk to a phone's 360 pixels. Colours are those of Okabe and Ito,
told apart by colour-blind readers; no figure says anything by colour alone.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

INK, LINE_INK = "#1a1a1a", "#555555"
#: Told by the article, and from outside it: vermilion, darkened to be read as text on white.
ARTICLE, OUTSIDE = "#0072B2", "#B34700"
#: The progress bar: told apart by lightness alone.
EARNED, ANSWERED, OPEN = "#0072B2", "#9ab8cc", "#e6e6e6"
#: Of an answer that earned a part of its points, and one that earned none: the latter is pale, and
#: marked by a cross in a dark vermilion.
PART = "#5f9fcb"
NOTHING, CROSS = "#fbe6d8", "#9a3d00"
#: Of the modes of a claim: what they are filled with, and what is written on it.
FILLS = {"fact": "#0072B2", "statement": "#E69F00", "concern": "#CC79A7", "forecast": "#009E73"}
ON_FILL = {"fact": "#ffffff", "statement": INK, "concern": INK, "forecast": INK}

#: On a map: the country it is about, and its neighbours.
LAND, OTHER_LAND = "#fbf3dc", "#f2f2f2"

WIDTH = 4.5
MARGIN = 0.12
SMALL, BODY, TITLE = 9.5, 10.5, 12.0
#: From one line of text to the next, and the mean width of a letter in ems of DejaVu Sans.
LINE = 0.19
_LETTER = 0.58


def blank(height: float, width: float = WIDTH) -> tuple[Canvas, Axes]:
    """Make an empty canvas, and axes in inches that cover it."""
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - only when drawn

    canvas = Canvas(figsize=(width, height))
    axes = canvas.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return canvas, axes


def write(axes: Axes, x: float, y: float, words: str, **style: Any) -> None:
    """Write one line, never read as mathematics: vertically centred, in ink, in the body size."""
    given: dict[str, Any] = {"va": "center", "color": INK, "fontsize": BODY, **style}
    axes.text(x, y, words, parse_math=False, **given)


def write_lines(axes: Axes, x: float, y: float, lines: list[str], **style: Any) -> None:
    """Write lines one under the other, the first one at ``y``."""
    for number, line in enumerate(lines):
        write(axes, x, y + number * LINE, line, **style)


def wrap(words: str, width: float, size: float = BODY) -> list[str]:
    """Cut words into lines that fit a width; no word is broken.

    Examples
    --------
    >>> wrap("the mission leaves the country", 1.6)
    ['the mission leaves', 'the country']
    """
    letters = max(int(width * 72 / (size * _LETTER)), 1)
    return textwrap.wrap(words, letters, break_long_words=False)


def length(words: str, size: float = BODY) -> float:
    """Give about how long a line is."""
    return len(words) * size * _LETTER / 72


def capital(words: str) -> str:
    """Begin words with a capital.

    Examples
    --------
    >>> capital("hors de l’article")
    'Hors de l’article'
    """
    return words[:1].upper() + words[1:]
