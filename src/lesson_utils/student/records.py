"""What is kept of a student's work on a lesson, and how two copies of it become one.

The browser keeps the same (``records.js`` beside); ``tests/records`` holds both to one result.
A record is a JSON object, so that the file a student exports is one too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec

FORMAT = "lesson-record"
VERSION = 1

#: Beyond this JavaScript's numbers are not exact.
_MOST = 2**53 - 1
#: No answer is nested as deep; much deeper ones could not be written.
_DEEPEST = 20


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of one question.

    ``at`` is when it was last changed, in milliseconds since 1970. ``response`` is the last answer
    that could be graded, ``draft`` what was changed since. ``edition`` is the question's at the
    time. ``score`` of ``maximum`` is what the browser came to; who must be sure grades again.
    """

    at: int = 0
    edition: str = ""
    response: Any = None
    draft: Any = None
    attempts: int = 0
    hints: int = 0
    seconds: int = 0
    score: int = 0
    maximum: int = 0


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a quiz with feedback at the end is finished, and what it came to."""

    at: int = 0
    finished: bool = False
    score: int = 0
    maximum: int = 0


class QuizRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of one quiz: an entry by question id."""

    answers: dict[str, Entry] = {}
    phase: Phase = Phase()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a lesson: a record by quiz, and the seed of this student's order."""

    format: Literal["lesson-record"] = "lesson-record"
    version: int = VERSION
    lesson: str
    seed: str = ""
    quizzes: dict[str, QuizRecord] = {}


class NotARecordError(ValueError):
    """A value is no record of this lesson."""


class NewerRecordError(NotARecordError):
    """A value is a record of a newer version of this package: sound, and not to be written over."""


Timed = TypeVar("Timed", Entry, Phase)


def is_newer(value: object) -> bool:
    """Tell whether a value is a record that a newer version of this package made.

    A version that is no number is newer too: none that is known wrote one.

    Examples
    --------
    >>> [is_newer({"format": "lesson-record", "version": v}) for v in (1, 2, "2.0", None)]
    [False, True, True, False]
    """
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return False
    version = value.get("version")
    if isinstance(version, bool) or not isinstance(version, (int, float)):
        return version is not None
    return version > VERSION


def read_record(value: object, lesson: str) -> Record:
    """Read a record from a file or from the browser.

    What has not the form of an answer is left out. Half a character, which a browser's text may
    hold and UTF-8 may not, becomes U+FFFD.

    Raises
    ------
    NewerRecordError
        If a newer version of this package made it.
    NotARecordError
        If the value is no record of this lesson.

    Examples
    --------
    >>> read_record({"format": "lesson-record", "version": 1, "lesson": "x", "quizzes": {}}, "x")
    Record(format='lesson-record', version=1, lesson='x', seed='', quizzes={})
    """
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise NotARecordError("not a record")
    if is_newer(value):
        raise NewerRecordError("a newer version")
    if value.get("lesson") != lesson:
        raise NotARecordError("another lesson")
    version, quizzes = _count(value.get("version")), value.get("quizzes")
    if version is None or not isinstance(quizzes, dict):
        raise NotARecordError("neither a version nor answers")
    seed = value.get("seed")
    return Record(
        lesson=lesson,
        seed=_plain(seed) if isinstance(seed, str) else "",
        quizzes={
            _plain(name): _read_quiz(quiz)
            for name, quiz in quizzes.items()
            if isinstance(name, str) and isinstance(quiz, dict)
            if isinstance(quiz.get("answers"), dict)
        },
    )


def reads_whole(value: Any, record: Record) -> bool:
    """Tell whether a record is all that it was read from: no answer was left out for its form."""
    for name, quiz in value["quizzes"].items():
        answers = quiz.get("answers") if isinstance(quiz, dict) else quiz
        if not answers and isinstance(answers, dict | None):
            continue
        read = record.quizzes.get(_plain(name))
        if read is None or len(read.answers) != len(answers):
            return False
    return True


def _read_quiz(quiz: dict[str, Any]) -> QuizRecord:
    entries = {key: _fields(Entry, value) for key, value in quiz["answers"].items()}
    return QuizRecord(
        answers={
            _plain(key): entry
            for key, entry in entries.items()
            if entry is not None and isinstance(key, str)
        },
        phase=_fields(Phase, quiz.get("phase")) or Phase(),
    )


def _fields(model: type[Timed], value: object) -> Timed | None:
    if not isinstance(value, dict):
        return None
    given = {}
    try:
        for name, read in _readers(model):
            if (found := value.get(name)) is not None:
                given[name] = read(found)
        return msgspec.convert(given, model)
    except ValueError:
        return None


@cache
def _readers(model: type[Timed]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Give the fields of a model, each with what reads it; one that is no count gives None."""
    fields = msgspec.structs.fields(model)
    return tuple((field.name, _count if field.type is int else _plain) for field in fields)


def _count(value: Any) -> int | None:
    """Give a count as an int, None if it is none: in JSON 3.0 is 3."""
    if type(value) is int:
        return value if 0 <= value <= _MOST else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if 0 <= value <= _MOST and value == int(value) else None


def _plain(value: Any, depth: int = 0) -> Any:
    """Give a JSON value as a file can hold it: without halves of characters, not too deep."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        if value.isascii():
            return value
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_plain(key): _plain(item, depth + 1) for key, item in value.items()}
    return value


def merge(one: Record, other: Record) -> Record:
    """Make one record of two of the same lesson: of each answer the later one.

    The order of the two does not matter, nor how often they are merged: nothing is lost, nothing
    doubled.

    Examples
    --------
    >>> early = QuizRecord(answers={"q": Entry(at=1, response="a")})
    >>> late = QuizRecord(answers={"q": Entry(at=2, response="b")})
    >>> both = merge(
    ...     Record(lesson="x", quizzes={"quiz": late}), Record(lesson="x", quizzes={"quiz": early})
    ... )
    >>> both.quizzes["quiz"].answers["q"].response
    'b'
    """
    nothing = QuizRecord()
    return Record(
        lesson=one.lesson,
        seed=min(filter(None, (one.seed, other.seed)), default="", key=_rank),
        quizzes={
            name: _merge_quiz(one.quizzes.get(name, nothing), other.quizzes.get(name, nothing))
            for name in {**one.quizzes, **other.quizzes}
        },
    )


def _merge_quiz(one: QuizRecord, other: QuizRecord) -> QuizRecord:
    answers = dict(one.answers)
    for key, entry in other.answers.items():
        answers[key] = _later(answers[key], entry) if key in answers else entry
    return QuizRecord(answers=answers, phase=_later(one.phase, other.phase))


def _later(one: Timed, other: Timed) -> Timed:
    """Give the later one; where both have one time, always the same one of the two."""
    if one.at != other.at:
        return one if one.at > other.at else other
    ranks = [_rank(msgspec.json.encode(entry).decode()) for entry in (one, other)]
    return one if ranks[0] >= ranks[1] else other


def _rank(text: str) -> bytes:
    """Order texts as JavaScript does, by their units in UTF-16."""
    return text.encode("utf-16-be")
