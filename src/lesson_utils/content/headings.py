"""Which lines are headings: alone between empty lines, or directly above a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from lesson_utils.content.sentences import (
    CLOSERS,
    ENDS,
    begins_sentence,
    ends_sentence,
    is_aside,
    item_mark,
    sentence_spans,
)
from lesson_utils.content.sentencewords import words_of

#: A longer line is a paragraph, whatever it ends in; a wide letter says as much as three.
_LONGEST, _WIDE_LETTER = 120, 3
#: Directly above its paragraph, a heading is at most this long, and its paragraph's first line
#: this long at least and this many times as long.
_LONGEST_ABOVE, _SHORTEST_BELOW, _TIMES = 60, 60, 2
#: A word is at most this wide, in scripts without spaces too.
_LONG_WORD = 15
#: A line with a comma and fewer words with small letters may be a place or a name.
_FEW_SMALL = 3
#: After the end mark: an agency, a foot-note's sign.
_AFTER_END = re.compile(r"\s*(?:\([^()]{1,40}\)|\[[^\[\]]{1,10}\]|[¹²³⁰⁴-⁹*†]+)$")
_WIDE_BRACKET = re.compile(r"[（【［][^（）【】［］]*[）】］]$")
_RULE = re.compile(r"(?:={3,}|-{3,}|~{3,})")
_MARKED = re.compile(r"#{1,6}\s+\S")
#: A day, with its year: what a chronicle has above each entry, and a page once.
_DAY = re.compile(
    r"(?:\w+,?\s)?(?:\d{1,2}(?:\.|er|st|nd|rd|th|º|°)?\s(?:de\s|d[’'])?\w+\.?,?|\w+\.?\s\d{1,2},)"
    r"\s(?:de\s|del\s)?\d{4}(?:\sг\.?)?"
)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Line:
    """A line of the article: its place without white space around it, and what it says."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Page:
    """What the lines of the whole article tell about one: how often each occurs, how text runs.

    ``start`` is where it begins, ``opening`` the same but for a page's own lines and those in
    capitals; ``shortest`` is the width of the shortest line that plainly runs on into the next
    one: one that is not shorter may do so too.
    """

    language: str
    often: Counter[str]
    days: int
    start: int
    opening: int
    shortest: int


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """Give the lines of a block, without what is blank."""
    found = []
    for match in _LINE.finditer(text, start, end):
        said = match.group().strip()
        if said:
            first = match.start() + match.group().index(said)
            found.append(Line(first, first + len(said), said))
    return found


def look_at(text: str, blocks: list[tuple[int, int]], language: str) -> Page:
    """See how the lines of an article run, by its blocks."""
    often: Counter[str] = Counter()
    widths = [_LONGEST]
    for start, end in blocks:
        lines = lines_of(text, start, end)
        often.update(line.text for line in lines)
        for place, line in enumerate(lines[:-1]):
            first = place == 0 or ends_sentence(lines[place - 1].text)
            following = lines[place + 1].text
            runs_on = not ends_sentence(line.text) and _runs_on(following, first=first)
            if runs_on and not is_aside(following, language):
                widths.append(_width(line.text))
    days = sum(count for said, count in often.items() if _DAY.fullmatch(said))
    return Page(
        language,
        often,
        days,
        blocks[0][0] if blocks else -1,
        _opening(text, blocks, language),
        min(widths),
    )


def _opening(text: str, blocks: list[tuple[int, int]], language: str) -> int:
    """Give where the first block begins that is no page's own line and no line in capitals."""
    for start, end in blocks:
        block = text[start:end]
        if "\n" in block or not (block.isupper() or is_aside(block, language)):
            return start
    return -1


def _runs_on(following: str, *, first: bool) -> bool:
    """Tell whether a sentence plainly goes on in the next line.

    A small letter shows it; in scripts without, it is so unless a paragraph's first line is meant.
    """
    begun = following[0]
    uncased = begun.isalpha() and begun.upper() == begun.lower()
    return not first if uncased else begun.islower()


def is_title(line: str, page: Page) -> bool:
    """Tell whether a line between empty lines is a heading: short, and without an end mark."""
    if not line or _width(line) > _LONGEST or _is_apart(line, page) or _WIDE_BRACKET.search(line):
        return False
    # "5. luokka" is the fifth form, where "5." may say so.
    listed = item_mark(line) == "1" and not words_of(page.language).ordinals
    if listed and not begins_sentence(line.partition(" ")[2]):
        return False
    ends = set(ENDS + ":;,،、，；：")
    shown = _AFTER_END.sub("", line)
    last = (line if shown == line else shown).rstrip(f"{CLOSERS} \u00a0\u202f")[-1:]
    whole = line.rstrip(f"{CLOSERS} \u00a0\u202f")[-1:]
    return last not in ends and whole not in ends


