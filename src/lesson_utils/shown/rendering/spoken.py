"""In which language and direction an element is: for screen readers, voices and hyphens."""

from __future__ import annotations

import re

from markupsafe import Markup

from lesson_utils.content.untranslated import MARK
from lesson_utils.texts import direction

#: Elements in which what looks like an element is none, or which hold nothing but text.
_NO_ELEMENTS = "option|script|style|textarea|title"
#: Such an element, or a stretch of text between two elements. No text has a ``<`` of its own.
_STRETCH = re.compile(
    rf"<(?P<name>{_NO_ELEMENTS})\b.*?</(?P=name)>|(?<=>)[^<]+(?=<)", re.DOTALL | re.IGNORECASE
)


def lang_attributes(language: str) -> Markup:
    """Give the attributes of an element in a language; the usual direction goes without saying.

    Examples
    --------
    >>> print(lang_attributes("fr"), lang_attributes("ar"))
    lang="fr" lang="ar" dir="rtl"
    """
    written = direction(language)
    if written == "ltr":
        return Markup('lang="{}"').format(language)
    return Markup('lang="{}" dir="{}"').format(language, written)


def spoken(html: str) -> str:
    """Say in HTML the language of each text that is not translated yet.

    Parameters
    ----------
    html
        In which every text is escaped. Attributes cannot say a language: they keep the mark alone.

    Examples
    --------
    >>> print(spoken("<p>1. [FR\u00a0– not translated yet] la paix</p>"))
    <p>1. [FR\u00a0– not translated yet] <span lang="fr">la paix</span></p>
    >>> once = spoken("<p>[FR\u00a0– not translated yet] la paix</p>")
    >>> spoken(once) == once
    True
    """
    return _STRETCH.sub(_said, html) if MARK.search(html) else html


def _said(stretch: re.Match[str]) -> str:
    text = stretch[0]
    marks = [] if stretch["name"] else list(MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    said = text[: marks[0].start()] if marks else text
    for mark, end in zip(marks, ends, strict=False):
        said += mark[0]
        # In a part of a page that was rendered before, an element follows already.
        if written := text[mark.end() : end]:
            said += f"<span {lang_attributes(mark['language'].lower())}>{written}</span>"
    return said
