"""What a lesson is: frozen value types, without files, HTML or widgets.

Offsets are counted in characters of :attr:`Article.text`, half open as in Python slices.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Literal, get_args

import msgspec

from lesson_utils.content.localized import Localized

AnnotationKind = Literal["term", "actor", "place", "name", "date", "claim"]
Mode = Literal["fact", "statement", "concern", "forecast"]

ANNOTATION_KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)
MODES: tuple[Mode, ...] = ("fact", "statement", "concern", "forecast")


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the types read from data files: unknown fields are errors."""


class Anchor(Value, frozen=True, kw_only=True):
    """Where a quote stands: the W3C Web Annotation ``TextQuoteSelector``, plus an occurrence.

    ``occurrence`` counts from 1. Source: https://www.w3.org/TR/annotation-model/#text-quote-selector
    """

    quote: str
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""


class Span(Value, frozen=True, kw_only=True):
    """A stretch of the article: ``text[start:end]``."""

    start: int
    end: int


class Paragraph(Value, frozen=True, kw_only=True):
    """A paragraph or a heading; ``number`` is what a student sees, None for a heading."""

    start: int
    end: int
    number: int | None

    @property
    def heading(self) -> bool:
        """True for a heading."""
        return self.number is None


class Article(Value, frozen=True, kw_only=True):
    """The article as shown, cut into paragraphs and sentences.

    ``text`` is the file without its leading metadata, otherwise character for character.
    """

    text: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]

    @property
    def sections(self) -> tuple[tuple[Paragraph, ...], ...]:
        """The paragraphs grouped under the article's own headings, the heading first."""
        groups: list[list[Paragraph]] = []
        for paragraph in self.paragraphs:
            if paragraph.heading or not groups:
                groups.append([])
            groups[-1].append(paragraph)
        return tuple(tuple(group) for group in groups)

    def paragraph_at(self, offset: int) -> Paragraph:
        """Give the paragraph an offset lies in (the last one that starts before it)."""
        after = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        return self.paragraphs[max(0, after - 1)]

    def sentences_of(self, span: Span) -> Span:
        """Give the stretch of whole sentences that a span touches."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.end)
        after = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.start)
        if first >= after:
            paragraph = self.paragraph_at(span.start)
            return Span(start=paragraph.start, end=paragraph.end)
        return Span(
            start=min(self.sentences[first].start, span.start),
            end=max(self.sentences[after - 1].end, span.end),
        )


class Holder(Value, frozen=True, kw_only=True):
    """Somebody who says or fears something in the article; the article's own voice is one too."""

    id: str
    name: Localized


class Chapter(Value, frozen=True, kw_only=True):
    """A stretch of the article to read together: paragraph numbers, or None for all of it."""

    id: str
    title: Localized
    paragraphs: tuple[int, ...] | None = None


class ArticleSource(Value, frozen=True, kw_only=True):
    """The article's file: its SHA-256, its leading metadata, where it comes from."""

    file: str
    sha256: str
    rights: Localized
    metadata: str = ""


class LessonInfo(Value, frozen=True, kw_only=True):
    """The content of ``lesson.yml``; ``quizzes`` gives the order in which they are met."""

    title: Localized
    language: str
    languages: tuple[str, ...]
    article: ArticleSource
    chapters: tuple[Chapter, ...]
    holders: tuple[Holder, ...] = ()
    quizzes: tuple[str, ...] = ()


class Annotation(Anchor, frozen=True, kw_only=True):
    """Something said about a quote of the article.

    A ``draft`` is a proposal that no author has confirmed: ``lesson check`` names it. A term may
    have its class, an ``example`` and its ``family``, both in the article's language.
    """

    id: str
    draft: bool = False
    kind: AnnotationKind
    gloss: Localized | None = None
    word_class: Localized | None = msgspec.field(default=None, name="class")
    example: str | None = None
    family: tuple[str, ...] = ()
    when: str | None = None
    holder: str | None = None
    mode: Mode | None = None
    note: Localized | None = None


class PlacedAnnotation(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation with the place its anchor resolved to."""

    annotation: Annotation
    start: int
    end: int

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id

    @property
    def kind(self) -> AnnotationKind:
        """Term, actor, place, name, date or claim."""
        return self.annotation.kind

    @property
    def quote(self) -> str:
        """The quote as the author wrote it."""
        return self.annotation.quote


class Gist(Value, frozen=True, kw_only=True):
    """A paragraph of the article in one sentence."""

    paragraph: int
    gist: Localized


class Fact(Value, frozen=True, kw_only=True):
    """A fact from outside the article, with its public source.

    ``url`` leads to the page that says it; a source whose page is not known has none.
    """

    id: str
    date: str
    text: Localized
    source: Localized
    url: str | None = None


class TimelineEntry(Value, frozen=True, kw_only=True):
    """A date on the timeline, from the article (``quote``) or from outside it (``fact``).

    ``shown`` is the date in words, where the source is less precise than ``date`` can say; for
    ``draft`` see :class:`Annotation`.
    """

    id: str
    draft: bool = False
    date: str
    shown: Localized | None = None
    label: Localized
    quote: str | None = None
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""
    fact: str | None = None


class Step(Value, frozen=True, kw_only=True):
    """A step of a process, from the article (``quote``) or from outside it (``fact``).

    ``shown`` is when it happens, in words; the date of the fact where there is one, else unknown.
    """

    id: str
    label: Localized
    shown: Localized | None = None
    quote: str | None = None
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""
    fact: str | None = None


#: A longitude and a latitude, in degrees.
Point = tuple[float, float]


class Place(Value, frozen=True, kw_only=True):
    """A place on the map; the fact from outside the article says what happened there, and when.

    ``shown`` is the date in words, where the source is less precise than the fact's can say, and
    ``by`` the day by which it had happened, where the fact's date is less precise than that;
    ``side`` is where its name stands.
    """

    id: str
    name: Localized
    at: Point
    fact: str
    shown: Localized | None = None
    by: date | None = None
    side: Literal["left", "right"] = "right"


class MapInfo(Value, frozen=True, kw_only=True):
    """The content of ``places.yml``: west, south, east and north, and what lies between them.

    ``done`` says in a word what had happened at a place by its date: "left".
    """

    title: Localized
    outlines: str
    bounds: tuple[float, float, float, float]
    credits: Localized
    places: tuple[Place, ...]
    done: Localized | None = None


class OutlineProperties(msgspec.Struct, frozen=True):
    """A country's name, and where it is written."""

    name: Localized
    at: Point


class OutlineGeometry(msgspec.Struct, frozen=True):
    """A GeoJSON ``MultiPolygon``."""

    type: Literal["MultiPolygon"]
    coordinates: tuple[tuple[tuple[Point, ...], ...], ...]


class Outline(msgspec.Struct, frozen=True):
    """A GeoJSON feature: a country."""

    properties: OutlineProperties
    geometry: OutlineGeometry


class Outlines(msgspec.Struct, frozen=True):
    """A GeoJSON collection of countries."""

    features: tuple[Outline, ...]


class LessonMap(msgspec.Struct, frozen=True):
    """A map's information with its outlines."""

    info: MapInfo
    outlines: Outlines
