"""Terms marked and numbered in static text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.segments import Run, cut, runs
from lesson_utils.shown.rendering.marked import marked_html, marked_text

TEXT = "a <b> & cdefghijk"
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    .map(lambda pair: (min(pair), max(pair)))
    .filter(lambda pair: pair[0] < pair[1]),
    max_size=6,
).map(sorted)


def pieces(text: str, terms: list[tuple[int, int, int]]) -> list[Run]:
    """Give a text in runs: start, end and number of each term."""
    (segments,) = cut(text, [(0, len(text))], [(start, end) for start, end, _ in terms])
    found = runs(segments, range(len(terms)))
    return [(piece, [terms[index][2] for index in ended]) for piece, ended in found]


def test_a_term_is_marked_and_its_number_stands_at_its_end() -> None:
    assert marked_html(pieces("La paix dure", [(3, 7, 7)])) == (
        "La <dfn>paix</dfn><sup>[7]</sup> dure"
    )


def test_crossing_terms_are_marked_once_and_both_numbered() -> None:
    assert marked_html(pieces("abcdef", [(0, 3, 1), (2, 5, 2)])) == (
        "<dfn>abc</dfn><sup>[1]</sup><dfn>de</dfn><sup>[2]</sup>f"
    )


def test_nested_and_equal_terms_keep_both_numbers() -> None:
    terms = [(0, 4, 1), (1, 2, 2), (1, 2, 3)]
    assert marked_text(pieces("abcd", terms)) == "ab[2][3]cd[1]"


@given(SPANS)
def test_the_text_is_whole_and_marked_exactly_where_a_term_is(
    spans: list[tuple[int, int]],
) -> None:
    terms = [(start, end, number) for number, (start, end) in enumerate(spans, start=1)]
    html = str(marked_html(pieces(TEXT, terms)))
    bare = re.sub(r"<sup>\[\d+\]</sup>", "", html)
    covered = "".join(
        "1" if any(start <= i < end for start, end in spans) else "0" for i in range(len(TEXT))
    )
    shown, marks, inside = "", "", "0"
    for found in re.findall(r"</?dfn>|&\w+;|.", bare):
        if found in {"<dfn>", "</dfn>"}:
            inside = "1" if found == "<dfn>" else "0"
            continue
        shown += {"&lt;": "<", "&gt;": ">", "&amp;": "&"}.get(found, found)
        marks += inside
    assert shown == TEXT
    assert marks == covered
    assert sorted(map(int, re.findall(r"\[(\d+)\]", html))) == [t[2] for t in terms]
