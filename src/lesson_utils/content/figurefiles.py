"""The files that figures are made from, to the model: facts, timeline, steps, places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lesson_utils.content.dates import parse_date
from lesson_utils.content.files import is_inside
from lesson_utils.content.model import (
    Anchor,
    Article,
    Fact,
    LessonInfo,
    LessonMap,
    MapInfo,
    Outlines,
    Point,
    Step,
    TimelineEntry,
)
from lesson_utils.content.problems import LessonError, Problem, display_path
from lesson_utils.content.reporting import Loaded, Reporter, is_there, listed
from lesson_utils.content.wellformed import is_address
from lesson_utils.content.yamlfile import YamlFile

_EASTMOST, _NORTHMOST = 180, 90
_FEWEST_CORNERS = 3


def load_facts(root: Path, info: LessonInfo) -> Loaded[tuple[Fact, ...]]:
    """Read ``facts.yml``; a lesson need not have one."""
    if not is_there(root / "facts.yml"):
        return Loaded(())
    return facts_in(*listed(root / "facts.yml", root, info))


def facts_in(report: Reporter, items: Sequence[object]) -> Loaded[tuple[Fact, ...]]:
    """Read the facts that such a file lists."""
    facts = []
    for index, item in enumerate(items):
        before = len(report.problems)
        fact = report.decode(Fact, item, (index,))
        if fact is None:
            report.lacks(before)
            continue
        fact = report.texts(fact, fact.id, (index,))
        if parse_date(fact.date) is None:
            report.add("date-form", (index, "date"), fact.id, value=fact.date)
        if fact.url is not None and not is_address(fact.url):
            report.add("url-form", (index, "url"), fact.id)
        if not report.lacks(before):
            facts.append(fact)
    return Loaded(tuple(facts), tuple(report.problems))


def load_timeline(
    root: Path, info: LessonInfo, article: Article
) -> Loaded[tuple[TimelineEntry, ...]]:
    """Read ``timeline.yml``; a lesson need not have one."""
    if not is_there(root / "timeline.yml"):
        return Loaded(())
    return timeline_in(*listed(root / "timeline.yml", root, info), article)


def timeline_in(
    report: Reporter, items: Sequence[object], article: Article
) -> Loaded[tuple[TimelineEntry, ...]]:
    """Read the entries that such a file lists."""
    entries = []
    for index, item in enumerate(items):
        before = len(report.problems)
        entry = report.decode(TimelineEntry, item, (index,))
        if entry is None:
            report.lacks(before)
            continue
        entry = report.texts(entry, entry.id, (index,))
        if parse_date(entry.date) is None:
            report.add("date-form", (index, "date"), entry.id, value=entry.date)
        _place_entry(report, entry, index, article, "timeline-anchor")
        if not report.lacks(before):
            entries.append(entry)
    return Loaded(tuple(entries), tuple(report.problems))


def load_steps(root: Path, info: LessonInfo, article: Article) -> Loaded[tuple[Step, ...]]:
    """Read ``steps.yml``; a lesson need not have one."""
    if not is_there(root / "steps.yml"):
        return Loaded(())
    return steps_in(*listed(root / "steps.yml", root, info), article)


def steps_in(
    report: Reporter, items: Sequence[object], article: Article
) -> Loaded[tuple[Step, ...]]:
    """Read the steps that such a file lists."""
    steps = []
    for index, item in enumerate(items):
        before = len(report.problems)
        step = report.decode(Step, item, (index,))
        if step is None:
            report.lacks(before)
            continue
        step = report.texts(step, step.id, (index,))
        _place_entry(report, step, index, article, "step-anchor")
        if not report.lacks(before):
            steps.append(step)
    return Loaded(tuple(steps), tuple(report.problems))


def load_map(root: Path, info: LessonInfo) -> Loaded[LessonMap | None]:
    """Read ``places.yml`` and the outlines it names; a lesson need not have a map."""
    if not is_there(root / "places.yml"):
        return Loaded(None)
    return map_in(Reporter(YamlFile(root / "places.yml", root), info.languages), root)


def map_in(report: Reporter, root: Path) -> Loaded[LessonMap | None]:
    """Read the map of such a file, and the outlines it names."""
    found = report.decode(MapInfo, report.file.value, ())
    if found is None:
        return Loaded(None, tuple(report.problems))
    found = report.texts(found, "", ())
    _look_at_bounds(report, found)
    path = root / found.outlines
    if not is_inside(path, root):
        raise LessonError([Problem(code="article-outside", file=display_path(path, root))])
    drawn = Reporter(YamlFile(path, root), report.languages)
    outlines = drawn.decode(Outlines, drawn.file.value, ())
    if outlines is not None:
        outlines = drawn.texts(outlines, "", ())
        _look_at_outlines(drawn, outlines)
    problems = (*report.problems, *drawn.problems)
    return Loaded(LessonMap(found, outlines) if outlines else None, problems)


def _look_at_bounds(report: Reporter, found: MapInfo) -> None:
    """Report bounds without anything between them, and places that are nowhere on Earth."""
    west, south, east, north = found.bounds
    corners = [(west, south), (east, north)]
    if not (all(_on_earth(corner) for corner in corners) and west < east and south < north):
        report.add("bounds-form", ("bounds",))
    for index, place in enumerate(found.places):
        if not _on_earth(place.at):
            report.add("point-form", ("places", index, "at"), place.id)


def _look_at_outlines(report: Reporter, outlines: Outlines) -> None:
    """Report outlines that enclose nothing: without a ring, or a ring of fewer than three points.

    A ring's last point is its first again. Source: RFC 7946, section 3.1.6.
    """
    for number, outline in enumerate(outlines.features):
        path = ("features", number)
        if not _on_earth(outline.properties.at):
            report.add("point-form", (*path, "properties", "at"))
        rings = [ring for polygon in outline.geometry.coordinates for ring in polygon]
        bare = not all(outline.geometry.coordinates) or not rings
        if bare or any(
            len(set(ring)) < _FEWEST_CORNERS or not all(map(_on_earth, ring)) for ring in rings
        ):
            report.add("outline-form", (*path, "geometry"))


def _on_earth(point: Point) -> bool:
    """Tell whether a longitude and a latitude are numbers of degrees that there are."""
    return abs(point[0]) <= _EASTMOST and abs(point[1]) <= _NORTHMOST


def _place_entry(
    report: Reporter, entry: TimelineEntry | Step, index: int, article: Article, code: str
) -> None:
    """Find the quote of an entry that has a quote or a fact; report the code if not just one."""
    if (entry.quote is None) == (entry.fact is None):
        report.add(code, (index,), entry.id)
    elif entry.quote is not None:
        anchor = Anchor(
            quote=entry.quote,
            occurrence=entry.occurrence,
            prefix=entry.prefix,
            suffix=entry.suffix,
        )
        report.place(anchor, article, entry.id, (index, "quote"))
