"""How every figure looks: the names of the style sheet's colours and sizes, and a few strokes.

The values stand in ``lesson.mplstyle`` and ``lesson-dark.mplstyle``. Lengths are in inches, from
the upper left corner; the width is chosen so that the smallest text is still readable where a
figure is shrunk to a phone's 360 pixels, and not larger than a heading's where it is as wide as the
column of text. The colours are told apart by colour-blind readers
(``tests/shown/test_figures_style.py`` measures it); no figure says anything by colour alone.
"""

from __future__ import annotations

import textwrap
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from lesson_utils.content.model import MODES
from lesson_utils.shown.quiet import import_matplotlib

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

#: Colours, by their place in the style sheet's cycle. Of the modes of a claim: its fill.
FILLS: dict[str, str] = dict(zip(MODES, ("C0", "C1", "C2", "C3"), strict=True))
#: Told by the article, and from outside it.
ARTICLE, OUTSIDE = "C0", "C4"
INK, LINE_INK = "C5", "C6"
#: The progress bar: told apart by lightness alone.
EARNED, ANSWERED, OPEN = "C0", "C7", "C8"
#: Of an answer that earned a part of its points, and one that earned none: the latter is pale, and
#: marked by a cross in a dark vermilion. The lines between cells.
PART, NOTHING, CROSS, GRID = "C14", "C15", "C16", "C17"
#: On a map: the country it is about, and its neighbours.
LAND, OTHER_LAND = "C9", "C10"
#: What is written on a fill.
ON_FILL: dict[str, str] = dict(zip(MODES, ("C11", "C12", "C13", "C12"), strict=True))
ON_BADGE = "C11"

#: Sizes of text, by the style sheet's names.
Size = Literal[
    "ytick.labelsize", "xtick.labelsize", "legend.fontsize", "font.size", "axes.titlesize"
]
TINY: Size = "ytick.labelsize"
DENSE: Size = "xtick.labelsize"
SMALL: Size = "legend.fontsize"
BODY: Size = "font.size"
TITLE: Size = "axes.titlesize"

WIDTH = 6.0
MARGIN = 0.12
#: How many times larger it is shown where there is room: as wide as the column, 46rem or 736 px.
SCALE = 46 * 16 / 96 / WIDTH
#: From one line of text to the next, and the mean width of a letter in ems of DejaVu Sans.
LINE = 0.19
_LETTER, _BOLD = 0.58, 1.1

_SHEET = "lesson_utils.shown.figures.lesson"


def sheet() -> AbstractContextManager[None]:
    """Draw by the style sheet, whatever else the reader's matplotlib is set to."""
    import_matplotlib()
    from matplotlib import style  # noqa: PLC0415 - only when drawn

    return style.context(["default", _SHEET])


@cache
def colours() -> tuple[tuple[str, str], ...]:
    """Give each colour of the style sheet with the one it has on a dark page, as ``#rrggbb``."""
    from matplotlib import rcParams, style  # noqa: PLC0415 - only when drawn
    from matplotlib.colors import to_hex  # noqa: PLC0415 - only when drawn

    found = []
    for names in ([_SHEET], [_SHEET, f"{_SHEET}-dark"]):
        with style.context(names):
            cycle = rcParams["axes.prop_cycle"].by_key()["color"]
            found.append([to_hex(colour) for colour in (rcParams["figure.facecolor"], *cycle)])
    return tuple(zip(*found, strict=True))


def blank(height: float, width: float = WIDTH) -> tuple[Canvas, Axes]:
    """Make an empty canvas, and axes in inches that cover it."""
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - only when drawn

    canvas = Canvas(figsize=(width, height))
    axes = canvas.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return canvas, axes


def points(size: Size) -> float:
    """Give a size of the style sheet in points."""
    from matplotlib import rcParams  # noqa: PLC0415 - only when drawn

    return float(rcParams[size])


def write(axes: Axes, x: float, y: float, words: str, size: Size = BODY, **style: Any) -> None:
    """Write one line, never read as mathematics: vertically centred, in ink."""
    given: dict[str, Any] = {"va": "center", "color": INK, "fontsize": points(size), **style}
    axes.text(x, y, words, parse_math=False, **given)


def write_lines(axes: Axes, x: float, y: float, lines: list[str], **style: Any) -> None:
    """Write lines one under the other, the first one at ``y``."""
    for number, line in enumerate(lines):
        write(axes, x, y + number * LINE, line, **style)


def wrap(words: str, width: float, size: Size = BODY, *, bold: bool = False) -> list[str]:
    """Cut words into lines that fit a width; no word is broken.

    Examples
    --------
    >>> with sheet():
    ...     wrap("the mission leaves the country", 1.6)
    ['the mission leaves', 'the country']
    """
    letter = points(size) * _LETTER * (_BOLD if bold else 1)
    return textwrap.wrap(words, max(int(width * 72 / letter), 1), break_long_words=False)


def length(words: str, size: Size = BODY, *, bold: bool = False) -> float:
    """Give about how long a line is."""
    return len(words) * points(size) * _LETTER * (_BOLD if bold else 1) / 72


def capital(words: str) -> str:
    """Begin words with a capital.

    Examples
    --------
    >>> capital("hors de l’article")
    'Hors de l’article'
    """
    return words[:1].upper() + words[1:]
