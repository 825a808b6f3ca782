"""What is proposed for articles against what a careful reader expects: the goals, held.

`python benchmarks/proposals.py --details` shows the same by language, and each fault.
"""

from __future__ import annotations

import pytest

from tests.authoring.expecting import ARTICLES, Compared, compare_all, score, starts

#: Each kind with its goals: the least precision and the least recall.
GOALS = {
    "sentences": (0.99, 0.99),
    "headings": (0.98, 0.98),
    "names": (0.98, 0.95),
    "kinds of names": (1.0, 0.0),
    # The goal is all: "a photograph of 1956 shows" has the form of "a fleet of 1956 boats".
    "dates": (1.0, 0.99),
    # Not many are proposed for a short text: what is found depends on its length.
    "words": (0.93, 0.55),
    # No wrong key: what is not certain is left out.
    "modes": (1.0, 0.67),
}


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    return compare_all()


@pytest.mark.parametrize("kind", GOALS)
def test_what_is_proposed_is_right_and_what_is_expected_is_found(
    kind: str, compared: list[Compared]
) -> None:
    precision, recall = GOALS[kind]
    total = score(compared, kind)
    faults = [(c.article, c.language, c.wrong, c.missed) for c in compared if c.kind == kind]
    assert total.precision >= precision, faults
    assert total.recall >= recall, faults


def test_there_are_many_languages_and_no_language_is_far_below_the_others(
    compared: list[Compared],
) -> None:
    languages = {item.language for item in compared}
    assert len(languages) >= 8
    for language in languages:
        assert score(compared, "sentences", language).recall >= 0.9
        assert score(compared, "names", language).precision >= 0.8
        assert score(compared, "dates", language).recall >= 0.9


def test_expectations_are_found_in_order_and_a_slip_is_an_error() -> None:
    assert list(starts("One. Two. One more.", ["One", "Two", "One"])) == [0, 5, 10]
    with pytest.raises(ValueError, match="substring not found"):
        list(starts("One. Two.", ["Two", "One"]))
    assert all(
        path.with_name(path.name.replace(".expected.yml", ".txt")).exists()
        for path in ARTICLES.glob("*.expected.yml")
    )
