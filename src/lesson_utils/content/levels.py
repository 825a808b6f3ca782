"""Easier texts of chapters: ``levels.yml`` to sentences, each with the passages that it sums up.

They are written for a lesson, in the article's language, and are not the article: every sentence
leads to what it sums up there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from lesson_utils.content.anchors import is_quoted
from lesson_utils.content.chapter import chapter_paragraphs, passage_row
from lesson_utils.content.model import Anchor, Article, Chapter, LessonInfo, Span, Value
from lesson_utils.content.payload import Payload
from lesson_utils.content.reporting import MARKUP, Loaded, Reporter, is_there, listed

#: The levels of the Common European Framework that a text may be written for.
CEFR = ("A1", "A2", "B1", "B2", "C1")
#: A text of one of these levels has 120 to 150 words; one outside of these bounds is told.
_SHORT_LEVELS = {"A1", "A2"}
_FEWEST_WORDS, _MOST_WORDS = 80, 180


class EasySentence(Value, frozen=True, kw_only=True):
    """A sentence, and the quote or quotes of the article that it sums up."""

    text: str
    quote: str | tuple[str, ...]
    occurrence: int | None = None

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The quotes as anchors; ``occurrence`` is that of a quote alone."""
        if isinstance(self.quote, str):
            return (Anchor(quote=self.quote, occurrence=self.occurrence),)
        return tuple(Anchor(quote=quote) for quote in self.quote)


class Level(Value, frozen=True, kw_only=True):
    """A chapter's text for a level, as ``levels.yml`` has it."""

    chapter: str
    level: str
    sentences: tuple[EasySentence, ...]


class _Written(Value, frozen=True, kw_only=True):
    """The same before its sentences were looked at, so that all of their faults can be told."""

    chapter: str
    level: str
    sentences: tuple[Any, ...]


class PlacedSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the places in the article of what it sums up."""

    text: str
    spans: tuple[Span, ...]


class EasyText(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter's text for a level, each of its sentences placed in the article."""

    chapter: str
    level: str
    sentences: tuple[PlacedSentence, ...]


def count_words(text: str) -> int:
    """Count words as a word processor does: what stands between white space and has a letter.

    Examples
    --------
    >>> count_words("L’élu dit : « Au revoir »"), count_words("")
    (4, 0)
    """
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def load_levels(root: Path, info: LessonInfo, article: Article) -> Loaded[tuple[EasyText, ...]]:
    """Read ``levels.yml``; a lesson need not have one."""
    if not is_there(root / "levels.yml"):
        return Loaded(())
    return levels_in(*listed(root / "levels.yml", root, info), info, article)


