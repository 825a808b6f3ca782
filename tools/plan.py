"""Draw the plan of the library from its imports, docs/images/plan.svg: ``python tools/plan.py``.

Every wing has a box, and every box a row to its left: a dot there stands over a wing that it
imports. The picture changes when a wing begins to import another one, or ceases to.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.house.test_imports import LAYERS, MODULES, imported, part  # noqa: E402 - after the path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PICTURE = REPOSITORY / "docs" / "images" / "plan.svg"

#: Who imports whom, and in which languages: ``"py"``, ``"js"``.
Imports = dict[tuple[str, str], set[str]]

_ROW, _COLUMN, _LETTER = 32, 36, 8.4
_TOP, _LEFT, _RIGHT = 12, 52, 24
_BOX, _DOT, _RING = 24, 4, 7.5
_PAPER, _BAND, _INK, _LINE, _FILL = "#fcfbf8", "#f1efe8", "#1c2733", "#b9b5a8", "#dbe8f1"
_SCRIPT = "#a8480f"
_LETTERS = 'font-family="DejaVu Sans, Verdana, Arial, sans-serif" font-size="13" role="img"'
_SCRIPT_ONLY, _PYTHON_ONLY, _BOTH = {"js"}, {"py"}, {"py", "js"}
_LEGEND = (
    (None, "A dot in the row of a wing stands over"),
    (None, "a wing that it imports, never a higher one:"),
    (_PYTHON_ONLY, "in Python"),
    (_SCRIPT_ONLY, "in JavaScript"),
    (_BOTH, "in both"),
)


def read_imports() -> Imports:
    """Read the imports of all modules, by wing."""
    found: Imports = {}
    for path in MODULES:
        for name in imported(path):
            if name != part(path):
                found.setdefault((part(path), name), set()).add(path.suffix[1:])
    return found


def draw(imports: Imports) -> str:
    """Draw the plan as SVG: the lowest layer at the bottom left, a step up for every wing."""
    layers = [_ordered(layer, imports) for layer in LAYERS]
    wings = [wing for layer in layers for wing in layer]
    height = 2 * _TOP + _ROW * len(wings)
    place = {
        wing: (_LEFT + _COLUMN * step, height - _TOP - _ROW * step - _ROW / 2)
        for step, wing in enumerate(wings)
    }
    width = max(x + _width(wing) for wing, (x, _) in place.items()) + _RIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" {_LETTERS}>',
        "<title>The wings of lesson_utils, and what each imports</title>",
        f'<rect width="{width:g}" height="{height}" rx="6" fill="{_PAPER}"/>',
        *_bands(layers, place, width),
        *_ways(imports, place),
        *(line for wing, at in place.items() for line in _box(wing, *at)),
        *(line for pair, kinds in sorted(imports.items()) for line in _dot(pair, kinds, place)),
        *_legend(width, height),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _ordered(layer: set[str], imports: Imports) -> list[str]:
    """Put the wings of one layer in order: those that others of it import come first."""
    return sorted(layer, key=lambda wing: (sum((wing, other) in imports for other in layer), wing))


def _width(wing: str) -> float:
    return len(wing) * _LETTER + 18


def _bands(
    layers: list[list[str]], place: Mapping[str, tuple[float, float]], width: float
) -> Iterator[str]:
    """Give every layer its number, and every other one a ground."""
    for number, layer in enumerate(layers, start=1):
        top = min(place[wing][1] for wing in layer) - _ROW / 2
        tall = _ROW * len(layer)
        if number % 2:
            yield f'<rect y="{top:g}" width="{width:g}" height="{tall}" fill="{_BAND}"/>'
        middle = top + tall / 2 + 4
        yield (
            f'<text x="22" y="{middle:g}" font-size="12" text-anchor="middle"'
            f' fill="{_INK}">{number}</text>'
        )


def _ways(imports: Imports, place: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Lead from each box to the left, and up, as far as there are dots."""
    for wing, (x, y) in place.items():
        lefts = [place[other][0] for one, other in imports if one == wing]
        if lefts:
            yield _line(min(lefts) + _BOX / 2, y, x, y)
        highest = [place[one][1] for one, other in imports if other == wing]
        if highest:
            yield _line(x + _BOX / 2, min(highest), x + _BOX / 2, y)


def _line(*ends: float) -> str:
    x1, y1, x2, y2 = (f"{end:g}" for end in ends)
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{_LINE}"/>'


def _box(wing: str, x: float, y: float) -> Iterator[str]:
    yield (
        f'<rect x="{x:g}" y="{y - _BOX / 2:g}" width="{_width(wing):g}" height="{_BOX}" rx="4"'
        f' fill="{_FILL}" stroke="{_INK}"/>'
    )
    middle = x + _width(wing) / 2
    yield (f'<text x="{middle:g}" y="{y + 4.5:g}" text-anchor="middle" fill="{_INK}">{wing}</text>')


def _dot(
    pair: tuple[str, str], kinds: set[str], place: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    one, other = pair
    yield from _mark(place[other][0] + _BOX / 2, place[one][1], kinds)


def _mark(x: float, y: float, kinds: set[str]) -> Iterator[str]:
    if "js" in kinds:
        ring = f'fill="{_PAPER}" stroke="{_SCRIPT}" stroke-width="2"'
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{_RING}" {ring}/>'
    if "py" in kinds:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{_DOT}" fill="{_INK}"/>'


def _legend(width: float, height: float) -> Iterator[str]:
    """Say in the empty corner, under the steps, what a dot means."""
    x = width - 330
    y = height - _TOP - 22 * len(_LEGEND) + 8
    for row, (kinds, text) in enumerate(_LEGEND):
        middle = y + 22 * row
        if kinds is not None:
            yield from _mark(x + _RING, middle, kinds)
        indent = 0 if kinds is None else 24
        yield (
            f'<text x="{x + indent:g}" y="{middle + 4.5:g}" font-size="12.5"'
            f' fill="{_INK}">{text}</text>'
        )


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(draw(read_imports()), "utf-8", newline="\n")
    print(PICTURE.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
