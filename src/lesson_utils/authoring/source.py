"""What proposals are made from: the article, what was found in it, and words in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lesson_utils.authoring import dates as dates_in_text
from lesson_utils.authoring.cues import mode_of
from lesson_utils.authoring.layout import Part, parts
from lesson_utils.authoring.names import FoundName, find_names, tells_names
from lesson_utils.authoring.numbers import FoundNumber, find_numbers
from lesson_utils.authoring.passages import Passage, passages
from lesson_utils.authoring.quotations import quotations, within_quotation
from lesson_utils.authoring.voices import counts
from lesson_utils.authoring.words import has_spaces, words_in
from lesson_utils.content.model import Article, Mode
from lesson_utils.content.reporting import MARKUP
from lesson_utils.content.sentences import item_mark
from lesson_utils.texts import command_word, direction

#: An article may speak of so many years to come.
_RECENT = 2
#: A quotation of fewer words is a name or a term.
_A_SENTENCE = 6
#: Of a quotation of several sentences, shorter ones are its speaker's too.
_A_SHORT_SENTENCE = 4
#: What begins a sentence that says whose the one before is.
_BACKWARDS = re.compile(
    r"(?:c[’']est (?:ce que?|du moins|en tout cas)|voilà|that is what|this is what|so (?:said|says)"
    r"|eso es lo que|así lo|das sagte|so sagte)\b|c[’']est ce qu[’']",
    re.IGNORECASE,
)
#: A question or an answer of an interview: somebody's words without quotation marks.
_SPEAKS = re.compile(
    r"(?:[A-Z]{1,2}|Question|Réponse|Answer|Pregunta|Respuesta|Frage|Antwort|Pergunta|Resposta"
    r"|Domanda|Risposta)\s?[.:]\s"
)
#: Quotation marks inside others, and those of the article that they take the place of.
_INNER = {"fr": ("“", "”"), "en": ("‘", "’")}
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
    def dates(self) -> list[dates_in_text.FoundDate]:
        """The dates with a year, in order."""
        return dates_in_text.find_dates(self.article.text, self.language)

    @cached_property
    def names(self) -> list[FoundName]:
        """The names that can be shown and are no part of a date; none where capitals tell none."""
        if not tells_names(self.article.text, self.language):
            return []
        return [
            name
            for name in find_names(self.article)
            if name.text.isprintable()
            and not MARKUP.search(name.text)
            and not any(d.start < name.end and name.start < d.end for d in self.dates)
        ]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of names, small letters."""
        return frozenset(
            word.text.casefold()
            for name in self.names
            for word in words_in(name.text, self.language)
        )

    @cached_property
    def numbers(self) -> list[FoundNumber]:
        """The numbers that are no part of a date nor of a heading, nor look like a year alone."""
        text = self.article.text
        days = [(d.start, d.end) for d in self.dates]
        days += dates_in_text.month_days(text, self.language)
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

    def whole(self, passage: Passage) -> bool:
        """Tell whether no quotation goes on before a sentence or after it."""
        return not any(
            start < edge < end
            for start, end in self.quotations
            for edge in (passage.start, passage.end)
        )

    def mode(self, passage: Passage) -> tuple[Mode, str] | None:
        """Propose how a sentence speaks, with the words that show it; None where it is not certain.

        What a part of a longer quotation says is its speaker's; what a quotation begins or ends in
        is nobody's alone. A point of a list tells nothing by itself.
        """
        paragraph = self.article.paragraph_at(passage.start)
        if _SPEAKS.match(self.article.text, paragraph.start) or item_mark(passage.text):
            return None
        touched = [
            (start, end)
            for start, end in self.quotations
            if start < passage.end and passage.start < end
        ]
        inside = any(
            start <= passage.start
            and passage.end <= end
            and (len(passage.words) >= _A_SENTENCE or self._goes_on(passage, start, end))
            for start, end in touched
        )
        if touched and not inside and any(s < passage.start or passage.end < e for s, e in touched):
            return self._told_after(passage, touched)
        if not inside and self._told_next(passage):
            return None
        return mode_of(
            passage.text,
            self.language,
            number=counts(passage.text, self.language),
            quoted=inside,
            latest=self.latest,
            dated=any(passage.start <= place < passage.end for place in self._days_ahead),
        )

    def _goes_on(self, passage: Passage, start: int, end: int) -> bool:
        """Tell whether a short sentence is one of several in a quotation, and no remark."""
        others = [p for p in self.passages if start < p.end and p.start < end and p != passage]
        remark = re.search(r"[,،\d…–—-]\s|\d", passage.text) is not None
        enough = len(re.findall(r"\w+", passage.text)) >= _A_SHORT_SENTENCE
        return enough and not remark and bool(others)

    def _told_after(
        self, passage: Passage, touched: list[tuple[int, int]]
    ) -> tuple[Mode, str] | None:
        """Give the mode of a sentence in which a longer quotation ends and its speaker is named."""
        text = self.article.text
        (start, end), *more = touched
        words = re.findall(r"\w+", text[passage.start : min(end, passage.end)])
        if more or start >= passage.start or end >= passage.end or len(words) < _A_SHORT_SENTENCE:
            return None
        if mode_of(text[passage.start : end], self.language, number=False, quoted=True) is None:
            return None
        told = mode_of(text[end : passage.end], self.language, number=False)
        return told if told and told[0] == "statement" else None

    def _told_next(self, passage: Passage) -> bool:
        """Tell whether the next sentence says who said this one."""
        following = next((s for s in self.article.sentences if s.start >= passage.end), None)
        if following is None:
            return False
        return _BACKWARDS.match(self.article.text[following.start : following.end]) is not None

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Where quotations stand."""
        return quotations(self.article)

    @cached_property
    def _days_ahead(self) -> list[int]:
        """Where dates stand that may be to come: the last years' ones, and days without a year."""
        days = [start for start, _ in dates_in_text.month_days(self.article.text, self.language)]
        whole = [(found.start, found.end) for found in self.dates]
        bare = [day for day in days if not any(start <= day < end for start, end in whole)]
        recent = (self.latest or 0) - _RECENT
        return [*bare, *(found.start for found in self.dates if int(found.when[:4]) >= recent)]

    @cached_property
    def latest(self) -> int | None:
        """The latest year that a date names."""
        return max((int(found.when[:4]) for found in self.dates), default=None)

    def quoted(self, text: str, language: str) -> str:
        """Give words of the article as they can stand in quotation marks of another language.

        Quotation marks of their own become those that stand inside others; marks around all of
        it are left out, for the others say as much.
        """
        opening, closing = _INNER.get(language, _INNER["en"])
        shown = within_quotation(text, opening, closing)
        if re.fullmatch(f"{opening}[^{opening}]*{closing}", shown):
            shown = shown[1:-1]
        return f"{_ISOLATE}{shown}{_END}" if direction(self.language) == "rtl" else shown

    def say(self, key: str, **values: object) -> dict[str, str]:
        """Give a text in every language of the interface; words of the article are quoted."""
        return {
            code: command_word(
                code,
                key,
                **{k: self.quoted(v, code) if isinstance(v, str) else v for k, v in values.items()},
            )
            for code in self.languages
        }


def _like_a_year(written: str) -> bool:
    """Tell whether a number may be a year that no word before it shows to be one."""
    first, last = 1500, 2099
    return written.isdecimal() and first <= int(written) <= last
