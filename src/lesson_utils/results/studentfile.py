"""One exported file: bytes to a student's record, or to the reason why there is none.

``shown/widgets/js/work.js`` writes these files: a record (:mod:`lesson_utils.student.records`) with
``student`` (the name typed, or nothing) and ``exported`` (when, in ISO 8601).
"""

from __future__ import annotations

import codecs
import json
from datetime import datetime
from typing import Any

import msgspec

from lesson_utils.results.remarks import Remark, shown
from lesson_utils.student.records import (
    FORMAT,
    VERSION,
    NotARecordError,
    Record,
    is_newer,
    read_record,
)

#: The answers to a lesson take some 20 kB, long texts included some hundred.
LARGEST = 5_000_000
#: A clock outside these years is wrong, and times at the ends of the calendar cannot be compared.
_YEARS = range(2000, 2200)
#: Integers of more digits are not exact in the browser that wrote the file.
_EXACT_DIGITS = 15


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A student's file.

    ``left_out`` counts the answers in it that have not the form of one; ``older`` says that it was
    made in an earlier version of the format.
    """

    file: str
    student: str
    exported: datetime | None
    record: Record
    left_out: int = 0
    older: bool = False


def read_export(file: str, raw: bytes) -> Export | Remark:
    """Read a file's content, whatever it is.

    Parameters
    ----------
    file
        The file's name as it is shown.
    raw
        Its bytes.

    Returns
    -------
    Export or Remark
        The remark says why it is none, and what to do. Nothing is raised.

    Examples
    --------
    >>> read_export("a.json", b"").code
    'empty'
    >>> raw = b'{"format": "lesson-record", "version": 1, "lesson": "x", "quizzes": {}}'
    >>> read_export("a.json", raw).record.lesson
    'x'
    """
    if len(raw) > LARGEST:
        return Remark(file=file, code="large")
    if not raw.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n\0"):
        return Remark(file=file, code="empty")
    try:
        # Fast, and stricter than the browser: what it refuses is looked at once more.
        value = msgspec.json.decode(raw.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        return _read_odd(file, raw)
    return _from_value(file, value)


def _read_odd(file: str, raw: bytes) -> Export | Remark:
    """Read as the browser does, and say what is wrong with what it could not read either."""
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
        value = json.loads(text, parse_int=_integer)
    except UnicodeDecodeError:
        return Remark(file=file, code="encoding")
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        return Remark(
            file=file, code="cut" if cut and text.lstrip().startswith(("{", "[")) else "not-json"
        )
    except RecursionError:
        return Remark(file=file, code="not-json")
    return _from_value(file, value)


def _integer(digits: str) -> float:
    """Read an integer as the browser does: where it is not exact it is a float."""
    return int(digits) if len(digits) <= _EXACT_DIGITS else float(digits)


def _from_value(file: str, value: Any) -> Export | Remark:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return Remark(file=file, code="foreign")
    lesson = value.get("lesson")
    if is_newer(value):
        return Remark(file=file, code="newer")
    try:
        # A lesson's name is that of a folder: what else stands there is no lesson of ours.
        record = read_record(value, lesson if isinstance(lesson, str) else "")
    except NotARecordError:
        return Remark(file=file, code="damaged")
    student = value.get("student")
    return Export(
        file=file,
        student=shown(student) if isinstance(student, str) else "",
        exported=_moment(value.get("exported")),
        record=record,
        older=value["version"] < VERSION,
        left_out=_entries(value["quizzes"]) - sum(len(q.answers) for q in record.quizzes.values()),
    )


def _entries(quizzes: dict[str, Any]) -> int:
    """Count what stands where answers stand; a quiz that is none counts as one."""
    answers = [quiz.get("answers") if isinstance(quiz, dict) else None for quiz in quizzes.values()]
    return sum(len(found) if isinstance(found, dict) else 1 for found in answers)


def _moment(written: Any) -> datetime | None:
    if not isinstance(written, str):
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in _YEARS else None
