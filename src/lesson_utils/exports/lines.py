"""An article in numbered lines that are the same on every copy, on paper and on screen.

A line is a choice of this module, not of a browser or a typesetting program: at most
:data:`MEASURE` columns, broken between words. So "line 12" is one place in the HTML, in the PDF,
in the student's copy and in the answer book, in every language of the lesson. Headings are not
counted, as is the custom in examination papers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lesson_utils.content.model import Article, Paragraph, Span

#: Columns of a line. A sign of East Asian width takes two, one that is drawn on another none.
MEASURE = 72

#: Where a line may end: at white space, but not inside « », nor before a mark that stands apart,
#: nor within a number or between a number and its sign.
_GAP = re.compile(
    r"(?<![«‹])(?:(?<!\d)[ \t\r\n]+(?![ \t\r\n»›;:!?%‰])"
    r"|(?<=\d)[ \t\r\n]+(?![ \t\r\n»›;:!?%‰\d€$£°]))"
)


@dataclass(frozen=True)
class Line:
    """A line of the article, ``text[start:end]``; ``number`` is None in a heading."""

    number: int | None
    start: int
    end: int


class NumberedLines:
    r"""The lines of an article, by paragraph and by place.

    Examples
    --------
    >>> from lesson_utils.content.model import Span
    >>> from lesson_utils.content.segmentation import split_article
    >>> lines = NumberedLines(split_article("A title\n\nOne day, two days.", "en"), measure=8)
    >>> [(line.number, line.start, line.end) for line in lines.all]
    [(None, 0, 7), (1, 9, 17), (2, 18, 21), (3, 22, 27)]
    >>> lines.of(Span(start=18, end=27))
    (2, 3)
    """

    def __init__(self, article: Article, measure: int = MEASURE) -> None:
        self.by_paragraph: list[tuple[Paragraph, list[Line]]] = []
        count = 0
        for paragraph in article.paragraphs:
            lines = []
            for start, end in _broken(article.text, paragraph.start, paragraph.end, measure):
                if not paragraph.heading:
                    count += 1
                lines.append(Line(None if paragraph.heading else count, start, end))
            self.by_paragraph.append((paragraph, lines))
        #: All lines in their order, those of headings too.
        self.all = [line for _, lines in self.by_paragraph for line in lines]

    def of(self, span: Span) -> tuple[int, int] | None:
        """Give the first and the last line a stretch of the article touches; None in a heading."""
        touched = [
            line.number
            for line in self.all
            if line.number is not None and line.start < span.end and span.start < line.end
        ]
        return (touched[0], touched[-1]) if touched else None


def _broken(text: str, start: int, end: int, measure: int) -> Iterator[tuple[int, int]]:
    """Break a paragraph: greedily, and inside a word only where it is longer than a line."""
    begin = stop = None
    for left, right in _words(text, start, end, measure):
        if begin is None or stop is None:
            begin, stop = left, right
        elif _columns(text[begin:right]) <= measure:
            stop = right
        else:
            yield begin, stop
            begin, stop = left, right
    if begin is not None and stop is not None:
        yield begin, stop


def _words(text: str, start: int, end: int, measure: int) -> Iterator[tuple[int, int]]:
    """Give what may not be broken; a word longer than a line comes in pieces of a line."""
    left = start
    for right, following in [
        *((gap.start(), gap.end()) for gap in _GAP.finditer(text, start, end)),
        (end, end),
    ]:
        begin = left
        for place in range(left + 1, right):
            if _columns(text[begin : place + 1]) > measure and _columns(text[place]):
                yield begin, place
                begin = place
        if begin < right:
            yield begin, right
        left = following


def _columns(text: str) -> int:
    return sum(
        0
        if unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )
