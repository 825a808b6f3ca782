"""A type of question is whole: what one lacks is told at once, here and for other packages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from lesson_utils.authoring.schemas import schemas
from lesson_utils.questions import TYPES
from lesson_utils.questions.lacking import lacking
from tests.browser import quizzes
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from lesson_utils.questions import QuestionType

LEAST_VECTORS = 30
#: Pages with a row for each type.
PAGES = ("grading.md", "authoring.md", "authoring.fr.md", "exports.md")
FOLDER = REPOSITORY / "src" / "lesson_utils" / "questions"


def lacking_here(kind: QuestionType) -> Iterator[str]:
    """Tell what a type lacks in this repository, beside its folder."""
    vectors = REPOSITORY / "tests" / "vectors" / f"{kind.name}.json"
    cases = json.loads(vectors.read_text(encoding="utf-8"))["cases"] if vectors.exists() else []
    if len(cases) < LEAST_VECTORS:
        yield f"tests/vectors/{kind.name}.json: {len(cases)} cases of {LEAST_VECTORS}"
    asked = yaml.safe_load((PHARE / "quizzes" / "tout.yml").read_text(encoding="utf-8"))
    if f"q-{kind.name}" not in [question["id"] for question in asked["questions"]]:
        yield f"tests/lesson/phare/quizzes/tout.yml: no question q-{kind.name}"
    for page in PAGES:
        rows = (REPOSITORY / "docs" / page).read_text(encoding="utf-8").splitlines()
        heads = [re.split(r"[`, ]+", row.split("|")[1]) for row in rows if row.startswith("|")]
        if not any(kind.name in head for head in heads):
            yield f"docs/{page}: no row {kind.name}"
    for name in ("HANDS", "RIGHT", "WRONG"):
        if kind.name not in getattr(quizzes, name) and (name, kind.name) != ("WRONG", "reflect"):
            yield f"tests/browser/quizzes.py: no {kind.name} in {name}"


def stale(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Tell what is made from the types and was not made again."""
    monkeypatch.syspath_prepend(str(REPOSITORY / "tools"))
    import tables  # noqa: PLC0415 - from tools/

    for path, made in ((tables.SCRIPT, tables.script()), (tables.PAGE, tables.page())):
        if path.read_text(encoding="utf-8") != made:
            yield f"{path.name}: run python tools/tables.py"
    schema = REPOSITORY / "data" / "schemas" / "quiz.schema.json"
    if schema.read_text(encoding="utf-8") != schemas("en")["quiz.schema.json"]:
        yield "data/schemas/quiz.schema.json: run lesson schema --language en"


def test_no_type_lacks_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        f"{folder.parent.name}: no line in TYPES of questions/__init__.py"
        for folder in sorted(FOLDER.glob("*/view.js"))
        if folder.parent not in [kind.folder for kind in TYPES.own.values()]
    ]
    for kind in TYPES.own.values():
        told += [f"{kind.name}: {fault}" for fault in (*lacking(kind), *lacking_here(kind))]
    told += stale(monkeypatch)
    assert not told, "\n".join(["", *told])
