"""Texts that are not translated yet: another language's stands in, and says so.

A lesson stays usable while its translation is being written. Where a text is not there in one
language, the other's is shown behind a mark, which is part of the text: so no form of it, on paper,
in another tool or spoken, takes it for the translation. HTML says its language by the mark
(``rendering.spoken``; in the browser ``browser/dom.js``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lesson_utils.content.localized import Localized, languages_missing
from lesson_utils.texts import word

#: The mark, as ``static.untranslated`` has it in each language; ``dom.js`` has the same.
MARK = re.compile(r"\[(?P<language>[A-Z][A-Z\d-]+)\u00a0– [^\]]+\] ")


def completed(text: Localized, languages: Sequence[str]) -> Localized:
    r"""Give a text in all of some languages; one that nobody wrote in any stays as it is.

    Parameters
    ----------
    text
        As it is written.
    languages
        Those in which it is to be shown; the first of them that has it stands in.

    Examples
    --------
    >>> completed({"fr": "la paix"}, ["fr", "en"])["en"]
    '[FR\xa0– not translated yet] la paix'
    >>> completed("2013", ["fr", "en"]), completed({"fr": " "}, ["fr", "en"])
    ('2013', {'fr': ' '})
    """
    if isinstance(text, str):
        return text
    known = _written(text, languages)
    missing = languages_missing(text, tuple(languages))
    if not known or not missing:
        return text
    stands_in = text[known[0]]
    mark = known[0].upper()
    return text | {
        language: f"{word(language, 'static.untranslated', mark=mark)} {stands_in}"
        for language in missing
    }


def unmarked(text: str) -> str:
    r"""Give a text without its marks, where there is no room and a table beside it has them.

    Examples
    --------
    >>> unmarked("[FR\u00a0– not translated yet] Gao, [FR\u00a0– not translated yet] 2023")
    'Gao, 2023'
    """
    return MARK.sub("", text)


def is_unwritten(text: Localized) -> bool:
    """Tell whether nobody wrote a text in any language.

    Examples
    --------
    >>> is_unwritten({"fr": "", "en": " "}), is_unwritten({"fr": "oui"}), is_unwritten("")
    (True, False, True)
    """
    return not text.strip() if isinstance(text, str) else not _written(text, ())


def _written(text: dict[str, str], first: Iterable[str]) -> list[str]:
    """List the languages in which a text is written, some of them first."""
    return [code for code in dict.fromkeys((*first, *text)) if text.get(code, "").strip()]
