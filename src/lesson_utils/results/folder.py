"""The files of a folder that may be a student's, and what is to be said of the others."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lesson_utils.content.files import read_regular
from lesson_utils.results.remarks import Remark, shown
from lesson_utils.results.studentfile import LARGEST, Export, read_export
from lesson_utils.student.records import FORMAT

_ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".tar"}
#: What systems leave in a folder by themselves, beside hidden files.
_LITTER = {"__macosx", "thumbs.db", "desktop.ini"}
#: An export says what it is in its first line: it is known under any name.
_BEGINNING = 200
_PATH_LONGEST = 160
#: The ``.gitignore`` of a folder of results: it keeps them out of a repository, and out of the next
#: gathering.
OWN = b"# Made by lesson results: personal, not to be committed.\n*\n"


@dataclass
class Found:
    """What a folder holds: exports, remarks on files, and the other files by ending."""

    exports: list[Export] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def read_folder(folder: Path) -> Found:
    """Read every file below a folder that is, or claims to be, a student's export.

    Hidden files are passed over, and folders of results (:data:`OWN`). Links are never followed: a
    file handed in could lead anywhere.
    """
    found = Found()
    seen: dict[bytes, str] = {}
    for path in _files(folder, found):
        name = shown(path.relative_to(folder).as_posix(), _PATH_LONGEST)
        try:
            raw = _candidate(path, name, found)
        except OSError as error:
            found.remarks.append(_unreadable(name, error))
            continue
        if raw is None:
            continue
        read = read_export(name, raw)
        if isinstance(read, Remark):
            found.remarks.append(read)
            continue
        first = seen.setdefault(hashlib.sha256(raw).digest(), name)
        if first != name:
            found.remarks.append(Remark(file=name, code="double", values={"first": first}))
            continue
        found.exports.append(read)
    return found


def _files(folder: Path, found: Found) -> Iterator[Path]:
    """Walk through the files in an order that is the same everywhere."""

    def refused(error: OSError) -> None:
        place = shown(os.path.relpath(error.filename or folder, folder), _PATH_LONGEST)
        found.remarks.append(_unreadable(place, error))

    for place, folders, files in os.walk(folder, onerror=refused):
        here = Path(place)
        wanted = [name for name in sorted(folders) if not _is_litter(name)]
        yield from (here / name for name in wanted if (here / name).is_symlink())
        folders[:] = [name for name in wanted if not _is_own(here / name)]
        yield from (here / name for name in sorted(files) if not _is_litter(name))


def _unreadable(place: str, error: OSError) -> Remark:
    values = {"reason": error.strerror or type(error).__name__}
    return Remark(file=place, code="unreadable", values=values)


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.lower() in _LITTER


def _is_own(folder: Path) -> bool:
    try:
        return read_regular(folder / ".gitignore") == OWN
    except OSError:
        return False


def _candidate(path: Path, name: str, found: Found) -> bytes | None:
    """Give the bytes of what may be an export; of the rest, say or count what it is."""
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        found.remarks.append(Remark(file=name, code="link"))
        return None
    if not stat.S_ISREG(about.st_mode):
        found.others[""] += 1
        return None
    ending = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
        if ending == ".json" or FORMAT.encode() in start:
            # One byte more than allowed is enough to know that it is too large.
            return start + file.read(LARGEST + 1 - len(start))
    if ending in _ARCHIVES:
        found.remarks.append(Remark(file=name, code="archive"))
    else:
        found.others[shown(ending, 12)] += 1
    return None
