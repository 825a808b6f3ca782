"""Grading in Python: the shared vectors, and what must hold for any response."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.signs import readable
from lesson_utils.questions import TYPES
from lesson_utils.questions.grading import grade, key_of, wrong_responses
from lesson_utils.questions.judging.amounts import show
from lesson_utils.questions.judging.wording import blank, judge, plain
from lesson_utils.questions.number import read_number
from lesson_utils.questions.outcomes import FULL, NothingToScore, Open, Scored
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
    if table["type"] == "reflect":
        assert isinstance(right, Open)
        assert list(wrong_responses(table)) == []
        return
    assert isinstance(right, Scored)
    assert right.correct
    assert right.score == right.maximum == table["maximum"]
    tried = list(wrong_responses(table))
    assert tried
    for response in tried:
        outcome = grade(table, response)
        assert isinstance(outcome, Scored)
        assert not outcome.correct
        assert outcome.score < outcome.maximum


TEXTS = st.text() | st.sampled_from(
    ["", " ", "2013", "2 013", "3,5", "-1", "9" * 400, "é", "\u0301"]
)
NUMBERS = st.integers() | st.floats() | st.integers(0, 80)
RANGES = st.lists(st.lists(NUMBERS, min_size=2, max_size=2), max_size=4)
JSON_VALUES = (
    st.recursive(
        st.none() | st.booleans() | NUMBERS | st.sampled_from("abcdez") | TEXTS,
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcd"), inner),
        max_leaves=8,
    )
    | RANGES
    | st.fixed_dictionaries({"text": TEXTS, "ticked": st.lists(st.sampled_from("abcz"))})
    | st.dictionaries(st.sampled_from("abcd"), TEXTS)
)


@pytest.mark.parametrize("table", tables())
@given(response=JSON_VALUES)
def test_any_json_value_is_answered_and_never_raised_on(
    table: dict[str, Any], response: object
) -> None:
    outcome = grade(table, response)
    assert isinstance(outcome, (Scored, NothingToScore, Open))
    assert isinstance(outcome, Open) <= (table["type"] == "reflect")
    if isinstance(outcome, Scored):
        assert 0 <= outcome.score <= outcome.maximum
        assert outcome.correct == (outcome.score == outcome.maximum)


#: What is shown in some order, by type: the order must not matter to the score.
SHOWN = ("options", "items", "shown", "lefts", "rights", "gaps", "anticipated", "near", "criteria")
#: Where it does: the order of an ``order``'s items is its key, a cloze's gaps stand in the text.
KEYS = {("order", "items")}


@pytest.mark.parametrize("table", tables())
@given(data=st.data())
def test_the_order_of_options_never_changes_a_score(
    table: dict[str, Any], data: st.DataObject
) -> None:
    mixed = dict(table)
    for field in SHOWN:
        if field in table and (table["type"], field) not in KEYS and field != "anticipated":
            mixed[field] = data.draw(st.permutations(table[field]))
    response = data.draw(st.sampled_from([key_of(table), *wrong_responses(table)]))
    first, second = grade(table, response), grade(mixed, response)
    assert type(first) is type(second)
    if isinstance(first, Scored) and isinstance(second, Scored):
        assert (first.score, first.correct, first.parts) == (
            second.score,
            second.correct,
            second.parts,
        )


@pytest.mark.parametrize(
    ("typed", "accepted", "verdict"),
    [
        ("L’ARMÉE", "l'armée", "case"),
        ("l'armee", "L’armée", "accents"),
        ("«\u00a0paix\u00a0»", "paix", "right"),
        ("Paix et\u202fsécurité.", "Paix et sécurité", "right"),
        ("guerre", "paix", "wrong"),
    ],
)
def test_a_wording_is_judged_with_patience(typed: str, accepted: str, verdict: str) -> None:
    assert judge(typed, [accepted]) == verdict


@given(text=st.text(alphabet=st.characters(categories=["L"], max_codepoint=0x24F), min_size=1))
def test_small_letters_and_missing_accents_are_tolerated(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert judge(bare.lower(), [text]) in FULL


EVERY_SIGN = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]


def test_every_format_sign_falls_away_and_no_sign_that_is_seen() -> None:
    category = unicodedata.category
    assert [c for c in EVERY_SIGN if category(c) == "Cf" and readable(f"a{c}b") != "ab"] == []
    seen = [c for c in EVERY_SIGN if category(c)[0] in "LNPS" or category(c) in {"Mc", "Co"}]
    drawn_as_nothing = set("\u115f\u1160\u3164\uffa0\ufffc")
    assert {c for c in seen if not readable(c)} == drawn_as_nothing


def test_every_digit_is_read_at_its_value_whatever_its_script() -> None:
    digits = [c for c in EVERY_SIGN if unicodedata.category(c) == "Nd"]
    assert len(digits) > 600
    assert [c for c in digits if readable(c) != str(unicodedata.decimal(c))] == []
    others = [c for c in EVERY_SIGN if unicodedata.category(c) not in {"Nd", "Cn"}]
    assert [c for c in others if readable(c).isdecimal()] == []


@given(text=st.text(), data=st.data())
def test_invisible_signs_anywhere_change_no_verdict(text: str, data: st.DataObject) -> None:
    invisible = st.text(alphabet="\u00ad\u200b\u200e\u202c\u2060\u2069\ufe0f\U000e0041", max_size=3)
    typed = "".join(data.draw(invisible) + c for c in text) + data.draw(invisible)
    assert plain(typed) == plain(text)
    assert blank(typed) == blank(text)
    if plain(text):
        assert judge(typed, [text]) == judge(text, [typed]) == "right"


def test_a_very_long_row_of_signs_is_prepared_in_no_time() -> None:
    signs = "… - " * 250_000
    assert plain(f"{signs}x{signs}y{signs}").endswith("y")


@pytest.mark.parametrize(
    ("value", "shown"), [(1e-05, "0.00001"), (-2.5e-07, "-0.00000025"), (1e16, "10000000000000000")]
)
def test_a_number_is_shown_as_it_may_be_typed(value: float, shown: str) -> None:
    assert show(value) == shown
    assert read_number(shown, "") == value


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("3,5 millions d'euros", "millions d’euros", 3.5),
        ("3,5 millions d’euros", "millions d'euros", 3.5),
        ("10 casques-bleus", "casques bleus", 10),
        ("10 casques\u2011bleus", "casques-bleus", 10),
        ("dix\u2011sept ans", "ans", 17),
        ("\u20135 ans", "ans", None),
        ("-5 ans", "ans", -5),
    ],
)
def test_a_unit_is_read_with_any_apostrophe_and_hyphen(
    typed: str, unit: str, value: float | None
) -> None:
    assert read_number(typed, "", unit) == value
