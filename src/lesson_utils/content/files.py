"""Files read with a message for a person, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lesson_utils.content.problems import LessonError, Problem, display_path
from lesson_utils.content.standins import refuse_broken_link, refuse_pointer


def read_text(path: Path, root: Path) -> str:
    """Read a UTF-8 file without changing a character, line ends included."""
    return decode_text(read_data(path, root), display_path(path, root))


def decode_text(data: bytes, name: str) -> str:
    """Read bytes as UTF-8; messages call the file by its name."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LessonError([Problem(code="file-encoding", file=name, line=line)]) from None


def read_data(path: Path, root: Path) -> bytes:
    """Read a file's bytes; what a tool leaves in its place is refused.

    So is what is neither file nor folder: reading from a pipe would never end.
    """
    return read_named(path, display_path(path, root))


def read_named(path: Path, name: str) -> bytes:
    """Do the same; messages call the file by its name."""
    try:
        data = read_regular(path)
    except FileNotFoundError:
        refuse_broken_link(path, name)
        raise LessonError([Problem(code="file-missing", file=name)]) from None
    except OSError as error:
        values = {"detail": error.strerror or str(error)}
        raise LessonError([Problem(code="file-unreadable", file=name, values=values)]) from None
    refuse_pointer(data, name)
    return data


def read_regular(path: Path) -> bytes:
    """Read a file's bytes without waiting for what is none.

    Raises
    ------
    OSError
        If it cannot be read, or is a pipe, a device, a socket or a folder.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)


def is_inside(path: Path, root: Path) -> bool:
    """Tell whether a path stays in a folder, wherever its links lead.

    Examples
    --------
    >>> is_inside(Path("a/b.txt"), Path("a")), is_inside(Path("a/../b.txt"), Path("a"))
    (True, False)
    """
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    except ValueError:  # a name that no file can have
        return False


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    OSError
        If it cannot be written; what was there before is untouched.
    """
    with staged(path, content) as temporary:
        temporary.replace(path)


@contextmanager
def staged(path: Path, content: bytes, mode: int | None = None) -> Iterator[Path]:
    """Write a content beside its place, for whoever then moves it there; what is not moved goes.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=_staged_prefix(path), dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def clear_staged(path: Path) -> None:
    """Clear away what a kill left beside a file; only for who holds the file's lock."""
    prefix = _staged_prefix(path)
    with suppress(OSError):
        for left in path.parent.iterdir():
            # mkstemp ends a name with eight signs of its own.
            if left.name.startswith(prefix) and len(left.name) == len(prefix) + 8:
                with suppress(OSError):
                    left.unlink()


def _staged_prefix(path: Path) -> str:
    return f".{path.name}-"
