"""Grading in Python: the shared vectors, and what must hold for any response."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.grading import grade, key_of, wrong_responses
from lesson_utils.outcomes import NothingToScore, Scored
from lesson_utils.questions import TYPES
from tests.lessons import REPOSITORY

VECTORS = REPOSITORY / "tests" / "vectors"


def cases(kind: str) -> list[Any]:
    content = json.loads((VECTORS / f"{kind}.json").read_text(encoding="utf-8"))
    return [(content["tables"][case["table"]], case) for case in content["cases"]]


def named_cases() -> list[Any]:
    return [
        pytest.param(table, case, id=f"{kind}: {case['name']}")
        for kind in TYPES
        for table, case in cases(kind)
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_thirty_vectors(kind: str) -> None:
    assert len(cases(kind)) >= 30


@pytest.mark.parametrize(("table", "case"), named_cases())
def test_python_grades_as_the_vectors_say(table: dict[str, Any], case: dict[str, Any]) -> None:
    outcome = grade(table, case["response"])
    assert msgspec.json.decode(msgspec.json.encode(outcome)) == case["expected"]


def tables() -> list[Any]:
    return [
        pytest.param(table, id=f"{kind}/{name}")
        for kind in TYPES
        for name, table in json.loads((VECTORS / f"{kind}.json").read_text(encoding="utf-8"))[
            "tables"
        ].items()
    ]


@pytest.mark.parametrize("table", tables())
def test_the_key_earns_the_maximum_and_wrong_responses_do_not(table: dict[str, Any]) -> None:
    right = grade(table, key_of(table))
    assert isinstance(right, Scored)
    assert right.correct
    assert right.score == right.maximum == table["maximum"]
    tried = list(wrong_responses(table))
    assert tried
    for response in tried:
        given_outcome = grade(table, response)
        assert isinstance(given_outcome, Scored)
        assert not given_outcome.correct
        assert given_outcome.score < given_outcome.maximum


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from("abcdez") | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcd"), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("table", tables())
@given(response=JSON_VALUES)
def test_any_json_value_is_answered_and_never_raised_on(
    table: dict[str, Any], response: object
) -> None:
    outcome = grade(table, response)
    assert isinstance(outcome, (Scored, NothingToScore))
    if isinstance(outcome, Scored):
        assert 0 <= outcome.score <= outcome.maximum
        assert outcome.correct == (outcome.score == outcome.maximum)


@pytest.mark.parametrize("table", [t for t in tables() if t.id.startswith(("single", "multiple"))])
@given(data=st.data())
def test_the_order_of_options_never_changes_a_score(
    table: dict[str, Any], data: st.DataObject
) -> None:
    options: list[dict[str, Any]] = table["options"]
    mixed = {**table, "options": data.draw(st.permutations(options))}
    ids = [option["id"] for option in options]
    if table["type"] == "single":
        response: object = data.draw(st.sampled_from(ids))
    else:
        response = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
    first, second = grade(table, response), grade(mixed, response)
    assert isinstance(first, Scored)
    assert isinstance(second, Scored)
    assert (first.score, first.correct) == (second.score, second.correct)
