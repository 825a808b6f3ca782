"""A site, made beside its place and put there whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.lesson import open_at
from lesson_utils.site.checking import faults, size_of
from lesson_utils.site.landing import SiteLesson, landing, one_pages
from lesson_utils.site.lite import build_lite, kernel_wheels
from lesson_utils.site.notebooks import LiveParts, live_notebooks
from lesson_utils.site.python import put_python
from lesson_utils.site.sources import fetched
from lesson_utils.site.wheels import own_wheel
from lesson_utils.texts import interface_language

#: What tells a site that was made here from a folder of somebody's.
MARK = "lesson-site.json"
_UNUSED = (
    "rspack.*.js",
    "package.json",
    "jupyterlite.schema.v0.json",
    "build/fa-*.eot",
    "build/fa-*.svg",
)
_FORMAT = {"format": "lesson-site", "version": 1}


class Made(NamedTuple):
    """What a site came to."""

    lessons: int
    notebooks: int
    size: int


def may_hold(folder: Path) -> bool:
    """Tell whether a site may be put there: nothing is there, or a site made by this command."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))


def make_site(roots: Sequence[Path], folder: Path, tell: Callable[[str], None]) -> Made:
    """Make a site of lessons.

    Parameters
    ----------
    roots
        The folders of the lessons.
    folder
        Where it goes; what :func:`may_hold` refuses is not to be given.
    tell
        Is told the name of each step.

    Raises
    ------
    LessonError
        If two lessons have one name, if a lesson's notebooks are not up to date, if something
        cannot be had, or if the result is not whole. What was in the folder is then still there.
    OSError
        If something cannot be written.
    """
    parts = LiveParts({}, {})
    _refuse_same_names(roots)
    lessons = _lessons(roots, parts)
    pages = one_pages(lessons)
    tell("site.fetching")
    sources = fetched()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
        lite, site = Path(place) / "lite", Path(place) / "site"
        notebooks = {
            f"{lesson.root.name}/{notebook.place}": notebook.content
            for lesson in lessons
            for notebook in lesson.notebooks
        }
        _put(lite / "files", notebooks)
        own = own_wheel(roots, parts.pictures)
        lock = put_python(lite / "static" / "pyodide", sources, kernel_wheels(), own)
        tell("site.building")
        first = open_at(roots[0]).info.languages[0]
        build_lite(lite, site, interface_language(first), lock)
        _put(site / "static" / "lesson", parts.files)
        _put(site, pages)
        _put(site, landing(lessons, (site / "index.html").read_text(encoding="utf-8")))
        _tidy(site)
        _put(site, {MARK: json.dumps(_FORMAT).encode() + b"\n", ".nojekyll": b""})
        if wrong := faults(site, notebooks, parts.files):
            values = {"detail": ", ".join(wrong)}
            raise LessonError([Problem(code="site-broken", file=folder.name, values=values)])
        made = Made(len(lessons), len(notebooks), size_of(site))
        _date(site)
        _move(site, folder, Path(place) / "before")
    return made


def _refuse_same_names(roots: Sequence[Path]) -> None:
    """Refuse two lessons of one name: a browser would keep their answers together."""
    names = [root.name.casefold() for root in roots]
    same = sorted({root.name for root in roots if names.count(root.name.casefold()) > 1})
    if same:
        raise LessonError([Problem(code="site-name", file=f"{name}/lesson.yml") for name in same])


def _lessons(roots: Sequence[Path], parts: LiveParts) -> list[SiteLesson]:
    lessons: list[SiteLesson] = []
    problems: list[Problem] = []
    for root in roots:
        try:
            lessons.append(SiteLesson(root, live_notebooks(root, parts)))
        except LessonError as error:
            problems += error.problems
    if problems:
        raise LessonError(problems)
    return lessons


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _tidy(site: Path) -> None:
    """Take out what no page asks for: how JupyterLite is built, other ways in, old fonts."""
    for pattern in _UNUSED:
        for path in site.glob(pattern):
            path.unlink()
    shutil.rmtree(site / "doc", ignore_errors=True)


def _date(site: Path) -> None:
    """Date all files by now: of what seems old, browsers take it that it will not change soon."""
    for path in site.rglob("*"):
        os.utime(path)


def _move(site: Path, folder: Path, before: Path) -> None:
    """Put a site in the place of an earlier one, which stays if that does not succeed."""
    if folder.exists():
        folder.rename(before)
    try:
        site.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
