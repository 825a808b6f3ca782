"""A lesson's model to what is shown of it in one language: plain JSON values.

The widgets and the static forms are both made from these payloads, so what strict nbval compares
is what the student works with.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from lesson_utils.localized import localize
from lesson_utils.model import ANNOTATION_KINDS
from lesson_utils.questions import TYPES, Setting
from lesson_utils.segments import cut
from lesson_utils.texts import interface, interface_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lesson_utils.localized import Localized
    from lesson_utils.model import (
        Article,
        Chapter,
        Gist,
        LessonInfo,
        Paragraph,
        PlacedAnnotation,
        Span,
    )
    from lesson_utils.outcomes import Table
    from lesson_utils.questions import Question
    from lesson_utils.quizfiles import Mode, PlacedQuestion, QuizContent

Payload = dict[str, Any]


#: What may be reworded without making an answer given before another answer.
_REWORDED = {"prompt", "hint", "explanation", "feedback", "otherwise", "skill", "draft"}


def compile_question(placed: PlacedQuestion, article: Article, language: str) -> Table:
    """Make the grading table of a question.

    Returns
    -------
    dict
        ``id``, ``type``, ``skill``, ``prompt``, ``hint``, ``explanation``, ``maximum``,
        ``edition``, ``evidence`` and the fields of the type, with all texts in ``language``.
    """
    question = placed.question
    return {
        "id": question.id,
        "type": question.type,
        "edition": edition(question),
        "skill": question.skill,
        "skillLabel": word(language, f"ui.skill.{question.skill}"),
        "prompt": localize(question.prompt, language),
        "hint": localize(question.hint, language),
        "explanation": localize(question.explanation, language),
        "evidence": [_evidence(span, article) for span in placed.evidence],
        **TYPES[question.type].table(question, Setting(language, article, placed.evidence)),
    }


def edition(question: Question) -> str:
    """Give a short name for what an answer depends on; another one means that old answers are void.

    Options, items and keys count, in all languages; prompt, hint and feedback may be reworded, and
    the evidence too where it is not the key.
    """
    counted = _answerable(question)
    if not TYPES[question.type].evidence_is_key:
        del counted["evidence"]
    return hashlib.sha256(msgspec.json.encode(counted)).hexdigest()[:8]


def _answerable(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if isinstance(value, dict):
        return {k: _answerable(inner) for k, inner in value.items() if k not in _REWORDED}
    if isinstance(value, (list, tuple)):
        return [_answerable(inner) for inner in value]
    return value


def compile_quiz(  # noqa: PLR0913, PLR0917 - a whole quiz goes in
    lesson: str,
    quiz: QuizContent,
    article: Article,
    language: str,
    mode: Mode | None = None,
    shuffle: bool | None = None,  # noqa: FBT001 - as in the quiz file
) -> Payload:
    """Make the payload of a quiz; ``mode`` and ``shuffle`` are the file's where not given."""
    return {
        "lesson": lesson,
        "quiz": quiz.name,
        "language": interface_language(language),
        "articleLanguage": article.language,
        "title": localize(quiz.title, language),
        "mode": mode or quiz.mode,
        "shuffle": quiz.shuffle if shuffle is None else shuffle,
        "texts": _ui_texts(language),
        "questions": [compile_question(placed, article, language) for placed in quiz.questions],
        "omitted": [
            {"id": left.id, "problems": [problem.sentence(language) for problem in left.problems]}
            for left in quiz.omitted
        ],
    }


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
        (a for a in annotations if any(p.start <= a.start and a.end <= p.end for p in shown)),
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
        "texts": _ui_texts(language),
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
        "annotations": [
            {
                "label": row["label"],
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


def _evidence(span: Span, article: Article) -> dict[str, Any]:
    sentence = article.sentences_of(span)
    return {
        "quote": article.text[span.start : span.end],
        "before": article.text[sentence.start : span.start],
        "after": article.text[span.end : sentence.end],
        "start": span.start,
        "end": span.end,
        "paragraph": article.paragraph_at(span.start).number,
    }


def _ui_texts(language: str) -> dict[str, str]:
    return {key: text for key, text in interface(language).items() if key.startswith("ui.")}
