"""A question on paper: what the student fills in, and what the answer book says of it.

Both are made of a few plain forms (boxes, lines, a table…), which the handout's templates draw.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

from lesson_utils.questions.base import shuffled
from lesson_utils.shown.rendering.static import letter, show_number
from lesson_utils.texts import command_word, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.questions.outcomes import Table

#: What is drawn under a prompt; ``kind`` names the form.
Form = dict[str, Any]
#: A row of the answer book: a sign, the answer, where it leads (``to``), what else is accepted
#: (``also``), what is said of it; ``quoted`` if it is the article's.
Row = dict[str, Any]

RIGHT, WRONG = "✓", "✗"
#: "First strong isolate" and its end.
_ISOLATE, _END = "\u2068", "\u2069"
_SHORT_LINES, _LONG_LINES = 1, 8


def form(table: Table, language: str) -> Form:
    """Give what the student fills in; nothing in it or in its order tells the key.

    Raises
    ------
    KeyError
        For a type of question that has no form on paper.
    """
    say = partial(command_word, language)
    made = _FORMS[table["type"]](table, say)
    return made if "how" in made else {**made, "how": say(f"handout.how.{table['type']}")}


def key_rows(table: Table, language: str) -> list[Row]:
    """Give the key with the reasons, in the order and under the letters of the student's copy."""
    return _KEYS[table["type"]](table, language)


