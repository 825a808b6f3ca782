"""The file that a lesson is to be made of: read, or refused with what to do about it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from lesson_utils.content.files import read_named
from lesson_utils.content.problems import LessonError, Problem

#: Letters and marks of Western European languages, and the encodings that wrote them.
_USUAL = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÚÙÛÜ’‘“”„«»…–—€£°ºª¡¿·\u00a0"
)
_WESTERN = ("cp1252", "mac_roman", "cp850")
#: What a text in UTF-8 does not hold, and one in a wide encoding does everywhere.
_UTF8, _NOTHING, _WIDE = "utf-8", "\x00", ("utf_16", "utf_32")
#: How files begin that are none for a text editor, though their bytes may be letters.
_NO_TEXT = (b"%PDF-", b"{\\rtf", b"PK\x03\x04")


def read_article(path: Path) -> bytes:
    """Read an article's bytes, which are UTF-8 text.

    Raises
    ------
    LessonError
        If there is no such file, if it is a folder or no text, or if its encoding is another one:
        the message names it, with a command that converts the file. Messages name the file as it
        was typed.
    """
    data = _read(path)
    if data.startswith(_NO_TEXT):
        raise LessonError([Problem(code="new-binary", file=path.as_posix())])
    try:
        text = data.decode(_UTF8)
    except UnicodeDecodeError:
        raise LessonError([_other_encoding(path, data)]) from None
    if _NOTHING in text and (encoding_of(data) or "").startswith(_WIDE):
        raise LessonError([_other_encoding(path, data)])
    return data


def read_page(path: Path) -> bytes:
    """Read a web page's bytes: the page itself says how they are to be understood.

    Raises
    ------
    LessonError
        If there is no such file, if it is a folder or no text.
    """
    data = _read(path)
    try:
        data.decode(_UTF8)
    except UnicodeDecodeError:
        if encoding_of(data) is None:
            raise LessonError([Problem(code="new-binary", file=path.as_posix())]) from None
    return data


def _read(path: Path) -> bytes:
    name = path.as_posix()
    if path.is_dir():
        raise LessonError([Problem(code="new-is-folder", file=name)])
    if not path.exists():
        raise LessonError([Problem(code="new-missing", file=name)])
    return read_named(path, name)


def _other_encoding(path: Path, data: bytes) -> Problem:
    name = path.as_posix()
    encoding = encoding_of(data)
    if encoding is None:
        return Problem(code="new-binary", file=name)
    target = path.with_name(f"{path.stem}-utf8{path.suffix}").as_posix()
    command = (
        f"python -c \"from pathlib import Path; Path(r'{target}').write_bytes("
        f"Path(r'{name}').read_bytes().decode('{encoding}').encode())\""
    )
    values = {"encoding": encoding, "command": command, "target": target}
    return Problem(code="new-encoding", file=name, values=values)


def encoding_of(data: bytes) -> str | None:
    """Guess the encoding of a text that is not UTF-8; None for what is no text.

    Examples
    --------
    >>> encoding_of("Été à la mer, où l’on pêche.".encode("utf-16"))
    'utf_16'
    >>> encoding_of(bytes(range(256)) * 4) is None
    True
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - an author's tool

    if data[:4] in {b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"}:
        return "utf_32"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf_16"
    western = _western(data)
    if western is not None:
        return western
    controls = sum(byte < 9 or 13 < byte < 27 for byte in data)  # noqa: PLR2004 - no text's bytes
    if controls * 20 > len(data) and b"\x00" not in data:
        return None
    best = from_bytes(data).best()
    if best is None or best.encoding in {"ascii", _UTF8}:
        return None
    text = str(best)
    readable = sum(letter.isprintable() or letter.isspace() for letter in text)
    return best.encoding if readable * 20 >= len(text) * 19 else None


def _western(data: bytes) -> str | None:
    """Give the encoding that makes nearly all letters beyond ASCII usual ones; None for none."""
    best, most = None, 0.9
    for encoding in _WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [
            letter if not (letter.isupper() and before.islower()) else ""
            for before, letter in pairwise(f" {text}")
            if not letter.isascii()
        ]
        plain = text.isprintable() or all(c.isprintable() or c.isspace() for c in text)
        usual = sum(letter in _USUAL for letter in beyond) / max(len(beyond), 1)
        if beyond and plain and usual > most:
            best, most = encoding, usual
    return best
