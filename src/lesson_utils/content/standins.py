"""What may stand in a file's place: a pointer of a tool, or two versions of a merge.

Told by name and with what to type: what a reader of YAML or of notebooks says of such a file leads
nowhere, and everything that needs its content would be told as well.
"""

from __future__ import annotations

import re
from pathlib import Path

from lesson_utils.content.problems import LessonError, Problem

#: No pointer is longer; a text of the lesson that begins like one is.
_LONGEST_POINTER = 1024
_LFS = re.compile(rb"(?:\xef\xbb\xbf)?version https?://\S+\r?\n(?:.*\r?\n)*?oid sha256:[0-9a-f]+")
#: The file itself, or a link's target where a system without links writes it as a text.
_ANNEX = re.compile(rb"\S*/annex/objects/\S+\s*(?:/annex/\S*\s*)*")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
#: The middle of a conflict too: in a text it may be what underlines a heading.
_ANY_MARK = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)


def refuse_pointer(data: bytes, file: str) -> None:
    """Refuse the few bytes that Git LFS or git-annex leave in place of a file.

    Raises
    ------
    LessonError
        If that is what they are.
    """
    if len(data) > _LONGEST_POINTER:
        return
    for code, pattern in (("pointer-lfs", _LFS), ("pointer-annex", _ANNEX)):
        if pattern.match(data):
            raise LessonError([Problem(code=code, file=file, line=1)])


def refuse_broken_link(path: Path, file: str) -> None:
    """Refuse a link of git-annex to a content that is not on this machine.

    Raises
    ------
    LessonError
        If that is what the path is.
    """
    if path.is_symlink() and "annex/objects" in path.readlink().as_posix():
        raise LessonError([Problem(code="pointer-annex", file=file)])


def refuse_conflict(text: str, file: str, *, prose: bool = False, item: str = "") -> None:
    """Refuse a text in which a merge has left both versions.

    Parameters
    ----------
    text
        The file's content.
    file
        Its name in messages.
    prose
        Whether a line of seven "=" alone may be meant.
    item
        The part of the file that the text is, if it is a part.

    Raises
    ------
    LessonError
        If a mark of a merge stands at the start of a line.
    """
    pattern = _CONFLICT if prose else _ANY_MARK
    if mark := pattern.search(text.replace("\r\n", "\n")):
        line = None if item else mark.string.count("\n", 0, mark.start()) + 1
        raise LessonError([Problem(code="merge-conflict", file=file, line=line, id=item)])
