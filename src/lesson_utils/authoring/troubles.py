"""What is odd about a text that was pasted: told to the author, and never mended in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesson_utils.texts import base_language

#: Tags of a web page, and how many of them show that the text is one.
_TAGS = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|li|ul|ol|img|table|strong|em|b|i)\b[^>]*>", re.IGNORECASE
)
_MANY_TAGS = 3
#: UTF-8 read as if it were cp1252 or Latin-1 ("Ã©", "â€™"), and what could not be read at all.
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|â€[\u0098-\u009d™œ¦“”]|Ã[©¨ªàâ§´»¢]|Ð[°-¿]|\ufffd")
#: C1 control characters: no text has them.
_CONTROLS = re.compile("[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]")
#: Signs that are not seen and divide words: soft hyphen, spaces and joiners of no width.
_HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
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
    if len(_TAGS.findall(text)) >= _MANY_TAGS:
        yield "html", {}
    found = _GARBLED.search(text) or _CONTROLS.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        yield "garbled", {"line": str(line), "sign": repr(found.group())}
    hidden = _HIDDEN.findall(text)
    if hidden:
        yield "hidden", {"count": str(len(hidden))}
    guessed = guess(text)
    if guessed is not None and guessed != base_language(language):
        yield "language", {"guess": guessed, "code": language}


def guess(text: str) -> str | None:
    """Guess a text's language; None where that is not certain.

    Source: py3langid, Barbaresi's version of langid.py by Lui and Baldwin (2012).
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - an author’s tool

    if sum(map(str.isalpha, text)) < _LETTERS:
        return None
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    code, certainty = identifier.classify(text)
    return str(code) if certainty >= _CERTAIN else None
