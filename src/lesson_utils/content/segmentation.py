"""An article's raw text, cut into paragraphs, headings and sentences."""

from __future__ import annotations

import re

from lesson_utils.content.headings import doubtful, is_title, look_at, pieces
from lesson_utils.content.model import Article, Paragraph, Span
from lesson_utils.content.sentences import sentence_spans

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def split_article(text: str, language: str) -> Article:
    r"""Cut an article into numbered paragraphs, headings and sentences.

    Paragraphs are separated by an empty line. A heading is a paragraph of one short line that does
    not end as a sentence does, with another paragraph after it; a line of ``=``, ``-`` or ``~``
    under it is no part of it. Directly above its paragraph, a line is a heading where that is
    certain (:mod:`lesson_utils.content.headings`). Sentences end at an end mark followed by white
    space and something other than a small letter. Headings hold no sentences.

    Parameters
    ----------
    text
        The article as shown.
    language
        Its language code.

    Examples
    --------
    >>> article = split_article("A title\n\nOne day. Two days!", "en")
    >>> [paragraph.number for paragraph in article.paragraphs]
    [None, 1]
    >>> [article.text[s.start : s.end] for s in article.sentences]
    ['One day.', 'Two days!']
    """
    blocks = _blocks(text)
    page = look_at(text, blocks, language)
    found = [piece for start, end in blocks for piece in pieces(text, start, end, page)]
    paragraphs: list[Paragraph] = []
    sentences: list[Span] = []
    number = 0
    for index, (start, end, marked) in enumerate(found):
        title = "\n" not in text[start:end] and is_title(text[start:end], page)
        if (marked or title) and index + 1 < len(found):
            paragraphs.append(Paragraph(start=start, end=end, number=None))
            continue
        number += 1
        paragraphs.append(Paragraph(start=start, end=end, number=number))
        spans = sentence_spans(text, start, end, language)
        sentences.extend(Span(start=begin, end=stop) for begin, stop in spans)
    return Article(
        text=text,
        language=language,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )


def unsure_headings(text: str, language: str) -> list[int]:
    r"""Give where lines begin that may be headings of the paragraphs right below them, or not.

    Examples
    --------
    >>> unsure_headings("A heading\nThe port is shut.", "en")
    [0]
    """
    blocks = _blocks(text)
    return list(doubtful(text, blocks, look_at(text, blocks, language)))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Give where what stands between empty lines begins and ends."""
    return [
        (start, start + len(block.rstrip()))
        for match in _PARAGRAPH.finditer(text)
        if (block := match.group().lstrip())
        for start in [match.end() - len(block)]
    ]
