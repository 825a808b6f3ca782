"""A question on paper: what the student fills in, and what the answer book says of it.

Both are made of a few plain forms (boxes, lines, a table…), which the handout's templates draw.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar, assert_never

from lesson_utils.questions import TYPES
from lesson_utils.questions.base import shuffled
from lesson_utils.questions.forms import (
    LEVELS,
    Amount,
    Choice,
    Choices,
    Essay,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Shown,
    Wording,
    halves,
)
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.static import letter, show_number
from lesson_utils.texts import command_word, word

#: What is drawn under a prompt; ``kind`` names the form.
Form = dict[str, Any]
#: A row of the answer book: a sign, the answer, where it leads (``to``), what else is accepted
#: (``also``), what is said of it; ``quoted`` if it is the article's.
Row = dict[str, Any]

S = TypeVar("S", bound=Shown)

RIGHT, WRONG = "✓", "✗"
#: "First strong isolate" and its end.
_ISOLATE, _END = "\u2068", "\u2069"
_SHORT_LINES, _LONG_LINES, _TEXT_LINES = 1, 8, 14


def form(table: Table, language: str) -> Form:
    """Give what the student fills in; nothing in it or in its order tells the key."""
    say = partial(command_word, language)
    how = f"handout.how.{table['type']}"
    plain = form_of(table)
    match plain:
        case Choices():
            rows = [
                {"letter": sign, "text": option.text} for sign, option in _options(plain, table)
            ]
            made: Form = {"kind": "choices", "rows": rows}
        case Passages():
            return _passages(plain, how, say)
        case Pairs(standing=True):
            lefts = [left.text for left in _mixed(plain.lefts, table["id"])]
            head = [side.text for side in plain.rights]
            made = {"kind": "table", "head": head, "rows": lefts}
        case Pairs():
            sides = [{"letter": sign, "text": side.text} for sign, side in _lettered(plain.rights)]
            shared = len(set(plain.key.values())) < len(plain.lefts)
            often = say("handout.pairs.shared" if shared else "handout.pairs.once")
            texts = [left.text for left in plain.lefts]
            return {"kind": "pairs", "rows": texts, "sides": sides, "how": f"{say(how)} {often}"}
        case Ordering():
            made = {"kind": "numbering", "rows": [item.text for item in plain.first_shown]}
        case Gaps():
            made = {"kind": "gaps", "pieces": list(plain.pieces)}
        case Wording():
            made = _lines(_SHORT_LINES)
        case Amount():
            made = {"kind": "number", "unit": plain.unit}
        case Essay():
            # Who is helped to begin, or weighs what he wrote, writes more than a few sentences.
            longer = bool(plain.starters or plain.total)
            how = "handout.text" if longer else how
            made = _lines(_TEXT_LINES if longer else _LONG_LINES, plain)
        case _:
            assert_never(plain)
    return {**made, "how": say(how)}


def _lines(count: int, essay: Essay | None = None) -> Form:
    """Give lines to write on; of an essay its starters, and its criteria to tick or to weigh."""
    criteria = essay.criteria if essay else ()
    return {
        "kind": "lines",
        "count": count,
        "starters": [f"{text} …" for text in essay.starters] if essay else [],
        "total": essay.total if essay else 0,
        "criteria": [{"text": row.text, "points": _steps(row.points)} for row in criteria],
    }


def _steps(points: int) -> str:
    """Give what each level of a criterion is worth.

    Examples
    --------
    >>> _steps(5)
    '0 · 2½ · 5'
    """
    worth = (points * level / (len(LEVELS) - 1) for level in range(len(LEVELS)))
    return " · ".join(map(halves, worth))


def _passages(plain: Passages, how: str, say: Callable[..., str]) -> Form:
    paragraphs = sorted({row.paragraph for row in plain.passages if row.paragraph})
    return {
        "kind": "passages",
        "how": say(
            f"{how}.one" if plain.targets == 1 else f"{how}.several",
            count=plain.targets,
            paragraphs=", ".join(map(str, paragraphs)),
        ),
        "count": plain.targets,
    }


def key_rows(table: Table, language: str) -> list[Row]:  # noqa: PLR0911 - a form each
    """Give the key with the reasons, in the order and under the letters of the student's copy."""
    plain = form_of(table)
    match plain:
        case Choices():
            return [
                _row(RIGHT if o.correct else WRONG, _labelled(sign, o.text), o.said)
                for sign, o in _options(plain, table)
            ]
        case Passages():
            return _passage_rows(plain, table, language)
        case Pairs(standing=True):
            return _sorting_rows(plain, table)
        case Pairs():
            return _pair_rows(plain)
        case Ordering():
            return [
                _row(f"{place}.", item.text, item.said)
                for place, item in enumerate(plain.items, start=1)
            ]
        case Gaps():
            return [
                _row(f"{place}.", g.accepted[0], g.said, also=_also(g.accepted[1:], language))
                for place, g in enumerate(plain.gaps, start=1)
            ]
        case Wording():
            first, *rest = plain.accepted
            wrong = [(" / ".join(accepted), said) for accepted, said in plain.anticipated]
            right = _row(RIGHT, first, plain.right, also=_also(rest, language))
            return [right, *_wrong_rows(wrong, plain.otherwise)]
        case Amount():
            return _amount_rows(plain, language)
        case Essay():
            model = _row(RIGHT, word(language, "ui.reflect.model"), plain.model)
            total = [_row("…", f"/ {plain.total}")] if plain.total else []
            return [model, *(_row("☐", row.worded) for row in plain.criteria), *total]
        case _:
            assert_never(plain)


