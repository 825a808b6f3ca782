"""Where a student's work is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import platformdirs

from lesson_utils.content.locating import PACKAGE, repository_of
from lesson_utils.student.whose import folder_of, has_own_account, user_scope


def progress_folders(root: Path) -> list[Path]:
    """List where a student's work on a lesson may be kept, the preferred folder first.

    ``progress/`` beside ``data/``, then the user's own folder for data; the latter alone for a
    lesson that is part of the installed package. The variable ``LESSON_PROGRESS`` names another
    folder, alone. In each of them, every user of a hub has a folder of their own.
    """
    user = user_scope()
    return [folder / folder_of(user) if user else folder for folder in _shared_folders(root)]


def earlier_folders(root: Path) -> list[Path]:
    """List where a hub's user certainly wrote alone before users had folders; to be read only.

    The user's account bears the user's name, and nobody else may write there. Elsewhere several may
    have written one file, and nothing tells whose answers are in it.
    """
    if not has_own_account(user_scope()):
        return []
    return [folder for folder in _shared_folders(root) if _is_private(folder)]


def _is_private(folder: Path) -> bool:
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _shared_folders(root: Path) -> list[Path]:
    named = os.environ.get("LESSON_PROGRESS")
    if named:
        return [Path(named)]
    own = platformdirs.user_data_path("lesson-utils") / "progress"
    if root.is_relative_to(PACKAGE):
        return [own]
    return [repository_of(root) / "progress", own]
