"""Why something failed, in one line."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from starting.failures import diagnosis, system_failure
from starting.place import Place
from starting.voice import Voice
from tests.fresh import ROOT


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "system"),
    ],
)
def test_an_error_of_the_system_gets_its_message(number: int, key: str) -> None:
    error = OSError(number, "text", "/some/path")
    failure = system_failure(Place(ROOT), error)
    assert failure.key == key
    assert Voice("fr").text(failure.key, **failure.values)


@pytest.mark.parametrize(
    ("key", "output"),
    [
        ("network", "NewConnectionError('Failed to establish a new connection: [Errno -3]')"),
        ("network", 'ReadTimeoutError("HTTPSConnectionPool: Read timed out.")'),
        ("network", "npm error code ENOTFOUND"),
        ("certificate", "SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))"),
        ("disk-full", "ERROR: Could not install packages due to an OSError: [Errno 28] No space"),
        ("disk-full", "OSError: [WinError 112] There is not enough space on the disk"),
        ("read-only", "OSError: [Errno 13] Permission denied: '/x'"),
        ("hash", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."),
        ("long-path", "HINT: This error might have occurred: Windows Long Path support"),
        ("unsupported", "ERROR: No matching distribution found for numpy==2.4.6"),
        ("network", "error: Request failed\n  cause: client error (Connect)\n  cause: dns error"),
        ("network", "error: Failed to fetch: `x`\n  cause: operation timed out"),
        ("certificate", "  cause: invalid peer certificate: UnknownIssuer"),
        ("certificate", "npm error code SELF_SIGNED_CERT_IN_CHAIN"),
        ("disk-full", "  cause: No space left on device (os error 28)"),
        ("disk-full", "  cause: failed to write to file: (os error 112)"),
        ("disk-full", "npm error code ENOSPC"),
        ("hash", "error: Failed to download `six`\n  cause: Hash mismatch for `six==1.17.0`"),
        ("read-only", "  cause: Acc\u00e8s refus\u00e9. (os error 5)"),
        ("read-only", "  cause: Read-only file system (os error 30)"),
        ("long-path", "  cause: Nom de fichier ou extension trop long. (os error 206)"),
        (
            "unsupported",
            "  cause: Because numpy==2.4.6 has no wheels with a matching ABI tag",
        ),
        ("unsupported", "  cause: Because all versions of uwsgi have no usable wheels and you"),
        ("failed", "DEBUG Permission denied (os error 13), falling back\nerror: something else"),
        ("failed", "something\nValueError: that went wrong\nhint: see above\n"),
        ("failed", ""),
    ],
)
def test_a_failed_installation_says_why(tmp_path: Path, key: str, output: str) -> None:
    place = Place(tmp_path)
    place.venv.mkdir()
    failure = diagnosis(place, output)
    assert failure.key == key
    assert Voice("fr").text(failure.key, **failure.values)
    assert Path(str(failure.values["log"])).read_text("utf-8") == output


def test_a_full_disk_is_seen_even_when_the_output_is_silent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = Place(tmp_path)
    place.venv.mkdir()
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert diagnosis(place, "Error: Command '...' returned 1").key == "disk-full"