def pieces(text: str, start: int, end: int, page: Page) -> Iterator[tuple[int, int, bool]]:
    """Cut a block between empty lines at its headings: where each piece stands, and if it is one.

    A heading is certain where a mark shows it (``# Heading``, a line of ``=``), or where a short
    line without an end mark stands above one that is much longer and begins a sentence.
    """
    lines = lines_of(text, start, end)
    begin = 0
    for place, line in enumerate(lines[:-1]):
        underlined = _RULE.fullmatch(lines[place + 1].text) is not None
        apart = place == begin or ends_sentence(lines[place - 1].text)
        if not apart or not is_title(line.text, page):
            continue
        marked = underlined or _MARKED.match(line.text)
        if not marked and not (_may_be(lines, place, page) and _surely(lines, place, page)):
            continue
        if begin < place:
            yield lines[begin].start, lines[place - 1].end, False
        yield line.start, line.end, True
        begin = place + (2 if underlined else 1)
    if begin < len(lines):
        yield lines[begin].start, lines[-1].end, False


def doubtful(text: str, blocks: list[tuple[int, int]], page: Page) -> Iterator[int]:
    """Give where lines begin that may be headings of the paragraphs below them, or not."""
    for start, end in blocks:
        for first, last, heading in pieces(text, start, end, page):
            lines = lines_of(text, first, last)
            for place in range(0 if heading else len(lines) - 1):
                apart = place == 0 or ends_sentence(lines[place - 1].text)
                if apart and is_title(lines[place].text, page) and _may_be(lines, place, page):
                    yield lines[place].start


def _may_be(lines: list[Line], place: int, page: Page) -> bool:
    """Tell whether a line that has the form of a title may stand above a paragraph of its own."""
    line = lines[place].text
    below = _below(lines, place, page)
    if not below:
        first = lines[0].start == page.start
        opens = place == 0 and lines[0].start == page.opening
        return opens and (first or _is_signed(lines[1:], page))
    if page.often[line] > 1 or item_mark(line) in {"-", "–", "—", "*"}:
        return False
    if not begins_sentence(line) or _width(line) > _LONGEST_ABOVE or line[-1] in "-–—&/":
        return False
    if item_mark(below[0].text):
        return not item_mark(line) and _is_list(below)
    return _is_prose(line, below, page)


def _is_prose(line: str, below: list[Line], page: Page) -> bool:
    """Tell whether lines begin and end sentences of their own, and are longer than one above."""
    first_word = min(_width(below[0].text.split()[0]), _LONG_WORD)
    runs_on = _width(line) + 1 + first_word >= page.shortest
    longer = _width(below[0].text) > _width(line)
    ended = any(ends_sentence(other.text) for other in below)
    return longer and not runs_on and begins_sentence(below[0].text) and ended


def _surely(lines: list[Line], place: int, page: Page) -> bool:
    """Tell whether such a line is no name, no address, no verse and no beginning of a sentence."""
    line, below = lines[place].text, _below(lines, place, page)
    spans = list(sentence_spans(line, 0, len(line), page.language))
    if not below:
        return len(spans) == 1
    named = _is_place(line) or _DAY.fullmatch(line) or _like_a_name(line, page.language)
    if named or len(spans) > 1:
        return False
    return _is_list(below) or _width(below[0].text) >= max(_SHORTEST_BELOW, _TIMES * _width(line))


def _is_signed(lines: list[Line], page: Page) -> bool:
    """Tell whether lines say who wrote the text, and when; a caption's credit is no such line."""
    by = words_of(page.language).by.casefold()
    return all(
        "©" not in line.text
        and (
            (by and line.text.casefold().startswith(f"{by} ")) or any(map(str.isdecimal, line.text))
        )
        for line in lines
    )


def _is_place(line: str) -> bool:
    """Tell whether a line with a comma may say where, when or who: "Aldmouth, 3 March 2025"."""
    before, comma, _ = line.partition(",")
    words = line.split()
    small = sum(word[0].islower() for word in words)
    named = len(before.split()) > 1 and all(word[0].isupper() for word in before.split())
    return bool(comma) and (named or small < _FEW_SMALL or any(map(str.isdecimal, line)))


def _below(lines: list[Line], place: int, page: Page) -> list[Line]:
    """Give the lines below one, without a byline or a caption directly below it."""
    below = lines[place + 1 :]
    while below and not _is_list(below) and _is_apart(below[0].text, page):
        below = below[1:]
    return below


def _is_apart(line: str, page: Page) -> bool:
    """Tell whether a line is the page's own, or the one day that it names."""
    return is_aside(line, page.language) or (page.days == 1 and _DAY.fullmatch(line) is not None)


def _is_list(lines: list[Line]) -> bool:
    """Tell whether lines begin with two points of one list, each with a capital or a digit."""
    marks = [item_mark(line.text) for line in lines[:2]]
    same = len(marks) > 1 and marks[0] == marks[1] != ""
    return same and all(begins_sentence(line.text) for line in lines[:2])


def _like_a_name(line: str, language: str) -> bool:
    """Tell whether a line may be somebody's name: two words with capitals; three where few have."""
    words = line.split()
    few = 2 if language.split("-", maxsplit=1)[0] in {"en", "de"} or line.isupper() else 3
    return len(words) in {2, few} and all(word[0].isupper() for word in words)


def _width(line: str) -> int:
    return sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else 1 for letter in line)
