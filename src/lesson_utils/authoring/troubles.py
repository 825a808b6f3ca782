"""What is odd about a text that was pasted: told to the author, and never mended in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lesson_utils.texts import base_language

#: Tags and entities of a web page.
_TAG = re.compile(
    r"</?(?:p|div|span|a|br|hr|h[1-6]|li|ul|ol|dl|img|table|t[dhr]|strong|em|b|i|u|su[bp]|small"
    r"|section|article|aside|main|nav|header|footer|fig(?:ure|caption)|blockquote|html|head|body"
    r"|meta|script|style|iframe|form|button)\b[^<>]*>|<!doctype\b|<!--",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[\da-f]{2,5});", re.IGNORECASE)
#: UTF-8 read as if it were cp1252 or Latin-1 ("Ã©", "â€™"), and what could not be read at all.
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|â€[\u0098-\u009d™œ¦“”]|Ã[©¨ªàâ§´»¢]|Ð[°-¿]|\ufffd")
#: A letter that was lost: "ferm?e".
_LOST = re.compile(r"(?<![\w/?&=.])[^\W\d_]+\?[^\W\d_]+(?![\w=&?])")
_MANY_LOST = 2
#: C1 control characters: no text has them.
_CONTROLS = re.compile("[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]")
#: Encodings that UTF-8 is taken for, and what it looks like then: nothing but pairs and threes.
_TAKEN_FOR = ("cp1252", "mac_roman", "cp437", "cp850", "cp1251", "cp1250", "koi8_r")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
#: Signs that are not seen and divide words: soft hyphen, spaces and joiners of no width.
_HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
#: Words that a page layout has cut at the end of a line.
_CUT = re.compile(r"(?<!\w)[^\W\d_]{2,}-\n[^\W\d_A-Z]{2,}")
_MANY_CUT = 2
#: A guess counts when it is this certain, of a text of so many letters.
_CERTAIN, _LETTERS = 0.95, 60


def troubles(text: str, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    r"""Give the code and the values of a note for each thing that is odd.

    Examples
    --------
    >>> [code for code, _ in troubles("<p>A</p><p>B</p>", "en")]
    ['html']
    >>> [code for code, _ in troubles("L’Ã©tÃ© au port, har\u00adbour", "fr")]
    ['garbled', 'hidden']
    """
    if _TAG.search(text) or _ENTITY.search(text):
        yield "html", {}
    found = _garbled(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        yield "garbled", {"line": str(line), "sign": repr(found.group())}
    hidden = _HIDDEN.findall(text)
    if hidden:
        yield "hidden", {"count": str(len(hidden))}
    cut = _CUT.findall(text)
    if len(cut) >= _MANY_CUT:
        yield "cut", {"text": cut[0].replace("\n", " "), "count": str(len(cut))}
    guessed = guess(text)
    if guessed is not None and guessed != base_language(language):
        yield "language", {"guess": guessed, "code": language}


def _garbled(text: str) -> re.Match[str] | None:
    """Find the first sign of a text that was read in another encoding than it was written in."""
    found = _GARBLED.search(text) or _CONTROLS.search(text)
    lost = list(_LOST.finditer(text))
    if found is None and len(lost) >= _MANY_LOST:
        found = lost[0]
    if found is not None:
        return found
    runs = list(_BEYOND.finditer(text))
    for encoding in _TAKEN_FOR:
        read = [run for run in runs if _is_utf8(run.group(), encoding)]
        if read and len(read) * 2 >= len(runs):
            return read[0]
    return None


def _is_utf8(run: str, encoding: str) -> bool:
    """Tell whether letters are UTF-8 that was read in an encoding.

    Examples
    --------
    >>> _is_utf8("├⌐", "cp437"), _is_utf8("é", "cp1252")
    (True, False)
    """
    try:
        run.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    return True


@cache
def _identifier() -> Any:
    """Load what tells languages apart, once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - an author’s tool

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess(text: str) -> str | None:
    """Guess a text's language; None where that is not certain.

    Source: py3langid, Barbaresi's version of langid.py by Lui and Baldwin (2012).
    """
    if sum(map(str.isalpha, text)) < _LETTERS:
        return None
    code, certainty = _identifier().classify(text)
    return str(code) if certainty >= _CERTAIN else None
