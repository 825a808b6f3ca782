"""Exported files for tests: of the lesson with every question type, one of each kind of student."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils import open_lesson
from lesson_utils.student.records import Entry, QuizRecord, Record
from tests.lessons import PHARE

if TYPE_CHECKING:
    from pathlib import Path

PAYLOAD = open_lesson(PHARE, language="fr").quiz("tout").payload
EDITIONS: dict[str, str] = {table["id"]: table["edition"] for table in PAYLOAD["questions"]}


def entry(key: str, response: Any, at: int, **fields: Any) -> Entry:
    """Make what is kept of an answer to a question of the lesson, in its present edition."""
    known: dict[str, Any] = {"edition": EDITIONS.get(key, ""), "attempts": 1, **fields}
    return Entry(at=at, response=response, **known)


def record(answers: dict[str, Any], at: int = 1, seed: str = "", **fields: Any) -> Record:
    """Make a record: each answer of `answers` a second after the one before."""
    entries = {
        key: entry(key, response, at + 1000 * place, **fields)
        for place, (key, response) in enumerate(answers.items())
    }
    return Record(lesson="phare", seed=seed, quizzes={"tout": QuizRecord(answers=entries)})


def exported(kept: Record, student: str = "", at: str = "2026-11-24T10:00:00.000Z") -> bytes:
    """Write a record as the page does."""
    value = {**msgspec.to_builtins(kept), "student": student, "exported": at}
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def hand_in(folder: Path, name: str, student: str, answers: dict[str, Any], **more: Any) -> Path:
    """Put a student's file into a folder; its times and seed come from its name."""
    number = int.from_bytes(name.encode()[-6:], "big")
    kept = record(answers, **{"at": number, "seed": name, **more})
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(exported(kept, student))
    return path
