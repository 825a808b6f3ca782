"""The forms of the studio, made from the types that validate the files.

A field of a model is a field of its form: its type says which kind, its name what is usual for it.
A type of question that another package brings has its form without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import msgspec

from lesson_utils.authoring.studio.choices import GROWING, Choices
from lesson_utils.authoring.studio.fieldtypes import (
    declared_types,
    named_values,
    plain_kind,
    without_absence,
)
from lesson_utils.authoring.studio.fieldwords import (
    choice_of,
    form_help,
    form_label,
    help_of,
    label_of,
)
from lesson_utils.content.levels import Level
from lesson_utils.content.loading import OWN_FIELDS, annotation_fields
from lesson_utils.content.localized import Localized, Weighed
from lesson_utils.content.model import (
    ANNOTATION_KINDS,
    Annotation,
    AnnotationKind,
    Fact,
    Gist,
    LessonInfo,
    MapInfo,
    Step,
    TimelineEntry,
)
from lesson_utils.content.reporting import SAME_FOR_ALL
from lesson_utils.questions import TYPES, Question, QuestionType
from lesson_utils.questions.base import MOST_PARTS, Evidence
from lesson_utils.questions.quizfiles import QuizFile

Field = dict[str, Any]
Form = dict[str, Any]

#: The files whose items have a form, and those that are one form.
FILES: dict[str, type[msgspec.Struct]] = {
    "facts": Fact,
    "gists": Gist,
    "levels": Level,
    "steps": Step,
    "timeline": TimelineEntry,
    "lesson": LessonInfo,
    "places": MapInfo,
    "quiz": QuizFile,
}
#: No fields of a form: what the studio itself sees to.
SEEN_TO = {"id", "type", "kind", "draft"}
_SEEN_TO_IN = {
    "ArticleSource": {"file", "sha256", "metadata"},
    "QuizFile": {"questions"},
}
#: Come along with the quote that they tell from its like.
_OF_ANCHOR = {"occurrence", "prefix", "suffix"}
#: In which order one thinks of the fields; those that are not named stand between, as in the model.
_FIRST = (
    *(
        "chapter",
        "level",
        "prompt",
        "label",
        "title",
        "name",
        "text",
        "quote",
        "evidence",
        "listen",
    ),
    *("at", "fact", "date"),
)
_LAST = (
    *("outlines", "bounds", "credits", "language", "languages"),
    *("hint", "explanation", "skill"),
)
#: Texts of a few words; the others may have several lines.
_SHORT_TEXTS = {
    *("left", "right", "distractors", "unit", "name", "title", "label", "shown", "done"),
    *("class", "source", "starters"),
}
#: The parts of a list that always has so many.
_PARTS = {"at": ("longitude", "latitude"), "bounds": ("west", "south", "east", "north")}


@dataclass(frozen=True)
class _Place:
    """Where a field stands: its form, the model, its name, whether it must be filled in."""

    form: str
    model: str
    name: str
    required: bool = True
    kind: QuestionType | None = None


class FormMaker:
    """Makes the forms of a lesson.

    Parameters
    ----------
    choices
        What its fields may name.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._language = choices.language

    def all(self) -> dict[str, Any]:
        """Give the forms of annotations, questions and files."""
        return {
            "annotations": [self.annotation(kind) for kind in ANNOTATION_KINDS],
            "questions": [self.question(kind) for kind in TYPES.values()],
            "files": {name: self._form(name, FILES[name]) for name in FILES},
        }

    def annotation(self, kind: AnnotationKind) -> Form:
        """Give the form of a kind of annotation: the fields that it may have."""
        form = self._form(kind, Annotation)
        required, allowed = annotation_fields(kind)
        form["fields"] = [
            {**field, "required": field["required"] or field["name"] in required}
            for field in form["fields"]
            if field["name"] in allowed or field["name"] not in OWN_FIELDS
        ]
        return form

    def question(self, kind: QuestionType) -> Form:
        """Give the form of a type of question."""
        form = self._form(kind.name, kind.model, kind)
        for field in form["fields"]:
            if field["name"] == "evidence":
                field["required"] = not kind.quotes_are_evidence
        for field in fields_in(form["fields"]) if kind.sole else ():
            if field["name"] == kind.sole:
                field["sole"] = True
        if kind.quotes_are_evidence:  # it is seldom given besides
            form["fields"].sort(key=lambda field: field["name"] == "evidence")
        return form

    def _form(
        self, name: str, model: type[msgspec.Struct], kind: QuestionType | None = None
    ) -> Form:
        return {
            "name": name,
            "label": form_label(self._language, name),
            "help": form_help(self._language, name),
            "fields": self._fields(name, model, kind),
        }

    def _fields(
        self, form: str, model: type[msgspec.Struct], kind: QuestionType | None = None
    ) -> list[Field]:
        """Give the fields of a model, in the order in which they are thought of."""
        name = model.__name__
        left_out = SEEN_TO | _SEEN_TO_IN.get(name, set())
        found = {field.encode_name: field for field in msgspec.structs.fields(model)}
        if "quote" in found:
            left_out = left_out | _OF_ANCHOR
        fields = [
            self._field(
                declared_types(model)[field.name],
                _Place(form, name, key, field.required, kind),
            )
            for key, field in found.items()
            if key not in left_out
        ]
        return sorted(fields, key=lambda field: _rank(field["name"], model))

    def _field(self, declared: Any, place: _Place) -> Field:
        """Give one field, by its type."""
        bare, optional = without_absence(declared)
        return {
            "name": place.name,
            "label": label_of(self._language, place.model, place.name),
            "help": help_of(self._language, place.model, place.name),
            "long": False,
            "required": place.required and not optional,
            **self._kind(bare, place),
        }

    def _kind(self, declared: Any, place: _Place) -> dict[str, Any]:  # noqa: PLR0911 - a table
        """Give what a type comes to: a kind of field, with what that kind has."""
        origin = get_origin(declared)
        if place.name == "quote":
            several = declared is not str
            return {"kind": "passages" if several else "passage", "spread": True, "long": True}
        if declared == Evidence:
            return {"kind": "passages", "long": True}
        if declared == Localized:
            long = place.name not in _SHORT_TEXTS
            return {"kind": "localized", "long": long, "same": _same(place.name)}
        if declared == Weighed:
            return self._weighed(place)
        if isinstance(declared, type) and issubclass(declared, msgspec.Struct):
            group = {"kind": "group", "fields": self._fields(place.form, declared)}
            names = {field.encode_name for field in msgspec.structs.fields(declared)}
            return {**group, "named": True} if "id" in names else group
        if origin in {tuple, list, set, frozenset}:
            return self._list(declared, place)
        if (values := named_values(declared)) is not None:
            return {"kind": "choice", "choices": [self._choice(place, each) for each in values]}
        if (known := self._choices.of(place.model, place.name)) is not None:
            return {"kind": "choice", "choices": known, **self._grows(place)}
        return plain_kind(declared, place.name)

    def _grows(self, place: _Place) -> dict[str, Any]:
        """Tell where a choice comes from that a lesson may not have yet, and how it is added."""
        source = GROWING.get((place.model, place.name))
        if source is None:
            return {}
        fields = self._fields("lesson", source.model) if source.model else []
        return {"grows": {"file": source.file, "path": list(source.path), "fields": fields}}

    def _choice(self, place: _Place, value: Any) -> dict[str, Any]:
        label = choice_of(self._language, place.form, place.model, place.name, value)
        return {"value": value, "label": label}

    def _list(self, declared: Any, place: _Place) -> dict[str, Any]:
        arguments = [each for each in get_args(declared) if each is not Ellipsis]
        fixed = get_origin(declared) is tuple and Ellipsis not in get_args(declared)
        inner = arguments[0] if arguments else str
        item = self._field(inner, _Place(place.form, place.model, place.name))
        made: dict[str, Any] = {"kind": "list", "item": {**item, "help": ""}}
        if fixed:
            parts = _PARTS.get(place.name, tuple(map(str, range(1, len(arguments) + 1))))
            labels = [label_of(self._language, place.model, part) for part in parts]
            return {**made, "least": len(arguments), "most": len(arguments), "parts": labels}
        if place.kind is not None and place.name in place.kind.least:
            made["least"] = place.kind.least[place.name]
            if isinstance(item["kind"], str) and item["kind"] != "text":
                made["most"] = MOST_PARTS
        return made

    def _weighed(self, place: _Place) -> dict[str, Any]:
        """Give a text that may have points: alone it stands in the group's place."""
        text = self._field(Localized, _Place(place.form, "Weighed", "text"))
        points = self._field(int, _Place(place.form, "Weighed", "points", required=False))
        return {
            "kind": "group",
            "bare": "text",
            "fields": [{**text, "same": False, "long": False}, {**points, "least": 1}],
        }


def _same(name: str) -> bool:
    return {"class": "word_class"}.get(name, name) in SAME_FOR_ALL


def _rank(name: str, model: type[msgspec.Struct]) -> int:
    """Give where a field stands among the others; feedback under what it is said of."""
    if name in _FIRST:
        return _FIRST.index(name) - len(_FIRST)
    if name in _LAST:
        return 2 + _LAST.index(name)
    inner = not issubclass(model, Question)
    return 1 if name == "feedback" and inner else 0


def fields_in(fields: list[Field]) -> Iterator[Field]:
    """Give fields and those inside them, however deep."""
    for field in fields:
        yield field
        inner = [*field.get("fields", []), *([field["item"]] if "item" in field else [])]
        yield from fields_in(inner)
