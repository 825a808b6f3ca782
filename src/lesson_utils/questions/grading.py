"""A response, graded by a question's compiled table.

The browser does the same with the same table; ``tests/vectors`` holds both to one result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.questions import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def key_of(table: Table) -> Response:
    """Give the response that earns the maximum."""
    return TYPES[table["type"]].key(table)


def wrong_responses(table: Table) -> Iterator[Response]:
    """Give wrong responses, every wrong option among them."""
    return TYPES[table["type"]].wrong(table)
