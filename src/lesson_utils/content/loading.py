"""A lesson's files to its model.

Each function reads one file and gives what it could read with all the problems it met.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from lesson_utils.content.articlebytes import Restored, restore
from lesson_utils.content.dates import parse_date
from lesson_utils.content.files import decode_text, read_data
from lesson_utils.content.locating import typed_name
from lesson_utils.content.model import (
    Anchor,
    Annotation,
    Article,
    Fact,
    Gist,
    LessonInfo,
    LessonMap,
    MapInfo,
    Outlines,
    PlacedAnnotation,
    Step,
    TimelineEntry,
)
from lesson_utils.content.problems import LessonError, Problem, display_path
from lesson_utils.content.reporting import Reporter
from lesson_utils.content.segmentation import split_article
from lesson_utils.content.signs import seen
from lesson_utils.content.standins import refuse_conflict
from lesson_utils.content.yamlfile import YamlFile

T = TypeVar("T")

#: The problem that the article's text is another one than the lesson was made for.
ANOTHER_ARTICLE = "article-hash"


class Loaded(msgspec.Struct, Generic[T], frozen=True):
    """What a file gave, with the problems met on the way."""

    value: T
    problems: tuple[Problem, ...] = ()

    def or_raise(self, language: str) -> T:
        """Give the value, or raise a :class:`LessonError` that lists all errors."""
        errors = [problem for problem in self.problems if not problem.notice]
        if errors:
            raise LessonError(errors, language)
        return self.value


def load_info(root: Path) -> Loaded[LessonInfo]:
    """Read ``lesson.yml``."""
    file = YamlFile(root / "lesson.yml", root)
    report = Reporter(file)
    info = report.decode(LessonInfo, file.value, ())
    if info is None:
        raise LessonError(report.problems)
    report.languages = info.languages
    report.texts(info, "", ())
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
    if not path.resolve().is_relative_to(root.resolve()):
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
    report, items = _items(root / "annotations.yml", root, info)
    placed = []
    for index, item in enumerate(items):
        annotation = report.decode(Annotation, item, (index,))
        if annotation is None:
            continue
        report.texts(annotation, annotation.id, (index,))
        for code, field in _annotation_faults(annotation, info):
            value = str(getattr(annotation, field))
            report.add(code, (index, field), annotation.id, field=field, value=value)
        span = report.place(annotation, article, annotation.id, (index, "quote"))
        if span is not None:
            placed.append(PlacedAnnotation(annotation=annotation, start=span.start, end=span.end))
    return Loaded(tuple(placed), tuple(report.problems))


def _annotation_faults(annotation: Annotation, info: LessonInfo) -> Iterator[tuple[str, str]]:
    required = {"holder", "mode", "note"} if annotation.kind == "claim" else {"gloss"}
    required |= {"when"} if annotation.kind == "date" else set()
    for field in ("gloss", "when", "holder", "mode", "note"):
        present = getattr(annotation, field) is not None
        if field in required and not present:
            yield "missing-field", field
        elif present and field not in required:
            yield "field-of-other-kind", field
    if annotation.holder and annotation.holder not in {holder.id for holder in info.holders}:
        yield "holder-unknown", "holder"
    if annotation.when is not None and parse_date(annotation.when) is None:
        yield "date-form", "when"


def load_gists(root: Path, info: LessonInfo, article: Article) -> Loaded[tuple[Gist, ...]]:
    """Read ``gists.yml``; a lesson need not have one."""
    if not _is_there(root / "gists.yml"):
        return Loaded(())
    report, items = _items(root / "gists.yml", root, info)
    count = sum(not paragraph.heading for paragraph in article.paragraphs)
    gists: dict[int, Gist] = {}
    for index, item in enumerate(items):
        gist = report.decode(Gist, item, (index,))
        if gist is None:
            continue
        name, where = f"§{gist.paragraph}", (index, "paragraph")
        report.texts(gist, name, (index,))
        if not 1 <= gist.paragraph <= count:
            value = str(gist.paragraph)
            report.add("chapter-paragraph", where, name, value=value, count=str(count))
        elif gist.paragraph in gists:
            report.add("gist-double", where, name)
        else:
            gists[gist.paragraph] = gist
    return Loaded(tuple(gists.values()), tuple(report.problems))


def load_facts(root: Path, info: LessonInfo) -> Loaded[tuple[Fact, ...]]:
    """Read ``facts.yml``; a lesson need not have one."""
    if not _is_there(root / "facts.yml"):
        return Loaded(())
    report, items = _items(root / "facts.yml", root, info)
    facts = []
    for index, item in enumerate(items):
        fact = report.decode(Fact, item, (index,))
        if fact is None:
            continue
        report.texts(fact, fact.id, (index,))
        if parse_date(fact.date) is None:
            report.add("date-form", (index, "date"), fact.id, value=fact.date)
        if not fact.url.startswith(("https://", "http://")):
            report.add("url-form", (index, "url"), fact.id)
        facts.append(fact)
    return Loaded(tuple(facts), tuple(report.problems))


def load_timeline(
    root: Path, info: LessonInfo, article: Article
) -> Loaded[tuple[TimelineEntry, ...]]:
    """Read ``timeline.yml``; a lesson need not have one."""
    if not _is_there(root / "timeline.yml"):
        return Loaded(())
    report, items = _items(root / "timeline.yml", root, info)
    entries = []
    for index, item in enumerate(items):
        entry = report.decode(TimelineEntry, item, (index,))
        if entry is None:
            continue
        report.texts(entry, entry.id, (index,))
        if parse_date(entry.date) is None:
            report.add("date-form", (index, "date"), entry.id, value=entry.date)
        _place_entry(report, entry, index, article, "timeline-anchor")
        entries.append(entry)
    return Loaded(tuple(entries), tuple(report.problems))


def load_steps(root: Path, info: LessonInfo, article: Article) -> Loaded[tuple[Step, ...]]:
    """Read ``steps.yml``; a lesson need not have one."""
    if not _is_there(root / "steps.yml"):
        return Loaded(())
    report, items = _items(root / "steps.yml", root, info)
    steps = []
    for index, item in enumerate(items):
        step = report.decode(Step, item, (index,))
        if step is None:
            continue
        report.texts(step, step.id, (index,))
        _place_entry(report, step, index, article, "step-anchor")
        steps.append(step)
    return Loaded(tuple(steps), tuple(report.problems))


def load_map(root: Path, info: LessonInfo) -> Loaded[LessonMap | None]:
    """Read ``places.yml`` and the outlines it names; a lesson need not have a map."""
    if not _is_there(root / "places.yml"):
        return Loaded(None)
    report = Reporter(YamlFile(root / "places.yml", root), info.languages)
    found = report.decode(MapInfo, report.file.value, ())
    if found is None:
        return Loaded(None, tuple(report.problems))
    report.texts(found, "", ())
    path = root / found.outlines
    if not path.resolve().is_relative_to(root.resolve()):
        raise LessonError([Problem(code="article-outside", file=display_path(path, root))])
    drawn = Reporter(YamlFile(path, root), info.languages)
    outlines = drawn.decode(Outlines, drawn.file.value, ())
    if outlines is not None:
        drawn.texts(outlines, "", ())
    problems = (*report.problems, *drawn.problems)
    return Loaded(LessonMap(found, outlines) if outlines else None, problems)


def _is_there(path: Path) -> bool:
    """Tell whether there is a file, or a link that leads nowhere: that is a fault of its own."""
    return os.path.lexists(path)


def _place_entry(
    report: Reporter, entry: TimelineEntry | Step, index: int, article: Article, code: str
) -> None:
    """Find the quote of an entry that has a quote or a fact; report the code if not just one."""
    if (entry.quote is None) == (entry.fact is None):
        report.add(code, (index,), entry.id)
    elif entry.quote is not None:
        anchor = Anchor(
            quote=entry.quote,
            occurrence=entry.occurrence,
            prefix=entry.prefix,
            suffix=entry.suffix,
        )
        report.place(anchor, article, entry.id, (index, "quote"))


def _items(path: Path, root: Path, info: LessonInfo) -> tuple[Reporter, list[object]]:
    file = YamlFile(path, root)
    if not isinstance(file.value, list):
        raise LessonError([Problem(code="not-a-list", file=file.name, line=1)])
    return Reporter(file, info.languages), file.value
