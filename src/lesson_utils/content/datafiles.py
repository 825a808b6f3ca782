"""A lesson's data files as they are written, whether or not what they say can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lesson_utils.content.locating import yaml_files
from lesson_utils.content.problems import LessonError, ValuePath
from lesson_utils.content.yamlfile import YamlFile


class Drafts(NamedTuple):
    """The proposals in a file that no author has confirmed: the path of the first, their ids."""

    file: str
    path: ValuePath
    ids: tuple[str, ...]


def data_files(root: Path) -> dict[str, YamlFile]:
    """Give the YAML files that can be read, by path relative to the lesson."""
    found = {}
    for path in (*yaml_files(root), *yaml_files(root / "quizzes")):
        try:
            found[path.relative_to(root).as_posix()] = YamlFile(path, root)
        except LessonError:
            continue  # whoever needs what it says tells of it
    return found


def drafts_in(files: dict[str, YamlFile]) -> Iterator[Drafts]:
    """Give the drafts of each file that has any."""
    for name, file in files.items():
        lists = file.value.get("questions") if isinstance(file.value, dict) else file.value
        prefix = ("questions",) if isinstance(file.value, dict) else ()
        drafts = [
            (index, item)
            for index, item in enumerate(lists if isinstance(lists, list) else [])
            if isinstance(item, dict) and item.get("draft") is True
        ]
        if drafts:
            ids = tuple(str(item.get("id", "")) for _, item in drafts)
            yield Drafts(name, (*prefix, drafts[0][0]), ids)
