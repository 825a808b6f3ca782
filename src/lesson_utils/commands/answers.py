"""``lesson answers``: the answer book."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click
from rich.text import Text

from lesson_utils.commands.common import (
    default_language,
    lesson_argument,
    make_console,
    print_problem,
)
from lesson_utils.content.localized import localize
from lesson_utils.content.locating import available_lessons
from lesson_utils.content.problems import LessonError
from lesson_utils.lesson import open_lesson
from lesson_utils.shown.rendering.answers import answer_book
from lesson_utils.texts import command_word, interface_language


@click.command()
@lesson_argument(required=False)
@click.option("--language")
@click.option("-o", "output", type=click.File("wb", lazy=True), default="-")
def answers(lesson: str | None, language: str | None, output: BinaryIO) -> None:
    """Print the answer book in Markdown: all questions with keys, reasons and evidence.

    The exit status is 1 if a lesson or a question had to be left out.
    """
    console = make_console(stderr=True)
    spoken = language or default_language()
    names = [lesson] if lesson else available_lessons()
    books = []
    failed = not names
    if failed:
        console.print(command_word(spoken, "command.none"), style="bold red")
    for name in names:
        try:
            book, left_out = _answer_book(name, language)
        except LessonError as error:
            failed = True
            for problem in error.problems:
                print_problem(console, problem, spoken)
            continue
        failed |= bool(left_out)
        for sentence in left_out:
            console.print(Text(sentence, style="red"), soft_wrap=True)
        books.append(book)
    if books:
        # UTF-8 whatever the terminal's encoding: the book is to be kept as a file.
        output.write(("\n\n".join(books) + "\n").encode())
    sys.exit(1 if failed else 0)


def _answer_book(name: str, language: str | None) -> tuple[str, list[str]]:
    """Make a lesson's answer book, and list what is wrong with the questions not in it."""
    lesson = open_lesson(name, language)
    if language is None and (own := default_language()) in lesson.info.languages:
        lesson = open_lesson(name, own)
    quizzes = [lesson.quiz(quiz).payload for quiz in lesson.quiz_names]
    left_out = [p for quiz in quizzes for left in quiz["omitted"] for p in left["problems"]]
    title = localize(lesson.info.title, lesson.language)
    return answer_book(title, interface_language(lesson.language), quizzes), left_out
