"""No text becomes a formula in a spreadsheet, whatever stands unseen before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.cells import guarded
from lesson_utils.results.tables import to_csv

UNSEEN = st.text(
    st.characters(categories=["Cf", "Cc", "Zs", "Zl", "Zp"])
    | st.sampled_from("\ufe00\ufe0f\U000e0100\u180b\u034f\u3164"),
    max_size=5,
)
SIGNS = st.sampled_from("=+-@＝＋－＠﹦﹢﹣﹫")


@given(UNSEEN, SIGNS, st.text())
def test_a_formula_is_defused_behind_every_sign_that_nobody_sees(
    before: str, sign: str, after: str
) -> None:
    cell = before + sign + after
    assert guarded(cell) == f"'{cell}"


@given(
    UNSEEN.filter(lambda text: not set(text) & set("\t\r\n")),
    st.characters(categories=["Lu", "Ll", "Nd"]),
)
def test_a_letter_or_a_digit_stays_as_it_is(before: str, sign: str) -> None:
    assert guarded(f"{before}{sign}=1") == f"{before}{sign}=1"


@pytest.mark.parametrize("sign", "\u200b\ufeff\u00ad\u2060\u202e\u2066\ufe0f")
def test_the_tables_of_a_class_defuse_it_as_well(sign: str) -> None:
    rows = to_csv([[f"{sign}=1", -12.5]], "en")
    assert rows.decode("utf-8-sig") == f"'{sign}=1,-12.5\r\n"
