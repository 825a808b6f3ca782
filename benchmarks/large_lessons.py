"""Lessons of any size: a long article with many annotations, or a quiz of many questions."""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
from pathlib import Path
from typing import Any

import yaml

PHARE = Path(__file__).resolve().parents[1] / "tests" / "lesson" / "phare"
#: An annotation in so many characters of the article.
APART = 100
_VOCABULARY, _WORDS_A_SENTENCE, _SENTENCES_A_PARAGRAPH, _WORDS_A_QUOTE = 5_000, 12, 5, 8


def annotated_article(folder: Path, characters: int) -> int:
    """Write a lesson whose article has so many characters, and count its annotations.

    Words are as frequent as in a language: the second half as often as the first, the third a
    third as often.
    """
    chance = random.Random(1)  # noqa: S311 - test data
    vocabulary = [
        "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiouéè") for _ in range(size))
        for size in (chance.randint(1, 4) for _ in range(_VOCABULARY))
    ]
    frequency = list(itertools.accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    paragraphs: list[str] = []
    annotations: list[dict[str, Any]] = []
    written = noted = 0
    while written < characters:
        sentences = [
            chance.choices(vocabulary, cum_weights=frequency, k=_WORDS_A_SENTENCE)
            for _ in range(_SENTENCES_A_PARAGRAPH)
        ]
        paragraphs.append(" ".join(" ".join(words).capitalize() + "." for words in sentences))
        written += len(paragraphs[-1]) + 2
        while noted * APART < written:
            words = sentences[noted % _SENTENCES_A_PARAGRAPH]
            at = noted % (_WORDS_A_SENTENCE - _WORDS_A_QUOTE - 1) + 1
            annotations.append(
                {
                    "id": f"term-{noted}",
                    "kind": "term",
                    "quote": " ".join(words[at : at + _WORDS_A_QUOTE]),
                    "gloss": {"fr": "Un mot.", "en": "A word."},
                }
            )
            noted += 1
    article = ("\n\n".join(paragraphs) + "\n").encode()
    (folder / "article.txt").write_bytes(article)
    _write(folder / "annotations.yml", annotations)
    _write(
        folder / "lesson.yml",
        {
            "title": {"fr": "Long", "en": "Long"},
            "language": "fr",
            "languages": ["fr", "en"],
            "article": {
                "file": "article.txt",
                "sha256": hashlib.sha256(article).hexdigest(),
                "rights": {"fr": "Libre.", "en": "Free."},
            },
            "chapters": [{"id": "tout", "title": {"fr": "Tout", "en": "All"}}],
        },
    )
    return len(annotations)


def long_quiz(folder: Path, questions: int) -> None:
    """Write the test lesson with so many questions, of every type in turn."""
    shutil.copytree(PHARE, folder, dirs_exist_ok=True)
    file = folder / "quizzes" / "tout.yml"
    quiz = yaml.safe_load(file.read_text("utf-8"))
    given = itertools.islice(itertools.cycle(quiz["questions"]), questions)
    quiz["questions"] = [
        {**question, "id": f"{question['id']}-{number}"} for number, question in enumerate(given)
    ]
    _write(file, quiz)


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
