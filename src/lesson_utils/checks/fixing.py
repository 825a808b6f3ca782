"""What ``lesson check --fix`` puts right before it checks: the article's bytes, and git's care."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from lesson_utils.checks.gitfiles import ATTRIBUTES, bytes_kept, in_work_tree, protection_of
from lesson_utils.checks.workspace import load_workspace
from lesson_utils.content.articlebytes import restore
from lesson_utils.content.coded import Coded
from lesson_utils.content.files import read_data, replace
from lesson_utils.content.loading import article_path, load_info
from lesson_utils.content.problems import LessonError, Problem, display_path

#: The code of the problem that a file cannot be written.
UNWRITABLE = "article-unwritable"


class Fixed(Coded, frozen=True, kw_only=True):
    """What was put right: in which file, say the values."""

    KEYS = "check.fixed."


def fix_lesson(root: Path) -> Iterator[Fixed]:
    """Put the article back byte for byte where its text is the right one, and protect it from git.

    Raises
    ------
    LessonError
        If that cannot be written. What the checks themselves tell is left to them.
    """
    try:
        info = load_info(root).value
        path = Path(os.path.realpath(article_path(root, info)))
        data = read_data(path, root)
    except LessonError:
        return
    if hashlib.sha256(data).hexdigest() != info.article.sha256:
        whole = restore(data, info.article.sha256)
        if whole is None:
            return
        _write(path, whole.data, root)
        yield _fixed("article", path, root)
    space = load_workspace(root)
    if in_work_tree(space) and any(bytes_kept(space)):
        attributes = path.with_name(ATTRIBUTES)
        before = attributes.read_bytes() if attributes.exists() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"
        line = f"{protection_of(path)}\n".encode()
        # Where it stands already, something stronger speaks against it: that the check tells.
        if line in before.splitlines(keepends=True):
            return
        _write(attributes, before + line, root)
        yield _fixed("attributes", attributes, root)


def _fixed(code: str, path: Path, root: Path) -> Fixed:
    return Fixed(code=code, values={"file": display_path(path, root)})


def _write(path: Path, data: bytes, root: Path) -> None:
    """Write a file whole; who may read it stays as it was."""
    try:
        mode = path.stat().st_mode if path.exists() else 0o644
        replace(path, data)
        path.chmod(mode & 0o777)
    except OSError as error:
        values = {"detail": error.strerror or str(error)}
        problem = Problem(code=UNWRITABLE, file=display_path(path, root), values=values)
        raise LessonError([problem]) from None
