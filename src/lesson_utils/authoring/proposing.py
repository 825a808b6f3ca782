"""All of a new lesson as text files: article, data files, notebooks not yet run."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lesson_utils.authoring import annotating
from lesson_utils.authoring.booklets import Booklet, write_booklets
from lesson_utils.authoring.examples import MAKERS, asked_about, example
from lesson_utils.authoring.layout import title_of
from lesson_utils.authoring.notes import Note, notes_on
from lesson_utils.authoring.passages import excerpt
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.yamlwriting import to_yaml
from lesson_utils.checks.gitfiles import ATTRIBUTES, protection
from lesson_utils.content.reporting import MARKUP
from lesson_utils.content.segmentation import split_article
from lesson_utils.content.signs import without_marks
from lesson_utils.notebooks.studiocell import FILES
from lesson_utils.texts import base_language, command_word

#: What may stand before an article's first letter and is never shown.
BYTE_ORDER_MARK = "\ufeff"
#: The article's file, and what keeps git and editors from changing its bytes.
ARTICLE = "article.txt"
_GUARDS = {
    ATTRIBUTES: f"{protection(ARTICLE)}\n",
    ".editorconfig": (
        f"[{ARTICLE}]\ncharset = unset\nend_of_line = unset\n"
        "insert_final_newline = unset\ntrim_trailing_whitespace = false\n"
    ),
}
#: What is the teacher's own, and no part of the lesson: the studio's notebooks.
_IGNORED = "".join(f"{name}\n" for name in (*FILES.values(), ".ipynb_checkpoints/"))
#: Which types are asked about the whole text, about each part, and at the end.
_READING = ("single", "truefalse", "number", "multiple", "short")
_PART = ("cloze", "locate")
_SYNTHESIS = ("order", "match", "classify", "reflect")


@dataclass(frozen=True)
class Proposal:
    """A lesson to be written: its files by path, and what there is to say about it."""

    name: str
    languages: tuple[str, ...]
    files: dict[str, bytes]
    notes: tuple[Note, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class Reading:
    """A chapter of the lesson: the whole text, or a part of it."""

    id: str
    titles: dict[str, str]
    paragraphs: tuple[int, ...] | None = None


#: The folder in ``data/`` that holds the schemas, and so no lesson.
SCHEMAS = "schemas"
#: Names that no lesson has: this folder's, and those that Windows keeps for itself.
TAKEN = frozenset({SCHEMAS, "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def lesson_name(file_name: str) -> str:
    """Make a lesson's name of a file's name; "article" where no letter can be kept.

    Examples
    --------
    >>> lesson_name("L’été à Zürich (2).txt"), lesson_name("مقال.txt")
    ('l-ete-a-zurich-2', 'article')
    >>> lesson_name("Schemas.txt")  # the folder beside the lessons has this name
    'schemas-1'
    """
    stem = file_name.rpartition(".")[0] or file_name
    letters = without_marks(stem, "NFKD").lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-") or "article"
    return f"{name}-1" if name in TAKEN else name


def propose(
    raw: bytes, language: str, name: str, speaks: str, languages: tuple[str, ...] = ()
) -> Proposal:
    """Make a lesson of an article.

    Parameters
    ----------
    raw
        The article's bytes, UTF-8 with some text in it.
    language
        Its language code.
    name
        The lesson's name.
    speaks
        "fr" or "en": the lesson's first language where the article's is neither, and that of
        the comments.
    languages
        The lesson's languages, the main one first: one or both of "fr" and "en". By default both.
    """
    text = raw.decode("utf-8")
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    base = base_language(language)
    first = base if base in {"fr", "en"} else speaks
    languages = languages or (first, "en" if first == "fr" else "fr")
    article = split_article(text.removeprefix(mark), language)
    source = Source(article, languages)
    title = _title(source, name)
    chapters = _chapters(source)
    quizzes, left = _quizzes(source, chapters)
    annotations = annotating.annotate(source)
    timeline = annotating.timeline(source)
    info = {
        "title": _same(title, languages),
        "language": language,
        "languages": list(languages),
        "article": {
            "file": ARTICLE,
            "sha256": hashlib.sha256(raw).hexdigest(),
            **({"metadata": mark} if mark else {}),
            "rights": source.say("new.rights"),
        },
        "chapters": [
            {
                "id": chapter.id,
                "title": chapter.titles,
                **({} if chapter.paragraphs is None else {"paragraphs": list(chapter.paragraphs)}),
            }
            for chapter in chapters
        ],
        "quizzes": list(quizzes),
    }
    data: dict[str, tuple[str, Any]] = {
        "lesson.yml": ("lesson", info),
        "annotations.yml": ("annotations", annotations),
    }
    if timeline:
        data["timeline.yml"] = ("timeline", timeline)
    for quiz, content in quizzes.items():
        data[f"quizzes/{quiz}.yml"] = ("quiz", content)
    booklets = _booklets(source, chapters, quizzes, timeline=bool(timeline))
    files = {f"data/{name}/{ARTICLE}": raw}
    files |= {f"data/{name}/{file}": text.encode() for file, text in _GUARDS.items()}
    files[f"data/{name}/.gitignore"] = _IGNORED.encode()
    alone = languages[0] if len(languages) == 1 else ""
    for path, (kind, content) in data.items():
        up = "../" * (path.count("/") + 1)
        said = "lesson-alone" if alone and kind == "lesson" else kind
        heading = f"yaml-language-server: $schema={up}schemas/{kind}.schema.json\n" + command_word(
            speaks, f"new.head.{said}"
        )
        shown = _plain(content, alone) if alone else content
        files[f"data/{name}/{path}"] = to_yaml(shown, heading).encode()
    notebooks = dict(write_booklets(booklets, name, _same(title, languages), languages))
    files |= {path: content.encode() for path, content in notebooks.items()}
    readme = command_word(speaks, "new.readme", title=title, name=name, first=languages[0])
    files["README.md"] = readme.encode()
    return Proposal(
        name=name,
        languages=languages,
        files=files,
        notes=(*notes_on(source, mark), *left),
        counts={
            "paragraphs": sum(not p.heading for p in article.paragraphs),
            "sentences": len(article.sentences),
            "parts": len(source.parts),
            "annotations": len(annotations),
            "questions": sum(len(content["questions"]) for content in quizzes.values()),
            "notebooks": len(notebooks),
        },
    )


def _plain(value: Any, language: str) -> Any:
    """Write texts of a lesson in one language as they are, without naming the language.

    Examples
    --------
    >>> _plain([{"title": {"fr": "Le port"}}], "fr")
    [{'title': 'Le port'}]
    """
    if isinstance(value, list):
        return [_plain(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {language}:
        return value[language]
    return {key: _plain(item, language) for key, item in value.items()}


def _title(source: Source, name: str) -> str:
    """Give the article's own title, else its first words, else the lesson's name."""
    title = title_of(source.article)
    if title:
        return title
    first = source.article.sentences[0]
    words = " ".join(source.article.text[first.start : first.end].split())
    usable = words.isprintable() and any(map(str.isalnum, words)) and not MARKUP.search(words)
    return excerpt(words, 60).strip() if usable else name


def _same(title: str, languages: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(languages, title)


def _chapters(source: Source) -> list[Reading]:
    """Give the whole text, then its parts; names in the lesson's first language."""
    found = [
        Reading(command_word(source.languages[0], "new.name.all"), source.say("new.title.all"))
    ]
    part = command_word(source.languages[0], "new.name.part")
    for number, item in enumerate(source.parts, start=1):
        own = item.title or (number == 1 and any(other.title for other in source.parts))
        titles = (
            _same(item.title, source.languages)
            if item.title
            else source.say("new.title.start")
            if own
            else source.say("new.title.part", number=number)
        )
        found.append(Reading(f"{part}-{number}", titles, item.paragraphs))
    return found


