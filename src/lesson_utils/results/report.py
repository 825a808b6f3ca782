"""The gathered answers as what is shown: a page, a terminal, a heat map; words and shares."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from lesson_utils.results.analysis import Analysis, Item, Summary
from lesson_utils.results.gradebook import Answer, Gradebook
from lesson_utils.results.remarks import shown
from lesson_utils.results.tables import sign
from lesson_utils.texts import command_word, interface_language

#: So many ids of questions are named at most where answers did not count.
_NAMED = 8
#: Each word on a heat map takes a while to draw: that of a whole school leaves the shares to the
#: tables.
_MOST_SHARES = 100


def quiz_letter(index: int) -> str:
    """Give the short name of a quiz: a letter, a number from the 27th on.

    Examples
    --------
    >>> quiz_letter(0), quiz_letter(26)
    ('A', '27')
    """
    letters = string.ascii_uppercase
    return letters[index] if index < len(letters) else str(index + 1)


def percent(share: float | None, language: str) -> str:
    r"""Write a share as a reader of the language does; a dash for none.

    Examples
    --------
    >>> percent(0.855, "fr"), percent(1.0, "en"), percent(None, "en")
    ('86\xa0%', '100%', '–')
    """
    if share is None:
        return "–"
    # Halves go up, as a teacher rounds.
    whole = int(share * 100 + 0.5 + 1e-9)
    return f"{whole}\u00a0%" if interface_language(language) == "fr" else f"{whole}%"


def not_counted(book: Gradebook, language: str) -> list[str]:
    """Say which answers did not count, and why; a sentence for each reason."""
    reasons = {"earlier": book.earlier, "unknown": book.unknown, "unread": book.unread}
    return [
        command_word(language, f"results.uncounted.{reason}", questions=_named(counts))
        for reason, counts in reasons.items()
        if +counts
    ]


def _named(counts: Counter[str]) -> str:
    ranked = sorted((+counts).items(), key=lambda pair: (-pair[1], pair[0]))
    said = [f"{shown(name, 40)} ({count})" for name, count in ranked[:_NAMED]]
    return ", ".join(said) + (f" (+ {len(ranked) - _NAMED})" if len(ranked) > _NAMED else "")


def report(analysis: Analysis, labels: Sequence[str], language: str) -> dict[str, Any]:
    """Make the payload of the page and of the tables in a terminal.

    Returns
    -------
    dict
        ``language``, ``skills``; ``students`` and ``whole`` with ``name``, ``answered``,
        ``share`` and ``skills``; ``quizzes`` with ``letter``, ``title``, ``mode``, ``share`` and
        ``questions``, if somebody answered; how many others are ``unanswered``;
        ``missed``, ``rarely`` and ``untaken``; ``uncounted``. Shares are in words.
    """
    book, every = analysis.book, analysis.whole
    names = {q.table["skill"]: q.table["skillLabel"] for q in book.questions}
    quizzes = list(_quizzes(analysis.items, every.quizzes, language))
    answered = [quiz for quiz in quizzes if any(q["answered"] for q in quiz["questions"])]
    asked = [question for quiz in quizzes for question in quiz["questions"]]
    return {
        "language": interface_language(language),
        "count": len(book.students),
        "questions": len(book.questions),
        "skills": [names[skill] for skill in every.skills],
        "students": [
            _student(label, found, language)
            for label, found in zip(labels, analysis.each, strict=True)
        ],
        "whole": {
            "name": command_word(language, "results.class"),
            "share": percent(every.share, language),
            "skills": [percent(share, language) for share in every.skills.values()],
        },
        "quizzes": answered,
        "unanswered": len(quizzes) - len(answered),
        "missed": [question for question in asked if question["missed"]],
        "rarely": [question for question in asked if question["rarely"]],
        "untaken": [question for question in asked if question["untaken"]],
        "uncounted": not_counted(book, language),
    }


def _student(label: str, found: Summary, language: str) -> dict[str, Any]:
    return {
        "name": label,
        "answered": found.answered,
        "share": percent(found.share, language),
        "skills": [percent(share, language) for share in found.skills.values()],
    }


def _quizzes(
    items: Sequence[Item], shares: dict[str, float | None], language: str
) -> Iterator[dict[str, Any]]:
    groups = groupby(items, key=lambda item: item.question.quiz)
    for index, (quiz, group) in enumerate(groups):
        yield {
            "letter": quiz_letter(index),
            "title": quiz["title"],
            "mode": command_word(language, f"results.mode.{quiz['mode']}"),
            "share": percent(shares[quiz["quiz"]], language),
            "questions": [_question(item, language) for item in group],
        }


def _question(item: Item, language: str) -> dict[str, Any]:
    table = item.question.table
    mistake, times = item.mistakes[0] if item.mistakes else ("", 0)
    return {
        "number": item.question.number,
        "id": table["id"],
        "prompt": table["prompt"],
        "skill": table["skillLabel"],
        "scored": item.question.scored,
        "answered": item.answered,
        "facility": percent(item.facility, language),
        "first": percent(item.first_try, language),
        "retried": item.retried,
        "mistake": mistake,
        "times": times,
        "options": [] if item.question.scored else list(item.options),
        "missed": item.missed,
        "rarely": item.rarely_at_once,
        "untaken": list(item.untaken),
        "sign": sign(item, language),
    }


def heatmap_data(analysis: Analysis, labels: Sequence[str], language: str) -> dict[str, Any]:
    """Give what :class:`lesson_utils.shown.figures.heatmap.HeatMap` is made of."""
    book = analysis.book
    asked = {item.question.quiz["quiz"] for item in analysis.items if item.answered}
    groups = [
        (quiz_letter(index), quiz["title"], len(list(group)))
        for index, (quiz, group) in enumerate(groupby(q.quiz for q in book.questions))
        if quiz["quiz"] in asked
    ]
    questions = [question for question in book.questions if question.quiz["quiz"] in asked]
    rows = [
        (
            label,
            tuple(_cell(kept.get(question.place)) for question in questions),
            percent(found.share, language) if len(labels) <= _MOST_SHARES else "",
        )
        for label, kept, found in zip(labels, book.answers, analysis.each, strict=True)
    ]
    whole = tuple(
        item.facility if item.question.scored else "open" if item.answered else None
        for item in analysis.items
        if item.question.quiz["quiz"] in asked
    )
    words = ("full", "part", "nothing", "open", "none")
    return {
        "groups": tuple(groups),
        "rows": tuple(rows),
        "whole": (
            command_word(language, "results.class"),
            whole,
            percent(analysis.whole.share, language),
        ),
        "key": tuple(command_word(language, f"results.key.{name}") for name in words),
    }


def _cell(answer: Answer | None) -> Any:
    if answer is None:
        return None
    return "open" if answer.share is None else answer.share
