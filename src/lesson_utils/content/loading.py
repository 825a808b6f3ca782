"""A lesson's files to its model.

Each function reads one file and gives what it could read with all the problems it met.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from lesson_utils.content.articlebytes import Restored, restore
from lesson_utils.content.dates import parse_date
from lesson_utils.content.files import decode_text, is_inside, read_data
from lesson_utils.content.locating import typed_name
from lesson_utils.content.model import (
    Annotation,
    AnnotationKind,
    Article,
    Gist,
    LessonInfo,
    PlacedAnnotation,
)
from lesson_utils.content.problems import LessonError, Problem, ValuePath, display_path
from lesson_utils.content.reporting import Loaded, Reporter, is_there, listed
from lesson_utils.content.segmentation import split_article
from lesson_utils.content.signs import seen
from lesson_utils.content.standins import refuse_conflict
from lesson_utils.content.wellformed import is_file_stem, is_language
from lesson_utils.content.yamlfile import YamlFile

#: The problem that the article's text is another one than the lesson was made for.
ANOTHER_ARTICLE = "article-hash"
#: What a term may have, and nothing else.
_OF_TERMS = ("class", "example", "family")
#: What an annotation has besides its quote; which of it, its kind says.
OWN_FIELDS = ("gloss", "when", "holder", "mode", "note", *_OF_TERMS)


def load_info(root: Path) -> Loaded[LessonInfo]:
    """Read ``lesson.yml``."""
    return info_in(YamlFile(root / "lesson.yml", root))


def info_in(file: YamlFile) -> Loaded[LessonInfo]:
    """Read what such a file says."""
    report = Reporter(file)
    info = report.decode(LessonInfo, file.value, ())
    if info is None:
        raise LessonError(report.problems)
    if not info.languages:
        report.add("languages-none", ("languages",))
        raise LessonError(report.problems)
    report.languages = info.languages
    info = report.texts(info, "", ())
    codes: dict[ValuePath, str] = {("language",): info.language}
    codes |= {("languages", index): code for index, code in enumerate(info.languages)}
    for path, code in codes.items():
        if not is_language(code):
            report.add("language-form", path, value=code)
    for index, name in enumerate(info.quizzes):
        if not is_file_stem(name):
            report.add("quiz-name", ("quizzes", index), value=name)
    return Loaded(info, tuple(report.problems))


def load_article(root: Path, info: LessonInfo) -> Loaded[Article]:
    """Read the article, check its hash and take off its leading metadata.

    The bytes are never changed: what does not fit ``lesson.yml`` is an error. Where the text is the
    right one all the same, it is what is given.
    """
    path = article_path(root, info)
    name = display_path(path, root)
    data = read_data(path, root)
    problems = []
    kept = hashlib.sha256(data).hexdigest() == info.article.sha256
    if not kept:
        if (whole := restore(data, info.article.sha256)) is not None:
            data = whole.data
            problems.append(_altered(root, name, whole))
        else:
            problems.append(_another(name, data, info.article.sha256))
    text = decode_text(data, name)
    if not text.startswith(info.article.metadata) and kept:
        values = {"metadata": info.article.metadata}
        problems.append(Problem(code="article-metadata", file=name, line=1, values=values))
    article = split_article(text.removeprefix(info.article.metadata), info.language)
    return Loaded(article, tuple(problems))


def article_path(root: Path, info: LessonInfo) -> Path:
    """Give the article's file.

    Raises
    ------
    LessonError
        If it is not in the lesson's folder.
    """
    path = root / info.article.file
    if not is_inside(path, root):
        raise LessonError([Problem(code="article-outside", file=display_path(path, root))])
    return path


def _altered(root: Path, name: str, whole: Restored) -> Problem:
    values = {"lesson": typed_name(root)}
    return Problem(
        code="article-altered", file=name, line=whole.line, values=values, reasons=whole.reasons
    )


def _another(name: str, data: bytes, expected: str) -> Problem:
    """Say what stands in the article's place; raise it if that is no text."""
    text = data.decode(errors="replace")
    refuse_conflict(text, name, prose=True)
    values = {"article": name.rpartition("/")[2]}
    if not seen(text):
        raise LessonError([Problem(code="article-empty", file=name, line=1, values=values)])
    values |= {"expected": expected, "found": hashlib.sha256(data).hexdigest()}
    return Problem(code=ANOTHER_ARTICLE, file=name, line=1, values=values)


