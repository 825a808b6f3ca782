"""What an article tells of its own parts."""

from __future__ import annotations

import pytest

from lesson_utils.content.model import Span
from lesson_utils.content.segmentation import split_article

TEXT = "Un titre\n\nIl part. Elle reste.\n\nLa fin vient. Voilà."
ARTICLE = split_article(TEXT, "fr")


@pytest.mark.parametrize(
    ("offset", "number"),
    [
        (0, None),
        (TEXT.index("titre"), None),
        (TEXT.index("Il part"), 1),
        (TEXT.index("Elle") - 1, 1),
        (TEXT.index("La fin") - 1, 1),  # between paragraphs: the last that began
        (TEXT.index("La fin"), 2),
        (len(TEXT) + 5, 2),
    ],
)
def test_a_place_lies_in_the_last_paragraph_that_began(offset: int, number: int | None) -> None:
    assert ARTICLE.paragraph_at(offset).number == number


@pytest.mark.parametrize(
    ("touched", "sentences"),
    [
        ("part", "Il part."),
        ("part. Elle", "Il part. Elle reste."),
        ("Elle reste", "Elle reste."),
        ("reste.\n\nLa", "Elle reste.\n\nLa fin vient."),
        ("fin vient. Voilà.", "La fin vient. Voilà."),
        (" Elle", " Elle reste."),
        ("titre", "Un titre"),
        ("titre\n\nIl", "titre\n\nIl part."),
    ],
)
def test_a_stretch_is_widened_to_the_sentences_that_it_touches(
    touched: str, sentences: str
) -> None:
    start = TEXT.index(touched)
    found = ARTICLE.sentences_of(Span(start=start, end=start + len(touched)))
    assert TEXT[found.start : found.end] == sentences
