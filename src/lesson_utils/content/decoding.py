"""YAML values to model types; every field that is wrong is reported, not only the first."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from lesson_utils.content.problems import Problem, ValuePath
from lesson_utils.content.shapes import choices_at, form_wanted
from lesson_utils.content.yamlfile import YamlFile

Model = TypeVar("Model", bound=msgspec.Struct)

_PATH = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<name>[\w-]+)|\[(?P<index>\d+)\]")
_MISSING = re.compile(r"missing required field `(?P<field>[^`]+)`")
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`")
_CHOICE = re.compile(r"Invalid enum value '(?P<value>.*)'$", re.DOTALL)
#: Fields whose form is told in words of their own.
_FORMS = {"example": "example-form", "family": "family-form"}


def decode(
    model: type[Model], value: object, file: YamlFile, path: ValuePath, problems: list[Problem]
) -> Model | None:
    """Make a model of a YAML value.

    Parameters
    ----------
    model
        The type wanted.
    value
        What the file has.
    file, path
        Where it stands, for messages.
    problems
        Gets a problem for every field that is wrong.

    Returns
    -------
    model or None
        None if anything was wrong.
    """
    try:
        return msgspec.convert(value, model)
    except msgspec.ValidationError as error:
        whole = error
    item = id_of(value)
    if not isinstance(value, dict):
        problems.append(
            Problem(code="not-a-mapping", file=file.name, line=file.line(path), path=path, id=item)
        )
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(model)}
    found = [
        _field_problem("unknown-field", file, (*path, str(name)), item, str(name))
        for name in value
        if name not in fields
    ]
    for name, field in fields.items():
        if name in value:
            try:
                msgspec.convert(value[name], field.type)
            except msgspec.ValidationError as error:
                found.append(_problem(str(error), file, (*path, name), item, field.type))
        elif field.required:
            found.append(_field_problem("missing-field", file, (*path, name), item, name))
    problems.extend(found or [_problem(str(whole), file, path, item, model)])
    return None


def id_of(value: object) -> str:
    """Give the id of a raw item, or "" if it has none that can be shown."""
    found: Any = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _field_problem(code: str, file: YamlFile, path: ValuePath, item: str, field: str) -> Problem:
    return Problem(
        code=code,
        file=file.name,
        line=file.line(path),
        path=path,
        id=item,
        values={"field": field},
    )


def _problem(message: str, file: YamlFile, path: ValuePath, item: str, declared: object) -> Problem:
    """Make a problem of what msgspec says of the value at a path, which has a declared type."""
    inner = _PATH.search(message)
    steps: list[str | int] = []
    if inner:
        steps = [step["name"] or int(step["index"]) for step in _STEP.finditer(inner["path"])]
        message = message[: inner.start()]
    here = (*path, *steps)
    for code, pattern in (("missing-field", _MISSING), ("unknown-field", _UNKNOWN)):
        if match := pattern.search(message):
            return _field_problem(code, file, (*here, match["field"]), item, match["field"])
    names = [str(step) for step in here if isinstance(step, str)]
    if names and message.startswith("Expected `float`"):
        return _field_problem("number-form", file, here, item, names[-1])
    if names and names[-1] in _FORMS:
        return _field_problem(_FORMS[names[-1]], file, here, item, names[-1])
    values = {"field": names[-1] if names else ""}
    if match := _CHOICE.match(message):
        values |= {"value": match["value"], "choices": ", ".join(choices_at(declared, steps))}
    else:
        values["detail"] = f"form.{form_wanted(message)}"
    return Problem(
        code="field-choice" if match else "field-type",
        file=file.name,
        line=file.line(here),
        path=here,
        id=item,
        values=values,
    )
