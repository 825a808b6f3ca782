"""Messages: in both languages, on any terminal."""

from __future__ import annotations

import io
import re
import string

import pytest

from starting.voice import LANGUAGES, WORDS, asked_language, write
from tests.starting.tiny import START, STARTING


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_message_is_used_and_stands_in_both_languages() -> None:
    source = "".join(path.read_text("utf-8") for path in (START, *STARTING.glob("*.py")))
    assert set(WORDS) == set(LANGUAGES) == {"fr", "en"}
    assert set(WORDS["fr"]) == set(WORDS["en"])
    for key, text in WORDS["fr"].items():
        assert fields(text) == fields(WORDS["en"][key]), key
        assert f'"{key}"' in source, f"{key} is never said"


def test_french_messages_follow_french_typography() -> None:
    for key, text in WORDS["fr"].items():
        prose = re.sub(r"C:\\", "", text)
        assert not re.search(r"[^\u00a0][;:?!»]", prose), key
        assert not re.search(r"«[^\u00a0]|'|\.\.\.", prose), key


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "«\u00a0leçon\u00a0» l’été…"),
        ("cp1252", "«\u00a0leçon\u00a0» l’été…"),
        ("cp850", '"lecon" l\'ete...'),
        ("ascii", '"lecon" l\'ete...'),
    ],
)
def test_any_terminal_can_show_a_message(encoding: str, shown: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    write(stream, "«\u00a0leçon\u00a0» l’été…")
    stream.seek(0)
    assert stream.read() == shown


@pytest.mark.parametrize(
    ("arguments", "system", "language"),
    [
        ([], "fr_CA.UTF-8", "fr"),
        ([], "en_GB.UTF-8", "en"),
        ([], "C", "fr"),
        (["--language", "en"], "fr_FR.UTF-8", "en"),
        (["install", "--language=fr"], "en_GB.UTF-8", "fr"),
        (["--language", "de"], "en_GB.UTF-8", "en"),
        (["--language"], "C", "fr"),
    ],
)
def test_messages_are_in_the_language_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    system: str,
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert asked_language(arguments) == language
