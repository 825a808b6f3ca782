"""An article whose bytes another machine has changed: recognised, and put back.

Git and editors change line ends, a byte order mark, white space, the encoding. The text is then
still the right one, and since its SHA-256 is known, so are its bytes: each way in which they may
have been is tried.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from lesson_utils.content.signs import INVISIBLE, SPACE

BYTE_ORDER_MARK = "\ufeff"
#: What counts as nothing at the end: white space, what is drawn as nothing, control characters.
_BLANK = re.compile(rf"(?:{SPACE}|{INVISIBLE})*")
#: Of these, what is tried there: the end of file of DOS and padding, too.
_WHITE = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001))))
_NOTHING = f"{_WHITE}\u200b\u2060{BYTE_ORDER_MARK}\x1a\0"
_COMMON, _COMMONEST = "\n \t\u00a0\f\u202f", "\n \u00a0"
#: Of one character, how many at the end are tried.
_RUN = 40
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONVERTED_TWICE = re.compile(r"\r+\n|\r")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


class Restored(NamedTuple):
    """The bytes as they were, why they are not, and the first line that differs.

    Each reason is a key of the messages, without its ``detail.``.
    """

    data: bytes
    reasons: tuple[str, ...]
    line: int


def restore(data: bytes, sha256: str) -> Restored | None:
    r"""Find the bytes with a SHA-256 that are the same text; None if the text is another.

    Examples
    --------
    >>> wanted = hashlib.sha256("Le phare\nest blanc".encode()).hexdigest()
    >>> restore(b"Le phare\r\nest blanc\r\n", wanted).reasons
    ('article.lines.CRLF', 'article.end.added')
    >>> restore(b"Le phare\nest rouge", wanted)
    """
    for encoding, text in _readings(data):
        body = text.lstrip(BYTE_ORDER_MARK)
        for lines in (*_line_forms(body), *_spaced_forms(body)):
            bare = _bare(lines)
            for mark, newline in product(("", BYTE_ORDER_MARK), ("\n", "\r\n", "\r")):
                start = hashlib.sha256((mark + bare.replace("\n", newline)).encode())
                for ending in _endings(lines[len(bare) :]):
                    whole = start.copy()
                    whole.update(ending.replace("\n", newline).encode())
                    if whole.hexdigest() == sha256:
                        found = mark + (bare + ending).replace("\n", newline)
                        return _told(found, text, encoding)
    return None


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts that bytes may be, the likeliest first, with what was done to each."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text:
        yield "", text
        for form in ("NFC", "NFD"):
            if (other := unicodedata.normalize(form, text)) != text:
                yield "article.accents", other
    names = [("article.encoding", name) for name in _encodings(data)]
    for reason, name in names:
        try:
            yield reason, data.decode(name)
        except UnicodeDecodeError:
            continue
    for name in ("cp1252", "latin-1") if text else ():
        try:
            yield "article.garbled", text.lstrip(BYTE_ORDER_MARK).encode(name).decode("utf-8")
        except UnicodeError:
            continue


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return ("utf-32",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data:
        return ("utf-16-le", "utf-16-be")
    return () if data.isascii() else ("cp1252", "latin-1", "iso-8859-15", "mac-roman")


def _line_forms(text: str) -> Iterator[str]:
    """Give a text with one kind of line ends, as far as one can tell what was one."""
    forms = (
        _LINE_END.sub("\n", text),
        _CONVERTED_TWICE.sub("\n", text),
        text.replace("\r\n", "\n"),
        text,
    )
    yield from dict.fromkeys(forms)


def _spaced_forms(text: str) -> Iterator[str]:
    """Give a text without the white space that an editor may have added inside it."""
    trimmed = "\n".join(line.rstrip() for line in text.splitlines())
    even = re.sub(r"[^\S\n]+", " ", trimmed)
    flush = re.sub(r"\n +", "\n", even.lstrip("\n"))
    bases = dict.fromkeys((trimmed, even, flush))
    forms = [
        *bases,
        *(re.sub(pattern, "\n", each) for each in bases for pattern in ("\n\n", "\n+")),
    ]
    forms += (re.sub("\n{2,}", "\n\n", each) for each in bases)
    yield from dict.fromkeys(forms)


def _endings(found: str) -> Iterator[str]:
    """Give what may have stood at the end, where this stands now."""
    yield from (found[:length] for length in range(len(found) + 1))
    yield from (found[start:] for start in range(1, len(found)))
    yield from (sign * count for sign in _COMMON for count in range(1, _RUN))
    for signs, length in ((_NOTHING, 1), (_NOTHING, 2), (_COMMON, 3), (_COMMONEST, 4)):
        yield from map("".join, product(signs, repeat=length))


def _told(restored: str, text: str, encoding: str) -> Restored:
    """Say in what the text as it stands differs from the one it was."""
    reasons = [encoding] if encoding else []
    marked, was_marked = (each.startswith(BYTE_ORDER_MARK) for each in (text, restored))
    if encoding != "article.encoding" and marked != was_marked:
        reasons.append("article.mark." + ("added" if marked else "removed"))
    (bare, end), (was_bare, was_end) = _cut(text), _cut(restored)
    kinds, were = (_line_ends(each) for each in (bare, was_bare))
    # The line ends of the end count where it has as many lines.
    if kinds == were and _LINE_END.sub("\n", end) == _LINE_END.sub("\n", was_end):
        kinds, were = _line_ends(text), _line_ends(restored)
    if kinds != were:
        reasons.append("article.lines." + (kinds if kinds in _NAMES.values() else "mixed"))
    if _CONVERTED_TWICE.sub("\n", bare) != _CONVERTED_TWICE.sub("\n", was_bare):
        reasons.append("article.spaces")
    now, before = (_LINE_END.sub("\n", each) for each in (end, was_end))
    if now != before:
        grown, shrunk = now.startswith(before), before.startswith(now)
        reasons.append("article.end." + ("added" if grown else "removed" if shrunk else "changed"))
    pairs = enumerate(zip(text, restored, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(text), len(restored)))
    line = 1 if encoding else len(_LINE_END.findall(text[:same])) + 1
    return Restored(restored.encode(), tuple(reasons), line)


def _bare(text: str) -> str:
    # From the end: searched from the start, a long run in the middle would be tried at each sign.
    found = _BLANK.match(text[::-1])
    return text[: len(text) - found.end()] if found else text


def _cut(text: str) -> tuple[str, str]:
    whole = text.lstrip(BYTE_ORDER_MARK)
    bare = _bare(whole)
    return bare, whole[len(bare) :]


def _line_ends(text: str) -> str:
    return " ".join(sorted({_NAMES[end] for end in _LINE_END.findall(text)}))
