"""The types with options, and those that become such, as Moodle's multiple choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lesson_utils.exports.moodle.fractions import EQUAL, penalty, shares, shown
from lesson_utils.exports.source import sentence_remarks, target_sentences
from lesson_utils.exports.xml import Element, add

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.questions.outcomes import Table
    from lesson_utils.shown.rendering.lms import Html


@dataclass(frozen=True)
class Made:
    """A question of Moodle: its type, its text, its parts, and what is said in the end.

    ``notes`` are the codes of what is lost beside what every question of this type loses.
    """

    kind: str
    text: str
    general: str
    parts: Callable[[Element], None]
    notes: tuple[str, ...] = ()


def html(parent: Element, tag: str, content: str, **attributes: str) -> Element:
    """Add an element with a text in HTML, on one line: no piece of it is white space alone."""
    child = add(parent, tag, format="html", **attributes)
    add(child, "text", content.replace("\n", " "))
    return child


@dataclass(frozen=True)
class Option:
    """An option of a multiple choice, in HTML, with its share of the mark in per cent."""

    text: str
    said: str
    share: float


def _choice(
    options: list[Option], *, single: bool, shuffle: bool, numbering: str = "abc"
) -> Callable[[Element], None]:
    def parts(question: Element) -> None:
        add(question, "single", str(single).lower())
        add(question, "shuffleanswers", str(shuffle).lower())
        add(question, "answernumbering", numbering)
        add(question, "showstandardinstruction", "0" if single else "1")
        if not single:
            add(question, "shownumcorrect")
        for option in options:
            answer = html(question, "answer", option.text, fraction=shown(option.share))
            html(answer, "feedback", option.said)

    return parts


def _one_of(table: Table, write: Html, *, shuffle: bool, numbering: str = "abc") -> Made:
    options = [
        Option(
            write.inline(row["text"]), write.block(row["feedback"]), 100.0 if row["correct"] else 0
        )
        for row in table["options"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=True, shuffle=shuffle, numbering=numbering),
    )


def single(table: Table, write: Html, *, shuffle: bool) -> Made:
    """Give a multiple choice with one answer."""
    return _one_of(table, write, shuffle=shuffle)


def truefalse(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a multiple choice too: Moodle's true/false has no third answer."""
    return _one_of(table, write, shuffle=False, numbering="none")


def multiple(table: Table, write: Html, *, shuffle: bool) -> Made:
    """Give a multiple choice with several answers; a wrong one costs what a right one earns."""
    rights = iter(shares(table["maximum"]))
    options = [
        Option(
            write.inline(row["text"]),
            write.block(row["feedback"]),
            next(rights) if row["correct"] else penalty(table["maximum"]),
        )
        for row in table["options"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=False, shuffle=shuffle),
        ("moodle-shares",) if table["maximum"] > EQUAL else (),
    )


def locate(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a multiple choice of the article's sentences, in its order."""
    right = target_sentences(table)
    said = sentence_remarks(table)
    alone = len(right) == 1
    earned = iter(shares(len(right)))
    lost = 0.0 if alone else penalty(table["maximum"])
    options = [
        Option(
            write.quote(row["text"]),
            write.block(said[row["id"]]),
            next(earned) if row["id"] in right else lost,
        )
        for row in table["sentences"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=alone, shuffle=False, numbering="none"),
        ("moodle-shares",) if len(right) > EQUAL else (),
    )
