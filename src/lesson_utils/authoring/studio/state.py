"""What the studio shows of a lesson: files with values and troubles, marks, forms, texts."""

from __future__ import annotations

import hashlib
import os
from operator import is_
from typing import Any

from lesson_utils.authoring.studio.choices import Choices, language_name
from lesson_utils.authoring.studio.desk import SHELVES, Desk, problems_of, quiz_files, shelf_of
from lesson_utils.authoring.studio.forms import FormMaker
from lesson_utils.authoring.studio.marks import marks_in
from lesson_utils.authoring.studio.troubles import troubles_by_file
from lesson_utils.authoring.studio.values import plain
from lesson_utils.checks import Workspace
from lesson_utils.content.model import Article
from lesson_utils.content.untranslated import unmarked
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.texts import INTERFACE_LANGUAGES

DataFile = dict[str, Any]
#: Deeper than any value that a form shows.
_DEEPEST = 40


class State:
    """The lesson as the browser is told of it.

    Parameters
    ----------
    desk
        Reads the lesson.
    language
        Of the interface: "fr" or "en".
    """

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.language = language
        self._of: list[object] = []
        self._made: dict[str, Any] = {}
        self._forms: tuple[str, dict[str, Any]] = ("", {})

    def lesson(self) -> dict[str, Any]:
        """Give what stays as it is while the lesson is open."""
        space = self.desk.space()
        article = space.article
        names = dict.fromkeys([*space.info.languages, article.language, *INTERFACE_LANGUAGES])
        root = self.desk.root
        return {
            "name": root.name,
            "folder": hashlib.sha256(str(root).encode("utf-8", "replace")).hexdigest()[:16],
            "language": self.language,
            "languageNames": {code: language_name(code, self.language) for code in names},
            "article": _article(article),
        }

    def changing(self) -> dict[str, Any]:
        """Give what may be other after a change: the very same while the files are."""
        space = self.desk.space()
        now = [*self.desk.things(), space.info, space.article]
        if not self._made or len(now) != len(self._of) or not all(map(is_, now, self._of)):
            self._of, self._made = now, self._changing(space)
        return self._made

    def _changing(self, space: Workspace) -> dict[str, Any]:
        choices = self.choices(space)
        return {
            "title": unmarked(choices.text(space.info.title)) or self.desk.root.name,
            "languages": list(space.info.languages),
            "files": self._files(space),
            "marks": marks_in(space.files, space.article),
            "forms": self._forms_of(choices),
        }

    def _forms_of(self, choices: Choices) -> dict[str, Any]:
        """Make the forms anew only if a field may name something else."""
        key = repr(choices.all())
        if self._forms[0] != key:
            self._forms = (key, FormMaker(choices).all())
        return self._forms[1]

    def choices(self, space: Workspace) -> Choices:
        """Give what the fields of forms may name."""
        return Choices(self.language, space.article, space.info.languages, space.files)

    def _files(self, space: Workspace) -> list[DataFile]:
        troubles = troubles_by_file(problems_of(space), space, self.language)
        missing = [f"quizzes/{name}.yml" for name in space.info.quizzes]
        names = [*SHELVES, *quiz_files(space.files, space.info), *missing, *troubles]
        return [
            {
                "name": name,
                "shelf": shelf_of(name),
                "there": os.path.lexists(self.desk.root / name),
                "value": plain(_value(space.files.get(name)), _DEEPEST),
                "troubles": troubles.get(name, []),
            }
            for name in dict.fromkeys(names)
            if shelf_of(name)
        ]


def _article(article: Article) -> dict[str, Any]:
    return {
        "text": article.text,
        "language": article.language,
        "paragraphs": [
            {"start": each.start, "end": each.end, "number": each.number}
            for each in article.paragraphs
        ],
        "sentences": [{"start": each.start, "end": each.end} for each in article.sentences],
    }


def _value(file: YamlFile | None) -> Any:
    return None if file is None else file.value