def load_annotations(
    root: Path, info: LessonInfo, article: Article
) -> Loaded[tuple[PlacedAnnotation, ...]]:
    """Read ``annotations.yml`` and find the place of every annotation."""
    return annotations_in(*listed(root / "annotations.yml", root, info), info, article)


def annotations_in(
    report: Reporter, items: Sequence[object], info: LessonInfo, article: Article
) -> Loaded[tuple[PlacedAnnotation, ...]]:
    """Read the annotations that such a file lists."""
    placed = []
    for index, item in enumerate(items):
        before = len(report.problems)
        annotation = report.decode(Annotation, item, (index,))
        if annotation is None:
            report.lacks(before)
            continue
        annotation = report.texts(annotation, annotation.id, (index,))
        if annotation.example is not None:
            report.plain(annotation.example, annotation.id, (index, "example"), "example")
        for place, word in enumerate(annotation.family):
            report.plain(word, annotation.id, (index, "family", place), "family")
        for code, field in _annotation_faults(annotation, info):
            value = str(_written(annotation, field))
            report.add(code, (index, field), annotation.id, field=field, value=value)
        span = report.place(annotation, article, annotation.id, (index, "quote"))
        if not report.lacks(before) and span is not None:
            placed.append(PlacedAnnotation(annotation=annotation, start=span.start, end=span.end))
    return Loaded(tuple(placed), tuple(report.problems))


def annotation_fields(kind: AnnotationKind) -> tuple[set[str], set[str]]:
    """Give the fields of :data:`OWN_FIELDS` that a kind must have, and those that it may have.

    Examples
    --------
    >>> required, allowed = annotation_fields("date")
    >>> sorted(required), sorted(allowed)
    (['gloss', 'when'], ['gloss', 'when'])
    """
    required = {"holder", "mode", "note"} if kind == "claim" else {"gloss"}
    required |= {"when"} if kind == "date" else set()
    return required, required | set(_OF_TERMS if kind == "term" else ())


def _annotation_faults(annotation: Annotation, info: LessonInfo) -> Iterator[tuple[str, str]]:
    required, allowed = annotation_fields(annotation.kind)
    for field in OWN_FIELDS:
        present = _written(annotation, field) not in (None, (), "")
        if field in required and not present:
            yield "missing-field", field
        elif present and field not in allowed:
            yield "field-of-other-kind", field
    if annotation.holder and annotation.holder not in {holder.id for holder in info.holders}:
        yield "holder-unknown", "holder"
    if annotation.when is not None and parse_date(annotation.when) is None:
        yield "date-form", "when"


def _written(annotation: Annotation, field: str) -> object:
    """Give what an annotation has in a field of the file."""
    return getattr(annotation, "word_class" if field == "class" else field)


def load_gists(root: Path, info: LessonInfo, article: Article) -> Loaded[tuple[Gist, ...]]:
    """Read ``gists.yml``; a lesson need not have one."""
    if not is_there(root / "gists.yml"):
        return Loaded(())
    return gists_in(*listed(root / "gists.yml", root, info), article)


def gists_in(
    report: Reporter, items: Sequence[object], article: Article
) -> Loaded[tuple[Gist, ...]]:
    """Read the gists that such a file lists."""
    count = sum(not paragraph.heading for paragraph in article.paragraphs)
    gists: dict[int, Gist] = {}
    for index, item in enumerate(items):
        before = len(report.problems)
        gist = report.decode(Gist, item, (index,))
        if gist is None:
            report.lacks(before)
            continue
        name, where = f"§{gist.paragraph}", (index, "paragraph")
        gist = report.texts(gist, name, (index,))
        if not 1 <= gist.paragraph <= count:
            value = str(gist.paragraph)
            report.add("chapter-paragraph", where, name, value=value, count=str(count))
        elif gist.paragraph in gists:
            report.add("gist-double", where, name)
        elif not report.lacks(before):
            gists[gist.paragraph] = gist
    return Loaded(tuple(gists.values()), tuple(report.problems))
