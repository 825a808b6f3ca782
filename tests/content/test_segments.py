"""Overlapping spans, cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.segments import cut

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair)))
)


def test_crossing_and_nested_spans_are_cut_at_every_boundary() -> None:
    assert cut("abcdef", [(0, 6)], [(0, 4), (1, 2), (3, 6)]) == [
        [("a", [0]), ("b", [0, 1]), ("c", [0]), ("d", [0, 2]), ("ef", [2])]
    ]


def test_a_stretch_that_no_span_touches_stays_whole() -> None:
    assert cut("ab cd", [(0, 2), (3, 5)], [(3, 5)]) == [[("ab", [])], [("cd", [0])]]


@given(SPANS)
def test_each_character_has_the_spans_that_cover_it(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrstu"
    stretches = [(0, 9), (11, 21)]
    for (start, end), segments in zip(stretches, cut(text, stretches, spans), strict=True):
        assert "".join(piece for piece, _ in segments) == text[start:end]
        offset = start
        for piece, covering in segments:
            for position in range(offset, offset + len(piece)):
                expected = [i for i, (s, e) in enumerate(spans) if s <= position < e]
                assert covering == expected
            offset += len(piece)
