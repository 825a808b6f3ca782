"""What libraries say of a machine while something is drawn: kept out of the cell.

At its first import matplotlib tells of a folder that cannot be written and of a slow search for
fonts; the programs it asks for fonts write to the process's own error stream; a letter no font has
is a warning. None of it is for a student, and all of it would be compared by strict nbval.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from types import ModuleType

#: The libraries whose log lines are about the machine; those of others, and of the reader's own
#: code, go where they went.
_LIBRARIES = ("matplotlib", "PIL", "fontTools", "anywidget", "ipywidgets")
_STDERR = 2
#: What is set aside is the process's own: one thread at a time sets it aside and puts it back.
_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing that libraries write reach the cell; put all back as it was.

    What is raised is raised.
    """
    with _ONE_AT_A_TIME, ExitStack() as stack:
        for name in _LIBRARIES:
            stack.enter_context(_unheard(logging.getLogger(name)))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(redirect_stdout(io.StringIO()))
        stack.enter_context(redirect_stderr(io.StringIO()))
        stack.enter_context(_process_stderr_closed())
        yield


def import_matplotlib() -> ModuleType:
    """Import matplotlib even where ``MPLBACKEND`` names a backend that it does not know.

    It would stop at once, though no figure of a lesson needs a backend. One that it knows is set
    as matplotlib itself does, for the reader's own figures.
    """
    known = "matplotlib" in sys.modules
    asked = None if known else os.environ.pop("MPLBACKEND", None)
    try:
        import matplotlib as mpl  # noqa: PLC0415 - it takes a while, and few need it
    finally:
        if asked is not None:
            os.environ["MPLBACKEND"] = asked
    if asked:
        with suppress(ValueError):
            mpl.rcParams["backend"] = asked
    return mpl


@contextmanager
def _unheard(logger: logging.Logger) -> Iterator[None]:
    """Give a library's records to no one: with no handler at all, logging writes them itself."""
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagate


@contextmanager
def _process_stderr_closed() -> Iterator[None]:
    """Send what programs and compiled libraries write to nowhere; ipykernel reads that stream."""
    kept = None
    with suppress(OSError, ValueError, AttributeError):  # a process need not have one
        sys.__stderr__.flush()  # type: ignore[union-attr]
        kept = os.dup(_STDERR)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)
    try:
        yield
    finally:
        if kept is not None:
            os.dup2(kept, _STDERR)
            os.close(kept)
