"""An article's parts, from its headings or, without any, of about the same length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lesson_utils.content.model import Article, Paragraph
from lesson_utils.content.reporting import MARKUP
from lesson_utils.content.sentencewords import words_of

#: Each part becomes a notebook: more of them than this are put together.
MOST_PARTS = 6
#: Without headings, a part has about this many letters and at least this many paragraphs.
_PART_LETTERS, _PART_PARAGRAPHS = 2_500, 2
#: Marks of a heading in common plain-text layouts: ``# Title``, ``== Title ==``, underlining.
_HEADING_MARKS = re.compile(r"^(?:#+\s|[=*_\s])+|(?:\s#+|[=*_~\s-])+$")
#: A number with its mark: "1.", "2)", "1.2.", "II.", and what it counts in a row of headings.
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})(?P<mark>[.)])\s+(?P<rest>\S.*)", re.DOTALL
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class Part:
    """A stretch of the article to read together; ``title`` is empty where there is no heading."""

    title: str
    paragraphs: tuple[int, ...]


def heading_text(raw: str) -> str:
    r"""Give a heading without the marks of its layout, or "" if no text is left.

    Examples
    --------
    >>> heading_text("## 10 things to know"), heading_text("The storm\n==="), heading_text("* * *")
    ('10 things to know', 'The storm', '')
    """
    text = " ".join(_HEADING_MARKS.sub("", raw).split())
    text = "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0")
    return text if any(map(str.isalnum, text)) and not MARKUP.search(text) else ""


def without_numbers(titles: Sequence[str], language: str) -> list[str]:
    """Give headings without their numbering: "1. The port", "II. The port", "1) The port".

    A number is numbering where a mark follows it, and, if it may be part of what the heading says
    ("1. Mai", "V. Example"), where a row of headings is numbered from 1 on.

    Examples
    --------
    >>> without_numbers(["10 things", "1. The port", "I. Kant"], "en")
    ['10 things', 'The port', 'I. Kant']
    >>> without_numbers(["1. Der Hafen", "2. Die Stadt"], "de"), without_numbers(["1. Mai"], "de")
    (['Der Hafen', 'Die Stadt'], ['1. Mai'])
    """
    found = [_NUMBERED.match(title) for title in titles]
    row = _row(found)
    ordinals = words_of(language).ordinals
    return [
        match["rest"]
        if match and (index in row or not (match["number"].isalpha() or _third(match, ordinals)))
        else title
        for index, (title, match) in enumerate(zip(titles, found, strict=True))
    ]


def _third(match: re.Match[str], ordinals: bool) -> bool:  # noqa: FBT001 - of the language
    """Tell whether a number may be "third": "3. Liga"."""
    return ordinals and match["mark"] == "."


def _row(found: Sequence[re.Match[str] | None]) -> set[int]:
    """Give the places of the headings numbered 1, 2, … that do not go on alike ("1. Mai")."""
    row: list[int] = []
    for kind in (str.isalpha, str.isdecimal):
        counted = [
            (index, match) for index, match in enumerate(found) if match and kind(match["number"])
        ]
        numbers = [_value(match["number"]) for _, match in counted]
        words = {match["rest"].split()[0] for _, match in counted}
        in_order = numbers == list(range(1, len(numbers) + 1))
        if in_order and len(numbers) > 1 and len(words) > 1:
            row += [index for index, _ in counted]
    return set(row)


def _value(number: str) -> int:
    """Give what a number in digits or in Roman figures counts."""
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _titles(article: Article) -> dict[int, str]:
    """Give the text of each heading, by where it begins."""
    heads = [p for p in article.paragraphs if p.heading]
    titles = [heading_text(article.text[p.start : p.end]) for p in heads]
    shown = without_numbers(titles, article.language)
    return {p.start: title for p, title in zip(heads, shown, strict=True)}


def title_of(article: Article) -> str:
    """Give the article's own title: a heading it begins with, or ""."""
    first = article.paragraphs[0]
    return _titles(article)[first.start] if first.heading else ""


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
    titles = _titles(article)
    for index, section in enumerate(article.sections):
        numbers = tuple(p.number for p in section if p.number is not None)
        if not numbers:
            continue
        head = section[0]
        title = titles.get(head.start, "")
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
