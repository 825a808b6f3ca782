"""An article's raw text, cut into paragraphs, headings and sentences."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from lesson_utils.content.model import Article, Paragraph, Span
from lesson_utils.content.sentences import CLOSERS, ENDS, is_aside, sentence_spans

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
#: A longer line is a paragraph, whatever it ends in; a wide letter says as much as three.
_LONGEST_HEADING, _WIDE_LETTER = 120, 3
#: After the end mark: an agency, a foot-note's sign.
_AFTER_END = re.compile(r"\s*(?:\([^()]{1,40}\)|\[[^\[\]]{1,10}\]|[¹²³⁰⁴-⁹*†]+)$")
_WIDE_BRACKET = re.compile(r"[（【［][^（）【】［］]*[）】］]$")
_UNDERLINED = re.compile(r"(?P<line>[^\n]+)\n[ \t]*(?:={3,}|-{3,}|~{3,})[ \t\r]*")


def split_article(text: str, language: str) -> Article:
    r"""Cut an article into numbered paragraphs, headings and sentences.

    Paragraphs are separated by an empty line. A heading is a paragraph of one short line that does
    not end as a sentence does, with another paragraph after it; a line of ``=``, ``-`` or ``~``
    under it is no part of it. Sentences end at an end mark followed by white space and something
    other than a small letter. Headings hold no sentences.

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
    blocks = [
        (start, start + len(block.rstrip()))
        for match in _PARAGRAPH.finditer(text)
        if (block := match.group().lstrip())
        for start in [match.end() - len(block)]
    ]
    paragraphs: list[Paragraph] = []
    sentences: list[Span] = []
    number = 0
    for index, (start, end) in enumerate(blocks):
        heading = _heading(text[start:end], language) if index + 1 < len(blocks) else ""
        if heading:
            paragraphs.append(Paragraph(start=start, end=start + len(heading), number=None))
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


def _heading(block: str, language: str) -> str:
    """Give the line of a block that is a heading, without what underlines it; "" if it is none."""
    underlined = _UNDERLINED.fullmatch(block)
    line = (underlined["line"] if underlined else block).rstrip()
    if "\n" in line or _width(line) > _LONGEST_HEADING or is_aside(line, language):
        return ""
    if _WIDE_BRACKET.search(line):
        return ""
    ends = set(ENDS + ":;,،、，；：")
    shown = _AFTER_END.sub("", line)
    last = (line if shown == line else shown).rstrip(f"{CLOSERS} \u00a0\u202f")[-1:]
    whole = line.rstrip(f"{CLOSERS} \u00a0\u202f")[-1:]
    return "" if last in ends or whole in ends else line


def _width(line: str) -> int:
    return sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else 1 for letter in line)
