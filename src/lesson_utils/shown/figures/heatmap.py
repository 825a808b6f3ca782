"""A class's answers as a heat map: students by questions, each cell filled as far as it is right.

A cell says the same by its filling, its colour and its mark: full and dark is all points, half
full is half of them, pale with a cross is none, a ring is an answer that is never scored, white is
no answer. So it is read by colour-blind readers, and on paper without colours.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.svg import to_svg
from lesson_utils.shown.quiet import quiet

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

#: A share of the points from 0 to 1, an answer that is never scored, or no answer.
Cell = float | Literal["open"] | None

_CELL_WIDTH, _CELL_HEIGHT = 0.17, 0.19
_GAP, _TOP, _ROW_GAP = 0.1, 0.5, 0.09
_SCORE_WIDTH = 0.5
#: Room for the key under it.
_NARROWEST = 6.3
_LONGEST_LABEL = 28
#: A4, landscape, is 11.7 wide: this is printed at two thirds of its size, and is sharp at that.
_DPI = 160
#: Images with much longer sides are slow to make, and refused by some viewers.
_MOST_PIXELS = 10_000

Corners = list[tuple[float, float]]


class HeatMap(msgspec.Struct, frozen=True, kw_only=True):
    """What a heat map shows, in words and shares.

    ``groups`` has for each quiz a letter, its title and how many questions; ``rows`` for each
    student a label, a cell for each question of all quizzes, and what stands at the end of the row;
    ``whole`` is the row of the class. ``key`` explains the cells: full, part, nothing, open, none.
    """

    groups: tuple[tuple[str, str, int], ...]
    rows: tuple[tuple[str, tuple[Cell, ...], str], ...]
    whole: tuple[str, tuple[Cell, ...], str]
    key: tuple[str, str, str, str, str]


def heatmap_svg(given: HeatMap) -> bytes:
    """Draw a heat map as SVG; equal data give equal drawings.

    A name in a script that the font lacks is there, as text.
    """
    with quiet(), style.sheet():
        return to_svg(_draw(given), scale=1).encode()


def heatmap_png(given: HeatMap) -> bytes:
    """Draw a heat map as PNG."""
    buffer = io.BytesIO()
    with quiet(), style.sheet():
        canvas = _draw(given)
        dpi = min(_DPI, _MOST_PIXELS / max(canvas.get_size_inches()))
        look: dict[str, Any] = {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 1}}
        canvas.savefig(buffer, format="png", dpi=dpi, **look)
    return buffer.getvalue()


def _draw(given: HeatMap) -> Canvas:
    labels = [_short(label) for label, _, _ in (*given.rows, given.whole)]
    left = style.MARGIN * 2 + max(style.length(label, style.DENSE) for label in labels)
    columns = list(_columns(given.groups, left))
    right = columns[-1] + _CELL_WIDTH if columns else left
    key_at = _TOP + (len(given.rows) + 1) * _CELL_HEIGHT + _ROW_GAP + 0.22
    width = max(right + _SCORE_WIDTH, _NARROWEST)
    named = "\u00a0\u00a0\u00a0 ".join(_title(group) for group in given.groups if not _fits(group))
    key_lines = style.wrap(named, width - 2 * style.MARGIN, style.DENSE)
    height = key_at + len(key_lines) * style.LINE + 0.28
    canvas, axes = style.blank(height, width)
    _draw_heads(axes, given.groups, columns)
    rows = [*given.rows, given.whole]
    tops = [_TOP + index * _CELL_HEIGHT for index in range(len(given.rows))]
    tops.append(_TOP + len(given.rows) * _CELL_HEIGHT + _ROW_GAP)
    for label, (_, _, said), top in zip(labels, rows, tops, strict=True):
        middle = top + _CELL_HEIGHT / 2
        style.write(axes, left - 0.06, middle, label, size=style.DENSE, ha="right")
        if said:
            style.write(axes, right + 0.06, middle, said, size=style.DENSE)
    cells = [
        (x, top, cell)
        for (_, row, _), top in zip(rows, tops, strict=True)
        for x, cell in zip(columns, row, strict=True)
    ]
    _draw_cells(axes, cells)
    _fill(axes, list(_grid(given.groups, columns, tops)), facecolor="none", edgecolor=style.GRID)
    _draw_key(axes, given.key, key_at)
    for index, line in enumerate(key_lines, start=1):
        style.write(axes, style.MARGIN, key_at + index * style.LINE + 0.05, line, size=style.DENSE)
    return canvas


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _columns(groups: Sequence[tuple[str, str, int]], left: float) -> Iterator[float]:
    """Give the left edge of each question's column; quizzes stand a little apart."""
    x = left
    for _, _, count in groups:
        for _ in range(count):
            yield x
            x += _CELL_WIDTH
        x += _GAP


