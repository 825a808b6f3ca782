"""The gathered answers in a terminal: tables that fit 80 columns, plain where they are piped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from lesson_utils.results.remarks import shown
from lesson_utils.texts import command_word, word

if TYPE_CHECKING:
    from rich.console import Console

#: A terminal's line may be longer than a table can be read.
_WIDEST = 110
#: Of a wrong answer; the page and the CSV have all of it.
_LONGEST = 60


def print_report(console: Console, page: dict[str, Any], *, details: bool) -> None:
    """Print what is to be looked at, and with ``details`` the tables of students and questions.

    Parameters
    ----------
    console
        Where to.
    page
        As :func:`lesson_utils.results.report.report` makes it, with the lesson's ``title``.
    """
    language = page["language"]
    values = {"title": page["title"], "count": page["count"], "questions": page["questions"]}
    console.print(
        Text(command_word(language, "results.heading", **values), style="bold"), soft_wrap=True
    )
    if page["unanswered"]:
        said = command_word(language, "results.unanswered", count=page["unanswered"])
        console.print(Text(said), soft_wrap=True)
    if details:
        _print(console, _students(page, language))
        for quiz in page["quizzes"]:
            _print(console, _questions(quiz, language))
    for kind in ("missed", "rarely", "untaken"):
        if not page[kind]:
            continue
        console.print(Text(command_word(language, f"results.{kind}"), style="bold"))
        for question in page[kind]:
            said = " | ".join(question["untaken"]) if kind == "untaken" else question["prompt"]
            console.print(Text(f"  {question['id']} – {said}"), soft_wrap=True)
    said = command_word(language, "results.how" if details else "results.details")
    console.print(Text(said), width=min(console.width, _WIDEST))


def _print(console: Console, table: Table) -> None:
    console.print(table, width=min(console.width, _WIDEST))


def _table(title: str) -> Table:
    return Table(
        title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1), expand=True
    )


def _students(page: dict[str, Any], language: str) -> Table:
    table = _table(command_word(language, "results.table.students"))
    table.add_column(_head(language, "student"), ratio=1, overflow="fold")
    table.add_column(_head(language, "answered"), justify="right")
    table.add_column(_head(language, "share"), justify="right")
    for skill in page["skills"]:
        table.add_column(Text(skill), justify="right")
    for row in page["students"]:
        answered = f"{row['answered']}/{page['questions']}"
        cells = (answered, row["share"], *row["skills"])
        table.add_row(Text(row["name"]), *map(Text, cells))
    table.add_section()
    whole = page["whole"]
    table.add_row(*map(Text, (whole["name"], "", whole["share"], *whole["skills"])), style="bold")
    return table


def _questions(quiz: dict[str, Any], language: str) -> Table:
    parts = [quiz["mode"], *([quiz["share"]] if quiz["share"] != "–" else [])]
    colon = word(language, "static.colon")
    table = _table(f"{quiz['title']}{colon} {', '.join(parts)}")
    table.add_column(_head(language, "number"), justify="right")
    table.add_column(_head(language, "question"), overflow="fold")
    table.add_column(_head(language, "count"), justify="right")
    table.add_column(_head(language, "facility"), justify="right")
    table.add_column(_head(language, "first-try"), justify="right")
    table.add_column(_head(language, "mistake"), ratio=1)
    for row in quiz["questions"]:
        said = f"{shown(row['mistake'], _LONGEST)} ({row['times']})"
        mistake = Text(said if row["times"] else "")
        if row["options"]:
            mistake = Text(", ".join(f"{text} ({count})" for text, count in row["options"]))
        if row["missed"] or row["rarely"]:
            mistake = Text.assemble((f"{row['sign']}. ", "bold"), mistake)
        cells = (row["number"], row["id"], row["answered"], row["facility"], row["first"])
        table.add_row(*(Text(str(cell)) for cell in cells), mistake)
    return table


def _head(language: str, name: str) -> Text:
    return Text(command_word(language, f"results.head.{name}"))
