"""A lesson as one HTML page: it needs no kernel, no network and no other file.

The page is complete without script. Its script is the widgets' own, over the same payloads, so
that answers are graded, kept and exported as in the notebooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lesson_utils.content.localized import localize
from lesson_utils.content.payload import Payload
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.book import NOTHING_TO_RUN, Book
from lesson_utils.exports.chapters import Chapter, chapters_of
from lesson_utils.exports.part import Part
from lesson_utils.lesson import Lesson
from lesson_utils.shown.quiz import Quiz
from lesson_utils.shown.rendering import render_html
from lesson_utils.shown.rendering.embedded import embedded_json, embedded_source, source_hash
from lesson_utils.shown.rendering.reading import reading_html
from lesson_utils.shown.widgets.assets import module, style
from lesson_utils.texts import command_word, interface_language

if TYPE_CHECKING:
    from lesson_utils.shown.figures import Figure

#: Nothing is fetched, nothing is sent; styles stand in the page, pictures in ``data:`` addresses.
_POLICY = (
    "default-src 'none'; script-src {script}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
#: Fields of an annotation that the live reader takes from the definitions of the chosen language.
_IN_DEFINITIONS = frozenset({"label", "gloss", "class", "note"})


def export(lesson: Lesson) -> Exported:
    """Make the page of a lesson, in the lesson's language.

    Returns
    -------
    Exported
        ``<lesson>-<language>.html``; equal lessons give equal bytes.

    Raises
    ------
    LessonError
        If a file of the lesson cannot be read, but for a quiz: it is left out, as is a question
        with an error, and the command tells.
    """
    html, notes = page_of(lesson)
    own = tuple(Note(item=lesson.name, code=f"page-{code}") for code in ("key", "kept", "progress"))
    return Exported(files={f"{lesson.name}-{lesson.language}.html": html}, notes=(*notes, *own))


def page_of(
    lesson: Lesson,
    script: str = "page",
    lead: str = "page.lead",
    more: Callable[[list[Payload]], Mapping[str, Any]] = lambda _: {},
) -> tuple[bytes, tuple[Note, ...]]:
    """Make the page, and say what of the notebooks is not in it.

    Parameters
    ----------
    lesson
        The lesson, in the language wanted.
    script
        What brings the page alive: an entry of the widgets' modules.
    lead
        The key of what is said at the page's top.
    more
        Gives what the script needs besides, for the payloads of the page's quizzes.
    """
    say = partial(command_word, lesson.language)
    chapters = chapters_of(lesson)
    quizzes = _as_shown(lesson, chapters.read)
    reading = lesson.read()
    reading.payload["title"] = say("page.article")
    contents = _contents(lesson, chapters.read, quizzes, say)
    data = _data(reading.payload, [quiz.payload for quiz in quizzes])
    data["easy"] = contents.pop("easy")
    given = dict(more(data["quizzes"]))
    data["texts"] = {**data["texts"], **given.pop("texts", {})}
    source = module(script)
    html = render_html(
        "page",
        {
            "language": interface_language(lesson.language),
            "titleLanguage": lesson.language,
            "say": say,
            "lead": say(lead),
            "platform": "platform" in given,
            "title": localize(lesson.info.title, lesson.language),
            "policy": _POLICY.format(script=source_hash(source)),
            "css": embedded_source("\n".join(map(style, ("page", "reader", "quiz")))),
            "script": embedded_source(source),
            "data": embedded_json({**data, **given}),
            "reading": reading_html({**reading.payload, **NOTHING_TO_RUN}),
            **contents,
        },
    )
    # Half a character, which a data file may spell, is none in UTF-8.
    return html.encode("utf-8", "replace"), chapters.notes


def _data(reading: Payload, quizzes: list[Payload]) -> dict[str, Any]:
    """Give the payloads with the words of the interface, which are the same in all, told once."""

    def own(payload: Payload) -> Payload:
        return {key: value for key, value in payload.items() if key != "texts"}

    rows = [
        {key: value for key, value in row.items() if key not in _IN_DEFINITIONS}
        for row in reading["annotations"]
    ]
    return {
        "texts": reading["texts"],
        "reading": {**own(reading), "annotations": rows},
        "quizzes": [own(payload) for payload in quizzes],
    }


def _as_shown(lesson: Lesson, chapters: Sequence[Chapter]) -> list[Quiz]:
    """Give the lesson's quizzes, in the mode in which a notebook shows them first."""
    shown: dict[str, Quiz] = {}
    language = interface_language(lesson.language)
    for chapter in chapters:
        for quiz in chapter.quizzes:
            if quiz.payload["language"] == language:
                shown.setdefault(quiz.payload["quiz"], quiz)
    return [shown.get(quiz.payload["quiz"], quiz) for quiz in lesson.readable_quizzes()]


def _contents(
    lesson: Lesson, chapters: Sequence[Chapter], quizzes: list[Quiz], say: Callable[..., str]
) -> dict[str, Any]:
    """Give what stands below the text: chapters as in the notebooks, then what is in none."""
    sections = [_section(number, quiz, say) for number, quiz in enumerate(quizzes, start=1)]
    book = Book(chapters, sections, say)
    left = book.facts([fact["id"] for fact in lesson.facts().payload["facts"]])
    return {
        "chapters": book.chapters,
        "easy": book.easy,
        "quizzes": book.quizzes,
        "figures": book.figures(list(_figures(lesson))),
        "facts": lesson.facts(*left).html() if left else "",
    }


def _section(number: int, quiz: Quiz, say: Callable[..., str]) -> dict[str, Any]:
    count = len(quiz.question_ids)
    return {
        "name": quiz.payload["quiz"],
        "number": number,
        "title": quiz.payload["title"],
        "count": say("page.count" if count != 1 else "page.count.one", count=count),
        "html": render_html("quiz", {**quiz.payload, "before": say("page.before")}),
    }


def _figures(lesson: Lesson) -> Iterator[Figure]:
    """Draw the figures that the lesson has data for; they are of the whole, not of a part."""
    if isinstance(lesson, Part):
        return
    for figure in (lesson.timeline(), lesson.steps()):
        if figure.payload["rows"]:
            yield figure
    if lesson.has_map:
        yield lesson.map()
    if any(annotation.kind == "claim" for annotation in lesson.annotations):
        yield lesson.voices()
        yield lesson.modes()
