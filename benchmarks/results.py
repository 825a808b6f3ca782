"""Gathering a school's exported files: tables, page and heat map, without starting Python."""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from click.testing import CliRunner

from lesson_utils import open_lesson
from lesson_utils.cli import main
from lesson_utils.questions.grading import grade, key_of, wrong_responses
from lesson_utils.questions.outcomes import Scored
from lesson_utils.student.records import Entry, QuizRecord, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

LESSON = "minusma"


def make_class(folder: Path, count: int, seed: int = 1) -> None:
    """Write the files of a made-up class: able and less able students, easy and hard questions."""
    chance = random.Random(seed)  # noqa: S311 - test data
    lesson = open_lesson(LESSON, "fr")
    quizzes = [lesson.quiz(name).payload for name in lesson.quiz_names]
    hard = {table["id"]: chance.random() for quiz in quizzes for table in quiz["questions"]}
    for number in range(1, count + 1):
        able, zeal = chance.uniform(0.3, 1.0), chance.uniform(0.5, 1.0)
        record = Record(
            lesson=LESSON,
            seed=f"s{number}",
            quizzes={
                quiz["quiz"]: QuizRecord(
                    answers={
                        table["id"]: _entry(table, able - 0.6 * hard[table["id"]], chance)
                        for table in quiz["questions"]
                        if chance.random() < zeal
                    }
                )
                for quiz in quizzes
            },
        )
        written: dict[str, Any] = msgspec.to_builtins(record)
        written |= {"student": f"Élève {number}", "exported": "2026-11-24T10:00:00.000Z"}
        file = folder / f"{LESSON}_Eleve-{number}_2026-11-24.json"
        file.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")


def _entry(table: dict[str, Any], able: float, chance: random.Random) -> Entry:
    wrong = list(wrong_responses(table))
    right = not wrong or chance.random() < able + 0.2
    response = key_of(table) if right else chance.choice(wrong)
    outcome = grade(table, response)
    points, maximum = (outcome.score, outcome.maximum) if isinstance(outcome, Scored) else (0, 0)
    return Entry(
        at=chance.randrange(10**12, 2 * 10**12),
        edition=table["edition"],
        response=response,
        attempts=chance.choice((1, 1, 2, 3)),
        hints=chance.choice((0, 0, 0, 0, 1)),
        score=points,
        maximum=maximum,
    )


def gathering_seconds(count: int = 500) -> Iterator[float]:
    """Give the processor time of ``lesson results`` on so many files, three times."""
    with tempfile.TemporaryDirectory() as name:
        make_class(Path(name), count)
        for _ in range(3):
            start = time.process_time()
            done = CliRunner().invoke(main, ["results", name, "--language", "fr"])
            if done.exit_code:
                raise RuntimeError(done.output)
            yield time.process_time() - start
