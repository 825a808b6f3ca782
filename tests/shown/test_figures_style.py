"""The style sheet: colours that colour-blind readers tell apart, words that can be read.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), at
severity 1.0, in linear RGB; what is left is measured as the distance in CIELAB (CIE 1976, D65).
Contrast is that of WCAG 2.2.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib import rc_context, rcParams
from matplotlib.colors import to_hex, to_rgb

from lesson_utils import open_lesson
from lesson_utils.content.model import MODES
from lesson_utils.shown.figures import style

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.shown.figures import Figure

SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ @ np.ones(3)
#: Ten times what is just noticed side by side: told apart at a glance.
APART = 20
TEXT, SHAPE = 4.5, 3.0
PAPER = "paper"
#: In pixels: the column of text, a phone, the least letter on it, a small laptop's without menus.
COLUMN, PHONE, READABLE, SCREEN = 736, 360, 8, 620


def linear(colour: str) -> np.ndarray:
    values = np.array(to_rgb(colour))
    low: np.ndarray = values / 12.92
    return np.where(values <= 0.04045, low, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: np.ndarray) -> np.ndarray:
    seen = np.clip(sight @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shown(name: str, scheme: str) -> str:
    """Give a colour of the style sheet as a light or a dark page shows it."""
    with style.sheet():
        light = to_hex(rcParams["figure.facecolor"] if name == PAPER else name)
    return dict(style.colours())[light] if scheme == "dark" else light


SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def test_the_measures_are_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert lab("#ff0000", SIGHT["full"]) == pytest.approx([53.24, 80.09, 67.20], abs=0.1)
    red, green = (lab(colour, SIGHT["protanopia"]) for colour in ("#8d0000", "#3a3a00"))
    assert np.linalg.norm(red - green) < APART, "what these readers take for the same is close"


@SCHEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_with_a_meaning_are_told_apart_by_every_reader(scheme: str, sight: str) -> None:
    meanings = {
        "modes": list(style.FILLS.values()),
        "origins": [style.ARTICLE, style.OUTSIDE],
        "progress": [style.EARNED, style.ANSWERED, style.OPEN],
        "heat map": [style.EARNED, style.PART, style.NOTHING],
    }
    for what, names in meanings.items():
        for one, other in combinations(names, 2):
            seen = [lab(shown(name, scheme), SIGHT[sight]) for name in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) > APART, (what, one, other)


@SCHEMES
def test_words_are_read_on_what_they_stand_on(scheme: str) -> None:
    pairs = [
        *((words, PAPER) for words in (style.INK, style.LINE_INK, style.ARTICLE, style.OUTSIDE)),
        *((style.ON_FILL[mode], style.FILLS[mode]) for mode in MODES),
        *((style.ON_BADGE, badge) for badge in (style.ARTICLE, style.OUTSIDE)),
        *(
            (words, land)
            for words in (style.INK, style.LINE_INK)
            for land in (style.LAND, style.OTHER_LAND)
        ),
    ]
    for words, ground in pairs:
        assert contrast(shown(words, scheme), shown(ground, scheme)) >= TEXT, (words, ground)


@SCHEMES
def test_marks_stand_out_from_the_page(scheme: str) -> None:
    for mark in (style.ARTICLE, style.OUTSIDE, style.INK, style.LINE_INK):
        assert contrast(shown(mark, scheme), shown(PAPER, scheme)) >= SHAPE, mark
    assert contrast(shown(style.OUTSIDE, scheme), shown(style.LAND, scheme)) >= SHAPE


def test_no_two_colours_share_a_value_so_that_each_has_one_dark_twin() -> None:
    lights = [light for light, _ in style.colours()]
    assert len(set(lights)) == len(lights) == 19


def figures() -> dict[str, Callable[[], Figure]]:
    lesson = open_lesson("minusma", language="fr")
    return {
        "timeline": lesson.timeline,
        "map": lesson.map,
        "voices": lesson.voices,
        "modes": lesson.modes,
        "steps": lesson.steps,
        "progress": lambda: lesson.progress().figure,
    }


@pytest.mark.parametrize("name", figures())
def test_every_colour_of_a_figure_is_of_the_sheet_and_has_its_dark_twin(name: str) -> None:
    svg = figures()[name]().svg()
    drawn = set(re.findall(r"(fill|stroke): (#[0-9a-f]{6})", svg))
    twins = dict(style.colours())
    assert {colour for _, colour in drawn} <= set(twins)
    for what, light in drawn:
        rule = f'[style*="{what}: {light}"]{{{what}:{twins[light]}!important}}'
        assert (rule in svg) == (light != twins[light])
    assert svg.count("@media (prefers-color-scheme:dark){") == 1


def test_the_readers_own_matplotlib_changes_nothing() -> None:
    before = open_lesson("minusma").timeline().svg()
    with rc_context({"font.size": 30, "svg.fonttype": "path", "figure.facecolor": "red"}):
        assert open_lesson("minusma").timeline().svg() == before
        assert rcParams["font.size"] == 30


@pytest.mark.parametrize("name", figures())
def test_a_figure_is_as_wide_as_the_text_and_its_smallest_words_are_read_on_a_phone(
    name: str,
) -> None:
    svg = figures()[name]().svg()
    root = re.search(
        r'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0 (\S+) (\S+)"', svg
    )
    assert root
    wide, high, width, height = map(float, root.groups())
    assert wide / 72 * 96 == pytest.approx(COLUMN, abs=1)
    assert high / wide == pytest.approx(height / width, rel=0.001)
    smallest = min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg))
    assert smallest * PHONE / width >= READABLE


def test_the_timeline_is_seen_at_once_on_a_small_laptop() -> None:
    for language in ("fr", "en"):
        svg = open_lesson("minusma", language=language).timeline().svg()
        high = re.search(r'<svg [^>]*height="([\d.]+)pt"', svg)
        assert high
        assert float(high[1]) / 72 * 96 <= SCREEN


@pytest.mark.parametrize("name", figures())
def test_a_figure_has_a_table_with_a_caption_and_headed_columns_and_rows(name: str) -> None:
    figure = figures()[name]()
    html = figure.html()
    table = figure.payload["table"]
    assert f"<summary>{table['summary']}</summary>" in html
    assert html.count("<caption ") == html.count("<details>") == 1
    assert html.count('scope="col"') == len(table["heads"]) >= 3
    rows = [row for group in table["groups"] for row in group["rows"]]
    assert html.count('scope="row"') == len(rows) > 4
    assert all(len(row["cells"]) == len(table["heads"]) for row in rows)