def _quizzes(
    source: Source, chapters: list[Reading]
) -> tuple[dict[str, dict[str, Any]], list[Note]]:
    """Give the quizzes by name, and what is told: empty ones, types that nothing is asked in."""
    first = source.languages[0]
    reading, synthesis = (command_word(first, f"new.name.{n}") for n in ("reading", "synthesis"))
    whole, *parts = chapters
    asked: list[tuple[str, dict[str, str], Reading, tuple[str, ...]]]
    asked = [(reading, source.say("new.title.reading"), whole, _READING)]
    asked += [(part.id, part.titles, part, _PART) for part in parts]
    ends: tuple[str, ...] = _SYNTHESIS if parts else (*_PART, *_SYNTHESIS)
    asked.append((synthesis, source.say("new.title.synthesis"), whole, ends))
    quizzes: dict[str, dict[str, Any]] = {}
    empty: list[str] = []
    made: set[str] = set()
    used: Counter[int] = Counter()
    for name, titles, chapter, kinds in asked:
        questions: list[dict[str, Any]] = []
        for kind in kinds:
            question = example(kind, source, f"{name}-{kind}", chapter.paragraphs, used)
            if question is not None:
                questions.append(question)
                used.update(asked_about(question, source))
        made |= {question["type"] for question in questions}
        if not questions:
            empty.append(titles[first])
        else:
            titled = {} if name == chapter.id else {"title": titles}
            quizzes[name] = {**titled, "questions": questions}
    notes = [Note(code="quiz", values={"title": title}) for title in empty]
    notes += [Note(code="type", values={"type": kind}) for kind in MAKERS if kind not in made]
    return quizzes, notes


def _booklets(
    source: Source,
    chapters: list[Reading],
    quizzes: dict[str, dict[str, Any]],
    *,
    timeline: bool,
) -> list[Booklet]:
    def stems(kind: str, number: int | None = None) -> dict[str, str]:
        end = "" if number is None else f"_{number}"
        return {code: command_word(code, f"new.name.{kind}") + end for code in source.languages}

    whole, *parts = chapters
    first = source.languages[0]
    reading, synthesis = (command_word(first, f"new.name.{n}") for n in ("reading", "synthesis"))
    booklets = [
        Booklet("welcome", _same("", source.languages), stems=stems("welcome")),
        Booklet(
            "reading", source.say("new.title.reading"), whole.id, _there(reading, quizzes),
            stems=stems("reading"),
        ),
    ]  # fmt: skip
    booklets += [
        Booklet("part", part.titles, part.id, _there(part.id, quizzes), stems=stems("part", number))
        for number, part in enumerate(parts, start=1)
    ]
    end = Booklet(
        "synthesis", source.say("new.title.synthesis"), "", _there(synthesis, quizzes),
        stems=stems("synthesis"),
    )  # fmt: skip
    return [*booklets, replace(end, timeline=timeline)]


def _there(name: str, quizzes: dict[str, dict[str, Any]]) -> str:
    return name if name in quizzes else ""
