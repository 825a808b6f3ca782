"""A response, graded by a question's compiled table.

The browser does the same with the same table; ``tests/vectors`` holds both to one result.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.questions import TYPES
from lesson_utils.questions.forms import Form
from lesson_utils.questions.outcomes import Outcome, Response, Table


def grade(table: Table, response: Response) -> Outcome:
    """Grade a response.

    Parameters
    ----------
    table
        A compiled question (:func:`lesson_utils.questions.compiling.compile_question`).
    response
        A JSON value, of the form that ``docs/grading.md`` gives for the type. Anything else is
        answered, never raised on.

    Returns
    -------
    Scored, NothingToScore or Open

    Examples
    --------
    >>> options = [
    ...     {"id": "a", "text": "2012", "feedback": "Too early.", "correct": False},
    ...     {"id": "b", "text": "2013", "feedback": "Yes.", "correct": True},
    ... ]
    >>> table = {"type": "single", "options": options, "maximum": 1}
    >>> grade(table, "b").score
    1
    >>> grade(table, None).reason
    'empty'
    """
    return TYPES[table["type"]].grade(table, response)


def form_of(table: Table) -> Form:
    """Give the plain form of a question, for whatever knows no type by name."""
    return TYPES[table["type"]].plain(table)


def taken(table: Table, response: Response) -> list[str]:
    """Give the ids of the options, passages or right sides that a response takes."""
    return TYPES[table["type"]].taken(table, response)


def key_of(table: Table) -> Response:
    """Give the response that earns the maximum."""
    return TYPES[table["type"]].key(table)


def wrong_responses(table: Table) -> Iterator[Response]:
    """Give wrong responses, every wrong option among them."""
    return TYPES[table["type"]].wrong(table)
