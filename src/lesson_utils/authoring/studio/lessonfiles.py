"""The files of a lesson under edit: changed in steps that can be undone, and nobody's work lost."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from lesson_utils.authoring.studio.changes import FILES, Change, RefusedError, check, may_be
from lesson_utils.authoring.studio.merging import ConflictError, merged
from lesson_utils.authoring.studio.outcomes import FileNow, History, Outcome, Step
from lesson_utils.authoring.studio.roundtrip import differing
from lesson_utils.authoring.studio.values import NoPlaceError, at, changed, same
from lesson_utils.authoring.studio.writing import locked, read_bytes, why_readonly, write_all
from lesson_utils.authoring.studio.yamltree import UneditableError, load
from lesson_utils.content.files import decode_text
from lesson_utils.content.locating import yaml_files
from lesson_utils.content.problems import LessonError, Problem, display_path
from lesson_utils.content.standins import refuse_conflict
from lesson_utils.content.yamlfile import YamlFile

_KEPT_VALUES, _KEPT_KEYS, _KEPT_STEPS = 24, 2_000, 500


class LessonFiles:
    r"""The YAML files of a lesson, those that are not there yet too.

    Parameters
    ----------
    root
        The lesson's folder.

    Examples
    --------
    >>> import tempfile
    >>> scratch = tempfile.TemporaryDirectory()
    >>> folder = Path(scratch.name)
    >>> _ = (folder / "facts.yml").write_text("- id: tide   # ours\n  date: '2024'\n")
    >>> files = LessonFiles(folder)
    >>> change = Change(key="1", file="facts.yml", act="set", path=(0, "date"), value="2025")
    >>> files.apply([change], "the date of “tide”").status
    'saved'
    >>> print((folder / "facts.yml").read_text(), end="")
    - id: tide   # ours
      date: '2025'
    >>> files.history.undo
    'the date of “tide”'
    >>> files.undo().status, files.read("facts.yml").value[0]["date"]
    ('saved', '2024')
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[str, deque[Any]] = {}
        self._done: OrderedDict[str, Outcome] = OrderedDict()
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def history(self) -> History:
        """What would be undone, and done again."""
        return History(
            self._undo[-1].words if self._undo else "", self._redo[-1].words if self._redo else ""
        )

    @property
    def readonly(self) -> Problem | None:
        """Why nothing can be written here, if that is known beforehand."""
        return why_readonly(self.root)

    def names(self) -> list[str]:
        """Name the files that can be edited: those that may be there, and the quizzes there are."""
        found = (f"quizzes/{path.name}" for path in yaml_files(self.root / "quizzes"))
        return [*FILES, *(name for name in found if may_be(name))]

    def read(self, name: str) -> FileNow:
        """Read a file as it is now; what a path leads to is looked for in what was read last."""
        if not may_be(name):
            return FileNow(name, there=False, problems=(Problem(code="edit-file", file=name),))
        try:
            data = read_bytes(self.root, name)
            if data is None:
                self.saw(name, None)
                return FileNow(name, there=False)
            value = load(self._text(name, data))
        except LessonError as error:
            return FileNow(name, there=True, problems=error.problems)
        self.saw(name, value)
        return FileNow(name, there=True, value=value)

    def apply(self, changes: Sequence[Change], words: str) -> Outcome:
        """Make changes, all or none, as one step of undo.

        Parameters
        ----------
        changes
            The changes, each thought of for what those before it leave.
        words
            What the step is called.
        """
        keys = [change.key for change in changes if change.key]
        if keys and all(key in self._done for key in keys):
            return self._done[keys[-1]]
        left = [change for change in changes if not change.key or change.key not in self._done]
        outcome = self._guarded(lambda: self._apply(left, words))
        if outcome.status == "saved":
            self._done.update(dict.fromkeys(keys, outcome))
            while len(self._done) > _KEPT_KEYS:
                self._done.popitem(last=False)
        return outcome

    def undo(self) -> Outcome:
        """Undo the last step that is not undone."""
        return self._guarded(lambda: self._back(self._undo, self._redo, forward=False))

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        return self._guarded(lambda: self._back(self._redo, self._undo, forward=True))

    def _guarded(self, what: Callable[[], Outcome]) -> Outcome:
        try:
            with locked(self.root):
                return what()
        except RefusedError as error:
            name = display_path(self.root / error.file, self.root)
            problem = Problem(code=error.code, file=name, values=error.values)
            return Outcome("failed", (problem,))
        except LessonError as error:
            return Outcome("failed", error.problems)

    def _apply(self, changes: list[Change], words: str) -> Outcome:
        check(changes)
        by_file: dict[str, list[Change]] = {}
        for change in changes:
            by_file.setdefault(change.file, []).append(change)
        contents: dict[str, tuple[bytes | None, bytes | None]] = {}
        for name, own in by_file.items():
            old = read_bytes(self.root, name)
            try:
                contents[name] = (old, self._become(name, old, own, self._meant(name, own[0])))
            except ConflictError as error:
                return self._conflict(name, error.theirs)
        return self._write(Step(words, contents), self._undo, clear=True)

    def _conflict(self, name: str, theirs: Any) -> Outcome:
        self.read(name)
        problem = Problem(code="edit-changed", file=display_path(self.root / name, self.root))
        return Outcome("conflict", (problem,), theirs=theirs)

    def _write(self, step: Step, stack: list[Step], *, clear: bool = False) -> Outcome:
        contents = {name: (old, new) for name, (old, new) in step.contents.items() if old != new}
        if not contents:
            return Outcome("saved")
        write_all(self.root, contents)
        for name in contents:
            self.read(name)
        stack.append(Step(step.words, contents))
        del stack[:-_KEPT_STEPS]
        if clear:
            self._redo.clear()
        return Outcome("saved", files=tuple(contents))

    def _back(self, source: list[Step], target: list[Step], *, forward: bool) -> Outcome:
        if not source:
            return Outcome("saved")
        step = source[-1]
        contents: dict[str, tuple[bytes | None, bytes | None]] = {}
        for name, (before, after) in step.contents.items():
            start, end = (before, after) if forward else (after, before)
            now = read_bytes(self.root, name)
            if now == start:
                contents[name] = (now, end)
                continue
            try:
                contents[name] = (now, self._inverse(name, now, start, end))
            except ConflictError as error:
                return self._conflict(name, error.theirs)
        # What is kept for the way back is seen from where the step started.
        turned = {name: (new, old) for name, (old, new) in contents.items()}
        outcome = self._write(Step(step.words, contents), [])
        source.pop()
        kept = contents if forward else turned
        target.append(Step(step.words, kept))
        return outcome

    def _inverse(
        self, name: str, now: bytes | None, start: bytes | None, end: bytes | None
    ) -> bytes | None:
        """Make in what stands in a file what led from one of its contents to another."""
        if now is None or start is None or end is None:
            raise ConflictError(None if now is None else load(self._text(name, now)))
        seen, wanted = (load(self._text(name, data)) for data in (start, end))
        changes = []
        value = seen
        for edit in differing((), seen, wanted):
            try:
                before = at(value, edit.path) if edit.act != "insert" else msgspec.UNSET
            except NoPlaceError:
                before = None
            changes.append(Change.of(edit, name, before))
            value = changed(value, edit)
        return self._become(name, now, changes, seen)

    def _become(
        self, name: str, old: bytes | None, changes: Sequence[Change], seen: Any
    ) -> bytes | None:
        """Give the bytes that a file is to have; None if it is to go."""
        whole = changes[-1]
        goes = whole.act == "remove" or (whole.act == "set" and whole.value is None)
        if not whole.path and goes:
            if name == "lesson.yml":
                raise RefusedError("edit-needed", name)
            if old is None:
                return None
            now = load(self._text(name, old))
            if whole.before is not msgspec.UNSET and not same(now, whole.before):
                raise ConflictError(now)
            return None
        text = self._heading(name) if old is None else self._text(name, old)
        try:
            new = merged(text, seen, changes, again=not self._done)
        except UneditableError as error:
            shown = display_path(self.root / name, self.root)
            raise LessonError([Problem(code=error.code, file=shown, line=error.line)]) from None
        return old if old is not None and new == text else new.encode()

    def _heading(self, name: str) -> str:
        """Give the first line of a new file: where editors find what may stand in it."""
        kind = "quiz" if "/" in name else name.removesuffix(".yml")
        schema = f"schemas/{kind}.schema.json"
        if not (self.root.parent / schema).is_file():
            return ""
        return f"# yaml-language-server: $schema={'../' * (name.count('/') + 1)}{schema}\n"

    def _text(self, name: str, data: bytes) -> str:
        path = self.root / name
        shown = display_path(path, self.root)
        text = decode_text(data, shown)
        refuse_conflict(text, shown)
        try:
            load(text.removeprefix("\ufeff"))
        except UneditableError as error:
            YamlFile(path, self.root)  # says what is wrong, and where
            raise LessonError([Problem(code=error.code, file=shown, line=error.line)]) from None
        return text

    def saw(self, name: str, value: Any) -> None:
        """Note the value of a file that somebody was shown: changes are thought of for that.

        Parameters
        ----------
        name
            The file.
        value
            As :func:`.values.plain` gives it; None for a file that is not there.
        """
        values = self._seen.setdefault(name, deque(maxlen=_KEPT_VALUES))
        if not values or not same(values[-1], value):
            values.append(value)

    def _meant(self, name: str, change: Change) -> Any:
        """Give the value of a file that a change was thought of for: the last that fits it."""
        if name not in self._seen:
            self.read(name)
        values = self._seen.get(name) or [None]
        if change.before is msgspec.UNSET or change.act == "insert":
            return values[-1]
        for value in reversed(values):
            try:
                found = at(value, change.path)
            except NoPlaceError:
                found = None
            if same(found, change.before):
                return value
        return values[-1]
