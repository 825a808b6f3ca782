"""What the studio's cell ends in: where nothing runs, how to open it; live, the studio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape

from lesson_utils.authoring.studio.desk import Desk
from lesson_utils.content.payload import ui_texts
from lesson_utils.content.problems import LessonError
from lesson_utils.shown.display import Shown
from lesson_utils.texts import command_word, interface_language, studio_texts

if TYPE_CHECKING:
    from anywidget import AnyWidget


class StudioShown(Shown):
    """The studio of a lesson.

    Parameters
    ----------
    root
        The lesson's folder.
    language
        Of the studio itself.
    """

    def __init__(self, root: Path, language: str) -> None:
        self.root = root
        self.language = interface_language(language)

    def html(self) -> str:
        """Say what this is, and how to open it; equal lessons give equal forms."""
        title, run = map(escape, self._said())
        return f'<div lang="{self.language}"><p><strong>{title}</strong></p><p>{run}</p></div>'

    def text(self) -> str:
        """Say the same as plain text."""
        return "\n".join(self._said())

    def _said(self) -> tuple[str, str]:
        title = command_word(self.language, "studio.action.static.title", lesson=self.root.name)
        return title, command_word(self.language, "studio.action.static.run")

    def _make_widget(self) -> AnyWidget:
        from lesson_utils.authoring.studio.session import Session  # noqa: PLC0415 - when shown
        from lesson_utils.authoring.studio.widget import StudioWidget  # noqa: PLC0415 - as above

        texts = {**ui_texts(self.language), **studio_texts(self.language)}
        payload = {"lesson": self.root.name, "language": self.language, "texts": texts}
        return StudioWidget(Session(self.root, self.language), payload)


def spoken_language(root: Path) -> str:
    """Give the lesson's first language, if the studio can be in it; French if nothing says."""
    try:
        return interface_language(Desk(root).space().info.languages[0])
    except LessonError:
        return "fr"
