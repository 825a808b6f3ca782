"""The JSON Schemas for editors: they take what the loader takes, and underline what it refuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from lesson_utils.authoring.schemas import schemas
from lesson_utils.checks import CONTENT_CHECKS, load_workspace
from lesson_utils.cli import main
from tests.content.test_bad_input import BAD
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

MINUSMA = REPOSITORY / "data" / "minusma"
FILES = sorted([*PHARE.rglob("*.yml"), *MINUSMA.rglob("*.yml")], key=lambda path: path.as_posix())
#: What only the article, or two fields together, can tell.
NEEDS_THE_LOADER = {
    "anchor-ambiguous", "anchor-missing", "anchor-occurrence", "anchor-context", "id-double",
    "anticipated-right",
    "chapter-paragraph", "cloze-gap", "cloze-overlap", "locate-near", "locate-outside",
    "locate-shared", "match-distractor", "match-double", "match-one-side", "multiple-keys",
    "text-markup", "translation-missing", "translation-none", "answer-blank", "number-form",
    "text-empty", "mode-differs", "criteria-mixed", "option-double",
}  # fmt: skip


def validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads(schemas("en")[f"{kind}.schema.json"]))


def kind_of(path: Path) -> str:
    return "quiz" if path.parent.name == "quizzes" else path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_file_of_both_lessons_fits_its_schema(path: Path) -> None:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator(kind_of(path)).iter_errors(value)] == []


@pytest.mark.parametrize("path", sorted(MINUSMA.rglob("*.yml")), ids=lambda path: path.name)
def test_every_file_names_its_schema_where_it_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = (path.parent / first.partition("$schema=")[2]).resolve()
    assert named == REPOSITORY / "data" / "schemas" / f"{kind_of(path)}.schema.json"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_is_described_in_both_languages(language: str) -> None:
    for name, text in schemas(language).items():
        bare = [
            f"{model}.{field}"
            for model, definition in json.loads(text)["$defs"].items()
            for field, schema in definition.get("properties", {}).items()
            if model != "Question" and not schema.get("description")
        ]
        assert bare == [], name


def test_the_schemas_in_the_repository_are_those_of_the_library() -> None:
    folder = REPOSITORY / "data" / "schemas"
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert kept == schemas("en"), "run: lesson schema --language en"


@pytest.mark.parametrize("name", [n for n, bad in BAD.items() if bad.code not in NEEDS_THE_LOADER])
def test_a_question_that_is_written_wrongly_is_underlined(name: str) -> None:
    bad = BAD[name]
    text = (PHARE / "quizzes" / "tout.yml").read_text(encoding="utf-8")
    head, mark, rest = text.partition(f"  - id: {bad.question}\n")
    block, following, others = rest.partition("  - id: ")
    changed = head + (mark + block).replace(bad.old, bad.new) + following + others
    assert changed != text
    found = list(validator("quiz").iter_errors(yaml.safe_load(changed)))
    assert found, bad.code


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("annotations", [{"id": "a", "kind": "date", "quote": "1862", "gloss": "x"}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "when": "1862"}]),
        ("annotations", [{"id": "a", "kind": "claim", "quote": "x", "gloss": "x"}]),
        ("annotations", [{"id": "a", "kind": "word", "quote": "x", "gloss": "x"}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "occurrence": 0}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "example": {}}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "example": " "}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "family": "y"}]),
        ("annotations", [{"id": "a", "kind": "term", "quote": "x", "gloss": "x", "class": 3}]),
        ("annotations", [{"id": "a", "kind": "place", "quote": "x", "gloss": "x", "class": "y"}]),
        (
            "annotations",
            [{"id": "a", "kind": "place", "quote": "x", "gloss": "x", "family": ["y"]}],
        ),
        ("timeline", [{"id": "a", "date": "soon", "label": "x", "quote": "x"}]),
        ("timeline", [{"id": "a", "date": "1862", "label": "x"}]),
        ("facts", [{"id": "a", "date": "1862", "text": "x", "source": "x", "url": "www.x.org"}]),
        ("gists", [{"paragraph": "one", "gist": "x"}]),
        ("levels", [{"chapter": "a", "level": "A3", "sentences": []}]),
        ("levels", [{"chapter": "a", "level": "A2", "sentences": [{"text": "x"}]}]),
        ("levels", [{"chapter": "a", "level": "A2", "sentences": [{"text": "x", "quote": []}]}]),
        ("lesson", {"title": "x"}),
    ],
)
def test_what_the_loader_refuses_in_other_files_is_underlined(kind: str, value: Any) -> None:
    assert list(validator(kind).iter_errors(value))


@pytest.mark.parametrize("guide", ["authoring.md", "authoring.fr.md"])
def test_the_examples_of_the_guide_fit_the_schemas(guide: str) -> None:
    text = (REPOSITORY / "docs" / guide).read_text(encoding="utf-8")
    whole = re.findall(
        r"^## [^\n]*?`(?:(\w+)|quizzes/\*)\.yml`[^\n]*\n(.*?)(?=^## )",
        text,
        re.MULTILINE | re.DOTALL,
    )
    fitted = []
    for named, section in whole:
        kind = named or "quiz"
        first = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)[0])
        if kind == "lesson":
            first["article"]["sha256"] = "0" * 64
        assert [error.message for error in validator(kind).iter_errors(first)] == []
        fitted.append(kind)
    assert fitted == ["lesson", "annotations", "gists", "levels", "facts", "quiz"]


def test_the_loader_agrees_that_a_model_file_is_right() -> None:
    space = load_workspace(PHARE)
    assert [p for check in CONTENT_CHECKS for p in check.run(space) if not p.notice] == []


def test_schemas_that_cannot_be_written_are_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["schema", str(tmp_path / "taken" / "in"), "--language", "en"])
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "cannot be written" in done.stderr
