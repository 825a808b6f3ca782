"""Paragraphs, headings and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.content.segmentation import split_article


def sentences(text: str) -> list[str]:
    article = split_article(text, "fr")
    return [article.text[s.start : s.end] for s in article.sentences]


def test_a_line_without_end_mark_above_a_paragraph_is_a_heading() -> None:
    article = split_article("Un titre\n\nUne phrase. Une autre !\n\nLa fin.", "fr")
    assert [p.number for p in article.paragraphs] == [None, 1, 2]
    assert [len(section) for section in article.sections] == [3]


def test_a_last_line_without_end_mark_is_not_a_heading() -> None:
    article = split_article("Une phrase.\n\nsans fin", "fr")
    assert [p.number for p in article.paragraphs] == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("Il dit : « Non ! » Elle rit.", ["Il dit : « Non ! »", "Elle rit."]),
        ("M. Diop parle. Il part.", ["M. Diop parle.", "Il part."]),
        ("Il gagne 3.5 points. Bien.", ["Il gagne 3.5 points.", "Bien."]),
        ("Attendre... et voir. Fin", ["Attendre... et voir.", "Fin"]),
        ("هل رحل؟ نعم.", ["هل رحل؟", "نعم."]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("line", ["=====", "---", "~~~~  ", "===\r"])
def test_an_underlined_heading_is_a_heading_without_its_line(line: str) -> None:
    article = split_article(f"The harbour\n{line}\n\nIt is closed.", "en")
    first = article.paragraphs[0]
    assert first.heading
    assert article.text[first.start : first.end] == "The harbour"


def test_a_long_line_without_a_full_stop_is_a_paragraph() -> None:
    article = split_article(f"{'a word ' * 30}\n\nIt is closed.", "en")
    assert [paragraph.number for paragraph in article.paragraphs] == [1, 2]


@given(st.text(alphabet="aB .!?\n«»é’"))
def test_no_letter_of_a_paragraph_is_lost(text: str) -> None:
    article = split_article(text, "fr")
    inside = {
        offset
        for paragraph in article.paragraphs
        for offset in range(paragraph.start, paragraph.end)
    }
    assert {i for i, letter in enumerate(text) if letter.isalnum()} <= inside
    for paragraph in article.paragraphs:
        if not paragraph.heading:
            kept = {
                offset
                for s in article.sentences
                for offset in range(s.start, s.end)
                if paragraph.start <= offset < paragraph.end
            }
            letters = {i for i in range(paragraph.start, paragraph.end) if text[i].isalnum()}
            assert letters <= kept
