"""The bytes of a lesson's files: read with care, and several written all or none."""

from __future__ import annotations

import getpass
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from lesson_utils.content.files import is_inside, read_named, staged
from lesson_utils.content.problems import LessonError, Problem, display_path

_LOCK_SECONDS = 10
#: A lesson's file is some kilobytes.
_MOST_BYTES = 4_000_000


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other studios on this lesson from writing meanwhile.

    The lock is not in the lesson's folder, which is its author's and may be read-only.

    Raises
    ------
    LessonError
        If another one does not let go.
    """
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    known = hashlib.sha256(f"{user}\n{os.path.realpath(root)}".encode(errors="replace")).hexdigest()
    lock = FileLock(Path(tempfile.gettempdir()) / f"lesson-{known[:24]}.lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout:
        raise LessonError([Problem(code="edit-busy", file=root.name)]) from None
    except (OSError, NotImplementedError):
        pass  # no locks here: a file is still looked at right before it is written
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()


def read_bytes(root: Path, file: str) -> bytes | None:
    """Read a file of a lesson; None if there is none.

    Raises
    ------
    LessonError
        If something else stands in its place, or it cannot be read.
    """
    path = root / file
    name = display_path(path, root)
    try:
        known = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return None
        return read_named(path, name)
    except OSError as error:
        raise _unreadable(name, error.strerror or str(error)) from None
    if not stat.S_ISREG(known.st_mode):
        raise _unreadable(name, "Is a directory" if path.is_dir() else "not a file")
    if not is_inside(path, root):
        raise LessonError([Problem(code="edit-outside", file=name)])
    refuse_large(path, name)
    return read_named(path, name)


def refuse_large(path: Path, name: str) -> None:
    """Refuse a file that is no lesson's: reading it would take minutes."""
    with suppress(OSError):
        if path.stat().st_size > _MOST_BYTES:
            raise _unreadable(name, "File too large")


def _unreadable(name: str, detail: str) -> LessonError:
    return LessonError([Problem(code="file-unreadable", file=name, values={"detail": detail})])


def write_all(root: Path, contents: Mapping[str, tuple[bytes | None, bytes | None]]) -> None:
    """Let several files become others, all or none.

    Parameters
    ----------
    root
        The lesson's folder.
    contents
        By file, what stands there and what is to; None is no file.

    Raises
    ------
    LessonError
        If that cannot be; then all is as before.
    """
    done: list[tuple[Path, Path | None]] = []
    file = ""
    with ExitStack() as stack:
        try:
            moves = []
            for file, (old, new) in contents.items():
                path = _place(root, file)
                mode = _mode(path if old is not None else root / "lesson.yml")
                kept = stack.enter_context(staged(path, old, mode)) if old is not None else None
                made = stack.enter_context(staged(path, new, mode)) if new is not None else None
                moves.append((file, path, kept, made))
            for file, path, kept, made in moves:
                if read_bytes(root, file) != contents[file][0]:
                    raise _Meanwhile  # noqa: TRY301 - undone as what fails is
                if made is None:
                    path.unlink(missing_ok=True)
                else:
                    made.replace(path)
                done.append((path, kept))
        except (OSError, LessonError, _Meanwhile) as error:
            for path, kept in reversed(done):
                with suppress(OSError):
                    if kept is None:
                        path.unlink(missing_ok=True)
                    else:
                        kept.replace(path)
            if isinstance(error, LessonError):
                raise
            name = display_path(root / file, root)
            if isinstance(error, _Meanwhile):
                raise LessonError([Problem(code="edit-changed", file=name)]) from None
            values = {"detail": error.strerror or str(error)}
            raise LessonError([Problem(code="edit-unwritable", file=name, values=values)]) from None


def _place(root: Path, file: str) -> Path:
    """Give where a file is to stand; the folder of the quizzes comes with the first of them."""
    path = Path(os.path.realpath(root / file))
    if path.parent != Path(os.path.realpath(root)):
        path.parent.mkdir(exist_ok=True)
    return path


class _Meanwhile(Exception):  # noqa: N818 - no error: somebody else was quicker
    """A file is no longer what it was a moment ago."""


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def why_readonly(root: Path) -> Problem | None:
    """Tell why nothing can be written in a lesson's folder, if that is known beforehand."""
    if os.access(root, os.W_OK):
        return None
    return Problem(code="edit-readonly", file=root.name)
