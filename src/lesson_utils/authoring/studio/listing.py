"""From one list to another by few changes: items found again, moved, taken out and put in."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from lesson_utils.authoring.studio.values import Edit, Path


def list_edits(
    path: Path, old: list[Any], new: list[Any]
) -> tuple[list[Edit], list[tuple[Any, Any]]]:
    """Give what brings the items of a list into place, and then which item is to become which.

    An item is known by its id, or by being the same; others are taken for one another in order.

    Examples
    --------
    >>> edits, pairs = list_edits((), ["a", "b", "c"], ["c", "a", "B"])
    >>> [(edit.act, edit.path, edit.to) for edit in edits]
    [('move', (2,), 0)]
    >>> pairs
    [('c', 'c'), ('a', 'a'), ('b', 'B')]
    """
    olds, news = _known(old), _known(new)
    lost = [name for name in olds if name not in set(news)]
    fresh = [name for name in news if name not in set(olds)]
    renamed = dict(zip(lost, fresh, strict=False))
    values = dict(zip(olds, old, strict=True))
    now = [(renamed.get(name, name), values[name]) for name in olds]
    wanted = set(news)
    edits = []
    for index in reversed(range(len(now))):
        if now[index][0] not in wanted:
            edits.append(Edit("remove", (*path, index)))
            del now[index]
    targets = [name for name in news if name in {known for known, _ in now}]
    while (names := [name for name, _ in now]) != targets:
        index = next(i for i, name in enumerate(names) if name != targets[i])
        # One that only goes further down moves alone.
        down = names[index + 1] == targets[index]
        if down:
            start, to = index, targets.index(names[index])
        else:
            start, to = names.index(targets[index]), index
        edits.append(Edit("move", (*path, start), to=to))
        now.insert(to, now.pop(start))
    placed = dict(now)
    for index, name in enumerate(news):
        if name not in placed:
            edits.append(Edit("insert", (*path, index), new[index]))
            placed[name] = new[index]
    return edits, [(placed[name], value) for name, value in zip(news, new, strict=True)]


def _known(items: list[Any]) -> list[str]:
    """Name each item, each name once."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        own = item.get("id") if isinstance(item, dict) else None
        name = json.dumps(["id", own] if own is not None else [item], sort_keys=True)
        seen[name] += 1
        names.append(f"{seen[name]} {name}")
    return names