def levels_in(
    report: Reporter, items: Sequence[object], info: LessonInfo, article: Article
) -> Loaded[tuple[EasyText, ...]]:
    """Read the texts that such a file lists."""
    chapters = {chapter.id: chapter for chapter in info.chapters}
    found: dict[tuple[str, str], EasyText] = {}
    for index, item in enumerate(items):
        before = len(report.problems)
        written = report.decode(_Written, item, (index,))
        if written is None:
            report.lacks(before)
            continue
        name = f"{written.chapter} {written.level}"
        for field, code, known in (
            ("chapter", "level-chapter-unknown", tuple(chapters)),
            ("level", "level-unknown", CEFR),
        ):
            if (value := getattr(written, field)) not in known:
                report.add(code, (index, field), name, value=value, known=", ".join(known))
        reading = _Sentences(report, article, chapters.get(written.chapter), name)
        sentences = tuple(reading.placed(written.sentences, (index, "sentences")))
        least = min(_FEWEST_WORDS, _words(article, chapters.get(written.chapter)) // 2)
        _length(report, written, (index, "sentences"), name, least)
        if (written.chapter, written.level) in found:
            report.add("level-double", (index, "level"), name)
        elif not report.lacks(before):
            found[written.chapter, written.level] = EasyText(
                chapter=written.chapter, level=written.level, sentences=sentences
            )
    return Loaded(tuple(found.values()), tuple(report.problems))


def _words(article: Article, chapter: Chapter | None) -> int:
    """Count the words of a chapter: what sums up a short one is shorter still."""
    numbers = None if chapter is None else chapter.paragraphs
    return sum(
        count_words(article.text[paragraph.start : paragraph.end])
        for paragraph in article.paragraphs
        if numbers is None or paragraph.number in numbers
    )


def _length(
    report: Reporter, written: _Written, path: tuple[int, str], name: str, least: int
) -> None:
    """Tell of a text without a sentence, and remark on one much longer or shorter than others."""
    if not written.sentences:
        report.add("level-empty", path, name)
        return
    texts = (item.get("text") for item in written.sentences if isinstance(item, dict))
    count = sum(count_words(text) for text in texts if isinstance(text, str))
    if written.level in _SHORT_LEVELS and not least <= count <= _MOST_WORDS:
        code = "level-short" if count < least else "level-long"
        report.add(code, path, name, notice=True, count=str(count), level=written.level)


class _Sentences:
    """What reading the sentences of one text needs."""

    def __init__(
        self, report: Reporter, article: Article, chapter: Chapter | None, name: str
    ) -> None:
        self._report = report
        self._article = article
        self._name = name
        shown = article.paragraphs if chapter is None else chapter_paragraphs(article, chapter)
        self._shown = tuple(shown)

    def placed(self, written: tuple[Any, ...], path: tuple[int, str]) -> Iterator[PlacedSentence]:
        """Give the sentences that have the right form, and report whatever does not fit."""
        for number, item in enumerate(written):
            here = (*path, number)
            before = len(self._report.problems)
            sentence = self._report.decode(EasySentence, item, here)
            # What is decoded names an entry by its id, and a sentence has none.
            self._report.problems[before:] = [
                msgspec.structs.replace(problem, id=self._name)
                for problem in self._report.problems[before:]
            ]
            if sentence is None:
                continue
            self._look_at(sentence.text, (*here, "text"))
            if not sentence.anchors:
                self._report.add("level-anchor", here, self._name, text=sentence.text)
            if len(sentence.anchors) != 1 and sentence.occurrence is not None:
                self._report.add("level-occurrence", (*here, "occurrence"), self._name)
            spans = [span for span in self._spans(sentence, here) if span is not None]
            yield PlacedSentence(text=sentence.text.strip(), spans=tuple(spans))

    def _look_at(self, text: str, path: tuple[str | int, ...]) -> None:
        if not text.strip():
            self._report.add("text-empty", path, self._name, field="text")
            return
        if markup := MARKUP.search(text):
            self._report.add("text-markup", path, self._name, field="text", markup=markup.group())
        if is_quoted(text.strip().rstrip(".!?… \u00a0"), self._article):
            self._report.add("level-verbatim", path, self._name, notice=True, text=text.strip())

    def _spans(self, sentence: EasySentence, path: tuple[str | int, ...]) -> Iterator[Span | None]:
        for number, anchor in enumerate(sentence.anchors):
            alone = isinstance(sentence.quote, str)
            here = (*path, "quote") if alone else (*path, "quote", number)
            span = self._report.place(anchor, self._article, self._name, here)
            if span is not None and not any(
                paragraph.start <= span.start and span.end <= paragraph.end
                for paragraph in self._shown
            ):
                numbers = ", ".join(f"§{p.number}" for p in self._shown if p.number is not None)
                self._report.add(
                    "level-outside", here, self._name, quote=anchor.quote, paragraphs=numbers
                )
            yield span


def compile_easy(easy: EasyText, article: Article) -> Payload:
    """Make what a reading shows of an easier text."""
    return {
        "level": easy.level,
        "sentences": [
            {
                "text": sentence.text,
                "passages": [passage_row(span, article) for span in sentence.spans],
            }
            for sentence in easy.sentences
        ],
    }
