"""Names, dates and numbers in lines as the press writes them: ``lines.yml`` says what is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lesson_utils.authoring.source import Source
from lesson_utils.content.segmentation import split_article

LINES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("lines.yml").read_text(encoding="utf-8")
)


def source_of(line: dict[str, Any]) -> Source:
    """Give a line between two paragraphs, so that it is no heading."""
    opening, closing = LINES["around"][line["language"]]
    text = f"{opening}\n\n{line['text']}\n\n{closing}"
    return Source(split_article(text, line["language"]), ("en",))


def lines(kind: str) -> list[Any]:
    return [pytest.param(line, id=f"{line['language']}-{n}") for n, line in enumerate(LINES[kind])]


@pytest.mark.parametrize("line", lines("names"))
def test_names_are_whole_and_a_kind_is_told_where_it_is_certain(line: dict[str, Any]) -> None:
    found = source_of(line).names
    assert [n.text if n.kind == "name" else f"{n.text}: {n.kind}" for n in found] == line[
        "expected"
    ]


@pytest.mark.parametrize("line", lines("dates"))
def test_dates_are_found_and_counts_are_none(line: dict[str, Any]) -> None:
    assert [found.when for found in source_of(line).dates] == line["expected"]


@pytest.mark.parametrize("line", lines("numbers"))
def test_counts_are_found_and_no_labels_hours_or_addresses(line: dict[str, Any]) -> None:
    source = source_of(line)
    found = [source.article.text[number.start : number.end] for number in source.numbers]
    assert found == line["expected"]
