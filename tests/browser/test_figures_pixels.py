"""No figure looks otherwise than it did when somebody last looked at it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.pictures import (
    FEW,
    LANGUAGES,
    NAMES,
    REFERENCES,
    SCHEMES,
    compare,
    draw,
    figure,
    file_name,
    open_easel,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def easel(browser: Browser) -> Iterator[Page]:
    page = open_easel(browser)
    yield page
    page.close()


def failures(tmp_path: Path) -> Path:
    """Where to put pictures that differ: the folder ``FIGURES_OUT``, or the test's own."""
    folder = Path(os.environ.get("FIGURES_OUT", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_looks_as_it_did(
    easel: Page, tmp_path: Path, name: str, language: str, scheme: str
) -> None:
    file = file_name(name, language, scheme)
    assert (REFERENCES / file).exists(), f"{file} is missing: python tools/figures.py"
    actual = draw(easel, figure(name, language).svg(), scheme)
    with Image.open(REFERENCES / file) as reference:
        found = compare(reference.convert("RGB"), actual)
    if found.pixels > FEW:
        folder = failures(tmp_path)
        actual.save(folder / file)
        found.picture.save(folder / file.replace(".png", "-diff.png"))
        pytest.fail(
            f"{file}: {found.pixels} pixels differ, in {found.box}. Look at {folder / file} and"
            f" the -diff.png beside it; if the change is wanted, python tools/figures.py"
        )


def test_there_is_no_reference_without_a_figure() -> None:
    expected = {file_name(n, lang, s) for n in NAMES for lang in LANGUAGES for s in SCHEMES}
    assert {path.name for path in REFERENCES.iterdir()} == expected


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("timeline", "31\u00a0Oct", "30\u00a0Oct"),
        ("timeline", "fill: #b34700", "fill: #8a3800"),
        ("map", ", 8\u00a0Dec", ", 9\u00a0Dec"),
        ("voices", ">11<", ">12<"),
        ("modes", ">An<", ">Fa<"),
        ("steps", "fill: #0072b2", "fill: #0072e2"),
        ("progress", "fill: #e6e6e6", "fill: #ffffff"),
    ],
)
def test_one_changed_digit_or_colour_is_seen(
    easel: Page, name: str, before: str, after: str
) -> None:
    svg = figure(name, "en").svg()
    changed = svg.replace(before, after)
    assert changed != svg
    with Image.open(REFERENCES / file_name(name, "en", "light")) as reference:
        found = compare(reference.convert("RGB"), draw(easel, changed, "light"))
    assert found.pixels > FEW, f"only {found.pixels} pixels"
    assert found.box is not None


def test_a_figure_of_another_height_is_seen(easel: Page) -> None:
    svg = figure("map", "fr").svg()
    actual = draw(easel, svg, "light")
    assert compare(actual.crop((0, 0, actual.width, actual.height - 1)), actual).pixels > FEW
