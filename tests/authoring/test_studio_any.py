"""Whatever a browser sends, the studio answers, and nobody reads an error of the program."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesson_utils.authoring.studio.session import Session
from lesson_utils.questions import TYPES
from lesson_utils.texts import command_word
from tests.lessons import PHARE

#: What those say to whom something went wrong that nobody had thought of.
UNTHOUGHT = command_word("en", "studio.action.failed", detail="…").partition("…")[0]
ASKED = ["open", "news", "anchor", "find", "try", "id", "save", "undo", "redo", "formats", "export",
         "no such thing"]  # fmt: skip
FILES = ["annotations.yml", "facts.yml", "gists.yml", "levels.yml", "steps.yml", "timeline.yml",
         "lesson.yml", "places.yml", "quizzes/tout.yml", "quizzes/new.yml", "../lesson.yml", "",
         "quizzes/", "article.txt"]  # fmt: skip
NAMES = ["id", "type", "kind", "quote", "occurrence", "prompt", "options", "evidence", "feedback",
         "text", "fr", "en", "holder", "criteria", "points", "at", "bounds", "date", "sentences",
         "questions", "title", "languages", "article", "file", "accept", "answer"]  # fmt: skip

ODD = ["<script>alert(1)</script>", "\u202eabc", "\x00", "\ud800", "🗼" * 50, "{quote}", "%s {0}",
       "\n\n",
       "a\u0301", "(((((", "[a-z", "\\", "\u00a0", "'\"", "__proto__"]  # fmt: skip

WHOLE = yaml.safe_load((PHARE / "quizzes" / "tout.yml").read_text("utf-8"))["questions"]

plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(NAMES), st.sampled_from(list(TYPES)), st.sampled_from(["", "1952", "faro"]),
)  # fmt: skip
anything = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6),
    ),
    max_leaves=12,
)
steps = st.lists(st.one_of(st.integers(-2, 4), st.sampled_from(NAMES), plain), max_size=5)
changes = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.text(max_size=3),
            "file": st.sampled_from(FILES),
            "act": st.sampled_from(["set", "insert", "remove", "move"]),
            "path": steps,
        },
        optional={"value": anything, "before": anything, "to": st.integers(-2, 9)},
    ),
    max_size=3,
)
requests = st.one_of(
    anything,
    st.fixed_dictionaries(
        {"do": st.sampled_from(ASKED)},
        optional={
            "id": plain, "file": st.sampled_from(FILES) | anything, "path": steps | anything,
            "value": anything, "anchor": anything, "start": anything, "end": anything,
            "text": anything, "words": anything, "changes": changes | anything,
            "format": plain, "language": plain,
        },
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def session() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        yield Session(Path(shutil.copytree(PHARE, Path(folder) / "phare")), "en")


def answered(session: Session, request: Any) -> dict[str, Any]:
    answer = session.answer(request)
    assert isinstance(answer, dict)
    json.dumps(answer)
    assert UNTHOUGHT not in str(answer.get("error", "")), answer["error"]
    return answer


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(requests)
def test_any_request_has_an_answer(session: Session, request: Any) -> None:
    answered(session, request)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(TYPES)), st.dictionaries(st.sampled_from(NAMES), anything), st.data())
def test_any_question_can_be_tried(
    session: Session, kind: str, odd: dict[str, Any], data: st.DataObject
) -> None:
    whole = next((item for item in WHOLE if item.get("type") == kind), {"type": kind})
    name = data.draw(st.sampled_from(sorted(whole)))
    value = {**whole, name: data.draw(anything), **odd, "type": kind}
    where = ["questions", data.draw(st.integers(0, 20))]
    answer = answered(
        session, {"do": "try", "file": "quizzes/t.yml", "path": where, "value": value}
    )
    assert set(answer) == {"troubles", "quiz"}


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_texts(session: Session, text: str) -> None:
    value = {"kind": "term", "quote": text, "gloss": {"fr": text, "en": text}, "example": text}
    answered(session, {"do": "try", "file": "annotations.yml", "path": [0], "value": value})
    answered(session, {"do": "find", "anchor": text})
    answered(session, {"do": "id", "file": "annotations.yml", "text": text})


def test_deep_and_long_values_are_told(session: Session) -> None:
    deep: Any = "x"
    for _ in range(5_000):
        deep = [deep]
    for path in ([0], []):
        request = {"do": "try", "file": "annotations.yml", "path": path, "value": deep}
        assert "error" in session.answer(request)
    answered(session, {"do": "find", "anchor": "phare " * 200_000})
    answered(session, {"do": "anchor", "start": -(10**30), "end": 10**30})
