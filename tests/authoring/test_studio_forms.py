"""The studio's forms: made of the types that validate the files, and whole."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec
import pytest

from lesson_utils.authoring.studio.choices import Choices
from lesson_utils.authoring.studio.desk import Desk
from lesson_utils.authoring.studio.forms import FILES, FormMaker, fields_in
from lesson_utils.authoring.studio.state import State
from lesson_utils.content.model import ANNOTATION_KINDS, Annotation
from lesson_utils.content.segmentation import split_article
from lesson_utils.questions import TYPES, QuestionType
from lesson_utils.questions.base import Question
from lesson_utils.texts import INTERFACE_LANGUAGES
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

Field = dict[str, Any]
#: What no form shows: the studio sees to it, or a passage brings it along.
UNSHOWN = {"id", "type", "kind", "draft", "occurrence", "prefix", "suffix"}
UNSHOWN_OF = {"ArticleSource": {"file", "sha256", "metadata"}, "QuizFile": {"questions"}}


def maker(language: str = "en") -> FormMaker:
    article = split_article("One day.\n\nTwo days.", "en")
    return FormMaker(Choices(language, article, ("en", "fr")))


def outside() -> QuestionType:
    sys.path.insert(0, str(REPOSITORY / "tests" / "outside"))
    try:
        yes_no = import_module("yes_no")  # another package's, as if it were installed
    finally:
        sys.path.pop(0)
    found: QuestionType = yes_no.TYPE
    return found


def models_of(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for inner in get_args(hint):
        yield from models_of(inner)


def is_evidence(name: str) -> bool:
    return name == "evidence"


def covers(fields: list[Field], model: type[msgspec.Struct]) -> None:
    """Hold the fields of a form, and those inside them, to a model."""
    hints = get_type_hints(model)
    by_name = {field["name"]: field for field in fields}
    wanted = {field.encode_name: field.name for field in msgspec.structs.fields(model)}
    left_out = UNSHOWN | UNSHOWN_OF.get(model.__name__, set())
    if "quote" not in wanted:
        left_out = left_out - {"occurrence"}
    assert set(by_name) == wanted.keys() - left_out
    for name, field in by_name.items():
        inner = list(models_of(hints[wanted[name]]))
        if inner and not is_evidence(name):
            group = field["item"] if field["kind"] == "list" else field
            assert group["kind"] == "group"
            covers(group["fields"], inner[0])


@pytest.mark.parametrize("kind", [*TYPES.values(), outside()], ids=lambda kind: str(kind.name))
def test_a_question_has_a_field_for_whatever_its_type_takes(kind: QuestionType) -> None:
    form = maker().question(kind)
    covers(form["fields"], kind.model)
    names = [field["name"] for field in form["fields"]]
    assert names.index("prompt") < names.index("hint") < names.index("explanation")
    evidence = next(field for field in form["fields"] if field["name"] == "evidence")
    assert evidence["required"] is not kind.quotes_are_evidence


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_a_field_for_whatever_its_type_takes(name: str) -> None:
    covers(maker().all()["files"][name]["fields"], FILES[name])


def test_annotations_have_the_fields_of_their_kind_alone() -> None:
    forms = {form["name"]: form["fields"] for form in maker().all()["annotations"]}
    assert list(forms) == list(ANNOTATION_KINDS)
    names = {kind: {field["name"] for field in fields} for kind, fields in forms.items()}
    assert names["term"] == {"quote", "gloss", "class", "example", "family"}
    assert names["claim"] == {"quote", "holder", "mode", "note"}
    assert names["date"] == {"quote", "gloss", "when"}
    assert names["actor"] == names["place"] == names["name"] == {"quote", "gloss"}
    required = {f["name"] for f in forms["date"] if f["required"]}
    assert required == {"quote", "gloss", "when"}
    assert {f["name"] for f in forms["term"] if f["required"]} == {"quote", "gloss"}


def test_feedback_stands_under_what_it_is_said_of() -> None:
    for name, group in (("single", "options"), ("order", "items"), ("match", "pairs")):
        form = maker().question(TYPES[name])
        parts = next(field for field in form["fields"] if field["name"] == group)
        assert parts["item"]["fields"][-1]["name"] == "feedback"


def test_the_fewest_parts_are_those_of_the_type() -> None:
    for kind in TYPES.values():
        fields = {field["name"]: field for field in maker().question(kind)["fields"]}
        for name, least in kind.least.items():
            assert fields[name]["least"] == least


def test_only_a_type_with_one_right_part_says_so() -> None:
    found = {
        kind.name: [
            field["name"]
            for field in fields_in(maker().question(kind)["fields"])
            if "sole" in field
        ]
        for kind in TYPES.values()
    }
    assert {name: fields for name, fields in found.items() if fields} == {"single": ["correct"]}


def test_who_speaks_can_be_added_where_a_lesson_has_nobody() -> None:
    [holder] = [
        field for field in maker().annotation("claim")["fields"] if field["name"] == "holder"
    ]
    assert holder["choices"] == []
    assert (holder["grows"]["file"], holder["grows"]["path"]) == ("lesson.yml", ["holders"])
    assert [field["name"] for field in holder["grows"]["fields"]] == ["name"]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_all_of_ours_is_said_in_words(language: str) -> None:
    """A label that is a name from the code is one that nobody has written."""
    made = State(Desk(PHARE), language).changing()["forms"]
    forms = [*made["annotations"], *made["questions"], *made["files"].values()]
    for form in forms:
        assert form["label"] != form["name"]
        assert form["help"]
        for field in fields_in(form["fields"]):
            assert field["label"][0].isupper(), (form["name"], field["name"])
            assert "_" not in field["label"]
            for choice in field.get("choices", ()):
                free = {"level", "languages", "holder", "fact", "chapter", "quizzes", "skill"}
                assert choice["label"] != choice["value"] or field["name"] in free


def test_a_type_of_another_package_says_its_answers_and_fields_itself() -> None:
    form = maker().question(outside())
    assert {field["name"]: field["kind"] for field in form["fields"]} == {
        "prompt": "localized",
        "evidence": "passages",
        "answer": "choice",
        "yes": "localized",
        "no": "localized",
        "hint": "localized",
        "explanation": "localized",
        "skill": "choice",
    }


class Odd(Question, frozen=True, kw_only=True):
    """A question with fields that no type of this package has."""

    limits: tuple[int, int]
    weight: int | float
    tags: frozenset[str] = frozenset()
    extra: dict[str, int] | None = None
    maybe: bool | None = None


def test_a_type_nobody_has_thought_of_has_a_form_all_the_same() -> None:
    fields = {f["name"]: f for f in maker()._fields("odd", Odd)}
    assert (fields["limits"]["kind"], fields["limits"]["least"]) == ("list", 2)
    assert fields["weight"]["kind"] == "number"
    assert fields["tags"]["item"]["kind"] == "text"
    assert (fields["maybe"]["kind"], fields["maybe"]["required"]) == ("flag", False)
    assert fields["extra"]["label"] == "extra"


def test_what_a_lesson_has_can_be_chosen_by_its_name() -> None:
    forms = State(Desk(REPOSITORY / "data" / "minusma"), "en").changing()["forms"]
    claim = next(form for form in forms["annotations"] if form["name"] == "claim")
    fields = {field["name"]: field for field in claim["fields"]}
    held = {choice["value"]: choice["label"] for choice in fields["holder"]["choices"]}
    assert held["article"] == "the article itself"
    modes = {choice["value"]: choice["label"] for choice in fields["mode"]["choices"]}
    assert modes["fact"] == "Fact"
    at = next(f for f in fields_in(forms["files"]["places"]["fields"]) if f["name"] == "at")
    assert at["parts"] == ["Longitude", "Latitude"]
    gist = forms["files"]["gists"]["fields"][0]
    assert [choice["value"] for choice in gist["choices"]] == list(range(1, 8))


def test_only_what_the_studio_sees_to_is_left_out_of_an_annotation() -> None:
    shown = {f["name"] for form in maker().all()["annotations"] for f in form["fields"]}
    names = {field.encode_name for field in msgspec.structs.fields(Annotation)}
    assert names - shown == UNSHOWN - {"type"}
