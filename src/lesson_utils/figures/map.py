"""A map: simplified outlines, and places with the date of what happened there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lesson_utils.dates import show_date
from lesson_utils.figures import style
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.model import localize
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lesson_utils.compiling import Payload
    from lesson_utils.model import Fact, LessonMap


#: Behind a place's name, so that borders do not run through it.
_PALE = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.6}


def draw_map(lesson_map: LessonMap, facts: Sequence[Fact], language: str) -> Figure:
    """Make the map of a lesson.

    Parameters
    ----------
    lesson_map
        The outlines, the first one set off from the others, and the places.
    facts
        The facts that the places refer to.
    language
        Of the words.
    """
    info, features = lesson_map.info, lesson_map.outlines.features
    known = {fact.id: fact for fact in facts}
    places = [
        {
            "id": place.id,
            "name": localize(place.name, language),
            "at": place.at,
            "side": place.side,
            "when": localize(place.shown, language)
            if place.shown is not None
            else show_date(known[place.fact].date, language),
            "text": localize(known[place.fact].text, language),
            "source": localize(known[place.fact].source, language),
            "url": known[place.fact].url,
        }
        for place in info.places
        if place.fact in known
    ]
    payload = {
        "language": interface_language(language),
        "title": localize(info.title, language),
        "alt": word(language, "static.map.alt", countries=len(features), places=len(places)),
        "note": word(language, "static.map.note"),
        "credits": localize(info.credits, language),
        "bounds": info.bounds,
        "countries": [
            {
                "name": localize(feature.properties.name, language),
                "at": feature.properties.at,
                "rings": [polygon[0] for polygon in feature.geometry.coordinates],
            }
            for feature in features
        ],
        "places": places,
    }
    return Figure(payload, _draw, "map")


def _draw(payload: Payload) -> str:
    west, south, east, north = payload["bounds"]
    across = style.WIDTH / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))

    def inches(at: tuple[float, float]) -> tuple[float, float]:
        return (at[0] - west) * across, (north - at[1]) * down

    canvas, axes = style.blank((north - south) * down)
    for index, country in enumerate(payload["countries"]):
        for ring in country["rings"]:
            corners = [inches(corner) for corner in ring]
            fill = style.LAND if index == 0 else style.OTHER_LAND
            axes.fill(
                *zip(*corners, strict=True), facecolor=fill, edgecolor=style.LINE_INK, linewidth=0.8
            )
        name, weight = country["name"], "bold" if index == 0 else "normal"
        x, y = inches(country["at"])
        style.write(
            axes, x, y, name, ha="center", color=style.LINE_INK, style="italic", weight=weight
        )
    for place in payload["places"]:
        x, y = inches(place["at"])
        axes.plot([x], [y], marker="s", markersize=6, color=style.OUTSIDE)
        left = place["side"] == "left"
        label = f"{place['name']}, {place['when']}"
        x += -0.09 if left else 0.09
        style.write(
            axes, x, y, label, ha="right" if left else "left", fontsize=style.SMALL, bbox=_PALE
        )
    return to_svg(canvas)
