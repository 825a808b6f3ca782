"""Reduce Natural Earth's countries to a small GeoJSON of the outlines a lesson's map needs.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/outlines.py package/countries-50m.json data/minusma/sahel.geojson

Natural Earth is in the public domain. Borders are thinned out arc by arc, so that neighbours still
meet; the result is for looking at, not for measuring.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]

#: By ISO 3166 number: the name, and where on the map it is written.
COUNTRIES: dict[str, tuple[dict[str, str], Point]] = {
    "466": ({"fr": "Mali", "en": "Mali"}, (-7.4, 14.5)),
    "012": ({"fr": "Algérie", "en": "Algeria"}, (2.3, 24.2)),
    "478": ({"fr": "Mauritanie", "en": "Mauritania"}, (-9.9, 19.5)),
    "562": ({"fr": "Niger", "en": "Niger"}, (4.0, 14.6)),
    "854": ({"fr": "Burkina\u00a0Faso", "en": "Burkina\u00a0Faso"}, (-1.4, 11.6)),
    "384": ({"fr": "Côte\u00a0d’Ivoire", "en": "Côte\u00a0d’Ivoire"}, (-5.9, 9.6)),
    "324": ({"fr": "Guinée", "en": "Guinea"}, (-10.7, 10.7)),
    "686": ({"fr": "Sénégal", "en": "Senegal"}, (-12.5, 14.4)),
}
#: How far, in degrees, a thinned border may lie from the one it was made of.
TOLERANCE = 0.05


def main(source: str, target: str) -> None:
    """Read a TopoJSON file of countries and write the outlines."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [thin(points) for points in decoded(topology)]
    found = {item.get("id"): item for item in topology["objects"]["countries"]["geometries"]}
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "at": at},
            "geometry": {"type": "MultiPolygon", "coordinates": outlines(found[number], arcs)},
        }
        for number, (name, at) in COUNTRIES.items()
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    Path(target).write_text(text, encoding="utf-8", newline="\n")


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Give every arc in degrees; a TopoJSON file holds whole steps from point to point."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round(x * scale_x + left, 2), round(y * scale_y + bottom, 2)))
        found.append(points)
    return found


def thin(points: list[Point]) -> list[Point]:
    """Leave out the points that lie near the line without them (Douglas and Peucker)."""
    first, last = points[0], points[-1]
    if first == last and len(points) > 3:  # noqa: PLR2004 - a ring needs two halves
        half = len(points) // 2
        return thin(points[: half + 1])[:-1] + thin(points[half:])
    far, index = max(
        ((distance(point, first, last), i) for i, point in enumerate(points)), default=(0.0, 0)
    )
    if far <= TOLERANCE:
        return [first, last]
    return thin(points[: index + 1])[:-1] + thin(points[index:])


def distance(point: Point, first: Point, last: Point) -> float:
    """Give how far a point is from a line."""
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    across = (last[0] - first[0]) * (first[1] - point[1])
    down = (first[0] - point[0]) * (last[1] - first[1])
    return abs(across - down) / length


def outlines(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[Point]]]:
    """Give a country's polygons, each its outer ring; a negative number is an arc turned round."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for polygon in polygons:
        ring: list[Point] = []
        for number in polygon[0]:
            points = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += points[1:] if ring else points
        if len(ring) > 3:  # noqa: PLR2004 - a ring has three corners and comes back to the first
            rings.append([ring])
    return rings


if __name__ == "__main__":
    main(*sys.argv[1:])
