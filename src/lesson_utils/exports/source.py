"""What an export starts from: the quizzes that can be read, in characters any file can hold."""

from __future__ import annotations

import re
from typing import Any

from lesson_utils.content.payload import Payload
from lesson_utils.content.problems import LessonError, Problem
from lesson_utils.exports.names import flat, shortened, untagged
from lesson_utils.lesson import Lesson
from lesson_utils.questions.quizfiles import load_quiz
from lesson_utils.questions.wholelesson import WholeLesson

#: What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: So many characters of a text make a title in a question bank.
TITLE = 80
_LINE_END = re.compile("\r\n?")


def clean(text: str) -> str:
    r"""Put U+FFFD for each character that XML cannot hold, and one form for each line end.

    Examples
    --------
    >>> clean("a\x1fb\r\nc")
    'a\ufffdb\nc'
    """
    return _LINE_END.sub("\n", _UNWRITABLE.sub("\ufffd", text))


def cleaned(value: Any) -> Any:
    """Clean every text in a JSON value."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


def line(text: str) -> str:
    r"""Give a text as a title: on one line, not too long, with nothing that looks like a tag.

    Examples
    --------
    >>> line("Two\nlines, <b>one</b> title"), len(line("x" * 200))
    ('Two lines, ‹b›one‹/b› title', 80)
    """
    return shortened(untagged(flat(text)), TITLE)


def numbered(number: int, prompt: str) -> str:
    """Give a question's title: a bank that sorts by titles keeps the quiz's order.

    Examples
    --------
    >>> numbered(3, "Who speaks?")
    '03 Who speaks?'
    """
    return f"{number:02} {line(prompt)}"


def quizzes_of(lesson: Lesson) -> list[Payload]:
    """Give the payloads of the quizzes whose files can be read, in the lesson's order."""
    return [cleaned(quiz.payload) for quiz in lesson.readable_quizzes()]


def left_out(lesson: Lesson) -> list[Problem]:
    """Give what is wrong with the quizzes, questions and other entries that no export can have."""
    found = WholeLesson.load(lesson.root).left_out
    for name in lesson.quiz_names:
        try:
            lesson.quiz(name)
        except LessonError as error:
            found.extend(error.problems)
        else:
            loaded = load_quiz(lesson.root, name, lesson.info, lesson.article)
            found.extend(problem for left in loaded.value.omitted for problem in left.problems)
    return found


def untranslated(lesson: Lesson) -> list[Problem]:
    """Tell where a text is not translated yet into the lesson's language; another's stands in."""
    mine = {f"{lesson.name}/quizzes/{name}.yml" for name in lesson.quiz_names}
    return [
        problem
        for problem in WholeLesson.load(lesson.root).untranslated(lesson.language)
        if problem.file in mine or not problem.file.startswith(f"{lesson.name}/quizzes/")
    ]
