"""The types of question by name: this package's own, and those of other installed packages.

Another package names each of its types in its ``pyproject.toml``::

    [project.entry-points."lesson_utils.questions"]
    highlight-words = "its_package.highlight_words:TYPE"

``TYPE`` is a :class:`~lesson_utils.questions.base.QuestionType`; in the folder of its model stand
the same files as in the folders of this package (as package data: not modules alone). What such a
type lacks is told by :func:`lesson_utils.questions.lacking.lacking`; without :data:`NEEDED` it
cannot be used. Its scripts import from ``"lesson_utils/…"`` or from beside them, under the names
exported there; their own names are nobody else's concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lesson_utils.questions.base import QuestionType
from lesson_utils.texts import add_words, words_of

GROUP = "lesson_utils.questions"
#: Without these no question of a type is shown, nor any widget that has room for one.
NEEDED = ("view.js", "static.html", "static.txt")
#: What cannot be taken out of a script that becomes part of another one.
_ODD = re.compile(
    r"""^(?:import\b(?![^;'"]*?\bfrom\s+"(?:\.|lesson_utils/)[^"]+";$)"""
    r"|export\b(?! (?:async )?(?:function|const|let|class)\b)).*",
    re.MULTILINE,
)


class Types(Mapping[str, QuestionType]):
    """The types by name; other packages are looked at when a name asks for it, or all are wanted.

    Attributes
    ----------
    own
        The types of this package, which no other one takes the place of.
    """

    def __init__(self, *own: QuestionType) -> None:
        self.own: Mapping[str, QuestionType] = {kind.name: kind for kind in own}
        for kind in own:
            add_words(kind.folder)

    @cached_property
    def _found(self) -> tuple[dict[str, QuestionType], dict[str, str]]:
        """The types of other packages, and why one that is named cannot be used."""
        from importlib.metadata import entry_points  # noqa: PLC0415 - takes its time

        usable: dict[str, QuestionType] = {}
        broken: dict[str, str] = {}
        for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
            try:
                kind = point.load()
                fault = self._fault(point.name, kind, usable)
                if not fault:
                    words_of(kind.folder)
                    add_words(kind.folder)
                    usable[kind.name] = kind
            except Exception as error:  # noqa: BLE001 - another's code may fail in any way
                fault = str(error) or type(error).__name__
            if fault:
                broken[point.name] = f"{point.value}: {fault}"
        return usable, broken

    def _fault(self, name: str, kind: object, usable: Mapping[str, QuestionType]) -> str:
        """Say why a type cannot be used; nothing if it can."""
        if not isinstance(kind, QuestionType) or kind.name != name:
            return f"QuestionType “{name}”?"
        taken = {**self.own, **usable}
        if name in taken:
            return f"“{name}” ×2"
        if kind.folder in [other.folder for other in taken.values()]:
            return f"{kind.folder.name}/ ×2"
        if missing := [file for file in NEEDED if not (kind.folder / file).is_file()]:
            return f"{', '.join(missing)}?"
        odd = _ODD.search((kind.folder / "view.js").read_text(encoding="utf-8"))
        return f"view.js: {odd[0]}…" if odd else ""

    def __getitem__(self, name: str) -> QuestionType:
        return self.own[name] if name in self.own else self._found[0][name]

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from self._found[0]

    def __len__(self) -> int:
        return len(self.own) + len(self._found[0])

    def why_not(self, name: str) -> str:
        """Say why a type that another package names cannot be used; nothing if none names it."""
        return self._found[1].get(name, "")