def _title(group: tuple[str, str, int]) -> str:
    letter, title, _ = group
    return f"{letter}\u00a0 {title}"


def _fits(group: tuple[str, str, int]) -> bool:
    return style.length(_title(group), style.DENSE) <= group[2] * _CELL_WIDTH


def _draw_heads(axes: Axes, groups: Sequence[tuple[str, str, int]], columns: list[float]) -> None:
    """Write the letter of each quiz, and its title where there is room; number the questions."""
    start = 0
    for group in groups:
        letter, _, count = group
        x = columns[start]
        said = _title(group) if _fits(group) else letter
        style.write(axes, x, 0.2, said, size=style.DENSE, weight="bold")
        end = x + count * _CELL_WIDTH
        axes.plot([x, end], [0.31, 0.31], color=style.LINE_INK, linewidth=0.6)
        for number in range(1, count + 1):
            middle = columns[start + number - 1] + _CELL_WIDTH / 2
            style.write(axes, middle, 0.41, str(number), size=style.TINY, ha="center")
        start += count


def _box(x: float, top: float, share: float = 1.0) -> Corners:
    """Give the corners of a cell, filled from below as far as a share."""
    bottom = top + _CELL_HEIGHT
    return _rectangle(x, bottom - _CELL_HEIGHT * share, x + _CELL_WIDTH, bottom)


def _rectangle(left: float, top: float, right: float, bottom: float) -> Corners:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _draw_cells(axes: Axes, cells: Sequence[tuple[float, float, Cell]]) -> None:
    scored = [(x, top, cell) for x, top, cell in cells if isinstance(cell, (int, float))]
    nothing = [(x, top) for x, top, share in scored if share == 0]
    opened = [(x, top) for x, top, cell in cells if cell == "open"]
    parts = [one for one in scored if 0 < one[2] < 1]
    _fill(axes, [_box(x, top) for x, top in nothing], facecolor=style.NOTHING)
    _fill(axes, [_box(x, top) for x, top, _ in parts], facecolor=style.OPEN)
    _fill(axes, [_box(*one) for one in parts], facecolor=style.PART)
    _fill(axes, [_box(*one) for one in scored if one[2] == 1], facecolor=style.EARNED)
    _mark(axes, nothing, marker="x", markeredgecolor=style.CROSS)
    _mark(axes, opened, marker="o", markeredgecolor=style.LINE_INK)


def _grid(
    groups: Sequence[tuple[str, str, int]], columns: list[float], tops: list[float]
) -> Iterator[Corners]:
    """Give boxes whose sides are the lines between cells: of each quiz its rows, and its columns.

    A box around each cell would be every line twice.
    """
    *students, whole = tops
    start = 0
    for _, _, count in groups:
        group = columns[start : start + count]
        start += count
        for top in tops:
            yield _rectangle(group[0], top, group[-1] + _CELL_WIDTH, top + _CELL_HEIGHT)
        for first, last in ((students[:1], students[-1:]), ([whole], [whole])):
            for top, end in zip(first, last, strict=True):
                for x in group:
                    yield _rectangle(x, top, x + _CELL_WIDTH, end + _CELL_HEIGHT)


def _fill(axes: Axes, boxes: list[Corners], edgecolor: str = "none", **look: Any) -> None:
    """Draw boxes of one look as one shape: thousands of shapes would make a heavy file."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415 - only when drawn
    from matplotlib.path import Path  # noqa: PLC0415

    if boxes:
        corners = [corner for box in boxes for corner in (*box, box[0])]
        codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(boxes)
        look |= {"edgecolor": edgecolor, "linewidth": 0.4 if edgecolor != "none" else 0}
        axes.add_artist(PathPatch(Path(corners, codes), **look))


def _mark(axes: Axes, places: list[tuple[float, float]], **look: Any) -> None:
    xs = [x + _CELL_WIDTH / 2 for x, _ in places]
    ys = [top + _CELL_HEIGHT / 2 for _, top in places]
    look |= {"linestyle": "none", "markersize": 4.5, "markeredgewidth": 0.9}
    axes.plot(xs, ys, markerfacecolor="none", **look)


def _draw_key(axes: Axes, key: Sequence[str], middle: float) -> None:
    samples: tuple[Cell, ...] = (1.0, 0.5, 0.0, "open", None)
    x = style.MARGIN
    cells: list[tuple[float, float, Cell]] = []
    for cell, said in zip(samples, key, strict=True):
        cells.append((x, middle - _CELL_HEIGHT / 2, cell))
        style.write(axes, x + _CELL_WIDTH + 0.06, middle, said, size=style.DENSE)
        x += _CELL_WIDTH + 0.24 + style.length(said, style.DENSE)
    _draw_cells(axes, cells)
    frames = [_box(x, top) for x, top, _ in cells]
    _fill(axes, frames, facecolor="none", edgecolor=style.GRID)
