"""What the type of a field comes to in a form, whoever has thought of the type."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from lesson_utils.content.localized import Localized, Weighed
from lesson_utils.questions.base import Evidence

#: Texts that say when.
_DATES = {"date", "when"}
#: Texts in one language that may have several lines.
_LONG_STRINGS = {"listen", "example"}


@cache
def declared_types(model: type[msgspec.Struct]) -> dict[str, Any]:
    """Give the types of a model's fields, with what is said of them (``Annotated``)."""
    return get_type_hints(model, include_extras=True)


def without_absence(declared: Any) -> tuple[Any, bool]:
    """Give a type without the absence of a value, and whether that may be absent."""
    if get_origin(declared) is Annotated:
        return without_absence(get_args(declared)[0])
    if get_origin(declared) not in {Union, UnionType} or declared in {Localized, Weighed, Evidence}:
        return declared, False
    nothing = {NoneType, msgspec.UnsetType}
    kept = [each for each in get_args(declared) if each not in nothing]
    optional = len(kept) < len(get_args(declared))
    return Union[tuple(kept)] if kept else str, optional  # noqa: UP007 - made while running


def named_values(declared: Any) -> list[Any] | None:
    """Give the values a type has, if they are few and named."""
    if get_origin(declared) is Literal:
        return list(get_args(declared))
    if isinstance(declared, type) and issubclass(declared, Enum):
        return [each.value for each in declared]
    return None


def plain_kind(declared: Any, name: str) -> dict[str, Any]:
    """Give the kind of field of a plain value; what nobody has thought of is a text."""
    kinds = {bool: "flag", int: "integer", float: "number", date: "date"}
    if declared in {int | float, float | int}:
        return {"kind": "number"}
    if declared in kinds:
        least = {"occurrence": 1, "tolerance": 0}.get(name)
        return {"kind": kinds[declared], **({} if least is None else {"least": least})}
    if name in _DATES:
        return {"kind": "date"}
    return {"kind": "text", "long": name in _LONG_STRINGS}
