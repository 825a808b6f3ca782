"""Each form of question as the nearest type of Canvas, in QTI 1.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from lesson_utils.exports.qti.items import ANSWER, Choice, Item, Said, plain
from lesson_utils.exports.spellings import spellings
from lesson_utils.exports.xml import Element, add
from lesson_utils.questions.forms import (
    Amount,
    Choices,
    Essay,
    Gaps,
    Ordering,
    Pairs,
    Passages,
    Shown,
    Wording,
)
from lesson_utils.questions.forms import Choice as Option
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.judging.amounts import show
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
        head = {"name": name, "title": title}
        form = form_of(table)
        match form:
            case Choices():
                self._choose(table, head, self._write.inline, form.options, several=form.several)
            case Passages():
                self._choose(table, head, self._write.quote, form.passages, several=form.several)
            case Pairs():
                self._sides(form, table, head)
            case Ordering():
                self._ordering(form, table, head)
            case Gaps():
                self._gaps(form, table, head)
            case Wording():
                self._wording(form, table, head)
            case Amount():
                self._amount(form, table, head)
            case Essay():
                self._essay(table, head)
            case _:
                assert_never(form)

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
        self,
        table: Table,
        head: dict[str, str],
        shown: Callable[[str], str],
        options: Sequence[Option],
        *,
        several: bool,
    ) -> None:
        """Write a choice of one or several; Canvas takes points off for wrong ones by itself."""
        choices = [Choice(option.id, shown(option.text), option.correct) for option in options]
        remarks = {option.id: option.said for option in options}
        right = [choice.id for choice in choices if choice.correct]
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

    def _rows(  # noqa: PLR0913, PLR0917 - both sides, and how they go together
        self,
        table: Table,
        head: dict[str, str],
        lefts: Sequence[Shown],
        rights: Sequence[Choice],
        key: Mapping[str, str],
        unfit: Sequence[tuple[str, str]] = (),
    ) -> None:
        remarks = {left.id: left.said for left in lefts}
        item = self._item(table, head, "matching", self._said(table, remarks, expected=unfit))
        for left in lefts:
            item.row(f"response_{left.id}", plain(left.text), rights)
        for left in lefts:
            item.part(f"response_{left.id}", key[left.id], 100 / len(lefts), left.id)
        item.finish()

    def _sides(self, form: Pairs, table: Table, head: dict[str, str]) -> None:
        rights = [
            Choice(f"right_{side.id}", plain(side.text), markup=False) for side in form.rights
        ]
        key = {left: f"right_{side}" for left, side in form.key.items()}
        unfit = [(side.text, side.said) for side in form.distractors]
        self._rows(table, head, form.lefts, rights, key, unfit)

    def _ordering(self, form: Ordering, table: Table, head: dict[str, str]) -> None:
        """Match each item, as first shown, with its place."""
        places = {item.id: str(n) for n, item in enumerate(form.items, start=1)}
        rights = [Choice(f"place_{place}", place, markup=False) for place in places.values()]
        key = {part: f"place_{place}" for part, place in places.items()}
        self._rows(table, head, form.first_shown, rights, key)

    def _gaps(self, form: Gaps, table: Table, head: dict[str, str]) -> None:
        pieces = self._write.gapped(table["prompt"], form.pieces)
        names = [f"gap_{gap.id}" for gap in form.gaps]
        prompt = pieces[0] + "".join(
            f"[{name}]{piece}" for name, piece in zip(names, pieces[1:], strict=True)
        )
        said = self._said(table, expected=[(gap.text, gap.said) for gap in form.gaps])
        item = self._item(table, head, "fill_in_multiple_blanks", said, prompt)
        for name, gap in zip(names, form.gaps, strict=True):
            accepted = [
                Choice(f"{name}_{place}", spelling, markup=False)
                for place, (spelling, _) in enumerate(spellings(gap.accepted), start=1)
            ]
            item.row(f"response_{name}", name, accepted)
        for name in names:
            item.part(f"response_{name}", f"{name}_1", 100 / len(names))
        item.finish()

    def _wording(self, form: Wording, table: Table, head: dict[str, str]) -> None:
        expected = [(" / ".join(accepted), said) for accepted, said in form.anticipated]
        said = self._said(table, right=form.right, wrong=form.otherwise, expected=expected)
        item = self._item(table, head, "short_answer", said)
        item.field()
        tested = item.right()
        for spelling, _ in spellings(form.accepted):
            add(tested, "varequal", spelling, respident=ANSWER)
        item.finish()

    def _amount(self, form: Amount, table: Table, head: dict[str, str]) -> None:
        expected = [(show(value), said) for value, said in form.anticipated]
        said = self._said(table, right=form.right, wrong=form.otherwise, expected=expected)
        prompt = self._write.prompt(table, f"({form.unit})" if form.unit else "")
        item = self._item(table, head, "numerical", said, prompt)
        item.field("Decimal")
        either = add(item.right(), "or")
        add(either, "varequal", show(form.answer), respident=ANSWER)
        within = add(either, "and")
        add(within, "vargte", _bound(form.answer - form.tolerance), respident=ANSWER)
        add(within, "varlte", _bound(form.answer + form.tolerance), respident=ANSWER)
        item.finish()

    def _essay(self, table: Table, head: dict[str, str]) -> None:
        said = self._write.general(table) + self._write.remarks("", hint=table["hint"])
        item = self._item(table, head, "essay", Said(said))
        item.field()
        # By this Canvas tells an essay from an answer of a few words.
        add(item.condition(last=True), "other")
        item.finish()


def _bound(value: float) -> str:
    # Binary fractions are not exact: 3.5 - 0.05 is 3.45.
    return show(round(value, 9))
