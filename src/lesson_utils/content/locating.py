"""Where lessons are: in a checkout, on Binder, or inside the installed package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lesson_utils.content.problems import LessonError, Problem

#: The package's own folder.
PACKAGE = Path(__file__).resolve().parents[1]


def shelves(start: Path | None = None) -> list[Path]:
    """List the folders that hold lessons, nearest first.

    ``data/`` in the working folder or any folder above it, then ``data/`` of the checkout this
    package runs from, then the lessons installed with the package.
    """
    here = (start or Path.cwd()).resolve()
    candidates = [folder / "data" for folder in (here, *here.parents)]
    candidates += [PACKAGE.parents[1] / "data", PACKAGE / "lessons"]
    unique = dict.fromkeys(candidates)
    return [folder for folder in unique if any(folder.glob("*/lesson.yml"))]


def available_lessons(start: Path | None = None) -> list[str]:
    """List the names of the lessons that can be opened, sorted."""
    return sorted({file.parent.name for shelf in shelves(start) for file in _lessons(shelf)})


def expected_lessons(start: Path | None = None) -> list[str]:
    """List the names of the lessons that should open, those that lack ``lesson.yml`` too."""
    here = (start or Path.cwd()).resolve()
    near = {folder / "data" for folder in (here, *here.parents)} | set(shelves(start))
    quizzes = (folder for shelf in near for folder in shelf.glob("*/quizzes"))
    return sorted({*available_lessons(start), *(folder.parent.name for folder in quizzes)})


def find_lesson(name_or_path: str | Path, start: Path | None = None) -> Path:
    """Give a lesson's folder.

    Parameters
    ----------
    name_or_path
        A lesson's name, or the path of its folder, of the ``lesson.yml`` in it, or of a folder
        whose ``data/`` holds this one lesson.
    start
        Where to look from; the working folder by default.

    Raises
    ------
    LessonError
        If there is no such lesson; the message lists those there are.
    """
    given = Path(name_or_path)
    folder = given.parent if given.name == "lesson.yml" else given
    anchored = folder if folder.is_absolute() else (start or Path.cwd()) / folder
    if (anchored / "lesson.yml").is_file():
        return anchored.resolve()
    held = _lessons(anchored / "data")
    if len(held) == 1:
        return held[0].parent.resolve()
    if len(given.parts) == 1:
        for shelf in shelves(start):
            if (shelf / given / "lesson.yml").is_file():
                return shelf / given
    names = ", ".join(available_lessons(start)) or "—"
    if _headless(given, anchored, start):
        file = f"{anchored.name}/lesson.yml"
        raise LessonError([Problem(code="lesson-headless", file=file, values={"lessons": names})])
    raise LessonError(
        [Problem(code="lesson-missing", file=str(name_or_path), values={"lessons": names})]
    )


def _headless(given: Path, anchored: Path, start: Path | None) -> bool:
    """Tell whether the lesson's folder is there, without its ``lesson.yml``."""
    here = (start or Path.cwd()).resolve()
    named = [folder / "data" / given for folder in (here, *here.parents)]
    folders = [anchored, *(named if len(given.parts) == 1 else [])]
    return any((folder / "quizzes").is_dir() for folder in folders)


def lessons_at(name_or_path: str | Path, start: Path | None = None) -> list[Path]:
    """Give the folder of a lesson, or those of all lessons in the ``data/`` of a folder.

    Raises
    ------
    LessonError
        If there is neither; the message lists the lessons there are.
    """
    try:
        return [find_lesson(name_or_path, start)]
    except LessonError:
        shelf = (start or Path.cwd()) / name_or_path / "data"
        if found := _lessons(shelf):
            return [file.parent.resolve() for file in found]
        raise


def typed_name(root: Path) -> str:
    """Give what a person types for a lesson: its name where that finds it, or its folder."""
    try:
        found = find_lesson(root.name)
    except LessonError:
        found = None
    if found is not None and found.resolve() == root.resolve():
        return root.name
    return f'"{root}"' if " " in str(root) else str(root)


def repository_of(root: Path) -> Path:
    """Give the folder that holds ``data/``, or the lesson's own where it stands alone."""
    parent = root.parent
    return parent.parent if parent.name == "data" else root


def lesson_folders(repository: Path) -> list[Path]:
    """List the folders of a repository's lessons, in order."""
    return [file.parent for file in _lessons(repository / "data")]


def notebook_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the name and the raw text of each notebook in a folder; what is no text is left out."""
    for path in sorted(path for path in folder.glob("*.ipynb") if path.is_file()):
        with suppress(OSError, ValueError):
            yield path.name, path.read_text(encoding="utf-8")


def _lessons(shelf: Path) -> list[Path]:
    return sorted(shelf.glob("*/lesson.yml"))


def yaml_files(folder: Path) -> list[Path]:
    """List the data files in a folder, sorted; what systems and editors leave beside is none."""
    return sorted(path for path in folder.glob("*.yml") if not path.name.startswith((".", "~$")))
