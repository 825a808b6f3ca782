"""From a quote to its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.anchors import Resolved, Unresolved, resolve
from lesson_utils.content.model import Anchor
from lesson_utils.content.segmentation import split_article

TEXT = "La mission part. L’aide de la mission reste, dit la mission."
ARTICLE = split_article(TEXT, "fr")


def test_a_quote_that_stands_once_is_found_to_the_letter() -> None:
    found = resolve(Anchor(quote="L’aide"), ARTICLE)
    assert isinstance(found, Resolved)
    assert TEXT[found.start : found.end] == "L’aide"
    assert found.exact


@pytest.mark.parametrize("quote", ["L'aide", "L’aide  de\nla"])
def test_white_space_and_apostrophe_variants_are_tolerated_and_told(quote: str) -> None:
    found = resolve(Anchor(quote=quote), ARTICLE)
    assert isinstance(found, Resolved)
    assert found.start == TEXT.index("L’aide")
    assert not found.exact


def test_a_quote_that_stands_more_than_once_wants_a_choice() -> None:
    assert resolve(Anchor(quote="mission"), ARTICLE) == Unresolved("ambiguous", count=3)


@pytest.mark.parametrize(
    ("anchor", "start"),
    [
        (Anchor(quote="mission", occurrence=2), TEXT.index("mission reste")),
        (Anchor(quote="mission", prefix="dit la"), TEXT.rindex("mission")),
        (Anchor(quote="mission", suffix="part"), TEXT.index("mission")),
        (Anchor(quote="mission", prefix="la ", occurrence=2), TEXT.rindex("mission")),
    ],
)
def test_occurrence_prefix_and_suffix_choose(anchor: Anchor, start: int) -> None:
    found = resolve(anchor, ARTICLE)
    assert isinstance(found, Resolved)
    assert found.start == start


def test_an_occurrence_that_is_not_there_is_refused() -> None:
    assert resolve(Anchor(quote="mission", occurrence=4), ARTICLE) == Unresolved(
        "occurrence", count=3
    )


def test_a_prefix_that_does_not_stand_there_is_refused() -> None:
    assert resolve(Anchor(quote="mission", prefix="une"), ARTICLE) == Unresolved("context", count=3)


def test_a_changed_quote_is_refused_and_the_nearest_passage_proposed() -> None:
    found = resolve(Anchor(quote="l’aide de la mision"), ARTICLE)
    assert isinstance(found, Unresolved)
    assert (found.reason, found.nearest) == ("missing", "L’aide de la mission")


def test_an_empty_quote_is_missing() -> None:
    assert resolve(Anchor(quote="  "), ARTICLE) == Unresolved("missing")


@given(st.data())
def test_every_stretch_of_a_text_is_found_where_it_stands(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab ’", min_size=1, max_size=30))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if not quote.strip():
        return
    starts = [i for i in range(len(text)) if text.startswith(quote, i)]
    anchor = Anchor(quote=quote, occurrence=starts.index(start) + 1)
    assert resolve(anchor, split_article(text, "fr")) == Resolved(start, end)
