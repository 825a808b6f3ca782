"""The lesson on the studio's desk: its files as they stand, each read again only if it is another.

What cannot be used is told, and the rest goes on: a studio that did not open could mend nothing.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from lesson_utils.authoring.studio.writing import refuse_large
from lesson_utils.checks import CONTENT_CHECKS, Workspace
from lesson_utils.content import figurefiles, loading
from lesson_utils.content.levels import levels_in
from lesson_utils.content.locating import yaml_files
from lesson_utils.content.model import Article, ArticleSource, Holder, LessonInfo
from lesson_utils.content.problems import LessonError, Problem, display_path
from lesson_utils.content.reporting import Loaded, Reporter
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.questions.quizfiles import quiz_in

#: The files of a lesson, and the shelf on which the studio has what is in them.
SHELVES = {
    "lesson.yml": "lesson",
    "annotations.yml": "annotations",
    "facts.yml": "facts",
    "timeline.yml": "timeline",
    "steps.yml": "steps",
    "places.yml": "places",
    "gists.yml": "gists",
    "levels.yml": "levels",
}
Files = Mapping[str, YamlFile]


def shelf_of(name: str) -> str:
    """Give the shelf of a file.

    Examples
    --------
    >>> shelf_of("facts.yml"), shelf_of("quizzes/port.yml"), shelf_of("notes.txt")
    ('facts', 'quiz', '')
    """
    folder, _, file = name.rpartition("/")
    is_quiz = folder == "quizzes" and file.endswith(".yml") and not file.startswith((".", "~$"))
    return "quiz" if is_quiz else SHELVES.get(name, "")


class Desk:
    """Reads a lesson for the studio.

    Parameters
    ----------
    root
        The lesson's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, tuple[object, YamlFile | LessonError]] = {}
        self._loaded: dict[str, list[tuple[tuple[object, ...], Any]]] = {}
        self._article: tuple[object, Loaded[Article]] | None = None

    def files(self) -> dict[str, YamlFile]:
        """Give the files that can be read, by their names, in the order of the shelves."""
        return {name: file for name, file in self._all().items() if isinstance(file, YamlFile)}

    def things(self) -> list[object]:
        """Give what was read last: the very same while no file is another."""
        return [file for _, file in self._read.values()]

    def _all(self) -> dict[str, YamlFile | LessonError]:
        quizzes = [f"quizzes/{path.name}" for path in yaml_files(self.root / "quizzes")]
        there = [name for name in (*SHELVES, *quizzes) if os.path.lexists(self.root / name)]
        self._read = {name: self._again(name) for name in there}
        return {name: file for name, (_, file) in self._read.items()}

    def _again(self, name: str) -> tuple[object, YamlFile | LessonError]:
        path = self.root / name
        stamp = _stamp(path)
        known = self._read.get(name)
        if known is not None and known[0] == stamp:
            return known
        try:
            refuse_large(path, display_path(path, self.root))
            return stamp, YamlFile(path, self.root)
        except LessonError as error:
            return stamp, error

    def space(self, held: Files | None = None) -> Workspace:
        """Give the lesson as the checks see it, with some files as they would be.

        Raises
        ------
        LessonError
            If the article cannot be read: then there is nothing to show.
        """
        everything = {**self._all(), **(held or {})}
        files = {name: file for name, file in everything.items() if isinstance(file, YamlFile)}
        problems = [
            problem
            for found in everything.values()
            if isinstance(found, LessonError)
            for problem in found.problems
        ]
        info = self._info(files, problems)
        article = self._text(info, problems)
        space = Workspace(self.root, info, article, problems=problems)
        space.files = files
        self._take_all(space)
        return space

    def _info(self, files: Files, problems: list[Problem]) -> LessonInfo:
        file = files.get("lesson.yml")
        name = f"{self.root.name}/lesson.yml"
        if file is None and not any(problem.file == name for problem in problems):
            problems.append(Problem(code="file-missing", file=name))

        def load() -> Loaded[LessonInfo]:
            if file is None:
                return Loaded(usable_info(None, self.root.name))
            try:
                return loading.info_in(file)
            except LessonError as error:
                return Loaded(usable_info(file.value, self.root.name), error.problems)

        loaded = self._once("lesson.yml", (file,), load)
        problems += loaded.problems
        info: LessonInfo = loaded.value
        return info

    def _text(self, info: LessonInfo, problems: list[Problem]) -> Article:
        key = (info.article, info.language, _stamp(self.root / info.article.file))
        if self._article is None or self._article[0] != key:
            self._article = (key, loading.load_article(self.root, info))
        loaded = self._article[1]
        problems += loaded.problems
        return loaded.value

    def _take_all(self, space: Workspace) -> None:
        info, article, files = space.info, space.article, space.files

        def listed(name: str, read: Callable[..., Loaded[Any]], *more: object) -> tuple[Any, ...]:
            def load() -> Loaded[Any]:
                if not isinstance(files[name].value, list):
                    raise LessonError([Problem(code="not-a-list", file=files[name].name, line=1)])
                return read(Reporter(files[name], info.languages), files[name].value, *more)

            return self._part(space, name, load) or ()

        space.annotations = listed("annotations.yml", loading.annotations_in, info, article)
        space.gists = listed("gists.yml", loading.gists_in, article)
        space.levels = listed("levels.yml", levels_in, info, article)
        space.facts = listed("facts.yml", figurefiles.facts_in)
        space.timeline = listed("timeline.yml", figurefiles.timeline_in, article)
        space.steps = listed("steps.yml", figurefiles.steps_in, article)
        space.map = self._part(
            space,
            "places.yml",
            lambda: figurefiles.map_in(Reporter(files["places.yml"], info.languages), self.root),
        )

        def quiz(name: str) -> Any:
            stem = name.removeprefix("quizzes/").removesuffix(".yml")
            report = Reporter(files[name], info.languages)
            return self._part(space, name, lambda: quiz_in(report, stem, info, article))

        found = map(quiz, quiz_files(files, info))
        space.quizzes = tuple(quiz for quiz in found if quiz is not None)

    def _part(self, space: Workspace, name: str, load: Callable[[], Loaded[Any]]) -> Any:
        if name not in space.files:
            return None

        def safe() -> Loaded[Any]:
            try:
                return load()
            except LessonError as error:
                return Loaded(None, error.problems)

        loaded = self._once(name, (space.files[name], space.info, space.article), safe)
        space.problems += loaded.problems
        return loaded.value

    def _once(self, name: str, key: tuple[object, ...], load: Callable[[], Any]) -> Any:
        """Give what was loaded from the very same things, or load it."""
        known = self._loaded.setdefault(name, [])
        for things, loaded in known:
            if len(things) == len(key) and all(map(operator.is_, things, key)):
                return loaded
        made = load()
        # As it stands, and as it is being written.
        self._loaded[name] = [(key, made), *known[:1]]
        return made


