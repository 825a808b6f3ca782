"""Quotations in a text: where somebody's own words stand."""

from __future__ import annotations

import re

from lesson_utils.content.model import Article

#: An opening mark and what may close it; one that nothing closes holds to its paragraph's end.
_PAIRS = {"«": "»", "“": "”", "„": "“”", "»": "«", "「": "」", "『": "』", "”": "”"}
_STRAIGHT = '"'
_OPENING = re.compile(r"[«“„「『\"»”]")


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
            ends = [
                place
                for mark in closing
                if (place := article.text.find(mark, opening.end(), paragraph.end)) >= 0
            ]
            stop = min(ends) + 1 if ends else paragraph.end
            found.append((opening.start(), stop))
            position = stop
    return found
