"""Questions in the four forms that a Common Cartridge has.

A form asks one thing: what has several parts (pairs, gaps) becomes a question a part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lesson_utils.exports.qti.items import Choice
from lesson_utils.exports.source import distractor_remarks, sentence_remarks, target_sentences
from lesson_utils.exports.spellings import spellings
from lesson_utils.questions.number import show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def forms_of(table: Table, write: Html) -> list[Form]:
    """Give the questions that a question becomes; none for ``order``, which has no equal."""
    return FORMS[table["type"]](table, write)


def _general(table: Table, write: Html) -> str:
    return write.general(table) + write.remarks("", hint=table["hint"])


def _choose(
    table: Table, write: Html, choices: tuple[Choice, ...], remarks: dict[str, str]
) -> list[Form]:
    several = table["type"] == "multiple" or sum(choice.correct for choice in choices) > 1
    form = Form(
        profile="multiple_response" if several else "multiple_choice",
        prompt=write.prompt(table),
        general=_general(table, write),
        points=table["maximum"],
        choices=choices,
        said={part: write.block(text) for part, text in remarks.items()},
    )
    return [form]


def _options(table: Table, write: Html) -> list[Form]:
    rows = table["options"]
    choices = tuple(Choice(row["id"], write.inline(row["text"]), row["correct"]) for row in rows)
    return _choose(table, write, choices, {row["id"]: row["feedback"] for row in rows})


def _locate(table: Table, write: Html) -> list[Form]:
    right = target_sentences(table)
    choices = tuple(
        Choice(row["id"], write.quote(row["text"]), row["id"] in right)
        for row in table["sentences"]
    )
    return _choose(table, write, choices, sentence_remarks(table))


def _pairs(table: Table, write: Html) -> list[Form]:
    shown = write.quote if table["type"] == "classify" else write.inline
    rights = [side["id"] for side in table["rights"]]
    distractors = distractor_remarks(table)
    forms = []
    for left in table["lefts"]:
        right = table["key"][left["id"]]
        said = dict.fromkeys(rights, write.block(left["feedback"]))
        said |= {part: said[part] + write.block(why) for part, why in distractors.items()}
        form = Form(
            part=left["id"],
            profile="multiple_choice",
            prompt=write.prompt(table) + shown(left["text"]),
            general=_general(table, write),
            choices=tuple(
                Choice(side["id"], write.inline(side["text"]), side["id"] == right)
                for side in table["rights"]
            ),
            said={part: remark for part, remark in said.items() if part != right},
        )
        forms.append(form)
    return forms


def _gaps(table: Table, write: Html) -> list[Form]:
    """Ask for one gap at a time, with the others filled in."""
    texts = [gap["text"] for gap in table["gaps"]]
    forms = []
    for index, gap in enumerate(table["gaps"]):
        filled = [_BLANK if other == index else text for other, text in enumerate(texts)]
        passage = table["pieces"][0] + "".join(
            text + piece for text, piece in zip(filled, table["pieces"][1:], strict=True)
        )
        form = Form(
            part=gap["id"],
            profile="fib",
            prompt=write.prompt(table) + write.quote(passage),
            general=_general(table, write),
            accepted=tuple(spelling for spelling, _ in spellings(gap["accepted"])),
            otherwise=write.block(gap["feedback"]),
        )
        forms.append(form)
    return forms


def _short(table: Table, write: Html) -> list[Form]:
    form = Form(
        profile="fib",
        prompt=write.prompt(table),
        general=_general(table, write),
        accepted=tuple(spelling for spelling, _ in spellings(table["accepted"])),
        right=write.block(table["feedback"]),
        said={
            spelling: write.block(row["feedback"])
            for row in table["anticipated"]
            for spelling, _ in spellings(row["accepted"])
        },
        otherwise=write.block(table["otherwise"]),
    )
    return [form]


def _number(table: Table, write: Html) -> list[Form]:
    note = f"({table['unit']})" if table["unit"] else ""
    form = Form(
        profile="fib",
        prompt=write.prompt(table, note),
        general=_general(table, write),
        accepted=_digits(table["answer"], table["thousands"]),
        right=write.block(table["feedback"]),
        said={
            digits: write.block(row["feedback"])
            for row in table["anticipated"]
            for digits in _digits(row["value"], table["thousands"])
        },
        otherwise=write.block(table["otherwise"]),
    )
    return [form]


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


def _reflect(table: Table, write: Html) -> list[Form]:
    general = _general(table, write)
    return [Form(profile="essay", prompt=write.prompt(table), general=general, points=0)]


FORMS: dict[str, Callable[[Table, Html], list[Form]]] = {
    "single": _options,
    "multiple": _options,
    "truefalse": _options,
    "order": lambda *_: [],
    "match": _pairs,
    "classify": _pairs,
    "cloze": _gaps,
    "short": _short,
    "number": _number,
    "locate": _locate,
    "reflect": _reflect,
}
