"""What one quiz's widget needs of a lesson's record: what was kept, and a way to keep more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils.student.records import (
    VERSION,
    NotARecordError,
    QuizRecord,
    Record,
    read_record,
)

if TYPE_CHECKING:
    from lesson_utils.student.progress import ProgressStore


class QuizKeeper:
    """The part of a store that one quiz's widget needs: what was kept, and what to do with more."""

    def __init__(self, store: ProgressStore, quiz: str, language: str) -> None:
        self._store = store
        self._quiz = quiz
        self._language = language

    def first(self) -> dict[str, Any]:
        """Give all that is kept of the lesson, as the browser reads it: an export has all of it.

        Where a newer version's file is, it is a record of a newer version: the browser says so.
        """
        return self._as_sent(self._store.look())

    def answers(self) -> QuizRecord:
        """Give what is kept of this quiz."""
        return self._store.look().quizzes.get(self._quiz, QuizRecord())

    def save(self, value: object) -> dict[str, Any]:
        """Keep what the browser sent; give the answer to it: what is kept now, and a notice.

        Anything that is no record of this lesson is ignored, never raised on.
        """
        try:
            record = read_record(value, self._store.lesson)
        except NotARecordError:
            return {"notice": ""}
        notice = self._store.save(record, self._language)
        return {"notice": notice, "record": self._part(self._store.look())}

    def _part(self, record: Record) -> dict[str, Any]:
        mine = {name: quiz for name, quiz in record.quizzes.items() if name == self._quiz}
        return self._as_sent(Record(lesson=record.lesson, seed=record.seed, quizzes=mine))

    def _as_sent(self, record: Record) -> dict[str, Any]:
        sent: dict[str, Any] = msgspec.to_builtins(record)
        if self._store.newer:
            sent["version"] = VERSION + 1
        return sent
