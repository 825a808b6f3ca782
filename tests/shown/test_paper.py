"""The forms for paper give nothing away: a letter tells a place in a list, and no key."""

from __future__ import annotations

import re

from lesson_utils import open_lesson
from tests.lessons import PHARE


def lines_after(beginning: str, count: int) -> list[str]:
    """Give the lines after the one of the quiz's plain text that begins so."""
    lines = open_lesson(PHARE, "fr").quiz("tout").text().splitlines()
    start = next(n for n, line in enumerate(lines, start=1) if line.startswith(beginning))
    return lines[start : start + count]


def test_the_sides_to_match_have_their_letters_in_order() -> None:
    assert lines_after("5. [match", 5) == [
        "   1 …) la mairie",
        "   2 …) les pêcheurs",
        "   … a) affirme",
        "   … b) interdisent",
        "   … c) redoutent",
    ]
    assert lines_after("5. q-match", 2) == [
        "   1-a: La mairie affirme.",
        "   2-c: Les pêcheurs redoutent.",
    ]


def test_the_items_to_order_have_letters_that_do_not_tell_the_order() -> None:
    said = "On allume le phare, on commence les travaux, on les finit."
    heard = f"   À écouter (ou à faire lire)\u00a0: «\u00a0{said}\u00a0»"
    assert lines_after("4. [order", 4) == [
        heard,
        "   a) le phare est allumé",
        "   b) les travaux finissent",
        "   c) les travaux commencent",
    ]
    assert lines_after("4. q-order", 3) == [
        "   1. a: En 1862.",
        "   2. c: En 2027.",
        "   3. b: Après le début.",
    ]


def test_html_names_the_letter_in_the_key() -> None:
    html = open_lesson(PHARE, "fr").quiz("tout").html()
    letters = re.findall(r"<li>([a-z])\) ", html)
    assert letters == ["a", "b", "c"]
    assert "<li>les pêcheurs → c) redoutent" in html
