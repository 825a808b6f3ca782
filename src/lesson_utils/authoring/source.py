"""What proposals are made from: the article, what was found in it, and words in every language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lesson_utils.authoring import calendars
from lesson_utils.authoring.layout import Part, parts
from lesson_utils.authoring.numbers import FoundNumber, find_numbers
from lesson_utils.authoring.passages import Passage, passages
from lesson_utils.authoring.words import has_spaces
from lesson_utils.content.model import Article
from lesson_utils.texts import command_word, direction

#: "First strong isolate" and its end keep a right-to-left quote in order inside other text.
_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True)
class Source:
    """An article to make a lesson from.

    ``languages`` are those of the lesson's interface, the main one first.
    """

    article: Article
    languages: tuple[str, ...]

    @property
    def language(self) -> str:
        """The article's language."""
        return self.article.language

    @cached_property
    def has_words(self) -> bool:
        """Whether spaces tell the article's words apart."""
        return has_spaces(self.article.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences that a question can be built on, in order."""
        return tuple(passages(self.article))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts to read one after the other; none for a short text."""
        return parts(self.article)

    @cached_property
    def dates(self) -> list[calendars.FoundDate]:
        """The dates with a year, in order."""
        return calendars.find_dates(self.article.text, self.language)

    @cached_property
    def numbers(self) -> list[FoundNumber]:
        """The numbers that are no part of a date nor of a heading, nor look like a year alone."""
        text = self.article.text
        days = [(d.start, d.end) for d in self.dates]
        days += calendars.month_days(text, self.language)
        return [
            found
            for found in find_numbers(text, self.language)
            if not any(start < found.end and found.start < end for start, end in days)
            and not self.article.paragraph_at(found.start).heading
            and not _like_a_year(text[found.start : found.end])
        ]

    def inside(self, passage: Passage) -> list[FoundNumber]:
        """Give the numbers of a sentence, years of dates left out."""
        return [n for n in self.numbers if passage.start <= n.start and n.end <= passage.end]

    def says_figures(self, passage: Passage) -> bool:
        """Tell whether there is a number or a date in a sentence."""
        return any(map(str.isdecimal, passage.text))

    def quoted(self, text: str) -> str:
        """Give words of the article as they can stand inside a sentence of another language."""
        return f"{_ISOLATE}{text}{_END}" if direction(self.language) == "rtl" else text

    def say(self, key: str, **values: object) -> dict[str, str]:
        """Give a text in every language of the interface; words of the article are quoted."""
        shown = {k: self.quoted(v) if isinstance(v, str) else v for k, v in values.items()}
        return {code: command_word(code, key, **shown) for code in self.languages}


def _like_a_year(written: str) -> bool:
    """Tell whether a number may be a year that no word before it shows to be one."""
    first, last = 1500, 2099
    return written.isdecimal() and first <= int(written) <= last
