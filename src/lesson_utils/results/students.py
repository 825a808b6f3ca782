"""Whose file is whose: the exports of one student put together, two students kept apart.

- the same name, and the same browser or the same work (:mod:`lesson_utils.results.sameness`): one
  student;
- no name, and the same work: one student, the named one if there is just one;
- the same name, and nothing else in common: two students, told apart by their files;
- two names, and the same work: two students, and that is said.

Records of one student are merged (:func:`lesson_utils.student.records.merge`): of each answer
the later one counts, so what was done on two machines, or reset and done again, comes out as in the
browser.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Any

import msgspec

from lesson_utils.content.signs import without_marks
from lesson_utils.results.remarks import Remark
from lesson_utils.results.sameness import Pair, groups_of, same_work
from lesson_utils.results.studentfile import Export
from lesson_utils.student.records import Record, merge
from lesson_utils.texts import command_word

_NUMBER = re.compile(r"([0-9]+)")
_DIGITS = 12


class Student(msgspec.Struct, frozen=True, kw_only=True):
    """One student. ``name`` may be empty, and two may have the same; ``files`` tell them apart."""

    name: str
    files: tuple[str, ...]
    record: Record
    exported: datetime | None


def gather(exports: Sequence[Export], *, join: bool = False) -> tuple[list[Student], list[Remark]]:
    """Make students of exports of one lesson.

    Parameters
    ----------
    exports
        In any order; not two with the same content.
    join
        Whether all files with the same name are one student's.

    Returns
    -------
    tuple of two lists
        The students by name, those without one last; what is to be said of their files.
    """
    works = same_work([export.record for export in exports])
    names = [_name_key(export.student) for export in exports]
    place = groups_of(
        len(exports),
        [
            *((one, other) for one, other in works if names[one] == names[other]),
            *_by_name(exports, names, join=join),
        ],
    )
    place = _adopt(place, names, works)
    members: dict[int, list[Export]] = defaultdict(list)
    for index, export in enumerate(exports):
        members[place[index]].append(export)
    by_place = {index: _student(group) for index, group in members.items()}
    students = sorted(by_place.values(), key=_order)
    shared = {
        (by_place[place[one]].files[0], by_place[place[other]].files[0]): count
        for (one, other), count in works.items()
        if place[one] != place[other]
    }
    return students, [*_merged(students), *_same_name(students), *_shared(shared)]


def _by_name(exports: Sequence[Export], names: Sequence[str], *, join: bool) -> Iterator[Pair]:
    """Pair the files with one name that come from one browser, or all with one name."""
    first: dict[tuple[str, str], int] = {}
    for index, (export, name) in enumerate(zip(exports, names, strict=True)):
        seed = "" if join else export.record.seed
        if name and (seed or join):
            yield first.setdefault((name, seed), index), index


def _adopt(place: Sequence[int], names: Sequence[str], works: Iterable[Pair]) -> list[int]:
    """Give files without a name to the one named student who has the same work."""
    owners: dict[int, set[int]] = defaultdict(set)
    for pair in works:
        for nameless, named in (pair, pair[::-1]):
            if names[named] and not names[nameless]:
                owners[place[nameless]].add(place[named])
    found = {group: min(named) for group, named in owners.items() if len(named) == 1}
    return [found.get(group, group) for group in place]


def number(students: Iterable[Student]) -> list[Student]:
    """Give students without names, files and times, in an order that does not tell them.

    The order is the same each time, and not that of the alphabet.
    """

    def order(student: Student) -> bytes:
        said = f"{student.record.seed}/{student.name}/{student.files}"
        return hashlib.sha256(said.encode()).digest()

    hidden: dict[str, Any] = {"name": "", "files": (), "exported": None}
    return [msgspec.structs.replace(student, **hidden) for student in sorted(students, key=order)]


def labels(students: Sequence[Student], language: str) -> list[str]:
    """Call each student by a name that no other one has: with the file where it takes that.

    Students without name and file are numbered.
    """
    counts = Counter(_name_key(student.name) for student in students)
    called = []
    for place, student in enumerate(students, start=1):
        if not student.files:
            called.append(command_word(language, "results.student.numbered", number=place))
        elif student.name and counts[_name_key(student.name)] == 1:
            called.append(student.name)
        else:
            name = student.name or command_word(language, "results.student.nameless")
            called.append(f"{name} ({student.files[0]})")
    return called


def _name_key(name: str) -> str:
    return " ".join(name.casefold().split())


def _student(group: list[Export]) -> Student:
    """Make one student of files, named as in the last of them that has a name."""
    by_time = sorted(group, key=lambda e: (bool(e.student), _stamp(e.exported), e.file))
    return Student(
        name=by_time[-1].student,
        files=tuple(sorted(export.file for export in group)),
        record=reduce(merge, (export.record for export in group)),
        exported=max((e.exported for e in group if e.exported), default=None),
    )


def _stamp(moment: datetime | None) -> float:
    return 0.0 if moment is None else moment.timestamp()


def _order(student: Student) -> tuple[bool, list[str], tuple[str, ...]]:
    """Order as a class list does: accents aside, and 2 before 10."""
    # Pieces at odd places are digits.
    pieces = [
        piece.zfill(_DIGITS) if index % 2 else piece
        for index, piece in enumerate(_NUMBER.split(without_marks(_name_key(student.name))))
    ]
    return not student.name, pieces, student.files


def _merged(students: Iterable[Student]) -> Iterator[Remark]:
    for student in students:
        for file in student.files[1:]:
            yield Remark(file=file, code="merged", values={"other": student.files[0]})


def _same_name(students: Sequence[Student]) -> Iterator[Remark]:
    first: dict[str, Student] = {}
    for student in students:
        if not student.name:
            yield Remark(file=student.files[0], code="nameless")
            continue
        other = first.setdefault(_name_key(student.name), student)
        if other is not student:
            values = {"name": student.name, "other": other.files[0]}
            yield Remark(file=student.files[0], code="namesake", values=values)


def _shared(shared: Mapping[tuple[str, str], int]) -> Iterator[Remark]:
    """Say where two students have the same work."""
    for (one, other), count in sorted(shared.items()):
        yield Remark(file=other, code="shared", values={"other": one, "count": str(count)})
