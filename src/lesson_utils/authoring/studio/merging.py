"""Changes made in what stands in a file now, though they were thought of for what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from lesson_utils.authoring.studio.changes import Change
from lesson_utils.authoring.studio.roundtrip import edited
from lesson_utils.authoring.studio.values import (
    Edit,
    NoPlaceError,
    Path,
    at,
    changed,
    same,
    written,
)
from lesson_utils.authoring.studio.yamltree import load

#: What an item of a list is known by, where it has it.
_NAMES = ("id", "paragraph")


class ConflictError(Exception):
    """Somebody else has changed what is to be changed; ``theirs`` is what stands there now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__("conflict")
        self.theirs = theirs


def merged(text: str, seen: Any, changes: Sequence[Change], *, again: bool = False) -> str:
    r"""Make changes in a text.

    Parameters
    ----------
    text
        What stands in the file now.
    seen
        The value of the file that the first change's path leads into, each other one's after those
        before it.
    changes
        The changes.
    again
        Whether the changes may have been made already by a session that has ended.

    Raises
    ------
    ConflictError
        If something else stands there than what the changes were thought of for.
    UneditableError
        If a change cannot be made in this text.

    Examples
    --------
    >>> seen = [{"id": "tide", "gloss": "Low"}]
    >>> change = Change(file="", act="set", path=(0, "gloss"), value="High", before="Low")
    >>> now = "- id: new\n- id: tide\n  gloss: Low\n"
    >>> print(merged(now, seen, [change]), end="")
    - id: new
    - id: tide
      gloss: High
    """
    value = load(text)
    edits = []
    for change in changes:
        edit = _placed(seen, value, change, again=again)
        if edit is not None:
            edits.append(edit)
            value = changed(value, edit)
        try:
            seen = changed(seen, Edit(change.act, _indexed(seen, change), change.value, change.to))
        except NoPlaceError:
            seen = value
    return edited(text, edits)


def _indexed(seen: Any, change: Change) -> Path:
    """Give a path with indexes for ids."""
    path: list[str | int] = []
    for step in change.path:
        inside = _at(seen, tuple(path))
        if isinstance(inside, list) and isinstance(step, str):
            found = [index for index, item in enumerate(inside) if _name(item) == ("id", step)]
            if len(found) != 1:
                raise NoPlaceError(change.path)
            path.append(found[0])
        else:
            path.append(step)
    return tuple(path)


def _at(value: Any, path: Path) -> Any:
    try:
        return at(value, path)
    except NoPlaceError:
        return None


def _name(item: Any) -> tuple[str, Any] | None:
    if not isinstance(item, dict):
        return None
    return next(((name, item[name]) for name in _NAMES if name in item), None)


def _find(items: list[Any], item: Any, index: int) -> tuple[int, bool] | None:
    """Find an item that was seen at an index in a list as it is now; tell whether it is sure."""
    name = _name(item)
    if name is not None:
        found = [i for i, other in enumerate(items) if _name(other) == name]
    else:
        if index < len(items) and same(items[index], item):
            return index, True
        found = [i for i, other in enumerate(items) if same(other, item)]
    if len(found) == 1:
        return found[0], True
    if name is not None and not found:
        return None
    return (index, False) if index < len(items) else None


def _follow(seen: Any, value: Any, path: Path) -> tuple[Path, bool] | None:
    """Give where a path into what was seen leads in what there is now, and whether that is sure."""
    now: list[str | int] = []
    sure = True
    for step in path:
        if isinstance(value, list) and isinstance(step, int):
            known = isinstance(seen, list) and 0 <= step < len(seen)
            found = _find(value, seen[step], step) if known else None
            if found is None:
                return None
            seen = seen[step]
            sure = sure and found[1]
            step = found[0]  # noqa: PLW2901 - from here on, of what there is now
        elif isinstance(value, list):
            places = [i for i, item in enumerate(value) if _name(item) == ("id", step)]
            if len(places) != 1:
                return None
            before = seen if isinstance(seen, list) else []
            seen = next((item for item in before if _name(item) == ("id", step)), None)
            step = places[0]  # noqa: PLW2901 - the same
        else:
            seen = seen.get(step) if isinstance(seen, dict) else None
        now.append(step)
        value = _at(value, (step,))
    return tuple(now), sure


def _placed(seen: Any, value: Any, change: Change, *, again: bool) -> Edit | None:
    """Give a change as one of the value that there is now; None if it is made already."""
    if change.act == "insert":
        return _inserted(seen, value, change, again=again)
    followed = _follow(seen, value, change.path)
    new = written(change.value) if change.act == "set" else None
    if followed is None:
        if change.act != "move" and new is None:
            return None
        raise ConflictError(None)
    path, sure = followed
    theirs = _at(value, path)
    if change.act != "move" and same(theirs, new):
        return None
    if not (sure if change.before is msgspec.UNSET else same(theirs, change.before)):
        raise ConflictError(theirs)
    if path and isinstance(_at(value, path[:-1]), (str, int, float)):
        raise ConflictError(_at(value, path[:-1]))
    to = change.to
    if change.act == "move":
        to = _moved(seen, value, change, path)
    return Edit(change.act, path, change.value, to)


def _behind(seen: list[Any], now: list[Any], index: int) -> int:
    """Give where what comes at an index of what was seen comes now: behind the same item."""
    if 0 < index <= len(seen):
        found = _find(now, seen[index - 1], index - 1)
        if found is not None:
            return found[0] + 1
    return max(0, min(index, len(now)))


def _inserted(seen: Any, value: Any, change: Change, *, again: bool) -> Edit | None:
    *above, index = change.path or ("",)
    followed = _follow(seen, value, tuple(above))
    if followed is None or not isinstance(index, int):
        raise ConflictError(None)
    path, _ = followed
    items = _at(value, path)
    if items is None:
        items = []
    if not isinstance(items, list):
        raise ConflictError(items)
    new = written(change.value)
    name = _name(new)
    there = next((item for item in items if name is not None and _name(item) == name), None)
    if there is not None:
        if same(there, new):
            return None
        raise ConflictError(there)
    before = _at(seen, tuple(above))
    place = _behind(before if isinstance(before, list) else items, items, index)
    if again and index < len(items) and same(items[index], new):
        return None
    return Edit("insert", (*path, place), change.value)


def _moved(seen: Any, value: Any, change: Change, path: Path) -> int:
    items = _at(value, path[:-1])
    index = path[-1]
    if not isinstance(items, list) or not isinstance(index, int):
        raise ConflictError(items)
    rest = [*items[:index], *items[index + 1 :]]
    before = _at(seen, _indexed(seen, change)[:-1])
    if not isinstance(before, list):
        return min(change.to, len(rest))
    own = _indexed(seen, change)[-1]
    others = [item for i, item in enumerate(before) if i != own]
    return _behind(others, rest, change.to)
