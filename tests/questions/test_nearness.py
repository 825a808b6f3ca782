"""A slip of the pen is told as one, a wrong idea is not."""

from __future__ import annotations

import pytest

from lesson_utils.questions.judging.nearness import is_near


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("djhadisme", "djihadisme"),
        ("recrudescense", "recrudescence"),
        ("Mal", "Mali"),
        ("15 novmbre 2024", "15 novembre 2024"),
        ("10,000 soldats de la pax", "10000 soldats de la paix"),
        ("10 000 soldat", "10.000 soldats"),
        ("1.5 milion", "1,5 million"),
        ("nord est", "nord-est"),
    ],
)
def test_a_letter_or_two_is_a_slip(typed: str, accepted: str) -> None:
    assert is_near(typed, [accepted], [])


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("5 degrés", "-5 degrés"),
        ("5 degrés", "−5 degrés"),
        ("moins de -5 degrés", "moins de 5 degrés"),
        ("15 million", "1,5 million"),
        ("1,5 million", "1,05 million"),
        ("2012", "2013"),
        ("le 16 novembre", "le 15 novembre"),
        ("100 000 soldats", "10 000 soldats"),
        ("Oslo", "Lima"),
        ("oui", "non"),
    ],
)
def test_another_number_or_word_is_none(typed: str, accepted: str) -> None:
    assert not is_near(typed, [accepted], [])


def test_what_is_as_near_to_something_else_is_no_slip() -> None:
    assert is_near("poisin", ["poison"], ["poisson"])
    assert not is_near("poision", ["poison"], ["poisson"])


def test_a_word_that_is_accepted_in_two_gaps_is_misspelt_in_both() -> None:
    assert is_near("mision", ["mission"], ["Mission", "retrait"])
