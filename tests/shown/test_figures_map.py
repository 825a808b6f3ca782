"""The map: places and dates in the picture and in words, outlines that stay small."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from lesson_utils import open_lesson
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.content.model import Fact, LessonMap, MapInfo, Outlines, Place
from lesson_utils.content.problems import LessonError
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.labels import Box, placed_labels
from lesson_utils.shown.figures.map import draw_map
from tests.lessons import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[[[0, 0], [0, 4], [4, 4], [4, 0], [0, 0]]]]
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": {"es": "La $isla$", "en": "The $island$"}, "at": [2, 1]},
            "geometry": {"type": "MultiPolygon", "coordinates": SQUARE},
        }
    ],
}
FACTS = (Fact(id="f", date="2023-08-25", text="x", source="un.org", url="https://un.org/x"),)
PLACE = Place(id="p", name="Harbour", at=(1.0, 3.0), fact="f")
INFO = MapInfo(
    title="The bases", outlines="o.json", bounds=(-1, -1, 5, 5), credits="Of nobody.",
    places=(PLACE,),
)  # fmt: skip
MAP = LessonMap(INFO, msgspec.convert(GEOJSON, Outlines))

PLACES = """\
title: {es: "a", en: "a"}
outlines: o.json
bounds: [-1, -1, 5, 5]
credits: {es: "a", en: "a"}
places: [{id: p, name: "Puerto", at: [1, 3], fact: nada}]
"""


def test_the_picture_is_the_same_every_time_without_date_or_long_decimals() -> None:
    svg = draw_map(MAP, FACTS, "en").svg()
    assert svg == draw_map(MAP, FACTS, "en").svg()
    assert "<dc:date>" not in svg
    assert not re.search(r"\d\.\d{3,}", svg.partition("<g ")[2])


def test_places_and_countries_are_named_with_dates_and_without_mathematics() -> None:
    words = re.findall(r"<text[^>]*>([^<]*)</text>", draw_map(MAP, FACTS, "en").svg())
    assert words == ["The $island$", "Harbour, 25\u00a0Aug\u00a02023"]


def test_a_changed_date_name_or_position_changes_the_picture() -> None:
    before = draw_map(MAP, FACTS, "en")
    later = (msgspec.structs.replace(FACTS[0], date="2023-09-25"),)
    assert draw_map(MAP, later, "en").svg() != before.svg()
    assert draw_map(MAP, later, "en").text() != before.text()
    for field, value in (("name", "Port"), ("at", (2.0, 3.0)), ("side", "left")):
        place = msgspec.structs.replace(PLACE, **{field: value})
        moved = LessonMap(msgspec.structs.replace(INFO, places=(place,)), MAP.outlines)
        assert draw_map(moved, FACTS, "en").svg() != before.svg()


def test_alternative_text_credits_and_sources_come_with_the_map() -> None:
    html = draw_map(MAP, FACTS, "en").html()
    assert 'alt="Simplified map: 1 countries and 1 places' in html
    assert "take no side in any dispute. Of nobody.</figcaption>" in html
    assert '<a href="https://un.org/x">un.org</a>' in html


def test_a_lesson_without_a_map_says_so(tiny_lesson: Path) -> None:
    with pytest.raises(LessonError, match=r"places\.yml"):
        open_lesson(tiny_lesson, language="es").map()


@pytest.mark.parametrize(
    ("places", "outlines", "code"),
    [
        (PLACES, json.dumps(GEOJSON), "fact-unknown"),
        (PLACES, None, "file-missing"),
        (PLACES.replace("o.json", "../o.json"), None, "article-outside"),
        (PLACES.replace('credits: {es: "a", en: "a"}', 'credits: {es: "a"}'), json.dumps(GEOJSON),
         "translation-missing"),
    ],
)  # fmt: skip
def test_a_wrong_map_is_told(
    tiny_lesson: Path, places: str, outlines: str | None, code: str
) -> None:
    (tiny_lesson / "places.yml").write_text(places, encoding="utf-8")
    if outlines:
        (tiny_lesson / "o.json").write_text(outlines, encoding="utf-8")
    space = load_workspace(tiny_lesson)
    found = [problem for check in CONTENT_CHECKS for problem in check.run(space)]
    assert code in {problem.code for problem in found}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_lesson_has_a_map_with_its_credits(language: str) -> None:
    html = open_lesson("minusma", language=language).map().html()
    assert html.count("<tr>") == 8 + 1
    assert "Natural Earth" in html
    assert "GeoNames" in html


def test_the_tool_thins_out_borders_and_keeps_rings_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "tools"))
    import outlines  # noqa: PLC0415 - from tools/

    monkeypatch.setattr(outlines, "COUNTRIES", {"1": ({"en": "A"}, (0, 0))})
    topology = {
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "arcs": [[[0, 0], [100, 1], [100, 0]], [[200, 1], [0, 200], [-200, -201]]],
        "objects": {
            "countries": {"geometries": [{"id": "1", "type": "Polygon", "arcs": [[0, 1]]}]}
        },
    }
    (tmp_path / "t.json").write_text(json.dumps(topology), encoding="utf-8")
    outlines.main(str(tmp_path / "t.json"), str(tmp_path / "o.json"))
    written = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    ring = written["features"][0]["geometry"]["coordinates"][0][0]
    assert ring == [[0, 0], [2, 0.01], [2, 2.01], [0, 0]]
    sys.modules.pop("outlines")


def test_a_label_stands_on_the_side_that_is_asked_for_where_nothing_is_in_the_way() -> None:
    with style.sheet():
        for side, anchor in (("left", "right"), ("right", "left")):
            (spot,) = placed_labels([(3.0, 2.0)], ["Harbour, May 2023"], [side], (6.0, 4.0))
            assert spot.anchor == anchor
            assert (spot.at[0] < 3.0) == (side == "left")


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    "squares",
    [
        [(3.0, 2.0), (2.2, 2.0), (3.9, 2.0)],
        [(3.0, 2.0), (2.0, 1.98), (2.5, 2.05)],
        [(0.2, 2.0), (1.0, 2.0), (5.8, 2.0)],
        [(3.0, 2.0), (3.0, 2.15), (3.1, 1.85)],
        [(2.0, 2.0), (2.7, 2.1), (3.4, 2.0), (4.1, 2.1)],
    ],
)
def test_no_label_is_on_another_place_or_label_or_over_the_edge(
    squares: list[tuple[float, float]], side: str
) -> None:
    labels = ["Far Harbour"] * len(squares)
    with style.sheet():
        spots = placed_labels(squares, labels, [side] * len(squares), (6.0, 4.0))
    boxes = [spot.box for spot in spots]
    for index, box in enumerate(boxes):
        assert box.left >= 0
        assert box.right <= 6.0
        for other in boxes[:index]:
            assert box.apart(other) > 0
        for place, (x, y) in enumerate(squares):
            if place != index:
                assert box.apart(Box(x - 0.05, y - 0.05, x + 0.05, y + 0.05)) > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_labels_of_the_lesson_are_clear_of_each_others_squares(language: str) -> None:
    svg = open_lesson("minusma", language=language).map().svg()
    squares = [
        (float(x), float(y)) for x, y in re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', svg)
    ]
    words = re.findall(
        r'text-anchor: (start|end|middle)[^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*\d{4}[^<]*)<',
        svg,
    )
    assert len(squares) == len(words) == 8
    for index, (anchor, x, y, text) in enumerate(words):
        long = len(text) * 10 * 0.6
        left = float(x) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        box = Box(left, float(y) - 8, left + long, float(y) + 2)
        for place, (at, down) in enumerate(squares):
            if place != index:
                assert box.apart(Box(at - 4, down - 4, at + 4, down + 4)) > 3, (text, place)
