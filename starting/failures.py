"""Says why something failed, in one message."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starting.place import Place

FULL = 20000000  # bytes: with less room than this, a failed installation failed for want of room


SYMPTOMS = (
    ("disk-full", r"No space left|Errno 28\b|Errno 122\b|quota exceeded|WinError 112\b"),
    ("hash", r"DO NOT MATCH THE HASHES"),
    ("certificate", r"(?i)certificate.verify.failed"),
    (
        "network",
        (
            r"NewConnectionError|NameResolution|Failed to establish|getaddrinfo|Max retries"
            r"|(Connect|Read)Timeout|Connection (reset|refused|aborted)|ConnectionResetError"
            r"|Network is unreachable|ProxyError|SSLError|IncompleteRead|HTTP error 5\d\d"
            r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
        ),
    ),
    ("long-path", r"WinError 206\b|Long Path support"),
    ("read-only", r"Permission denied|Errno 13\b|Errno 30\b|WinError 5\b|Read-only file system"),
    ("unsupported", r"No matching distribution found for (?P<detail>\S+)"),
)


ERROR_LINE = re.compile(r"[\w.]*(Error|Exception): |ERROR: ")


class StartError(Exception):
    """A failure with a message of `TEXTS`; the person who started sees that and no traceback."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def diagnosis(place: Place, output: str) -> StartError:
    """Return the error that says why an installation failed."""
    log = keep_log(place, output)
    written = (str(place.venv), tempfile.gettempdir())
    if any(shutil.disk_usage(each).free < FULL for each in written):
        return StartError("disk-full", log=log)
    for key, pattern in SYMPTOMS:
        found = re.search(pattern, output)
        if found:
            return StartError(key, path=place.venv, log=log, **found.groupdict())
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["?"]
    errors = [line for line in lines if ERROR_LINE.match(line)]
    return StartError("failed", detail=(errors or lines)[-1], log=log)


def keep_log(place: Place, output: str) -> Path | None:
    """Write down what a failed program said; return where, unless even that failed."""
    for folder in (str(place.venv), tempfile.gettempdir()):
        try:
            handle, path = tempfile.mkstemp(".log", "lesson-install-", folder)
            os.close(handle)
            Path(path).write_text(output, "utf-8")
        except OSError:
            continue
        return Path(path)
    return None


def system_failure(place: Place, error: OSError) -> StartError:
    """Return the message for an error of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StartError("disk-full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StartError("read-only", path=error.filename or place.root)
    return StartError("system", detail=error)
