"""What form a field of a data file must have, as a catalogue says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import inspect

#: What msgspec wants in a place where something else stands.
_WANTED = re.compile(r"Expected `(?P<kinds>[^`]+)`(?: of length (?P<length>\d+))?")
#: The forms that have words of their own, ``detail.form.…``.
FORMS = frozenset(
    {
        *("array", "array-2", "array-4", "bool", "date", "float", "int", "object", "str"),
        *("str-array", "str-object", "str-object-array"),
    }
)


def form_wanted(message: str) -> str:
    """Give the name of the form that a message of msgspec's wants; ``other`` if it has no words.

    Examples
    --------
    >>> form_wanted("Expected `str | object | null`, got `array`")
    'str-object'
    >>> form_wanted("Expected `array` of length 2, got 0")
    'array-2'
    """
    if "RFC3339" in message:
        return "date"
    if message.startswith("Number out of range"):
        return "float"
    found = _WANTED.match(message)
    if found is None:
        return "other"
    kinds = [kind for kind in found["kinds"].split(" | ") if kind != "null"]
    form = "-".join([*kinds, *filter(None, [found["length"]])])
    return form if form in FORMS else "other"


def choices_at(declared: object, steps: list[str | int]) -> list[str]:
    """Give the words that may stand at a place inside a value of a declared type.

    Parameters
    ----------
    declared
        The type, as a class declares it.
    steps
        Names of fields and numbers of items, from the value to the place.

    Examples
    --------
    >>> from typing import Literal
    >>> choices_at(tuple[Literal["left", "right"], ...], [0])
    ['left', 'right']
    """
    here = [inspect.type_info(declared)]
    for step in steps:
        here = [inner for outer in here for inner in _inside(outer, step)]
    words = [
        str(value)
        for kind in _single(here)
        if isinstance(kind, inspect.LiteralType)
        for value in kind.values
    ]
    return list(dict.fromkeys(words))


def _single(kinds: list[inspect.Type]) -> Iterator[inspect.Type]:
    """Give the types themselves in place of the unions of them."""
    for kind in kinds:
        if isinstance(kind, inspect.UnionType):
            yield from _single(list(kind.types))
        else:
            yield kind


def _inside(outer: inspect.Type, step: str | int) -> Iterator[inspect.Type]:
    for kind in _single([outer]):
        if isinstance(kind, inspect.StructType):
            yield from (field.type for field in kind.fields if field.encode_name == step)
        elif isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
            yield kind.item_type
        elif isinstance(kind, inspect.TupleType) and isinstance(step, int):
            yield from kind.item_types[step : step + 1]
        elif isinstance(kind, inspect.DictType):
            yield kind.value_type
