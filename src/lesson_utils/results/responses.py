"""Responses in words, what is wrong in one, and the wrong options a question offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.questions.outcomes import Response, Scored, Table

_ARROW = " → "


def in_words(table: Table, response: Response) -> str:
    """Say a response that can be graded, in the words of its question.

    Examples
    --------
    >>> options = [{"id": "a", "text": "2012"}, {"id": "b", "text": "2013"}]
    >>> in_words({"type": "single", "options": options}, "b")
    '2013'
    """
    return _WORDS[table["type"]](table, response)


def mistakes(table: Table, response: Response, outcome: Scored) -> list[str]:
    """Say each thing that is wrong in a graded response; what was merely left out is not.

    An order is wrong as a whole.
    """
    if table["type"] == "order":
        return [] if outcome.correct else [in_words(table, response)]
    wrong = [part for part, verdict in outcome.parts.items() if verdict in {"near", "wrong"}]
    say = _PARTS.get(table["type"])
    return [say(table, response, part) if say else in_words(table, response) for part in wrong]


def choices(table: Table, response: Response) -> list[str]:
    """Give the ids of the options that a response takes."""
    if table["type"] in {"single", "truefalse"}:
        return [response]
    if table["type"] == "match":
        return sorted(set(response.values()))
    return list(response)


def distractors(table: Table) -> dict[str, str]:
    """Give the wrong options that the author of a question wrote, by id.

    The three answers of a ``truefalse`` are not written by anyone; the modes of a ``classify``
    neither.
    """
    if table["type"] in {"single", "multiple"}:
        return {part["id"]: part["text"] for part in table["options"] if not part["correct"]}
    if table["type"] == "match":
        fitting = set(table["key"].values())
        return {part["id"]: part["text"] for part in table["rights"] if part["id"] not in fitting}
    return {}


def _text_of(parts: list[dict[str, Any]], wanted: str) -> str:
    return str(next(part["text"] for part in parts if part["id"] == wanted))


def _option(table: Table, response: Response) -> str:
    return _text_of(table["options"], response)


def _options(table: Table, response: Response) -> str:
    return " + ".join(part["text"] for part in table["options"] if part["id"] in response)


def _pair(table: Table, response: Response, part: str) -> str:
    left, right = _text_of(table["lefts"], part), _text_of(table["rights"], response[part])
    return left + _ARROW + right


def _pairs(table: Table, response: Response) -> str:
    return " | ".join(_pair(table, response, left["id"]) for left in table["lefts"])


def _gaps(table: Table, response: Response) -> str:
    return " | ".join(str(response[gap["id"]]) for gap in table["gaps"])


def _order(table: Table, response: Response) -> str:
    return _ARROW.join(_text_of(table["items"], part) for part in response)


def _sentences(table: Table, response: Response) -> str:
    # A sentence is chosen where half of it is, as in grading.
    chosen = [
        str(sentence["text"])
        for sentence in table["sentences"]
        if 2 * sum(_common(sentence, bounds) for bounds in response)
        >= sentence["end"] - sentence["start"]
    ]
    return " | ".join(chosen)


def _common(sentence: dict[str, Any], bounds: list[Any]) -> float:
    start, end = bounds
    found: float = max(0, min(end, sentence["end"]) - max(start, sentence["start"]))
    return found


_WORDS: dict[str, Callable[[Table, Response], str]] = {
    "single": _option,
    "truefalse": _option,
    "multiple": _options,
    "order": _order,
    "match": _pairs,
    "classify": _pairs,
    "cloze": _gaps,
    "short": lambda _, response: str(response),
    "number": lambda _, response: str(response),
    "locate": _sentences,
    "reflect": lambda _, response: str(response["text"]),
}

#: How one wrong part is said; the whole response where a type is not here.
_PARTS: dict[str, Callable[[Table, Response, str], str]] = {
    "multiple": lambda table, _, part: _text_of(table["options"], part),
    "match": _pair,
    "classify": _pair,
    "cloze": lambda _, response, part: str(response[part]),
    "locate": lambda table, _, part: _text_of(table["sentences"], part),
}
