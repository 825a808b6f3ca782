"""Requests of the studio to their answers; no Jupyter in it.

What may be asked, and what is answered, is in ``js/types.js``.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from lesson_utils.authoring.studio.actions import LONG, Actions
from lesson_utils.authoring.studio.anchoring import anchored, found
from lesson_utils.authoring.studio.changes import RefusedError, read_changes
from lesson_utils.authoring.studio.desk import Desk, shelf_of
from lesson_utils.authoring.studio.lessonfiles import LessonFiles
from lesson_utils.authoring.studio.outcomes import Outcome
from lesson_utils.authoring.studio.state import State
from lesson_utils.authoring.studio.telling import Telling
from lesson_utils.authoring.studio.troubles import words_of
from lesson_utils.authoring.studio.trying import tried
from lesson_utils.content.locating import repository_of
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.texts import command_word, interface_language

Request = dict[str, Any]
Answer = dict[str, Any]
#: An id is made of the first words of a text.
_LONGEST_ID, _READ = 40, 400
_DEEPEST = 30


class RefusedRequestError(Exception):
    """A request that cannot be answered; the message says why, to a person."""


class Session:
    """What one studio asks of one lesson.

    Parameters
    ----------
    root
        The lesson's folder.
    language
        Of the interface; one that it has no words in becomes English.
    lab
        JupyterLab's own folder, from which files are named; that of the repository by default.
    """

    def __init__(self, root: Path, language: str, lab: Path | None = None) -> None:
        self.root = root.resolve()
        self.language = interface_language(language)
        self._desk = Desk(self.root)
        self._state = State(self._desk, self.language)
        self._actions = Actions(self.root, self.language, lab or repository_of(self.root))
        self._lock = threading.RLock()
        self._files = LessonFiles(self.root)
        self._telling = Telling()
        self._given: set[str] = set()
        self._busy = threading.Lock()

    def answer(self, request: Any, tell: Callable[[str], object] = lambda _: None) -> Answer:
        """Answer a request, whatever it is.

        Parameters
        ----------
        request
            What the browser asks.
        tell
            Is told how far a long one is.

        Returns
        -------
        dict
            The answer; ``{"error": words}`` where there is none.
        """
        try:
            return self._answered(request, tell)
        except RefusedRequestError as refused:
            return {"error": str(refused)}
        except LessonError as error:
            sentences = [problem.sentence(self.language) for problem in error.problems]
            return {"error": "\n".join(sentences)}
        except Exception as error:  # noqa: BLE001 - a teacher is told, and goes on
            detail = f"{type(error).__name__}: {error}".strip(": ")[:300]
            return {"error": self._say("failed", detail=detail)}

    def _answered(self, request: Any, tell: Callable[[str], object]) -> Answer:
        if not isinstance(request, dict) or is_deep(request):
            raise RefusedRequestError(self._say("request"))
        known: dict[str, Callable[[Request], Answer]] = {
            "open": self._open,
            "news": self._news,
            "anchor": self._anchor,
            "find": self._find,
            "try": self._try,
            "id": self._id,
            "save": self._save,
            "undo": lambda asked: self._saved(self._files.undo(), asked),
            "redo": lambda asked: self._saved(self._files.redo(), asked),
            "formats": lambda _: self._actions.formats(),
        }
        asked = request.get("do")
        if not isinstance(asked, str):
            raise RefusedRequestError(self._say("request"))
        if asked not in LONG and asked not in known:
            raise RefusedRequestError(self._say("request"))
        if not self.root.is_dir():
            raise LessonError([Problem(code="edit-gone", file=self.root.name)])
        if asked in LONG:
            return self._long(request, asked, tell)
        with self._lock:
            return known[asked](request)

    def _long(self, request: Request, asked: str, tell: Callable[[str], object]) -> Answer:
        """Do what takes its time; meanwhile the rest is answered."""
        if not self._busy.acquire(blocking=False):
            raise RefusedRequestError(self._say("busy"))
        try:
            match asked:
                case "check":
                    return self._actions.check(run=request.get("run") is True, tell=tell)
                case "build":
                    return self._actions.build(tell)
                case "preview":
                    return self._actions.preview(tell)
            return self._actions.export(request.get("format"), tell)
        finally:
            self._busy.release()

    def _open(self, _: Request) -> Answer:
        now = self._state.changing()
        version = self._telling.note(now)
        self._look(now["files"])
        problem = self._files.readonly
        readonly = words_of(problem, self.language) if problem else ""
        told = {"version": version, "readonly": readonly, "history": self._history()}
        return {**self._state.lesson(), **now, **told}

    def _look(self, files: Iterable[Answer]) -> None:
        """Note what the browser sees: its changes are thought of for that."""
        for file in files:
            if file["value"] is not None or not file["there"]:
                self._files.saw(file["name"], file["value"])

    def _history(self) -> dict[str, str]:
        return {"undo": self._files.history.undo, "redo": self._files.history.redo}

    def _news(self, request: Request) -> Answer:
        """Give what is other than what the browser has."""
        news = self._telling.news(self._state.changing(), request.get("since"))
        self._look(news["files"])
        return {**news, "history": self._history()}

    def _save(self, request: Request) -> Answer:
        words = request.get("words")
        try:
            changes = read_changes(request.get("changes"))
        except RefusedError as error:
            problem = Problem(code=error.code, file=error.file, values=error.values)
            return {"status": "failed", "words": words_of(problem, self.language)}
        step = words[:_READ] if isinstance(words, str) else ""
        return self._saved(self._files.apply(changes, step), request)

    def _saved(self, outcome: Outcome, request: Request) -> Answer:
        words = " ".join(words_of(problem, self.language) for problem in outcome.problems)
        saved: Answer = {"status": outcome.status, "words": words}
        if outcome.status == "conflict":
            saved["theirs"] = outcome.theirs
        # What is saved is saved, though the lesson cannot be shown for another reason.
        with suppress(LessonError):
            saved["news"] = self._news(request)
        return saved

    def _anchor(self, request: Request) -> Answer:
        start, end = (self._whole(request.get(name)) for name in ("start", "end"))
        return anchored(self._desk.space().article, start, end, self.language)

    def _find(self, request: Request) -> Answer:
        return found(self._desk.space().article, request.get("anchor"), self.language)

    def _try(self, request: Request) -> Answer:
        name, path = self._place(request)
        asked = request.get("language")
        shown = asked if isinstance(asked, str) else self.language
        return tried(self._desk, name, path, request.get("value"), self.language, shown)

    def _id(self, request: Request) -> Answer:
        name, text = request.get("file"), request.get("text")
        words = text if isinstance(text, str) else ""
        stem = name if isinstance(name, str) else ""
        made = slug(words) or slug(stem.rpartition("/")[2].removesuffix(".yml")) or "item"
        taken = {given for file in self._desk.files().values() for given in _ids(file.value)}
        free = made
        number = 1
        while free in taken or free in self._given:
            number += 1
            free = f"{made}-{number}"
        self._given.add(free)
        return {"name": free}

    def _place(self, request: Request) -> tuple[str, list[str | int]]:
        """Give the file and the path that a request names."""
        name, path = request.get("file"), request.get("path")
        steps = path if isinstance(path, list) else None
        if not isinstance(name, str) or not shelf_of(name) or steps is None:
            raise RefusedRequestError(self._say("request"))
        if not all(isinstance(step, str | int) and not isinstance(step, bool) for step in steps):
            raise RefusedRequestError(self._say("request"))
        return name, steps

    def _whole(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise RefusedRequestError(self._say("request"))
        return value

    def _say(self, key: str, **values: object) -> str:
        return command_word(self.language, f"studio.action.{key}", **values)


def is_deep(value: Any) -> bool:
    """Tell whether a value has more levels than anything that a form shows.

    Examples
    --------
    >>> is_deep({"a": [1]})
    False
    """
    pending = [(value, 0)]
    while pending:
        inner, depth = pending.pop()
        if depth > _DEEPEST:
            return True
        parts = (
            inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ()
        )
        pending += [(part, depth + 1) for part in parts]
    return False


def slug(text: str) -> str:
    """Make the beginning of a text to small letters, figures and hyphens.

    Examples
    --------
    >>> slug("L’été, au port !"), slug("الصهريج")
    ('l-ete-au-port', '')
    """
    plain = unicodedata.normalize("NFKD", re.sub("[’'ʼ]", " ", text[:_READ]))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    whole = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(whole) > _LONGEST_ID:
        whole = whole[: _LONGEST_ID + 1].rpartition("-")[0] or whole[:_LONGEST_ID]
    return whole


def _ids(value: Any) -> Iterator[str]:
    """Give every id in a value, however deep."""
    pending = [(value, 0)]
    while pending:
        inner, depth = pending.pop()
        if depth > 12:  # noqa: PLR2004 - no id stands deeper
            continue
        if isinstance(inner, dict):
            if isinstance(inner.get("id"), str):
                yield inner["id"]
            pending += [(part, depth + 1) for part in inner.values()]
        elif isinstance(inner, list):
            pending += [(part, depth + 1) for part in inner]
