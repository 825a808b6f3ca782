"""What ``lesson check --json`` writes: one JSON document, described in docs/checking.md."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from lesson_utils.checks.running import CheckResult, LessonResult, file_of
from lesson_utils.content.problems import Problem
from lesson_utils.texts import command_word

#: Raised when a field changes its meaning or goes; a new field does not raise it.
VERSION = 1


def write_json(results: Sequence[LessonResult], language: str) -> None:
    """Write the document to the standard output, in UTF-8 whatever the terminal's encoding."""
    document = {
        "format": "lesson-check",
        "version": VERSION,
        "ok": bool(results) and not any(result.errors for result in results),
        "lessons": [_lesson(result, language) for result in results],
    }
    text = msgspec.json.format(msgspec.json.encode(document), indent=1)
    sys.stdout.buffer.write(text + b"\n")


def _lesson(result: LessonResult, language: str) -> dict[str, Any]:
    return {
        "lesson": result.lesson,
        "folder": str(result.root) if result.root else None,
        "ok": not result.errors,
        "seconds": round(result.seconds, 2),
        "checks": [_check(check, result, language) for check in result.checks],
    }


def _check(check: CheckResult, result: LessonResult, language: str) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": command_word(language, f"check.{check.name}"),
        "ok": check.state not in {"failed", "unchecked"},
        "state": check.state,
        "seconds": round(check.seconds, 2),
        "problems": [_problem(problem, result, language) for problem in check.problems],
    }


def _problem(problem: Problem, result: LessonResult, language: str) -> dict[str, Any]:
    path = file_of(problem, result.root) if result.root else None
    return {
        "code": problem.code,
        "file": problem.file,
        "path": str(path) if path else None,
        "line": problem.line,
        "id": problem.id,
        "what": problem.what(language),
        "todo": problem.todo(language),
        "notice": problem.notice,
    }
