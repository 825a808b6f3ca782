"""An article's parts, from its headings or, without any, of about the same length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lesson_utils.content.model import Article, Paragraph
from lesson_utils.content.reporting import MARKUP

#: Each part becomes a notebook: more of them than this are put together.
MOST_PARTS = 6
#: Without headings, a part has about this many letters and at least this many paragraphs.
_PART_LETTERS, _PART_PARAGRAPHS = 2_500, 2
#: Marks of a heading in common plain-text layouts: ``# Title``, ``== Title ==``, underlining.
_HEADING_MARKS = re.compile(r"^[#=*_\s]+|[#=*_~\s-]+$")
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+(?=\S)")


@dataclass(frozen=True)
class Part:
    """A stretch of the article to read together; ``title`` is empty where there is no heading."""

    title: str
    paragraphs: tuple[int, ...]


def heading_text(raw: str) -> str:
    r"""Give a heading without its number and the marks of its layout, or "" if no text is left.

    Examples
    --------
    >>> heading_text("## 2. The storm"), heading_text("The storm\n==="), heading_text("* * *")
    ('The storm', 'The storm', '')
    """
    text = _NUMBERING.sub("", " ".join(_HEADING_MARKS.sub("", raw).split()))
    text = "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0")
    return text if any(map(str.isalnum, text)) and not MARKUP.search(text) else ""


def title_of(article: Article) -> str:
    """Give the article's own title: a heading it begins with, or ""."""
    first = article.paragraphs[0]
    return heading_text(article.text[first.start : first.end]) if first.heading else ""


def parts(article: Article) -> tuple[Part, ...]:
    """Cut an article into parts to read one after the other; none if it is too short for two.

    A part is what stands under a heading; what stands under the article's title alone is the
    beginning. Parts beyond :data:`MOST_PARTS` are put together with their neighbours.
    """
    found = _under_headings(article)
    if len(found) < 2:  # noqa: PLR2004 - one part is the whole
        found = _even(article)
    if len(found) < 2:  # noqa: PLR2004
        return ()
    return tuple(_together(found))


def _under_headings(article: Article) -> list[Part]:
    found = []
    for index, section in enumerate(article.sections):
        numbers = tuple(p.number for p in section if p.number is not None)
        if not numbers:
            continue
        head = section[0]
        title = heading_text(article.text[head.start : head.end]) if head.heading else ""
        found.append(Part("" if index == 0 else title, numbers))
    return found


def _even(article: Article) -> list[Part]:
    numbered = [p for p in article.paragraphs if p.number is not None]
    letters = sum(p.end - p.start for p in numbered)
    count = min(
        MOST_PARTS, max(2, round(letters / _PART_LETTERS)), len(numbered) // _PART_PARAGRAPHS
    )
    if count < 2:  # noqa: PLR2004 - one part is the whole
        return []
    groups = _groups([_letters(p) for p in numbered], count)
    return [Part("", tuple(numbered[i].number or 0 for i in group)) for group in groups]


def _letters(paragraph: Paragraph) -> int:
    return paragraph.end - paragraph.start


def _together(found: list[Part]) -> list[Part]:
    if len(found) <= MOST_PARTS:
        return found
    merged = []
    for group in _groups([len(part.paragraphs) for part in found], MOST_PARTS):
        inside = [found[index] for index in group]
        titles = list(dict.fromkeys(part.title for part in inside if part.title))
        title = " – ".join(titles if len(titles) < 2 else [titles[0], titles[-1]])  # noqa: PLR2004
        merged.append(Part(title, tuple(n for part in inside for n in part.paragraphs)))
    return merged


def _groups(weights: Sequence[int], count: int) -> list[list[int]]:
    """Cut a row of weights into groups of about the same weight, none of them empty.

    Examples
    --------
    >>> _groups([1, 1, 1, 3], 2)
    [[0, 1, 2], [3]]
    """
    total, passed = sum(weights), 0
    groups: list[list[int]] = [[]]
    for index, weight in enumerate(weights):
        left = len(weights) - index
        due = passed + weight / 2 > total * len(groups) / count
        if groups[-1] and len(groups) < count and (due or left <= count - len(groups)):
            groups.append([])
        groups[-1].append(index)
        passed += weight
    return groups