def _mixed(parts: Sequence[S], seed: str) -> list[S]:
    """Put parts in an order that depends on the question alone and is not the file's."""
    by_id = {part.id: part for part in parts}
    return [by_id[part] for part in shuffled(list(by_id), seed)]


def _lettered(parts: Sequence[S]) -> list[tuple[str, S]]:
    return [(letter(place).upper(), part) for place, part in enumerate(parts)]


def _options(plain: Choices, table: Table) -> list[tuple[str, Choice]]:
    """Give the options with their letters; true, false and unsaid keep their usual order."""
    return _lettered(plain.options if plain.standing else _mixed(plain.options, table["id"]))


def _labelled(sign: str, text: str) -> str:
    """Put its letter before a text; one that runs from right to left is isolated from it."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return f"{sign}. {text}" if first == "L" else f"{sign}. {_ISOLATE}{text}{_END}"


def _row(sign: str, text: str, note: str = "", **more: object) -> Row:
    return {"sign": sign, "text": text, "note": note, "quoted": False, "to": "", "also": "", **more}


def _pair_rows(plain: Pairs) -> list[Row]:
    sides = {side.id: _labelled(sign, side.text) for sign, side in _lettered(plain.rights)}
    fitting = [
        _row(RIGHT, left.text, left.said, to=sides[plain.key[left.id]], quoted=plain.quoted)
        for left in plain.lefts
    ]
    idle = [sides[side.id] for side in plain.idle]
    return [*fitting, _row(WRONG, " · ".join(idle), plain.otherwise)] if idle else fitting


def _sorting_rows(plain: Pairs, table: Table) -> list[Row]:
    sides = {side.id: side.text for side in plain.rights}
    return [
        _row(f"{place}.", left.text, left.said, quoted=plain.quoted, to=sides[plain.key[left.id]])
        for place, left in enumerate(_mixed(plain.lefts, table["id"]), start=1)
    ]


def _also(accepted: Sequence[str], language: str) -> str:
    also = f"{word(language, 'static.quiz.also')}{word(language, 'static.colon')}"
    return f"{also} {' / '.join(accepted)}" if accepted else ""


def _wrong_rows(wrong: Iterable[tuple[str, str]], otherwise: str) -> list[Row]:
    return [*(_row(WRONG, text, said) for text, said in wrong), _row(WRONG, "…", otherwise)]


def _amount_rows(plain: Amount, language: str) -> list[Row]:
    show = partial(show_number, language=language)
    within = f"\u00a0±\u00a0{show(plain.tolerance)}" if plain.tolerance else ""
    answer = f"{show(plain.answer)}{within}\u00a0{plain.unit}".rstrip()
    wrong = [(show(value), said) for value, said in plain.anticipated]
    return [_row(RIGHT, answer, plain.right), *_wrong_rows(wrong, plain.otherwise)]


def _passage_rows(plain: Passages, table: Table, language: str) -> list[Row]:
    """Give what is right: the evidence, which stands below, or else each passage by itself."""
    near = [row for row in plain.passages if row.near]
    right = [row for row in plain.passages if row.correct]
    return [
        *(
            [_row(RIGHT, word(language, "ui.quiz.evidence"), plain.right)]
            if TYPES[table["type"]].evidence_is_key
            else [_row(RIGHT, row.text, row.said, quoted=True) for row in right]
        ),
        *(_row(WRONG, row.text, row.said, quoted=True) for row in near),
        _row(WRONG, "…", plain.otherwise),
    ]
