"""A student's work on disk: one file a lesson, replaced as a whole, merged with what is there.

Two notebooks are two kernels that write the same file, so a lock is held while it is read, merged
and replaced. What cannot be written stays in memory and goes with the next answer. What cannot be
read is never taken for nothing: a damaged file is put aside whole, and one that a newer version of
this package made is left as it is, with nothing kept beside it.
"""

from __future__ import annotations

import codecs
import errno
import itertools
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from lesson_utils.content.files import clear_staged, read_regular, replace
from lesson_utils.student.records import (
    NewerRecordError,
    Record,
    merge,
    read_record,
    reads_whole,
)
from lesson_utils.texts import word

#: Another kernel holds the lock for milliseconds; longer means that something is wrong.
_LOCK_SECONDS = 3
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: The work is the student's own: it has no place in a repository.
_IGNORE = b"""\
# A student's answers: personal, not to be committed.
/.gitignore
/*.json
/*.lock
/*.damaged
/.*.json-*
/..gitignore-*
"""
#: What earlier versions wrote there: what a kill had left was not ignored.
_EARLIER_IGNORE = _IGNORE.replace(b"/.*.json-*\n/..gitignore-*\n", b"")


class ProgressStore:
    """Where a lesson's record is kept.

    Parameters
    ----------
    lesson
        The lesson's name.
    folders
        Where the file may be, the preferred folder first; the next ones serve where that cannot be
        written.
    earlier
        Where it was kept before: what is there is taken over, and left as it is.
    """

    def __init__(self, lesson: str, folders: Sequence[Path], earlier: Sequence[Path] = ()) -> None:
        self.lesson = lesson
        self.folders = tuple(folders)
        self._earlier = tuple(earlier)
        self._record = Record(lesson=lesson)
        self._aside: list[Path] = []
        self._newer = False
        self._unwritten = False
        #: Whether all of the file that was read last is in the record.
        self._whole = True

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that may hold the record, the preferred one first."""
        return tuple(folder / f"{self.lesson}.json" for folder in self.folders)

    @property
    def newer(self) -> bool:
        """Whether a newer version's file was there when last looked at: nothing is written then."""
        return self._newer

    @property
    def unwritten(self) -> bool:
        """Whether the last record is in memory alone, since no folder could be written."""
        return self._unwritten

    def look(self) -> Record:
        """Give all that is known: in memory and in every file that can be read.

        Nothing is changed on the disk. What is damaged stays for who saves and can tell of it.
        """
        return self._gather(self._read)

    def load(self) -> Record:
        """Give the same, and put aside what is damaged."""
        return self._gather(self._take)

    def _gather(self, take: Callable[[Path], Record | None]) -> Record:
        self._newer = False
        for path in self.paths:
            try:
                take(path)
            except NewerRecordError:
                self._newer = True
            except (OSError, ValueError, RecursionError):
                continue
        for folder in self._earlier:
            # One that cannot be read is no loss here: nothing is written over it.
            with suppress(OSError, ValueError, RecursionError):
                raw = read_regular(folder / f"{self.lesson}.json")
                self._record = merge(self._record, read_record(_decode(raw), self.lesson))
        return self._record

    def save(self, record: Record, language: str) -> str:
        """Merge a record into what is kept, and write it.

        Returns
        -------
        str
            What the student should know in ``language``: where the file is if not in its place,
            why it could not be written, that a damaged one was put aside, that a newer version's is
            there and nothing was written. Empty if all is well.
        """
        self._record = merge(self._record, record)
        # What is damaged is put aside under the lock alone: another process may have replaced it.
        self.look()
        if self._newer:
            return self._told(language, word(language, "ui.kept.newer"))
        failure: OSError | Timeout | NotImplementedError | None = None
        for index, path in enumerate(self.paths):
            try:
                self._write_patiently(path)
            except NewerRecordError:
                # It came while this was being written: the next answer will see it first.
                self._newer = True
                return self._told(language, word(language, "ui.kept.newer"))
            except (OSError, Timeout, NotImplementedError) as error:
                failure = failure or error
                continue
            self._unwritten = False
            if index:
                return self._told(language, word(language, "ui.kept.elsewhere", path=path))
            return self._told(language, "")
        self._unwritten = True
        full = isinstance(failure, OSError) and failure.errno in _FULL
        return self._told(
            language, word(language, "ui.kept.full" if full else "ui.kept.unwritable")
        )

    def _told(self, language: str, text: str) -> str:
        """Give a notice, and once the files that were put aside."""
        aside = [word(language, "ui.kept.aside", path=path) for path in self._aside]
        self._aside.clear()
        return " ".join([*aside, text]).strip()

    def _write_patiently(self, path: Path) -> None:
        """Write, once more if the lock was not to be had: who waits is not served in turn."""
        with suppress(Timeout):
            self._write(path)
            return
        self._write(path)

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            self._whole = True
            on_disk = self._take(path)
            if on_disk == self._record:
                return
            clear_staged(path)
            if not self._whole:
                # What of it could not be read is not to be written over without a word.
                self._put_aside(path)
            _ignore_in(path.parent)
            replace(path, msgspec.json.format(msgspec.json.encode(self._record), indent=1) + b"\n")

    def _take(self, path: Path) -> Record | None:
        """Merge a file into what is known; put it aside if it is no record.

        Raises
        ------
        NewerRecordError
            If a newer version made the file: it is not to be replaced.
        OSError
            If there is a file that can neither be read nor put aside: it is not to be replaced.
        """
        try:
            return self._read(path)
        except NewerRecordError:
            raise
        except (ValueError, RecursionError):
            self._put_aside(path)
            return None

    def _read(self, path: Path) -> Record | None:
        """Merge a file into what is known; raise as :meth:`_take` does, and if it is no record."""
        try:
            raw = read_regular(path)
        except FileNotFoundError:
            return None
        value = _decode(raw)
        found = read_record(value, self.lesson)
        self._whole = reads_whole(value, found)
        self._record = merge(self._record, found)
        return found

    def _put_aside(self, path: Path) -> None:
        stem = f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}"
        names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
        kept = next(k for name in names if not (k := path.with_name(f"{name}.damaged")).exists())
        with suppress(FileNotFoundError):
            path.replace(kept)
            self._aside.append(kept)


def _ignore_in(folder: Path) -> None:
    """Have git ignore a folder's answers; what somebody else wrote there stays."""
    ignore = folder / ".gitignore"
    try:
        if read_regular(ignore) != _EARLIER_IGNORE:
            return
    except FileNotFoundError:
        pass
    except OSError:
        return
    replace(ignore, _IGNORE)


def _decode(raw: bytes) -> Any:
    """Decode JSON as fast as can be; what is refused there is looked at once more as browsers do.

    Raises
    ------
    ValueError, RecursionError
        If it is no JSON.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return json.loads(raw.decode())
