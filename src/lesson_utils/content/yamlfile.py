"""A YAML file, and the line each of its values stands on.

Files are read once, by the fast loader. Only when something is wrong is the file composed again
to find lines.
"""

from __future__ import annotations

import gc
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from lesson_utils.content.files import read_text
from lesson_utils.content.problems import LessonError, Problem, ValuePath, display_path
from lesson_utils.content.standins import refuse_conflict
from lesson_utils.content.yamlfaults import (
    SafeLoader,
    YamlFaultError,
    kind_of,
    line_of,
    refuse_unsafe,
)

#: More than this is said by few lines that stand for one another.
_MOST_PARTS = 1_000_000
#: What may stand for another part of the file.
_ALIAS = re.compile(r"\*[\w-]")


class _Loader(SafeLoader):  # type: ignore[misc] # one of two classes
    """A safe loader that notes the keys that stand twice in one mapping."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.doubles: list[tuple[int, str]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    self.doubles.append((key.start_mark.line + 1, key.value))
                seen.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


class YamlFile:
    """The content of one YAML file of a lesson.

    Parameters
    ----------
    path
        The file.
    root
        The lesson's folder, for the names in messages.

    Raises
    ------
    LessonError
        If the file is missing, is not UTF-8 or is not YAML, or if something else stands in its
        place.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.name = display_path(path, root)
        self._text = read_text(path, root)
        refuse_conflict(self._text, self.name)
        try:
            refuse_unsafe(self._text)
            self.value, self._doubles = _load(self._text)
            _refuse_endless(self.value, self._text)
        except (yaml.YAMLError, ValueError, RecursionError) as error:  # 2024-02-30 is no date
            values = {"detail": f"yaml.{kind_of(error)}"}
            line = line_of(error, self._text)
            problem = Problem(code="yaml-syntax", file=self.name, line=line, values=values)
            raise LessonError([problem]) from None

    @cached_property
    def _tree(self) -> yaml.Node | None:
        node: yaml.Node | None = yaml.compose(self._text, SafeLoader)
        return node

    def line(self, path: ValuePath = ()) -> int:
        """Give the line of the value at a path, or of the last part of the path that exists."""
        node = self._tree
        line = 1 if node is None else node.start_mark.line + 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                entry = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if entry is None:
                    break
                line, node = entry[0].start_mark.line + 1, entry[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    break
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line

    def path_of(self, item: str) -> ValuePath:
        """Give the path of the mapping in this file whose ``id`` is ``item``, or ``()``."""
        return self._paths.get(item, ())

    @cached_property
    def _paths(self) -> dict[str, ValuePath]:
        found: dict[str, ValuePath] = {}
        pending: list[tuple[ValuePath, Any]] = [((), self.value)]
        while pending:
            path, value = pending.pop()
            if isinstance(value, dict):
                if isinstance(given := value.get("id"), str):
                    found.setdefault(given, path)
                pending.extend(((*path, str(key)), inner) for key, inner in value.items())
            elif isinstance(value, list):
                pending.extend(((*path, index), inner) for index, inner in enumerate(value))
        return found

    def double_keys(self) -> Iterator[tuple[int, str]]:
        """Give the line and name of each key that stands twice in one mapping."""
        yield from sorted(self._doubles)


class HeldFile(YamlFile):
    """What a file would hold if it were written; its lines are those of the file as it is.

    Parameters
    ----------
    name
        The file's name in messages.
    value
        What it would hold.
    file
        The file as it is; None where there is none yet.
    """

    def __init__(self, name: str, value: Any, file: YamlFile | None = None) -> None:
        self.name = name
        self.value = value
        self._file = file

    def line(self, path: ValuePath = ()) -> int:
        """Give the line of the value at a path in the file as it is."""
        return 1 if self._file is None else self._file.line(path)

    def double_keys(self) -> Iterator[tuple[int, str]]:
        """Give nothing: no value has a field twice."""
        return iter(())


def _load(text: str) -> tuple[Any, list[tuple[int, str]]]:
    """Give the value of a YAML text, and its double keys with their lines."""
    loader = _Loader(text)
    try:
        with _uncollected():
            return loader.get_single_data(), loader.doubles
    finally:
        loader.dispose()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: none of what a file becomes is, and the search grows with it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _refuse_endless(value: Any, text: str) -> None:
    """Refuse what stands for itself in a part of its own, or for more than any lesson has.

    Raises
    ------
    YamlFaultError
        If the value is endless, or as good as that.
    """
    alias = _ALIAS.search(text)
    if alias is None:
        return
    sizes: dict[int, float] = {}
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        here, counted = pending.pop()
        if not isinstance(here, (dict, list)):
            continue
        parts = list(here.values()) if isinstance(here, dict) else here
        if counted:
            sizes[id(here)] = 1 + sum(sizes.get(id(part), 1) for part in parts)
            if sizes[id(here)] > _MOST_PARTS:
                raise YamlFaultError("endless", text.count("\n", 0, alias.start()) + 1)
        elif id(here) not in sizes:
            sizes[id(here)] = math.inf  # until its parts are counted: a part of itself stays so
            pending.append((here, True))
            pending += [(part, False) for part in parts]
