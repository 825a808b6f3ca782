"""Questions in the four forms that a Common Cartridge has.

A form asks one thing: what has several parts (pairs, gaps) becomes a question a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from lesson_utils.exports.qti.items import Choice
from lesson_utils.exports.spellings import spellings
from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Wording,
)
from lesson_utils.questions.forms import Choice as Option
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.judging.amounts import show
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.lms import Html

Profile = Literal["multiple_choice", "multiple_response", "fib", "essay"]
_BLANK = "____"
#: So many digits stand together in a large number.
_GROUP = 3


@dataclass(frozen=True, kw_only=True)
class Form:
    """A question of a cartridge.

    ``part`` tells the questions apart that one question of the lesson becomes. ``said`` has what
    is said of a choice (by its id) or of a wrong answer (as typed); texts are HTML.
    """

    profile: Profile
    prompt: str
    general: str
    points: int = 1
    part: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    right: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""


def forms_of(table: Table, write: Html) -> list[Form]:  # noqa: PLR0911 - a form each
    """Give the questions that a question becomes; none for an ordering, which has no equal."""
    plain = form_of(table)
    match plain:
        case Choices():
            return [_choose(table, write, write.inline, plain.options, several=plain.several)]
        case Passages():
            return [_choose(table, write, write.quote, plain.passages, several=plain.several)]
        case Pairs():
            return list(_pairs(plain, table, write))
        case Ordering():
            return []
        case Gaps():
            return list(_gaps(plain, table, write))
        case Wording():
            return [_wording(plain, table, write)]
        case Amount():
            return [_amount(plain, table, write)]
        case Essay():
            general = _general(table, write)
            return [Form(profile="essay", prompt=write.prompt(table), general=general, points=0)]
        case _:
            assert_never(plain)


def _general(table: Table, write: Html) -> str:
    return write.general(table) + write.remarks("", hint=table["hint"])


def _choose(
    table: Table,
    write: Html,
    shown: Callable[[str], str],
    options: Sequence[Option],
    *,
    several: bool,
) -> Form:
    return Form(
        profile="multiple_response" if several else "multiple_choice",
        prompt=write.prompt(table),
        general=_general(table, write),
        points=table["maximum"],
        choices=tuple(Choice(o.id, shown(o.text), o.correct) for o in options),
        said={option.id: write.block(option.said) for option in options},
    )


def _pairs(form: Pairs, table: Table, write: Html) -> Iterator[Form]:
    shown = write.quote if form.quoted else write.inline
    for left in form.lefts:
        right = form.key[left.id]
        said = {side.id: write.block(left.said) for side in form.rights}
        said |= {side.id: said[side.id] + write.block(side.said) for side in form.distractors}
        yield Form(
            part=left.id,
            profile="multiple_choice",
            prompt=write.prompt(table) + shown(left.text),
            general=_general(table, write),
            choices=tuple(
                Choice(side.id, write.inline(side.text), side.id == right) for side in form.rights
            ),
            said={part: remark for part, remark in said.items() if part != right},
        )


def _gaps(form: Gaps, table: Table, write: Html) -> Iterator[Form]:
    """Ask for one gap at a time, with the others filled in."""
    for index, gap in enumerate(form.gaps):
        filled = [_BLANK if other == index else one.text for other, one in enumerate(form.gaps)]
        passage = form.pieces[0] + "".join(
            text + piece for text, piece in zip(filled, form.pieces[1:], strict=True)
        )
        yield Form(
            part=gap.id,
            profile="fib",
            prompt=write.prompt(table) + write.quote(passage),
            general=_general(table, write),
            accepted=tuple(spelling for spelling, _ in spellings(gap.accepted)),
            otherwise=write.block(gap.said),
        )


def _wording(form: Wording, table: Table, write: Html) -> Form:
    return Form(
        profile="fib",
        prompt=write.prompt(table),
        general=_general(table, write),
        accepted=tuple(spelling for spelling, _ in spellings(form.accepted)),
        right=write.block(form.right),
        said={
            spelling: write.block(said)
            for accepted, said in form.anticipated
            for spelling, _ in spellings(accepted)
        },
        otherwise=write.block(form.otherwise),
    )


def _amount(form: Amount, table: Table, write: Html) -> Form:
    note = f"({form.unit})" if form.unit else ""
    return Form(
        profile="fib",
        prompt=write.prompt(table, note),
        general=_general(table, write),
        accepted=_digits(form.answer, form.thousands),
        right=write.block(form.right),
        said={
            digits: write.block(said)
            for value, said in form.anticipated
            for digits in _digits(value, form.thousands)
        },
        otherwise=write.block(form.otherwise),
    )


def _digits(value: float, thousands: str) -> tuple[str, ...]:
    """Write a number with either decimal mark, and with its thousands apart in several ways."""
    written = show(value)
    whole, mark, rest = written.partition(".")
    ways = [written, f"{whole},{rest}" if mark else whole]
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if digits.isdecimal() and len(digits) > _GROUP:
        grouped = f"{int(digits):,}"
        for space in (" ", "\u00a0", "\u202f"):
            ways += [f"{sign}{grouped.replace(',', space)}{end}" for end in _ends(mark, rest)]
        if thousands == ",":
            ways.append(f"{sign}{grouped}{mark}{rest}")
    return tuple(dict.fromkeys(ways))


def _ends(mark: str, rest: str) -> tuple[str, ...]:
    return (f".{rest}", f",{rest}") if mark else ("",)
