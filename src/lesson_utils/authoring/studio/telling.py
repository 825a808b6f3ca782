"""What the browser was told of a lesson, so that news are only what is other than that.

Each state has a version. Who asks says which one it has: several views, or one that has missed an
answer, are each told what they lack; who has one that is forgotten is told everything.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any

_KEPT = 8


class Telling:
    """The states of a lesson that were told.

    Examples
    --------
    >>> telling = Telling()
    >>> first = telling.note({"title": "Tide", "files": []})
    >>> sorted(telling.news({"title": "Tide", "files": []}, first))
    ['files', 'since', 'version']
    >>> telling.news({"title": "Ebb", "files": []}, first)["title"]
    'Ebb'
    """

    def __init__(self) -> None:
        # A session knows its own versions alone.
        self._name = secrets.token_hex(4)
        self._count = 0
        self._known: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def note(self, now: dict[str, Any]) -> str:
        """Give the version of what is told now."""
        last = next(reversed(self._known), "")
        if last and (self._known[last] is now or self._known[last] == now):
            return last
        self._count += 1
        version = f"{self._name}-{self._count}"
        self._known[version] = now
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return version

    def news(self, now: dict[str, Any], since: object) -> dict[str, Any]:
        """Give what is other than it was.

        Parameters
        ----------
        now
            The lesson: its files, and what else may be other.
        since
            The version that the browser has; not a text: the last one that was told.
        """
        known = since if isinstance(since, str) else next(reversed(self._known), "")
        before = self._known.get(known)
        version = self.note(now)
        if before is None:
            return {"version": version, "since": "", **now}
        more = {
            name: value
            for name, value in now.items()
            if name != "files" and value != before.get(name)
        }
        old = {file["name"]: file for file in before["files"]}
        new = {file["name"]: file for file in now["files"]}
        changed = [file for name, file in new.items() if old.get(name) != file]
        gone = [
            {**file, "there": False, "value": None, "troubles": []}
            for name, file in old.items()
            if name not in new
        ]
        return {"version": version, "since": known, "files": [*changed, *gone], **more}
