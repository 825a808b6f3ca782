"""Choose all the options that are right."""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.questions import choice
from lesson_utils.questions.base import (
    Breach,
    Option,
    Question,
    QuestionType,
    Setting,
    count_breaches,
)
from lesson_utils.questions.choice import ChoiceTable, option_rows, same_texts
from lesson_utils.questions.forms import Choices
from lesson_utils.questions.outcomes import (
    NothingToScore,
    Outcome,
    Response,
    Scored,
    Verdict,
    feedback_of,
    is_empty,
    is_id_list,
)


class Multiple(Question, frozen=True, kw_only=True):
    """A question with one or more right options."""

    options: tuple[Option, ...]


def breaches(question: Multiple) -> Iterator[Breach]:
    """Ask for a key, a wrong option, and something to choose from."""
    keys = sum(option.correct for option in question.options)
    if keys == 0 or keys == len(question.options):
        yield "multiple-keys", ("options",), {"count": str(keys)}
    # With two options it is a single choice.
    yield from count_breaches("options", len(question.options), 3)
    yield from same_texts(question.options)


def table(question: Multiple, setting: Setting) -> ChoiceTable:
    """Compile the options."""
    return {
        "options": option_rows(question.options, setting),
        "maximum": sum(option.correct for option in question.options),
    }


def plain(table: ChoiceTable) -> Choices:
    """Give the plain form."""
    return choice.plain(table, several=True)


def grade(table: ChoiceTable, response: Response) -> Outcome:
    """Grade a list of option ids: a point for each right one, less one for each wrong one."""
    if is_empty(response):
        return NothingToScore(reason="empty")
    if not is_id_list(response):
        return NothingToScore(reason="malformed")
    options = table["options"]
    chosen = set(response)
    if not chosen <= {option["id"] for option in options}:
        return NothingToScore(reason="unknown")
    parts: dict[str, Verdict] = {}
    for option in options:
        if option["id"] in chosen:
            parts[option["id"]] = "right" if option["correct"] else "wrong"
        elif option["correct"]:
            parts[option["id"]] = "missed"
    verdicts = list(parts.values())
    return Scored(
        score=max(0, verdicts.count("right") - verdicts.count("wrong")),
        maximum=table["maximum"],
        correct=set(verdicts) == {"right"},
        parts=parts,
        feedback=feedback_of(options, set(parts)),
    )


def key(table: ChoiceTable) -> Response:
    """Give the ids of the right options."""
    return [option["id"] for option in table["options"] if option["correct"]]


def wrong(table: ChoiceTable) -> Iterator[Response]:
    """Give each wrong option alone and added to the key, and the key less each right option."""
    right = key(table)
    for option in table["options"]:
        if not option["correct"]:
            yield [option["id"]]
            yield [*right, option["id"]]
        elif len(right) > 1:
            yield [part for part in right if part != option["id"]]


TYPE = QuestionType(
    name="multiple",
    model=Multiple,
    breaches=breaches,
    least={"options": 3},
    table=table,
    plain=plain,
    grade=grade,
    key=key,
    wrong=wrong,
)
