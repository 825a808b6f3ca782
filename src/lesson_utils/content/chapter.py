"""A chapter's annotated text to what is shown of it in one language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import (
    ANNOTATION_KINDS,
    Article,
    Chapter,
    Gist,
    LessonInfo,
    Paragraph,
    PlacedAnnotation,
    Span,
)
from lesson_utils.content.payload import Payload, ui_texts
from lesson_utils.content.segments import cut
from lesson_utils.texts import interface_language, word


def compile_reading(  # noqa: PLR0913 - a whole lesson goes in
    *,
    lesson: str,
    info: LessonInfo,
    article: Article,
    annotations: Sequence[PlacedAnnotation],
    gists: Sequence[Gist],
    chapter: Chapter,
    language: str,
) -> Payload:
    """Make the payload of a chapter's annotated text."""
    shown = chapter_paragraphs(article, chapter)
    inside = sorted(
        (a for a in annotations if _within(a, shown)),
        key=lambda a: (a.start, -a.end),
    )
    holders = {holder.id: holder.name for holder in info.holders}
    rows = [_annotation_row(annotation, holders, language) for annotation in inside]
    sentences = {gist.paragraph: localize(gist.gist, language) for gist in gists}
    spans = [(annotation.start, annotation.end) for annotation in inside]
    return {
        "lesson": lesson,
        "chapter": chapter.id,
        "language": interface_language(language),
        "articleLanguage": info.language,
        "title": localize(chapter.title, language),
        "rights": localize(info.article.rights, language),
        "texts": ui_texts(language),
        "annotations": rows,
        "definitions": [
            _definitions(inside, holders, gists, other)
            for other in dict.fromkeys((language, *info.languages))
        ],
        "kinds": [
            {"kind": kind, "label": word(language, f"ui.kinds.{kind}"), "count": count}
            for kind in ANNOTATION_KINDS
            if (count := sum(row["kind"] == kind for row in rows))
        ],
        "paragraphs": [
            {
                "number": paragraph.number,
                "heading": paragraph.heading,
                "start": paragraph.start,
                "segments": segments,
                "gist": "" if paragraph.number is None else sentences.get(paragraph.number, ""),
            }
            for paragraph, segments in zip(
                shown,
                cut(article.text, [(p.start, p.end) for p in shown], spans),
                strict=True,
            )
        ],
    }


def chapter_paragraphs(article: Article, chapter: Chapter) -> list[Paragraph]:
    """Give a chapter's paragraphs; a heading comes with the first paragraph under it."""
    if chapter.paragraphs is None:
        return list(article.paragraphs)
    wanted = set(chapter.paragraphs)
    shown: list[Paragraph] = []
    heading: Paragraph | None = None
    for paragraph in article.paragraphs:
        if paragraph.heading:
            heading = paragraph
        elif paragraph.number in wanted:
            if heading is not None:
                shown.append(heading)
                heading = None
            shown.append(paragraph)
    return shown


def _within(placed: PlacedAnnotation, shown: Sequence[Paragraph]) -> bool:
    """Tell whether one of the paragraphs, which are in order, holds an annotation whole."""
    after = bisect_right(shown, placed.start, key=lambda paragraph: paragraph.start)
    return after > 0 and placed.end <= shown[after - 1].end


def passage_row(span: Span, article: Article) -> dict[str, Any]:
    """Give a passage with what its sentence has before and after it, and its paragraph's number."""
    sentence = article.sentences_of(span)
    return {
        "quote": article.text[span.start : span.end],
        "before": article.text[sentence.start : span.start],
        "after": article.text[span.end : sentence.end],
        "start": span.start,
        "end": span.end,
        "paragraph": article.paragraph_at(span.start).number,
    }


def _annotation_row(
    placed: PlacedAnnotation, holders: dict[str, Localized], language: str
) -> dict[str, Any]:
    annotation = placed.annotation
    return {
        "id": placed.id,
        "kind": placed.kind,
        "quote": placed.quote,
        "label": word(language, f"ui.kind.{placed.kind}"),
        "gloss": _optional(annotation.gloss, language),
        "class": _optional(annotation.word_class, language),
        "example": annotation.example or "",
        "family": list(annotation.family),
        "when": annotation.when or "",
        "mode": annotation.mode or "",
        "modeLabel": word(language, f"ui.mode.{annotation.mode}") if annotation.mode else "",
        "holder": annotation.holder or "",
        "holderLabel": localize(holders[annotation.holder], language) if annotation.holder else "",
        "note": _optional(annotation.note, language),
        "start": placed.start,
        "end": placed.end,
    }


def _definitions(
    inside: Sequence[PlacedAnnotation],
    holders: dict[str, Localized],
    gists: Sequence[Gist],
    language: str,
) -> dict[str, Any]:
    """Give what is said of the text in one language: the live reader can switch."""
    rows = [_annotation_row(placed, holders, language) for placed in inside]
    return {
        "language": language,
        "labelsLanguage": interface_language(language),
        "example": word(language, "static.word.example"),
        "family": word(language, "static.word.family"),
        "annotations": [
            {
                "label": row["label"],
                "class": row["class"],
                "said": word(
                    language, "ui.reader.claim", mode=row["modeLabel"], holder=row["holderLabel"]
                ),
                "gloss": row["gloss"] or row["note"],
            }
            for row in rows
        ],
        "gists": {str(gist.paragraph): localize(gist.gist, language) for gist in gists},
    }


def _optional(text: Localized | None, language: str) -> str:
    return "" if text is None else localize(text, language)
