"""What a platform calls a question and its parts: names that every version of SCORM takes.

A student's answer is written in them by ``student/platform/interactions.js``, and so is the key.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from typing import Any

from lesson_utils.content.payload import Payload
from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Form,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Shown,
    Wording,
)
from lesson_utils.questions.grading import form_of, key_of

_OTHER = re.compile(r"[^A-Za-z0-9_-]+")
#: So many characters a name may have; SCORM 1.2 takes 255, an index comes behind.
_LONGEST = 200
#: In SCORM 1.2 a part is called by one sign.
_SIGNS = string.ascii_lowercase + string.digits
_FORMS: dict[type[Form], str] = {
    Choices: "choices",
    Passages: "words",
    Pairs: "pairs",
    Ordering: "ordering",
    Gaps: "gaps",
    Wording: "wording",
    Amount: "amount",
    Essay: "essay",
}


def asked(quizzes: Sequence[Payload]) -> dict[str, dict[str, Any]]:
    """Give what a platform is told of each question, by quiz and id."""
    names = iter(
        identifiers(
            f"{quiz['quiz']}_{table['id']}" for quiz in quizzes for table in quiz["questions"]
        )
    )
    return {
        quiz["quiz"]: {
            table["id"]: {"name": next(names), **_known(form_of(table)), "key": _key(table)}
            for table in quiz["questions"]
        }
        for quiz in quizzes
    }


def identifiers(texts: Iterable[str]) -> list[str]:
    """Make identifiers of texts: letters, digits and ``_-`` alone, no two the same.

    Examples
    --------
    >>> identifiers(["quiz_Où ?", "quiz_Où !", "quiz_a"])
    ['quiz_O_', 'quiz_O_-2', 'quiz_a']
    """
    found: list[str] = []
    for text in texts:
        plain = _OTHER.sub("_", text)[:_LONGEST]
        name, number = plain, 1
        while name in found:
            number += 1
            name = f"{plain}-{number}"
        found.append(name)
    return found


def coded(parts: Sequence[Shown]) -> dict[str, str]:
    """Call each part by one sign: its own id, its id's first letter, or its place.

    Examples
    --------
    >>> coded([Shown("a", "Yes"), Shown("b", "No")])
    {'a': 'a', 'b': 'b'}
    >>> coded([Shown("true", "Yes"), Shown("false", "No")])
    {'true': 't', 'false': 'f'}
    >>> coded([Shown("fact", "A fact"), Shown("forecast", "A forecast")])
    {'fact': 'a', 'forecast': 'b'}
    """
    ids = [part.id for part in parts]
    firsts = [name[:1].lower() for name in ids]
    if len(set(firsts)) < len(ids) or not set(firsts) <= set(_SIGNS):
        firsts = list(_SIGNS)
    return dict(zip(ids, firsts, strict=False))


def _known(form: Form) -> dict[str, Any]:
    sides = _sides(form)
    if any(len(side) > len(_SIGNS) for side in sides):
        return {"form": _FORMS[Passages]}
    known: dict[str, Any] = {"form": _FORMS[type(form)]}
    if sides:
        known["codes"] = [coded(side) for side in sides]
    if isinstance(form, Gaps):
        known["gaps"] = [gap.id for gap in form.gaps]
    if isinstance(form, Amount):
        known["range"] = [form.answer - form.tolerance, form.answer + form.tolerance]
        known |= {"thousands": form.thousands, "unit": form.unit}
    return known


def _sides(form: Form) -> list[Sequence[Shown]]:
    if isinstance(form, Choices):
        return [form.options]
    if isinstance(form, Ordering):
        return [form.items]
    return [form.lefts, form.rights] if isinstance(form, Pairs) else []


def _key(table: Any) -> Any:
    return None if isinstance(form_of(table), Essay) else key_of(table)
