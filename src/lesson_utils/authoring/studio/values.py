"""Values as JSON has them, and what a change makes of one: the plain side of an edit."""

from __future__ import annotations

import math
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the value of a file; see ``Change`` in ``js/types.js``.

    Attributes
    ----------
    act
        ``set`` the value at the path, ``insert`` it so that it stands there, ``remove`` what stands
        there, or ``move`` it to index ``to``.
    path
        Steps into the value: names of fields, and indexes.
    value
        What to set or insert; to ``set`` None takes a field out.
    to
        Where what is moved stands afterwards.
    """

    act: Literal["set", "insert", "remove", "move"]
    path: Path
    value: Any = None
    to: int = 0


class NoPlaceError(LookupError):
    """A path does not lead anywhere in a value."""


def plain(value: Any, levels: int | None = None) -> Any:
    """Give a value read from YAML as JSON can say it: dates as texts, names of fields too.

    Fields without a value are left out of what is to be written, not here.

    Parameters
    ----------
    value
        What the reader of YAML made of a file.
    levels
        How many levels to give; what is deeper becomes None. All of them by default.

    Examples
    --------
    >>> from datetime import date
    >>> plain({"date": date(2024, 11, 15), 2013: [1, float("inf"), {"b", "a"}]})
    {'date': '2024-11-15', '2013': [1, 'inf', ['a', 'b']]}
    >>> plain([["a"]], 1)
    [[None]]
    """
    if levels is not None and levels < 0:
        return None
    below = None if levels is None else levels - 1
    if isinstance(value, dict):
        return {str(key): plain(item, below) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, below) for item in value]
    if isinstance(value, set):
        return sorted(str(plain(item)) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    is_number = isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
    return value if is_number or isinstance(value, str) or value is None else str(value)


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are the same: 1 and 1.0 are, 1 and true are not.

    Examples
    --------
    >>> same({"a": [1]}, {"a": [1.0]}), same([1], [True])
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def written(value: Any) -> Any:
    """Leave out of a value the fields that have none.

    Examples
    --------
    >>> written({"text": {"fr": "non", "en": None}, "hint": None})
    {'text': {'fr': 'non'}}
    """
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items() if item is not None}
    return [written(item) for item in value] if isinstance(value, (list, tuple)) else value


def at(value: Any, path: Path) -> Any:
    """Give what stands at a path.

    Raises
    ------
    NoPlaceError
        If nothing does.

    Examples
    --------
    >>> at({"questions": [{"id": "one"}]}, ("questions", 0, "id"))
    'one'
    """
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and _index(step) and 0 <= int(step) < len(value):
            value = value[int(step)]
        else:
            raise NoPlaceError(path)
    return value


def _index(step: object) -> bool:
    return isinstance(step, int) and not isinstance(step, bool)


def changed(value: Any, edit: Edit) -> Any:
    """Give a value with a change made; the value itself stays as it is.

    Raises
    ------
    NoPlaceError
        If the path leads nowhere.

    Examples
    --------
    >>> changed([{"id": "a"}], Edit("insert", (1,), {"id": "b"}))
    [{'id': 'a'}, {'id': 'b'}]
    """
    value = deepcopy(value)
    new = written(edit.value)
    if not edit.path:
        if edit.act != "set":
            raise NoPlaceError(edit.path)
        return new
    *above, last = edit.path
    if value is None and not above:
        value = [] if _index(last) else {}
    inside = at(value, tuple(above))
    if inside is None and above:
        inside = [] if _index(last) else {}
        at(value, tuple(above[:-1]))[above[-1]] = inside
    if isinstance(inside, dict) and isinstance(last, str) and edit.act in {"set", "remove"}:
        if new is not None and edit.act == "set":
            inside[last] = new
        elif edit.act == "remove" and last not in inside:
            raise NoPlaceError(edit.path)
        else:
            inside.pop(last, None)
    elif isinstance(inside, list) and isinstance(last, int) and _index(last):
        _change_list(inside, last, edit, new)
    else:
        raise NoPlaceError(edit.path)
    return value


def _change_list(items: list[Any], index: int, edit: Edit, new: Any) -> None:
    last = len(items) if edit.act == "insert" else len(items) - 1
    if not 0 <= index <= last or (edit.act == "move" and not 0 <= edit.to <= last):
        raise NoPlaceError(edit.path)
    if edit.act == "insert":
        items.insert(index, new)
    elif edit.act == "move":
        items.insert(edit.to, items.pop(index))
    elif edit.act == "set" and new is not None:
        items[index] = new
    else:
        del items[index]
