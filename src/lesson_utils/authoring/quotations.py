"""Quotations in a text: where somebody's own words stand."""

from __future__ import annotations

import re

from lesson_utils.content.model import Article

#: An opening mark and what may close it; one that nothing closes holds to its paragraph's end.
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‘": "’", "»": "«", "「": "」", "『": "』", "”": "”"}
_STRAIGHT = '"'
#: ’ before a letter is an apostrophe, and so is ‘ after one.
_OPENING = re.compile(r"[«“„「『\"»”]|(?<!\w)‘")


#: A mark, with the space that French has inside its own.
MARKED = re.compile('[«»“”„‘「」『』"]')
_MARK = re.compile(r"«[ \u00a0\u202f]|[ \u00a0\u202f]»(?!\w)|[\u00a0\u202f]»|[«»“”„\"]")


def within_quotation(text: str, opening: str, closing: str) -> str:
    """Write a text's quotation marks as those that stand inside others.

    A mark opens at the beginning or after white space, whatever it does in other languages; what
    is still open at the end is closed.

    Examples
    --------
    >>> within_quotation('We wait," she said. "We hope', "‘", "’")
    'We wait,’ she said. ‘We hope’'
    >>> within_quotation("»Wir warten«, sagt sie", "‘", "’")
    '‘Wir warten’, sagt sie'
    """
    open_marks = 0

    def shown(match: re.Match[str]) -> str:
        nonlocal open_marks
        mark, before = match.group(), text[: match.start()]
        begins = not before or before[-1].isspace() or before[-1] in "([—–-"
        opens = begins and mark != "”" and mark.strip() == mark.rstrip()
        open_marks = max(0, open_marks + (1 if opens else -1))
        return opening if opens else closing

    written = _MARK.sub(shown, text)
    return written + closing if open_marks > 0 else written


def quotations(article: Article) -> list[tuple[int, int]]:
    """Give where quotations begin and end, their marks included.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> article = split_article("“We wait. We hope,” she said.", "en")
    >>> [article.text[a:b] for a, b in quotations(article)]
    ['“We wait. We hope,”']
    """
    found = []
    for paragraph in article.paragraphs:
        position = paragraph.start
        while opening := _OPENING.search(article.text, position, paragraph.end):
            closing = _STRAIGHT if opening.group() == _STRAIGHT else _PAIRS[opening.group()]
            ends = re.compile(rf"[{closing}](?!(?<=’)\w)")
            end = ends.search(article.text, opening.end(), paragraph.end)
            if end is None and opening.group() == "‘":
                position = opening.end()
                continue
            stop = end.end() if end else paragraph.end
            found.append((opening.start(), stop))
            position = stop
    return found
