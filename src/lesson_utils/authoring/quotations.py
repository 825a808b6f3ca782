"""Quotations in a text: where somebody's own words stand."""

from __future__ import annotations

import re

from lesson_utils.content.model import Article

#: An opening mark and what may close it; one that nothing closes holds to its paragraph's end.
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‘": "’", "»": "«", "「": "」", "『": "』", "”": "”"}
_STRAIGHT = '"'
#: ’ before a letter is an apostrophe, and so is ‘ after one.
_OPENING = re.compile(r"[«“„「『\"»”]|(?<!\w)‘")


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
