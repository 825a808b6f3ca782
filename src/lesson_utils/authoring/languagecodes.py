"""A language as somebody names it, on a command line or in a computer's settings: its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesson_utils.content.signs import without_marks
from lesson_utils.texts import INTERFACE_LANGUAGES

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: What a computer's settings put behind a language: "fr_FR.UTF-8", "de_AT@euro".
_ENCODING = re.compile(r"[.@].*$")
_IN_BRACKETS = re.compile(r"\s*\(.*\)$")
_SCRIPT, _REGION = 4, 2


def language_code(written: str) -> str:
    """Give the code of a language that is written otherwise; "" where none is recognised.

    A code of three letters that has a shorter one, and the name of a language in itself, in
    French or in English, are clear too.

    Examples
    --------
    >>> [language_code(w) for w in ("FR", "en_us", "pt_BR.UTF-8", "ger", "Français", "german", "?")]
    ['fr', 'en-US', 'pt-BR', 'de', 'fr', 'de', '']
    """
    given = written.strip()
    first, *more = re.split(r"[-_\s]+", _ENCODING.sub("", given))
    code = "-".join([_shortest(first.lower()), *map(_part, more)])
    if _CODE.fullmatch(code):
        return code
    return next((code for name, code in _names() if name == _bare(given)), "")


def _part(part: str) -> str:
    """Write a script as "Hans" and a region as "US", whatever case they are given in."""
    if len(part) == _SCRIPT and part.isalpha():
        return part.title()
    return part.upper() if len(part) == _REGION else part


def _shortest(code: str) -> str:
    """Give the code of two letters for one of three ("fra", "ger"), where there is one."""
    from babel.core import get_global  # noqa: PLC0415 - an author's tool

    return str(get_global("language_aliases").get(code, code))


def _names() -> Iterator[tuple[str, str]]:
    """Give what languages are called, and their codes."""
    from babel import Locale  # noqa: PLC0415 - an author's tool
    from babel.localedata import locale_identifiers  # noqa: PLC0415

    own = sorted({code for code in locale_identifiers() if "_" not in code})
    for speaks in INTERFACE_LANGUAGES:
        named = Locale.parse(speaks).languages
        yield from ((_bare(named[code]), code) for code in own if code in named)
    for code in own:
        yield _bare(Locale.parse(code).languages.get(code, code)), code


def _bare(name: str) -> str:
    return without_marks(_IN_BRACKETS.sub("", name), "NFKD").casefold().strip()
