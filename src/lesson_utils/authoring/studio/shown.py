"""What the studio's cell ends in: where nothing runs, how to open it; live, the studio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lesson_utils.authoring.studio.desk import Desk
from lesson_utils.content.payload import ui_texts
from lesson_utils.content.problems import LessonError
from lesson_utils.notebooks.studiocell import static_html, static_text
from lesson_utils.shown.display import Shown
from lesson_utils.texts import interface_language, studio_texts

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
        """Say how to open it, as it is stored; equal lessons give equal forms."""
        return static_html(self.language)

    def text(self) -> str:
        """Say the same as plain text."""
        return static_text(self.language)

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
