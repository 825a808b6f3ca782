"""Where strings stand in a text, and the passage most like one that does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lesson_utils.content.anchors import Resolved, resolve
from lesson_utils.content.model import Anchor
from lesson_utils.content.nearest import nearest_passage
from lesson_utils.content.occurrences import Occurrences
from lesson_utils.content.segmentation import split_article

#: Few letters, so that stretches repeat; long enough for blocks of every length.
_TEXTS = st.text(alphabet="ab", max_size=400)


@given(_TEXTS, st.integers(0, 400), st.integers(1, 200))
@example("a" * 300, 0, 129)
@example("ab" * 150, 1, 7)
def test_every_place_is_found_overlapping_ones_too(text: str, start: int, length: int) -> None:
    wanted = text[start : start + length] or "aba"
    places = [at for at in range(len(text)) if text.startswith(wanted, at)]
    assert Occurrences(text).of(wanted) == places


def test_an_empty_string_has_no_places() -> None:
    with pytest.raises(ValueError, match="everywhere"):
        Occurrences("abc").of("")


_SPACED = st.text(alphabet="ab  \n\t'’‘", min_size=1, max_size=60)


@given(_SPACED, st.data())
@example("a  b", None)
def test_spaces_and_apostrophes_may_differ_and_nothing_else(
    text: str, data: st.DataObject | None
) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    stretch = text[start:].strip()
    quote = re.sub(r"\s+", "\n ", re.sub("['’‘]", "ʼ", stretch))
    if not quote:
        return
    found = resolve(Anchor(quote=quote, occurrence=1), split_article(text, "fr"))
    assert isinstance(found, Resolved)
    stands = text[found.start : found.end]
    assert re.sub(r"\s+", " ", re.sub("['’‘ʼ]", "'", stands)) == re.sub(
        r"\s+", " ", re.sub("['’‘ʼ]", "'", quote)
    )


_LONG = " ".join(f"Le bateau {n} quitte le quai." for n in range(900))


@pytest.mark.parametrize(
    ("quote", "text", "nearest"),
    [
        ("l’aide de la mision", "Sans l’aide de la mission, rien.", "l’aide de la mission"),
        ("Minuzma", _LONG + " La Minusma part.", "Minusma"),
        ("bateau 875x quitte", _LONG, "bateau 875 quitte"),
        ("港口今天开门", "今天港口关闭了，很多渔民不能出海。", "今天港口关闭了"),
        ("absent", "", ""),
        ("?!", "Des mots.", ""),
    ],
)
def test_the_nearest_passage_is_found_wherever_it_stands(
    quote: str, text: str, nearest: str
) -> None:
    assert nearest_passage(quote, text) == nearest


@given(st.text(max_size=40), st.text(max_size=80))
def test_the_nearest_passage_stands_in_the_text(quote: str, text: str) -> None:
    assert nearest_passage(quote, text) in text
