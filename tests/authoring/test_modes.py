"""How sentences speak: no key where it is not certain, whatever the language (``modes.yml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lesson_utils.authoring.cues import mode_of

MODES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("modes.yml").read_text(encoding="utf-8")
)
UNSURE = [(code, text) for code, texts in MODES["unsure"].items() for text in texts]


def proposed(language: str, text: str) -> str | None:
    """Give the mode that is proposed for a sentence of an article of 2020."""
    found = mode_of(text, language, number=any(map(str.isdecimal, text)), latest=2020)
    return found and found[0]


@pytest.mark.parametrize(("language", "text"), UNSURE)
def test_a_sentence_that_speaks_in_two_ways_or_in_a_doubtful_one_is_not_asked(
    language: str, text: str
) -> None:
    assert proposed(language, text) is None


@pytest.mark.parametrize("line", MODES["certain"], ids=lambda line: line["text"][:30])
def test_a_sentence_that_speaks_in_one_way_beyond_doubt_is(line: dict[str, Any]) -> None:
    assert proposed(line["language"], line["text"]) == line["mode"]
