"""Options and passages as Moodle's multiple choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lesson_utils.exports.moodle.fractions import EQUAL, penalty, shares, shown
from lesson_utils.exports.xml import Element, add
from lesson_utils.questions.forms import Choices, Passages
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


def choices(form: Choices, table: Table, write: Html, *, shuffle: bool) -> Made:
    """Give a multiple choice: with one answer, or with several of which a wrong one costs.

    Moodle's true/false has no third answer: that is a multiple choice too.
    """
    rights = iter(shares(table["maximum"]) if form.several else (100.0,))
    wrong = penalty(table["maximum"]) if form.several else 0.0
    options = [
        Option(
            write.inline(choice.text),
            write.block(choice.said),
            next(rights) if choice.correct else wrong,
        )
        for choice in form.options
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(
            options,
            single=not form.several,
            shuffle=shuffle and not form.standing,
            numbering="none" if form.standing else "abc",
        ),
        ("moodle-shares",) if form.several and table["maximum"] > EQUAL else (),
    )


def passages(form: Passages, table: Table, write: Html) -> Made:
    """Give a multiple choice of the article's stretches, in its order."""
    count = sum(passage.correct for passage in form.passages)
    alone = count == 1
    earned = iter(shares(count))
    lost = 0.0 if alone else penalty(table["maximum"])
    options = [
        Option(
            write.quote(passage.text),
            write.block(passage.said),
            next(earned) if passage.correct else lost,
        )
        for passage in form.passages
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=alone, shuffle=False, numbering="none"),
        ("moodle-shares",) if count > EQUAL else (),
    )
