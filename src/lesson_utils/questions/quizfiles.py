"""A lesson's quiz files to its model: the questions that can be asked, and those that cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from lesson_utils.content.decoding import id_of
from lesson_utils.content.localized import Localized
from lesson_utils.content.locating import yaml_files
from lesson_utils.content.model import Anchor, Article, LessonInfo, Span
from lesson_utils.content.problems import LessonError, Problem, ValuePath
from lesson_utils.content.reporting import Loaded, Reporter
from lesson_utils.content.yamlfile import YamlFile
from lesson_utils.questions import TYPES, Question, QuestionType, Setting


class PlacedQuestion(msgspec.Struct, frozen=True):
    """A question with the places of its evidence, and of the quotes inside it."""

    question: Question
    evidence: tuple[Span, ...]
    quotes: tuple[Span, ...] = ()


class Omitted(msgspec.Struct, frozen=True):
    """A question that cannot be asked, and why; without an id it has its number ("#3")."""

    id: str
    problems: tuple[Problem, ...]


Mode = Literal["practice", "check", "survey"]


class QuizContent(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz file's content: the questions that can be asked, and those that cannot."""

    name: str
    title: Localized
    mode: Mode
    shuffle: bool
    questions: tuple[PlacedQuestion, ...]
    omitted: tuple[Omitted, ...] = ()


class QuizFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The fields of a quiz file; each question is decoded by itself, as its type says.

    A quiz with the name of a chapter needs no title: the chapter's is shown.
    """

    title: Localized | None = None
    mode: Mode = "practice"
    shuffle: bool = False
    questions: list[object]


def quiz_names(root: Path, info: LessonInfo) -> list[str]:
    """List the quizzes of a lesson: as ``lesson.yml`` orders them, then the others, sorted."""
    found = [path.stem for path in yaml_files(root / "quizzes")]
    named = [name for name in info.quizzes if name in found]
    return list(dict.fromkeys([*named, *found]))


def load_quiz(root: Path, name: str, info: LessonInfo, article: Article) -> Loaded[QuizContent]:
    """Read a quiz and find the evidence of every question.

    A question with an error is told, and left out; the others can be asked.
    """
    file = YamlFile(root / "quizzes" / f"{name}.yml", root)
    return quiz_in(Reporter(file, info.languages), name, info, article)


def quiz_in(report: Reporter, name: str, info: LessonInfo, article: Article) -> Loaded[QuizContent]:
    """Read the quiz that such a file holds."""
    file = report.file
    content = report.decode(QuizFile, file.value, ())
    if content is None:
        raise LessonError(report.problems)
    content = report.texts(content, "", ())
    title = content.title
    if title is None:
        title = next((chapter.title for chapter in info.chapters if chapter.id == name), None)
    if title is None:
        report.add("quiz-untitled", (), quiz=name)
        raise LessonError(report.problems)
    questions: list[PlacedQuestion] = []
    omitted = []
    seen: dict[str, ValuePath] = {}
    for index, item in enumerate(content.questions):
        path = ("questions", index)
        before = len(report.problems)
        placed = place_question(report, item, path, article)
        given = id_of(item)
        if given in seen:
            first = f"{file.name}:{file.line(seen[given])}"
            report.add("id-double", path, given, first=first)
        elif given:
            seen[given] = path
        found = tuple(p for p in report.problems[before:] if p.refuses)
        if found:
            omitted.append(Omitted(given or f"#{index + 1}", found))
        elif placed is not None:
            questions.append(placed)
    quiz = QuizContent(
        name=name,
        title=title,
        mode=content.mode,
        shuffle=content.shuffle,
        questions=tuple(questions),
        omitted=tuple(omitted),
    )
    return Loaded(quiz, tuple(report.problems))


def place_question(
    report: Reporter, item: object, path: ValuePath, article: Article
) -> PlacedQuestion | None:
    """Read the question at a path of a quiz, and find its places; report whatever is wrong."""
    if not isinstance(item, dict):
        report.add("not-a-mapping", path)
        return None
    kind = _kind_of(report, item, path)
    if kind is None:
        return None
    question = report.decode(kind.model, item, path)
    if question is None:
        return None
    before = len(report.problems)
    question = report.texts(question, question.id, path)
    for code, where, values in kind.breaches(question):
        report.add(code, (*path, *where), question.id, notice=False, costs="file", **values)
    quotes = [
        report.place(anchor, article, question.id, (*path, *where))
        for where, anchor in kind.quotes(question)
    ]
    spans = [
        report.place(anchor, article, question.id, (*path, "evidence", index, "quote"))
        for index, anchor in enumerate(evidence_anchors(question))
    ]
    if not spans and kind.quotes_are_evidence:
        spans = quotes
    elif not spans:
        report.add("missing-field", (*path, "evidence"), question.id, field="evidence")
    evidence = tuple(span for span in spans if span is not None)
    placed = tuple(span for span in quotes if span is not None)
    if not any(problem.refuses for problem in report.problems[before:]):
        setting = Setting(article.language, article, evidence, placed)
        for code, inner, values in kind.misplaced(question, setting):
            report.add(code, (*path, *inner), question.id, notice=False, costs="file", **values)
        if kind.name not in TYPES.own and (
            fault := _fault(kind, question, setting, report.languages)
        ):
            report.add("type-broken", (*path, "type"), question.id, type=kind.name, detail=fault)
    return PlacedQuestion(question, evidence, placed)


def _kind_of(report: Reporter, item: dict[str, object], path: ValuePath) -> QuestionType | None:
    """Give the type that a question names; report one that there is not, or that is of no use."""
    name = str(item.get("type", ""))
    kind = TYPES.get(name)
    if kind is None and (why := TYPES.why_not(name)):
        report.add("type-broken", (*path, "type"), id_of(item), type=name, detail=why)
    elif kind is None:
        report.add("question-type", (*path, "type"), id_of(item), types=", ".join(TYPES))
    return kind


def _fault(
    kind: QuestionType, question: Question, setting: Setting, languages: tuple[str, ...]
) -> str:
    """Say why another package's type makes no table of a question; nothing if it does."""
    try:
        for language in languages:
            kind.plain(kind.table(question, replace(setting, language=language)))
    except Exception as error:  # noqa: BLE001 - another's code may fail in any way
        return f"{type(error).__name__}: {error}"
    return ""


def evidence_anchors(question: Question) -> tuple[Anchor, ...]:
    """Give a question's evidence as anchors, in whichever form it was written."""
    given = question.evidence
    items = given if isinstance(given, tuple) else (given,)
    return tuple(Anchor(quote=item) if isinstance(item, str) else item for item in items)
