"""What is asked for from a browser: checked before anything is done with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from lesson_utils.authoring.studio.values import Edit, Path

#: The files of a lesson that can be edited, beside its quizzes.
FILES = ("lesson.yml", "annotations.yml", "facts.yml", "gists.yml", "levels.yml", "places.yml",
         "steps.yml", "timeline.yml")  # fmt: skip
#: A text is a paragraph or two: a book has been pasted by mistake.
MOST_TEXT, MOST_ALL, MOST_DEEP, MOST_CHANGES = 100_000, 500_000, 16, 1_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_QUIZ = re.compile(r"[^\W_][\w .-]{0,80}(?<![ .])\.ya?ml")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class RefusedError(ValueError):
    """What cannot be asked for; ``code`` names the message."""

    def __init__(self, code: str, file: str = "", **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.file = file
        self.values = values


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become of one file; see ``Change`` in ``js/types.js``.

    A step into a list is an index or the id of an item. What stood there ``before`` is not looked
    at if it is not said; None says that nothing stood there. The path ``()`` is the file: to remove
    or to set it makes it go or come.
    """

    key: str = ""
    file: str
    act: Literal["set", "insert", "remove", "move"]
    path: Path
    value: Any = None
    before: Any = msgspec.UNSET
    to: int = 0

    @classmethod
    def of(cls, edit: Edit, file: str, before: Any) -> Change:
        """Make a change of a file from one of its value."""
        return cls(
            file=file, act=edit.act, path=edit.path, value=edit.value, before=before, to=edit.to
        )


def read_changes(asked: Any) -> list[Change]:
    """Read changes from what a browser sent.

    Raises
    ------
    RefusedError
        If they have not the form of changes, or what is to be written should not be.

    Examples
    --------
    >>> read_changes([{"key": "1", "file": "facts.yml", "act": "remove", "path": ["un"]}])[0].path
    ('un',)
    """
    try:
        changes = msgspec.convert(asked, list[Change])
    except (msgspec.ValidationError, RecursionError):
        raise RefusedError("edit-request") from None
    check(changes)
    return changes


def check(changes: list[Change]) -> None:
    """Refuse changes that should not be written; see :func:`read_changes`."""
    if len(changes) > MOST_CHANGES:
        raise RefusedError("edit-long", changes[0].file)
    for change in changes:
        if not may_be(change.file):
            raise RefusedError("edit-file", change.file[:80])
        if change.act in {"set", "insert"}:
            said = _length(change.value, change.file, 0)
            said += sum(_text(step, change.file) for step in change.path if isinstance(step, str))
            if said > MOST_ALL:
                raise RefusedError("edit-long", change.file, most=str(MOST_TEXT))


def may_be(file: str) -> bool:
    """Tell whether a name is that of a file of a lesson that can be edited.

    Examples
    --------
    >>> may_be("facts.yml"), may_be("quizzes/un.yml"), may_be("quizzes/../../x.yml")
    (True, True, False)
    """
    if file in FILES:
        return True
    name = file.removeprefix("quizzes/")
    return (
        file == f"quizzes/{name}"
        and _QUIZ.fullmatch(name) is not None
        and _RESERVED.fullmatch(name) is None
    )


def _length(value: Any, file: str, deep: int) -> int:
    if deep > MOST_DEEP:
        raise RefusedError("edit-request", file)
    if isinstance(value, str):
        return _text(value, file)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and key for key in value):
            raise RefusedError("edit-request", file)
        return sum(_text(k, file) + _length(part, file, deep + 1) for k, part in value.items())
    if isinstance(value, (list, tuple)):
        return sum(1 + _length(part, file, deep + 1) for part in value)
    if isinstance(value, float) and not abs(value) < float("inf"):
        raise RefusedError("edit-request", file)
    return 1


def _text(text: str, file: str) -> int:
    if len(text) > MOST_TEXT:
        raise RefusedError("edit-long", file, most=str(MOST_TEXT))
    if odd := _CONTROL.search(text):
        near = _CONTROL.sub("", text[max(0, odd.start() - 20) : odd.start() + 20])
        raise RefusedError("edit-control", file, passage=" ".join(near.split()))
    return len(text)