def _mixed(parts: list[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """Put parts in an order that depends on the question alone and is not the file's."""
    by_id = {part["id"]: part for part in parts}
    return [by_id[part] for part in shuffled(list(by_id), seed)]


def _lettered(parts: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(letter(place).upper(), part) for place, part in enumerate(parts)]


def _labelled(sign: str, text: str) -> str:
    """Put its letter before a text; one that runs from right to left is isolated from it."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return f"{sign}. {text}" if first == "L" else f"{sign}. {_ISOLATE}{text}{_END}"


def _options(table: Table) -> list[tuple[str, dict[str, Any]]]:
    """Give the options with their letters; true, false and unsaid keep their usual order."""
    rows = table["options"]
    return _lettered(rows if table["type"] == "truefalse" else _mixed(rows, table["id"]))


def _choices(table: Table, _: Callable[..., str]) -> Form:
    rows = [{"letter": sign, "text": option["text"]} for sign, option in _options(table)]
    return {"kind": "choices", "rows": rows}


def _numbering(table: Table, _: Callable[..., str]) -> Form:
    by_id = {item["id"]: item["text"] for item in table["items"]}
    return {"kind": "numbering", "rows": [by_id[part] for part in table["shown"]]}


def _pairs(table: Table, _: Callable[..., str]) -> Form:
    sides = [{"letter": sign, "text": side["text"]} for sign, side in _lettered(table["rights"])]
    return {"kind": "pairs", "rows": [left["text"] for left in table["lefts"]], "sides": sides}


def _sorting(table: Table, _: Callable[..., str]) -> Form:
    lefts = _mixed(table["lefts"], table["id"])
    head = [side["text"] for side in table["rights"]]
    return {"kind": "table", "head": head, "rows": [left["text"] for left in lefts]}


def _gaps(table: Table, _: Callable[..., str]) -> Form:
    return {"kind": "gaps", "pieces": table["pieces"]}


def _short(_: Table, __: Callable[..., str]) -> Form:
    return {"kind": "lines", "count": _SHORT_LINES, "criteria": []}


def _number(table: Table, _: Callable[..., str]) -> Form:
    return {"kind": "number", "unit": table["unit"]}


def _locate(table: Table, say: Callable[..., str]) -> Form:
    paragraphs = sorted({row["paragraph"] for row in table["sentences"] if row["paragraph"]})
    return {
        "kind": "locate",
        "how": say(
            "handout.how.locate.one"
            if len(table["targets"]) == 1
            else "handout.how.locate.several",
            count=len(table["targets"]),
            paragraphs=", ".join(map(str, paragraphs)),
        ),
        "count": len(table["targets"]),
    }


def _reflect(table: Table, _: Callable[..., str]) -> Form:
    criteria = [criterion["text"] for criterion in table["criteria"]]
    return {"kind": "lines", "count": _LONG_LINES, "criteria": criteria}


def _row(sign: str, text: str, note: str = "", **more: object) -> Row:
    return {"sign": sign, "text": text, "note": note, "quoted": False, "to": "", "also": "", **more}


def _option_rows(table: Table, _: str) -> list[Row]:
    return [
        _row(
            RIGHT if option["correct"] else WRONG,
            _labelled(sign, option["text"]),
            option["feedback"],
        )
        for sign, option in _options(table)
    ]


def _order_rows(table: Table, _: str) -> list[Row]:
    return [
        _row(f"{place}.", item["text"], item["feedback"])
        for place, item in enumerate(table["items"], start=1)
    ]


def _pair_rows(table: Table, _: str) -> list[Row]:
    sides = {side["id"]: _labelled(sign, side["text"]) for sign, side in _lettered(table["rights"])}
    fitting = [
        _row(RIGHT, left["text"], left["feedback"], to=sides[table["key"][left["id"]]])
        for left in table["lefts"]
    ]
    idle = [text for part, text in sides.items() if part not in table["key"].values()]
    if not idle:
        return fitting
    return [*fitting, _row(WRONG, " · ".join(idle), table["otherwise"])]


def _sorting_rows(table: Table, _: str) -> list[Row]:
    sides = {side["id"]: side["text"] for side in table["rights"]}
    return [
        _row(
            f"{place}.",
            left["text"],
            left["feedback"],
            quoted=True,
            to=sides[table["key"][left["id"]]],
        )
        for place, left in enumerate(_mixed(table["lefts"], table["id"]), start=1)
    ]


def _also(accepted: list[str], language: str) -> str:
    also = f"{word(language, 'static.quiz.also')}{word(language, 'static.colon')}"
    return f"{also} {' / '.join(accepted)}" if accepted else ""


def _gap_rows(table: Table, language: str) -> list[Row]:
    return [
        _row(
            f"{place}.",
            gap["accepted"][0],
            gap["feedback"],
            also=_also(gap["accepted"][1:], language),
        )
        for place, gap in enumerate(table["gaps"], start=1)
    ]


def _wrong_rows(table: Table, shown: Callable[[dict[str, Any]], str]) -> list[Row]:
    expected = [_row(WRONG, shown(row), row["feedback"]) for row in table["anticipated"]]
    return [*expected, _row(WRONG, "…", table["otherwise"])]


def _short_rows(table: Table, language: str) -> list[Row]:
    first, *rest = table["accepted"]
    right = _row(RIGHT, first, table["feedback"], also=_also(rest, language))
    return [right, *_wrong_rows(table, lambda row: " / ".join(row["accepted"]))]


def _number_rows(table: Table, language: str) -> list[Row]:
    show = partial(show_number, language=language)
    within = f"\u00a0±\u00a0{show(table['tolerance'])}" if table["tolerance"] else ""
    answer = f"{show(table['answer'])}{within}\u00a0{table['unit']}".rstrip()
    right = _row(RIGHT, answer, table["feedback"])
    return [right, *_wrong_rows(table, lambda row: show(row["value"]))]


def _locate_rows(table: Table, language: str) -> list[Row]:
    near = {row["id"]: row["feedback"] for row in table["near"]}
    return [
        _row(RIGHT, word(language, "ui.quiz.evidence"), table["targets"][0]["feedback"]),
        *(
            _row(WRONG, row["text"], near[row["id"]], quoted=True)
            for row in table["sentences"]
            if row["id"] in near
        ),
        _row(WRONG, "…", table["otherwise"]),
    ]


def _reflect_rows(table: Table, language: str) -> list[Row]:
    model = _row(RIGHT, word(language, "ui.reflect.model"), table["model"])
    return [model, *(_row("☐", criterion["text"]) for criterion in table["criteria"])]


_FORMS: dict[str, Callable[[Table, Callable[..., str]], Form]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _choices,
    "order": _numbering,
    "match": _pairs,
    "classify": _sorting,
    "cloze": _gaps,
    "short": _short,
    "number": _number,
    "locate": _locate,
    "reflect": _reflect,
}
_KEYS: dict[str, Callable[[Table, str], list[Row]]] = {
    "single": _option_rows,
    "multiple": _option_rows,
    "truefalse": _option_rows,
    "order": _order_rows,
    "match": _pair_rows,
    "classify": _sorting_rows,
    "cloze": _gap_rows,
    "short": _short_rows,
    "number": _number_rows,
    "locate": _locate_rows,
    "reflect": _reflect_rows,
}
