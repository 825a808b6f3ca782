"""An article's raw text, cut into paragraphs, headings and sentences."""

from __future__ import annotations

import re

from lesson_utils.content.model import Article, Paragraph, Span

#: What may end a sentence, in Latin, Greek, Arabic, Devanagari and East Asian scripts.
_ENDS = ".!?…؟۔।。！？"
#: What may stand between the end mark and the white space after it.
_CLOSERS = "»”’\"')\\]"
_SENTENCE_END = re.compile(rf"[{_ENDS}]+[{_CLOSERS}\s]*(?=\s|$)|[。！？]")
#: A capital's or common abbreviation's full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«])(?:[A-ZÉ]|M|MM|Mme|Mlle|Dr|Mr|Mrs|St|cf|etc|p|n°|art|env)\.$"
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
#: A longer line is a paragraph, whatever it ends in.
_LONGEST_HEADING = 120
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
        heading = _heading(text[start:end]) if index + 1 < len(blocks) else ""
        if heading:
            paragraphs.append(Paragraph(start=start, end=start + len(heading), number=None))
            continue
        number += 1
        paragraphs.append(Paragraph(start=start, end=end, number=number))
        sentences.extend(_sentences(text, start, end))
    return Article(
        text=text,
        language=language,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )


def _heading(block: str) -> str:
    """Give the line of a block that is a heading, without what underlines it; "" if it is none."""
    underlined = _UNDERLINED.fullmatch(block)
    line = (underlined["line"] if underlined else block).rstrip()
    if "\n" in line or len(line) > _LONGEST_HEADING:
        return ""
    return "" if line.rstrip(_CLOSERS + " ")[-1:] in set(_ENDS + ":;,") else line


def _sentences(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        following = text[match.end() : end].lstrip()
        if following[:1].islower() or _ABBREVIATION.search(text[begin:stop]):
            continue
        found.append(Span(start=begin, end=stop))
        begin = end - len(following)
    if begin < end:
        found.append(Span(start=begin, end=end))
    return found