def quiz_files(files: Files, info: LessonInfo) -> list[str]:
    """Give the names of the quizzes' files, in the order in which they are met."""
    found = [name for name in files if shelf_of(name) == "quiz"]
    named = [f"quizzes/{name}.yml" for name in info.quizzes]
    return list(dict.fromkeys([*(name for name in named if name in found), *found]))


def usable_info(value: object, name: str) -> LessonInfo:
    """Give what can be used of a ``lesson.yml`` that has a fault; what is not there is assumed."""
    written: dict[str, Any] = value if isinstance(value, dict) else {}
    assumed: dict[str, Any] = {
        "title": name,
        "language": "fr",
        "languages": ("fr", "en"),
        "article": ArticleSource(file="article.txt", sha256="", rights=""),
        "chapters": (),
    }
    taken: dict[str, Any] = {}
    for field in msgspec.structs.fields(LessonInfo):
        with suppress(msgspec.ValidationError):
            taken[field.name] = (
                msgspec.convert(written[field.name], field.type)
                if (field.name in written)
                else assumed.get(field.name, ())
            )
    if "holders" not in taken and isinstance(written.get("holders"), list):
        taken["holders"] = tuple(_each(Holder, written["holders"]))
    source = written.get("article")
    if "article" not in taken and isinstance(source, dict):
        text = {key: str(source.get(key, "")) for key in ("file", "sha256", "metadata")}
        text["file"] = text["file"] or "article.txt"
        taken["article"] = ArticleSource(**text, rights="")
    info = LessonInfo(**{**assumed, **taken})
    return info if info.languages else msgspec.structs.replace(info, languages=("fr", "en"))


def _each(model: type[Any], items: list[Any]) -> list[Any]:
    found = []
    for item in items:
        with suppress(msgspec.ValidationError):
            found.append(msgspec.convert(item, model))
    return found


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:  # a name that no file can have
        return type(error).__name__
    return found.st_mtime_ns, found.st_size, found.st_ino


def problems_of(space: Workspace) -> list[Problem]:
    """Give what the checks of a lesson's content say of it."""
    return [problem for check in CONTENT_CHECKS for problem in space.own_faults(check.run(space))]
