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

# What the output of pip, of uv ("os error") or of npm says about why it failed; the first that
# matches is told.
SYMPTOMS = (
    (
        "disk-full",
        (
            r"No space left|[Ee]rrno 28\b|Errno 122\b|[Qq]uota exceeded|WinError 112\b"
            r"|os error (28|112|122)\b|ENOSPC"
        ),
    ),
    ("hash", r"DO NOT MATCH THE HASHES|Hash mismatch for"),
    (
        "certificate",
        (
            r"(?i)certificate.verify.failed|invalid peer certificate|UNABLE_TO_(VERIFY|GET)_\w+"
            r"|SELF_SIGNED_CERT"
        ),
    ),
    (
        "network",
        (
            r"NewConnectionError|NameResolution|Failed to establish|getaddrinfo|Max retries"
            r"|(Connect|Read)Timeout|[Cc]onnection (reset|refused|aborted|closed)"
            r"|ConnectionResetError|Network is unreachable|ProxyError|SSLError|IncompleteRead"
            r"|HTTP error 5\d\d|dns error|tcp connect error|error sending request"
            r"|operation timed out|Failed to fetch|network was disabled|ENOTFOUND|EAI_AGAIN"
            r"|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
        ),
    ),
    ("long-path", r"WinError 206\b|os error 206\b|Long Path support"),
    (
        "read-only",
        (
            r"Permission denied|Access is denied|Errno 13\b|Errno 30\b|WinError 5\b|EACCES|EROFS"
            r"|os error (5|13|30)\b|Read-only file system"
        ),
    ),
    ("unsupported", r"No matching distribution found for (?P<detail>\S+)"),
    ("unsupported", r"[Bb]ecause (all versions of )?(?P<detail>\S+) ha(s|ve) no (usable )?wheels"),
)
ERROR_LINE = re.compile(r"[\w.]*(Error|Exception): |ERROR: |error: | *(cause|Caused by): ")
TRACED = re.compile(r"^(TRACE|DEBUG|WARN|INFO) .*\n?", re.MULTILINE)  # what uv tells on the way


class StartError(Exception):
    """A failure with a message of `words`; the person who started sees that and no traceback."""

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
    told = TRACED.sub("", output)
    for key, pattern in SYMPTOMS:
        found = re.search(pattern, told)
        if found:
            return StartError(key, path=place.venv, log=log, **found.groupdict())
    return StartError("failed", detail=last_error(told), log=log)


def last_error(output: str) -> str:
    """Return the line of a failed program's output that says most of why it failed."""
    lines = [line.strip() for line in TRACED.sub("", output).splitlines() if line.strip()] or ["?"]
    errors = [line for line in lines if ERROR_LINE.match(line)]
    return (errors or lines)[-1]


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
