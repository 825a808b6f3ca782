"""JSON Schemas of the data files: what an editor completes and underlines while an author writes.

msgspec gives them from the model's own types; here come the rules that a type cannot say, and words
for every field. What needs the article (does a quote stand in it?) stays with ``lesson check``.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec

from lesson_utils.content.levels import CEFR, Level
from lesson_utils.content.model import (
    Annotation,
    Fact,
    Gist,
    LessonInfo,
    MapInfo,
    Step,
    TimelineEntry,
)
from lesson_utils.questions import TYPES
from lesson_utils.questions.base import MOST_PARTS
from lesson_utils.questions.quizfiles import QuizFile
from lesson_utils.texts import INTERFACE_LANGUAGES, command_has, command_word, field_keys

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: The files that are lists of one type, and those that are one thing.
_LISTS: dict[str, type] = {
    "annotations": Annotation,
    "facts": Fact,
    "gists": Gist,
    "levels": Level,
    "steps": Step,
    "timeline": TimelineEntry,
}
_WHOLE: dict[str, type] = {"lesson": LessonInfo, "places": MapInfo}
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$"
#: Fields with a form of their own, wherever they stand.
_FORMS: dict[str, Schema] = {
    "sha256": {"pattern": "^[0-9a-f]{64}$"},
    "url": {"pattern": "^https?://"},
    "date": {"pattern": _DATE},
    "when": {"pattern": _DATE},
    "level": {"enum": list(CEFR)},
    "occurrence": {"minimum": 1},
    "tolerance": {"minimum": 0},
    "evidence": {"pattern": r"\S"},
    "listen": {"pattern": r"\S"},
    "quote": {"pattern": r"\S"},
    "example": {"pattern": r"\S"},
}


def schemas(language: str) -> dict[str, str]:
    """Give the schema of every kind of data file, by file name; descriptions in a language.

    Examples
    --------
    >>> sorted(schemas("en"))[:2]
    ['annotations.schema.json', 'facts.schema.json']
    """
    made = {name: _listed(model) for name, model in _LISTS.items()}
    made |= {name: _one(model) for name, model in _WHOLE.items()}
    made["quiz"] = _quiz()
    return {
        f"{name}.schema.json": json.dumps(
            _described({"$schema": _DRAFT, **schema}, language), ensure_ascii=False, indent=1
        )
        + "\n"
        for name, schema in sorted(made.items())
    }


def _components(*models: type) -> tuple[list[Schema], Schema]:
    references, found = msgspec.json.schema_components(
        # A quiz's questions are `object` to the model: which one, their type says.
        models, schema_hook=lambda _: {"type": "object"}, ref_template="#/$defs/{name}",
    )  # fmt: skip
    defs: Schema = json.loads(json.dumps(found))
    for name, definition in defs.items():
        for field, schema in definition.get("properties", {}).items():
            _refine(name, field, schema)
    return list(references), defs


@cache
def _fewest() -> dict[tuple[str, str], int]:
    """Give the fewest parts of a question, by model and field."""
    return {
        (kind.model.__name__, field): least
        for kind in TYPES.values()
        for field, least in kind.least.items()
    }


def _refine(model: str, field: str, schema: Schema) -> None:
    """Add the rules of a field to what its type says."""
    for form in schema.get("anyOf", [schema]):
        if form.get("type") in {"string", "integer", "number"}:
            form.update(_FORMS.get(field, {}))
        if form.get("type") == "array" and field == "quote":
            form |= {"minItems": 1, "items": {**form["items"], **_FORMS["quote"]}}
        if form.get("type") == "object":
            form["properties"] = {code: {"type": "string"} for code in INTERFACE_LANGUAGES}
    if schema.get("type") == "array" and (model, field) in (fewest := _fewest()):
        schema["minItems"] = fewest[model, field]
        if field != "accept":
            schema["maxItems"] = MOST_PARTS
    if (model, field) == ("Reflect", "criteria"):
        string, texts = _text()
        # What has points is no text in the languages "text" and "points".
        alone = {**texts, "propertyNames": {"not": {"enum": ["text", "points"]}}}
        schema["items"] = {"anyOf": [string, alone, _weighed()]}
    if (model, field) == ("Single", "options"):
        right = {"properties": {"correct": {"const": True}}, "required": ["correct"]}
        schema |= {"contains": right, "minContains": 1, "maxContains": 1}


def _text() -> list[Schema]:
    """Give the two forms of a text: one for all languages, or one a language."""
    return [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]


def _weighed() -> Schema:
    """Give the form of a text with points."""
    return {
        "type": "object",
        "properties": {
            "text": {"anyOf": _text()},
            "points": {"type": "integer", "minimum": 1},
        },
        "required": ["text"],
        "additionalProperties": False,
    }


def _listed(model: type) -> Schema:
    (reference,), defs = _components(model)
    own = defs[model.__name__]
    if model is Annotation:
        claims = [_annotation_rule(claim=True), _annotation_rule(claim=False)]
        own["allOf"] = [*claims, _date_rule(), _term_rule()]
    if model in {TimelineEntry, Step}:
        own["oneOf"] = [{"required": ["quote"]}, {"required": ["fact"]}]
    return {"type": "array", "items": reference, "$defs": defs}


def _annotation_rule(*, claim: bool) -> Schema:
    """Ask for the fields of a claim, or of what is no claim, and for none of the others."""
    kind = {"const": "claim"} if claim else {"not": {"const": "claim"}}
    of_claims = ["holder", "mode", "note"]
    fields, others = (of_claims, ["gloss", "when"]) if claim else (["gloss"], of_claims)
    return {
        "if": {"properties": {"kind": kind}, "required": ["kind"]},
        "then": {
            "required": fields,
            "not": {"anyOf": [{"required": [field]} for field in others]},
        },
    }


def _date_rule() -> Schema:
    is_date = {"properties": {"kind": {"const": "date"}}, "required": ["kind"]}
    return {
        "if": is_date,
        "then": {"required": ["when"]},
        "else": {"not": {"required": ["when"]}},
    }


def _term_rule() -> Schema:
    of_terms = [{"required": [field]} for field in ("class", "example", "family")]
    return {
        "if": {"not": {"properties": {"kind": {"const": "term"}}}},
        "then": {"not": {"anyOf": of_terms}},
    }


def _one(model: type) -> Schema:
    (reference,), defs = _components(model)
    return {**reference, "$defs": defs}


def _quiz() -> Schema:
    """Make the schema of a quiz: the fields of a question depend on its type."""
    kinds = list(TYPES.values())
    (whole, *references), defs = _components(QuizFile, *(kind.model for kind in kinds))
    for kind in kinds:
        own = defs[kind.model.__name__]
        own["properties"]["type"] = {"const": kind.name}
        if not kind.quotes_are_evidence:
            own["required"].append("evidence")
    defs["Question"] = {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [kind.name for kind in kinds]}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": kind.name}}, "required": ["type"]},
                "then": reference,
            }
            for kind, reference in zip(kinds, references, strict=True)
        ],
    }
    defs[QuizFile.__name__]["properties"]["questions"] = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/Question"},
    }
    return {**whole, "$defs": defs}


def _described(schema: Schema, language: str) -> Schema:
    """Put words to every field; the docstrings are for who works on the code."""
    for name, definition in schema["$defs"].items():
        definition.pop("title", None)
        definition.pop("description", None)
        for field, inner in definition.get("properties", {}).items():
            known = (key for key in field_keys(name, field) if command_has(language, key))
            key = next(known, None)
            if field == "type":
                inner["description"] = _types(language)
            elif key is not None:
                inner["description"] = command_word(language, key)
    return schema


def _types(language: str) -> str:
    """Name the types, each with what it is."""
    # One of another package may have no word for it.
    keys = {name: f"schema.type.{name}" for name in TYPES}
    said = {
        name: command_word(language, key) if command_has(language, key) else name
        for name, key in keys.items()
    }
    return ", ".join(n if n == what else f"{n} ({what})" for n, what in said.items()) + "."
