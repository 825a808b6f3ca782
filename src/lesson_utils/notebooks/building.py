"""Run notebooks again and store their outputs: what ``lesson build`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lesson_utils.content.loading import load_article, load_info
from lesson_utils.content.locating import lesson_folders
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.notebooks.celllines import located
from lesson_utils.notebooks.running import display_name, lesson_notebooks, notebooks_of, run_all
from lesson_utils.notebooks.titles import retitled
from lesson_utils.questions.wholelesson import WholeLesson


class Built(NamedTuple):
    """What became of a notebook: ``retitled``, ``rebuilt`` or ``unchanged``."""

    name: str
    became: str
    old: str = ""
    new: str = ""


def built(
    repository: Path, wanted: Callable[[Path], bool] = lambda _: True
) -> Iterator[Built | Problem]:
    """Build the notebooks of a repository, and tell of each as soon as it is done.

    Parameters
    ----------
    repository
        The folder that holds ``notebooks/`` and ``data/``.
    wanted
        Which of its notebooks to run.

    Yields
    ------
    Built or Problem
        Nothing at all where there is no such notebook. At the end comes what their lessons leave
        out, and what is not translated yet: such a problem does not cost the file.
    """
    paths = [path for path in lesson_notebooks(repository) if wanted(path)]
    for change in retitled(repository):
        if change.path in paths:
            change.path.write_text(change.text, encoding="utf-8", newline="\n")
            name = display_name(change.path, repository)
            yield Built(name, "retitled", change.old, change.new)
    for root, problems in _closed(repository):
        # Every one of its notebooks would only say the same.
        closed = notebooks_of(root)
        if any(path in closed for path in paths) or not closed:
            yield from problems
        paths = [path for path in paths if path not in closed]
    causes: dict[str, Problem] | None = None
    told = set()
    for report in run_all(paths, repository):
        if report.problems:
            causes = _causes(repository) if causes is None else causes
            for problem in located(report.problems, repository):
                cause = causes.get(problem.values.get("detail", ""), problem)
                if cause.sentence("fr") not in told:
                    yield cause
                told.add(cause.sentence("fr"))
            continue
        changed = report.path.read_text(encoding="utf-8") != report.built
        if changed:
            report.path.write_text(report.built, encoding="utf-8", newline="\n")
        yield Built(display_name(report.path, repository), "rebuilt" if changed else "unchanged")
    yield from _unfinished(repository, paths)


def _closed(repository: Path) -> Iterator[tuple[Path, list[Problem]]]:
    """Give the lessons that cannot be opened, and why."""
    for root in lesson_folders(repository):
        try:
            info = load_info(root)
            found = [*info.problems, *load_article(root, info.value).problems]
        except LessonError as error:
            found = list(error.problems)
        if problems := [problem for problem in found if problem.refuses]:
            yield root, problems


def _unfinished(repository: Path, paths: Sequence[Path]) -> Iterator[Problem]:
    """Tell of the lessons of some notebooks what is left out, and what is not translated yet."""
    for root in lesson_folders(repository):
        shown = {path.parent.name for path in notebooks_of(root) if path in paths}
        if shown:
            with suppress(LessonError):  # a lesson that cannot be opened has been told
                whole = WholeLesson.load(root)
                yield from (*whole.left_out, *whole.untranslated(*shown))


def _causes(repository: Path) -> dict[str, Problem]:
    """Give the faults of the lessons' files, by what the cells that need them say."""
    found: dict[str, Problem] = {}
    for root in lesson_folders(repository):
        with suppress(LessonError):
            found |= WholeLesson.load(root).said
    return found
