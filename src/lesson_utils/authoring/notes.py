"""What an author is told about a new lesson: what is odd, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lesson_utils.authoring import calendars, names, rarity
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.troubles import troubles
from lesson_utils.authoring.words import words_in
from lesson_utils.content.coded import Coded
from lesson_utils.content.segmentation import unsure_headings

#: A text of more words than this is long for a class.
_LONG = 5_000


class Note(Coded, frozen=True, kw_only=True):
    """Something the author is told."""

    KEYS = "new.note."


def notes_on(source: Source, mark: str) -> Iterable[Note]:
    """Give the notes on an article, and on its first mark."""
    text = source.article.text
    if mark:
        yield Note(code="bom")
    if sum(not p.heading for p in source.article.paragraphs) == 1:
        yield Note(code="paragraphs")
    yield from _unsure(text, source.language)
    words = len(words_in(text, source.language))
    if words > _LONG:
        yield Note(code="long", values={"words": str(words)})
    for code, values in troubles(text, source.language):
        yield Note(code=code, values=values)
    if not source.has_words:
        yield Note(code="spaces")
    if not names.tells_names(text, source.language):
        yield Note(code="names")
    if not rarity.known(source.language):
        yield Note(code="words", values={"code": source.language})
    if not calendars.month_names(source.language):
        yield Note(code="dates", values={"code": source.language})


def _unsure(text: str, language: str) -> Iterator[Note]:
    """Give a note on the first line that may be a heading of the paragraph right below it."""
    starts = unsure_headings(text, language)
    if starts:
        line = text[starts[0] :].partition("\n")[0].strip()
        number = str(text.count("\n", 0, starts[0]) + 1)
        values = {"line": number, "text": line, "count": str(len(starts))}
        yield Note(code="headings", values=values)
