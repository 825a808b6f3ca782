"""What a short value must look like: an id, a language, an address, what a text may hold."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: BCP 47: a language, perhaps with a script, a region or a variant. Source: RFC 5646, section 2.1.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_LONGEST_LANGUAGE = 35
#: What names a file on every system, without a folder.
_FILE_STEM = re.compile(r"\w[\w .-]*(?<![ .])")
_LONGEST_NAME = 100
#: What nobody sees and no text needs: controls, overrides of direction, no characters at all.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufffe\uffff]")
_NOT_IN_ADDRESS = re.compile(
    r"[\s<>\"\\^`{|}\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?|\[[0-9A-Fa-f:.]+\]")


def is_id(written: str) -> bool:
    r"""Tell whether a string names something: seen, on one line, not too long.

    Examples
    --------
    >>> is_id("ctx-deploiement"), is_id("été 2"), is_id(" "), is_id("a\x1b"), is_id("a\n")
    (True, True, False, False, False)
    """
    return (
        0 < len(written) <= _LONGEST_NAME
        and written.isprintable()
        and written == written.strip()
        and not CONTROL.search(written)
    )


def is_language(written: str) -> bool:
    """Tell whether a string is a language's code.

    Examples
    --------
    >>> is_language("fr"), is_language("pt-BR"), is_language("français"), is_language("")
    (True, True, False, False)
    """
    return len(written) <= _LONGEST_LANGUAGE and _LANGUAGE.fullmatch(written) is not None


def is_file_stem(written: str) -> bool:
    """Tell whether a string is a file's name without its folder and its ending.

    Examples
    --------
    >>> is_file_stem("contexte"), is_file_stem("../annotations"), is_file_stem("a/b")
    (True, False, False)
    """
    return len(written) <= _LONGEST_NAME and _FILE_STEM.fullmatch(written) is not None


def is_address(written: str) -> bool:
    """Tell whether a string is the whole address of something on the web.

    Examples
    --------
    >>> is_address("https://example.org/a?b=1"), is_address("https://"), is_address("https://a b")
    (True, False, False)
    """
    if _NOT_IN_ADDRESS.search(written):
        return False
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not host:
        return False
    return _HOST.fullmatch(f"[{host}]" if ":" in host else host) is not None
