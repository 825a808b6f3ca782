"""Each type of question as the nearest one of Canvas, in QTI 1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lesson_utils.exports.qti.items import ANSWER, Choice, Item, Said, plain
from lesson_utils.exports.source import distractor_remarks, sentence_remarks, target_sentences
from lesson_utils.exports.spellings import spellings
from lesson_utils.exports.xml import Element, add
from lesson_utils.questions.number import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lesson_utils.questions.outcomes import Table
    from lesson_utils.shown.rendering.lms import Html


class Maker:
    """Writes questions into a section.

    Parameters
    ----------
    section
        The section they go into.
    write
        Makes the HTML.
    """

    def __init__(self, section: Element, write: Html) -> None:
        self._section = section
        self._write = write

    def add(self, table: Table, name: str, title: str) -> None:
        """Write a question, under an identifier and a title."""
        getattr(self, f"_{table['type']}")(table, {"name": name, "title": title})

    def _item(
        self, table: Table, head: dict[str, str], kind: str, said: Said, prompt: str = ""
    ) -> Item:
        return Item(
            self._section,
            **head,
            kind=f"{kind}_question",
            points=table["maximum"],
            prompt=prompt or self._write.prompt(table),
            said=said,
        )

    def _said(
        self,
        table: Table,
        parts: dict[str, str] | None = None,
        *,
        right: str = "",
        wrong: str = "",
        expected: Sequence[tuple[str, str]] = (),
    ) -> Said:
        """Say what the lesson says; the hint, which has no place of its own, to who is wrong."""
        return Said(
            general=self._write.general(table),
            right=self._write.block(right) if right else "",
            wrong=self._write.remarks(wrong, expected, table["hint"]),
            parts={part: self._write.block(text) for part, text in (parts or {}).items()},
        )

    def _choose(
        self, table: Table, head: dict[str, str], choices: list[Choice], remarks: dict[str, str]
    ) -> None:
        """Write a choice of one or several; Canvas takes points off for wrong ones by itself."""
        right = [choice.id for choice in choices if choice.correct]
        several = table["type"] == "multiple" or len(right) > 1
        kind = "multiple_answers" if several else "multiple_choice"
        item = self._item(table, head, kind, self._said(table, remarks))
        item.choices(choices, several=several)
        item.remarks()
        tested = item.right()
        if several:
            both = add(tested, "and")
            for choice in choices:
                parent = both if choice.correct else add(both, "not")
                add(parent, "varequal", choice.id, respident=ANSWER)
        else:
            add(tested, "varequal", right[0], respident=ANSWER)
        item.finish()

    def _options(self, table: Table, head: dict[str, str]) -> None:
        choices = [
            Choice(row["id"], self._write.inline(row["text"]), row["correct"])
            for row in table["options"]
        ]
        remarks = {row["id"]: row["feedback"] for row in table["options"]}
        self._choose(table, head, choices, remarks)

    _single = _multiple = _truefalse = _options

    def _locate(self, table: Table, head: dict[str, str]) -> None:
        right = target_sentences(table)
        choices = [
            Choice(row["id"], self._write.quote(row["text"]), row["id"] in right)
            for row in table["sentences"]
        ]
        self._choose(table, head, choices, sentence_remarks(table))

    def _pairs(
        self,
        table: Table,
        head: dict[str, str],
        lefts: list[dict[str, Any]],
        rights: list[Choice],
        key: dict[str, str],
    ) -> None:
        remarks = {left["id"]: left["feedback"] for left in lefts}
        distractors = distractor_remarks(table)
        unfit = [
            (side["text"], distractors[side["id"]])
            for side in table.get("rights", ())
            if side["id"] in distractors
        ]
        item = self._item(table, head, "matching", self._said(table, remarks, expected=unfit))
        for left in lefts:
            item.row(f"response_{left['id']}", plain(left["text"]), rights)
        for left in lefts:
            share = 100 / len(lefts)
            item.part(f"response_{left['id']}", key[left["id"]], share, left["id"])
        item.finish()

    def _match(self, table: Table, head: dict[str, str]) -> None:
        rights = [
            Choice(f"right_{side['id']}", plain(side["text"]), markup=False)
            for side in table["rights"]
        ]
        key = {left: f"right_{side}" for left, side in table["key"].items()}
        self._pairs(table, head, table["lefts"], rights, key)

    _classify = _match

    def _order(self, table: Table, head: dict[str, str]) -> None:
        """Match each item, as first shown, with its place."""
        places = {item["id"]: str(n) for n, item in enumerate(table["items"], start=1)}
        items = {item["id"]: item for item in table["items"]}
        rights = [Choice(f"place_{place}", place, markup=False) for place in places.values()]
        key = {part: f"place_{place}" for part, place in places.items()}
        self._pairs(table, head, [items[part] for part in table["shown"]], rights, key)

    def _cloze(self, table: Table, head: dict[str, str]) -> None:
        pieces = self._write.gapped(table["prompt"], table["pieces"])
        names = [f"gap_{gap['id']}" for gap in table["gaps"]]
        prompt = pieces[0] + "".join(
            f"[{name}]{piece}" for name, piece in zip(names, pieces[1:], strict=True)
        )
        expected = [(gap["text"], gap["feedback"]) for gap in table["gaps"]]
        said = self._said(table, expected=expected)
        item = self._item(table, head, "fill_in_multiple_blanks", said, prompt)
        for name, gap in zip(names, table["gaps"], strict=True):
            accepted = [
                Choice(f"{name}_{place}", spelling, markup=False)
                for place, (spelling, _) in enumerate(spellings(gap["accepted"]), start=1)
            ]
            item.row(f"response_{name}", name, accepted)
        for name in names:
            item.part(f"response_{name}", f"{name}_1", 100 / len(names))
        item.finish()

    def _short(self, table: Table, head: dict[str, str]) -> None:
        expected = [(" / ".join(row["accepted"]), row["feedback"]) for row in table["anticipated"]]
        item = self._typed(table, head, "short_answer", expected)
        item.field()
        tested = item.right()
        for spelling, _ in spellings(table["accepted"]):
            add(tested, "varequal", spelling, respident=ANSWER)
        item.finish()

    def _number(self, table: Table, head: dict[str, str]) -> None:
        expected = [(show(row["value"]), row["feedback"]) for row in table["anticipated"]]
        item = self._typed(table, head, "numerical", expected)
        item.field("Decimal")
        either = add(item.right(), "or")
        answer, tolerance = table["answer"], table["tolerance"]
        add(either, "varequal", show(answer), respident=ANSWER)
        within = add(either, "and")
        add(within, "vargte", _bound(answer - tolerance), respident=ANSWER)
        add(within, "varlte", _bound(answer + tolerance), respident=ANSWER)
        item.finish()

    def _typed(
        self, table: Table, head: dict[str, str], kind: str, expected: list[tuple[str, str]]
    ) -> Item:
        said = self._said(
            table, right=table["feedback"], wrong=table["otherwise"], expected=expected
        )
        note = f"({table['unit']})" if table.get("unit") else ""
        return self._item(table, head, kind, said, self._write.prompt(table, note))

    def _reflect(self, table: Table, head: dict[str, str]) -> None:
        said = self._write.general(table) + self._write.remarks("", hint=table["hint"])
        item = self._item(table, head, "essay", Said(said))
        item.field()
        # By this Canvas tells an essay from an answer of a few words.
        add(item.condition(last=True), "other")
        item.finish()


def _bound(value: float) -> str:
    # Binary fractions are not exact: 3.5 - 0.05 is 3.45.
    return show(round(value, 9))
