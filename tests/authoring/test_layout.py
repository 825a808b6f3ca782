"""Titles of parts: what is numbering in a heading, and what is not."""

from __future__ import annotations

import pytest

from lesson_utils.authoring.layout import parts, title_of, without_numbers
from lesson_utils.authoring.proposing import propose
from lesson_utils.content.segmentation import split_article


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "10 choses à savoir sur le port"),
        ("fr", "100 jours en mer"),
        ("fr", "3,5 millions de poissons"),
        ("fr", "2024, année noire"),
        ("fr", "M. Untel raconte"),
        ("de", "3 Kommentare"),
        ("de", "1. Mai am Hafen"),
        ("de", "2. Liga"),
        ("de", "1.000 Tage"),
        ("fi", "5. luokka matkalla"),
        ("en", "V. Example speaks"),
        ("en", "1.5 million boats"),
        ("en", "#MeToo at sea"),
        ("zh", "10件事"),
        ("ar", "١٠ أشياء"),
    ],
)
def test_a_number_that_a_heading_says_is_kept(language: str, title: str) -> None:
    article = split_article(f"{title}\n\nIt rained.\n\nAn end\n\nIt snowed.", language)
    assert title_of(article) == title


@pytest.mark.parametrize(
    ("language", "titles", "shown"),
    [
        ("fr", ["1. Le port", "2. La mer"], ["Le port", "La mer"]),
        ("fr", ["I. Le port", "II. La mer"], ["Le port", "La mer"]),
        ("en", ["1) The port", "2) The sea"], ["The port", "The sea"]),
        ("de", ["1. Der Hafen", "2. Die See"], ["Der Hafen", "Die See"]),
        ("de", ["1. Mai", "2. Mai"], ["1. Mai", "2. Mai"]),
        ("en", ["I. Example", "V. Sample"], ["I. Example", "V. Sample"]),
    ],
)
def test_numbering_is_taken_off_where_it_is_one(
    language: str, titles: list[str], shown: list[str]
) -> None:
    assert without_numbers(titles, language) == shown
    text = "Title\n\n" + "\n\n".join(f"{title}\n\nIt rained. It snowed." for title in titles)
    assert [part.title for part in parts(split_article(text, language))] == shown


def test_a_line_that_may_be_a_heading_is_noted() -> None:
    raw = b"The port\n\nIt rained.\n\nA heading\nThe port is shut. It snowed."
    notes = {note.code: note.values for note in propose(raw, "en", "port", "en").notes}
    assert notes["headings"] == {"line": "5", "text": "A heading", "count": "1"}
