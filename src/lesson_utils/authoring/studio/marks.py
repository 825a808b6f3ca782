"""The places of the article that something in a lesson's files is about.

Taken from the files as they are written: what still has a fault has its place all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lesson_utils.authoring.studio.anchoring import place_of, read_anchor
from lesson_utils.authoring.studio.desk import shelf_of
from lesson_utils.content.model import Article
from lesson_utils.content.yamlfile import YamlFile

Mark = dict[str, Any]
_KINDS = {"timeline": "timeline", "steps": "step", "levels": "level", "quiz": "question"}
#: Lists of items hold no more lists than this within one another.
_DEEPEST = 12


def marks_in(files: Mapping[str, YamlFile], article: Article) -> list[Mark]:
    """Give the marks of all items of all files, in the order of the files."""
    found = []
    for name, file in files.items():
        shelf = shelf_of(name)
        for path, item in items_of(shelf, file.value):
            kind = item.get("kind") if shelf == "annotations" else _KINDS.get(shelf)
            if not isinstance(kind, str):
                continue
            places = (place_of(anchor, article.text) for anchor in _anchors(item))
            mark = {
                "file": name,
                "path": path,
                "item": item_name(item),
                "kind": kind,
                "draft": item.get("draft") is True,
            }
            stretches = dict.fromkeys(place for place in places if place is not None)
            found += [{**mark, "start": start, "end": end} for start, end in stretches]
    return found


def items_of(shelf: str, value: object) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    """Give the items of a file that are mappings, each with its path."""
    prefix: list[str | int] = ["questions"] if shelf == "quiz" else []
    if prefix:
        value = value.get("questions") if isinstance(value, dict) else None
    for index, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, dict):
            yield [*prefix, index], item


def item_name(item: Mapping[str, Any]) -> str:
    """Give an item's id; of an easier text, its chapter and level, as the checks name it."""
    given = item.get("id")
    if isinstance(given, str):
        return given
    named = [item.get("chapter"), item.get("level")]
    return " ".join(map(str, named)) if all(isinstance(part, str) for part in named) else ""


def _anchors(value: object, depth: int = 0) -> Iterator[Any]:
    """Give the anchors of an item: its evidence, its quote, and those of its parts."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _anchors(inner, depth + 1)
    if not isinstance(value, dict):
        return
    quotes = value.get("quote")
    for written in (
        *_written(value.get("evidence")),
        *(quotes if isinstance(quotes, list) else ()),
    ):
        if (anchor := read_anchor(written)) is not None and anchor.quote.strip():
            yield anchor
    if (anchor := read_anchor(value)) is not None and anchor.quote.strip():
        yield anchor
    for key, inner in value.items():
        if key not in {"evidence", "quote"}:
            yield from _anchors(inner, depth + 1)


def _written(evidence: object) -> list[Any]:
    return evidence if isinstance(evidence, list) else [evidence]
