"""What the cells of a lesson's notebook end in, found by reading their code, without running it.

A cell is a lesson's own if it holds nothing but what lessons' notebooks are made of: the import of
``open_lesson``, names for what a lesson gives, and one thing to show. Anything else is somebody's
code, and stays that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

from lesson_utils.content.locating import find_lesson
from lesson_utils.content.problems import LessonError
from lesson_utils.lesson import Lesson, open_at
from lesson_utils.shown.display import Shown

#: What a cell may call of a lesson to show it.
_SHOWS = {
    *("facts", "map", "modes", "progress", "quiz", "read", "steps", "timeline", "voices", "words"),
}
#: What prints, and shows nothing.
_PRINTS = {"self_check"}


class ForeignCodeError(Exception):
    """The code is not that of a lesson's notebook."""


class OwnCell(NamedTuple):
    """A cell whose code is a lesson's own, with what it shows: None if that is nothing."""

    cell: Any
    shown: Shown | None
    #: The folder of the lesson that it asks; None if it asks none.
    lesson: Path | None


def code_cells(notebook: Any) -> Iterator[Any]:
    """Give the cells that hold code and not only white space."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.strip():
            yield cell


def is_own(source: str) -> bool:
    """Tell whether code holds nothing but what lessons' notebooks are made of.

    Examples
    --------
    >>> is_own('lesson.quiz("harbour")'), is_own('import os; lesson.quiz("harbour")')
    (True, False)
    """
    try:
        return all(_has_form(statement) for statement in ast.parse(source).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def opens_lesson(notebook: Any) -> bool:
    """Tell whether one of the lesson's own cells opens a lesson."""
    return any(
        "open_lesson" in cell.source and is_own(cell.source) for cell in code_cells(notebook)
    )


def own_cells(notebook: Any, folder: Path) -> Iterator[OwnCell]:
    """Give the lesson's own cells of a notebook in ``folder``, with what each shows.

    A cell that a lesson cannot serve, because the lesson or a part of it is missing or broken, is
    left out: it says itself what is wrong when it is run.
    """
    names: dict[str, Any] = {}
    for cell in code_cells(notebook):
        if not is_own(cell.source):
            continue
        reading = _Reading(names, folder)
        try:
            shown = reading.read(ast.parse(cell.source).body)
        except (ForeignCodeError, LessonError, LookupError, OSError, TypeError, ValueError):
            continue
        yield OwnCell(cell, shown, reading.lesson)


def lesson_named(name: object, folder: Path) -> Path | None:
    """Give the folder of a lesson that is found from a notebook's folder by its name alone."""
    # A name, and no way to anywhere else.
    if not isinstance(name, str) or not name or PureWindowsPath(name).name != name:
        return None
    try:
        root = find_lesson(name, folder)
        # Some disks find one by a name that differs in capitals.
        return root if root.name == name and root in root.parent.iterdir() else None
    except (LessonError, OSError, ValueError):
        return None


def is_named(lesson: Path, folder: Path) -> bool:
    """Tell whether a lesson is the one that is found by its name."""
    found = lesson_named(lesson.name, folder)
    return found is not None and found.resolve() == lesson.resolve()


def _has_form(statement: ast.stmt) -> bool:
    """Tell whether a statement has a form that a lesson's own cell may have."""
    match statement:
        case ast.ImportFrom(module="lesson_utils", level=0, names=[ast.alias("open_lesson", None)]):
            return True
        case ast.Assign(targets=[ast.Name()], value=value) | ast.Expr(value=value):
            return _is_showing(value)
    return False


def _is_showing(value: ast.expr) -> bool:
    match value:
        case ast.Name():
            return True
        case ast.Call(func=ast.Name("open_lesson")):
            return _is_literal(value)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)):
            return name in _SHOWS | _PRINTS and _is_literal(value) and _is_showing(owner)
    return False


class _Reading:
    """The code of one cell, read with the names that cells before it have given."""

    def __init__(self, names: dict[str, Any], folder: Path | None) -> None:
        self._names = names
        self._folder = folder
        #: The folder of the lesson that was asked last.
        self.lesson: Path | None = None

    def read(self, statements: list[ast.stmt]) -> Shown | None:
        """Give what the last statement shows."""
        last: Any = None
        for statement in statements:
            last = None
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._names[name] = self._value(value)
                case ast.Expr(value=value):
                    last = self._value(value)
        return last if isinstance(last, Shown) else None

    def _value(self, value: ast.expr) -> Any:
        match value:
            case ast.Name(id=name):
                if name not in self._names:
                    raise ForeignCodeError(name)
                return self._names[name]
            case ast.Call(func=ast.Name()):
                return _open(self._folder, *_arguments(value))
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                lesson = self._value(owner)
                if not isinstance(lesson, Lesson):
                    raise ForeignCodeError(name)
                self.lesson = lesson.root
                if name in _PRINTS:
                    return None
                positional, named = _arguments(value)
                return getattr(lesson, name)(*positional, **named)
        raise ForeignCodeError(ast.dump(value))


def _open(folder: Path | None, positional: list[Any], named: dict[str, Any]) -> Lesson:
    asked = dict(zip(("name_or_path", "language"), positional, strict=False)) | named
    name, language = asked.pop("name_or_path", None), asked.pop("language", None)
    if asked or not isinstance(name, str) or not isinstance(language, str | None):
        raise ForeignCodeError(name)
    # Reading a notebook must not make Windows ask another machine for a folder.
    if PureWindowsPath(name).anchor:
        raise ForeignCodeError(name)
    return open_at(find_lesson(name, folder), language)


def _is_literal(call: ast.Call) -> bool:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    named = all(keyword.arg is not None for keyword in call.keywords)
    return named and all(isinstance(value, ast.Constant) for value in values)


def _arguments(call: ast.Call) -> tuple[list[Any], dict[str, Any]]:
    positional = [value.value for value in call.args if isinstance(value, ast.Constant)]
    named = {
        keyword.arg: keyword.value.value
        for keyword in call.keywords
        if keyword.arg is not None and isinstance(keyword.value, ast.Constant)
    }
    return positional, named
