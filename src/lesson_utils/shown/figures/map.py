"""A map: simplified outlines, and places with the date of what happened there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from lesson_utils.content.dates import parse_date, show_when
from lesson_utils.content.localized import localize
from lesson_utils.content.model import Fact, LessonMap, MapInfo
from lesson_utils.content.payload import Payload
from lesson_utils.content.untranslated import unmarked
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.labels import placed_labels
from lesson_utils.shown.figures.svg import part, to_svg
from lesson_utils.shown.figures.table import cell, row, table
from lesson_utils.texts import interface, interface_language, word


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
            "day": (place.by or _last_day(known[place.fact].date)).isoformat(),
            "side": place.side,
            "when": show_when(place.shown, known[place.fact].date, language),
            "text": localize(known[place.fact].text, language),
            "source": localize(known[place.fact].source, language),
            "url": known[place.fact].url or "",
        }
        for place in info.places
    ]
    payload = {
        "language": interface_language(language),
        "title": localize(info.title, language),
        "alt": word(language, "static.map.alt", countries=len(features), places=len(places)),
        "notes": [word(language, "static.map.note"), localize(info.credits, language)],
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
        "table": _table(places, language),
        "control": _control(places, info, language),
    }
    return Figure(payload, _draw, "map")


def _last_day(written: str) -> date:
    """Give the day by which something had surely happened."""
    days = parse_date(written)
    return days[1] if days else date.max


def _table(places: list[dict[str, Any]], language: str) -> dict[str, Any]:
    return table(
        word(language, "static.map.table"),
        [
            word(language, key)
            for key in ("static.map.place", "static.figure.date", "static.figure.event",
                        "static.figure.outside.head")
        ],
        [
            row(
                place["id"],
                place["name"],
                place["when"],
                place["text"],
                cell(source=place["source"], url=place["url"]),
            )
            for place in sorted(places, key=lambda place: (place["day"], place["name"]))
        ],
    )  # fmt: skip


def _control(places: list[dict[str, Any]], info: MapInfo, language: str) -> dict[str, Any] | None:
    """Give the dates to choose from, each one with the places that it adds; None without any."""
    days = {place["day"]: place["when"] for place in places}
    if not days:
        return None
    stops = sorted(days)
    done = localize(info.done, language) if info.done else word(language, "ui.until.done")
    return {
        "kind": "until",
        "stops": [days[day] for day in stops],
        "parts": [
            {"id": place["id"], "name": place["name"], "stop": stops.index(place["day"]) + 1}
            for place in sorted(places, key=lambda place: (place["day"], place["name"]))
        ],
        "texts": {
            "done": done,
            **{
                name: interface(language)[f"ui.until.{name}"]
                for name in ("before", "head", "key", "label", "legend", "none", "state", "yet")
            },
        },
    }


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
        name, weight = unmarked(country["name"]), "bold" if index == 0 else "normal"
        x, y = inches(country["at"])
        style.write(
            axes, x, y, name, ha="center", color=style.LINE_INK, style="italic", weight=weight,
            size=style.BODY if index == 0 else style.SMALL,
        )  # fmt: skip
    squares = [inches(place["at"]) for place in payload["places"]]
    labels = [unmarked(f"{place['name']}, {place['when']}") for place in payload["places"]]
    sides = [place["side"] for place in payload["places"]]
    spots = placed_labels(squares, labels, sides, (style.WIDTH, (north - south) * down))
    for place, square, label, spot in zip(payload["places"], squares, labels, spots, strict=True):
        gid = part(place["id"])
        x, y = square
        axes.plot([x], [y], marker="s", color=style.OUTSIDE, markeredgewidth=1.3, gid=gid, zorder=4)
        # Above the squares: a neighbour's must not hide an accent.
        style.write(axes, *spot.at, label, ha=spot.anchor, size=style.SMALL, gid=gid, zorder=5)
    return to_svg(canvas, halo=style.LAND)
