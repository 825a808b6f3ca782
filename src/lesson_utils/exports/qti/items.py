"""The parts of a QTI 1.2 item: what is shown, what scores, what is said.

Source: IMS Question & Test Interoperability 1.2.1, with the field ``question_type`` by which
Canvas tells its types apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lesson_utils.exports.names import ident
from lesson_utils.exports.xml import Element, add

#: The one response of an item that has no parts.
ANSWER = "response1"
#: By their names Canvas tells what is said to everybody, to who is right and to who is wrong. It
#: takes any id with "correct", "wrong", "solution", "general_" or "_all" in it, or with "_C" or
#: "_IC" at its end, for one of them: what is said of a part has a number, and no word of a lesson.
_GENERAL, _CORRECT, _WRONG = "general_fb", "correct_fb", "general_incorrect_fb"
#: What Canvas takes out of a text that is not HTML: tags, and references to characters.
_LOST = re.compile(r"<([^>\n]*)>|&(?=#\d+;|\w+;)")


def said_id(number: int) -> str:
    """Give the id of what is said of a part, by its place.

    Examples
    --------
    >>> said_id(1)
    'said1_fb'
    """
    return f"said{number}_fb"


def plain(text: str) -> str:
    """Write a text that is not HTML with look-alikes for what Canvas would take out of it.

    Examples
    --------
    >>> plain("the <b> tag, 1 < 2 & 3 > 2, AT&T;")
    'the ‹b› tag, 1 ‹ 2 & 3 › 2, AT＆T;'
    """
    return _LOST.sub(lambda found: f"‹{found[1]}›" if found[0] != "&" else "＆", text)


@dataclass(frozen=True)
class Said:
    """What is said: to everybody, to who is right, to who is wrong, and of each part (HTML)."""

    general: str
    right: str = ""
    wrong: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """Something to choose: its identifier, its text (HTML if ``markup``), whether it is right."""

    id: str
    text: str
    correct: bool = False
    markup: bool = True


class Item:
    """An item in the making, inside its section."""

    def __init__(  # noqa: PLR0913 - all that stands at the head of an item
        self,
        section: Element,
        name: str,
        *,
        title: str,
        kind: str,
        points: int,
        prompt: str,
        said: Said,
    ) -> None:
        item = add(section, "item", ident=name, title=title)
        fields = add(add(item, "itemmetadata"), "qtimetadata")
        metadata(fields, "question_type", kind)
        metadata(fields, "points_possible", str(points))
        metadata(fields, "assessment_question_identifierref", ident(name, "question"))
        self._item = item
        self._said = said
        self._ids = {part: said_id(number) for number, part in enumerate(said.parts, start=1)}
        self.presentation = add(item, "presentation")
        material(self.presentation, prompt)
        self._scoring = add(item, "resprocessing")
        outcomes = add(self._scoring, "outcomes")
        limits = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
        add(outcomes, "decvar", **limits)
        if said.general:
            add(self.condition(feedback=_GENERAL), "other")

    def choices(self, choices: Iterable[Choice], *, several: bool) -> None:
        """Show options to choose from."""
        cardinality = "Multiple" if several else "Single"
        response = add(self.presentation, "response_lid", ident=ANSWER, rcardinality=cardinality)
        labels(response, choices)

    def row(self, response: str, text: str, choices: Iterable[Choice]) -> None:
        """Show a part with options of its own."""
        shown = add(self.presentation, "response_lid", ident=response, rcardinality="Single")
        material(shown, text, html=False)
        labels(shown, choices)

    def field(self, kind: str = "String") -> None:
        """Show a field to type into."""
        response = add(self.presentation, "response_str", ident=ANSWER, rcardinality="Single")
        blank = add(response, "render_fib", fibtype=kind)
        add(blank, "response_label", ident="answer1", rshuffle="No")

    def condition(
        self, *, feedback: str = "", score: str = "", adding: bool = False, last: bool = False
    ) -> Element:
        """Add what a response earns, or what is said of it; the caller fills in the condition."""
        goes_on = "No" if last or (score and not adding) else "Yes"
        condition = add(self._scoring, "respcondition", **{"continue": goes_on})
        tested = add(condition, "conditionvar")
        if score:
            action = "Add" if adding else "Set"
            add(condition, "setvar", score, action=action, varname="SCORE")
        if feedback:
            add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
        return tested

    def right(self) -> Element:
        """Add the condition that earns all."""
        return self.condition(score="100", feedback=_CORRECT if self._said.right else "")

    def part(self, response: str, right: str, share: float, remark: str = "") -> None:
        """Score a part with options of its own: its share of 100; a remark where it is wrong."""
        tested = self.condition(score=f"{share:.2f}", adding=True)
        add(tested, "varequal", right, respident=response)
        if remark:
            missed = add(self.condition(feedback=self._ids[remark]), "not")
            add(missed, "varequal", right, respident=response)

    def remarks(self) -> None:
        """Say of each chosen option what is to be said."""
        for part in self._said.parts:
            add(self.condition(feedback=self._ids[part]), "varequal", part, respident=ANSWER)

    def finish(self) -> None:
        """Add what is said, once all conditions stand."""
        if self._said.wrong:
            add(self.condition(feedback=_WRONG), "other")
        parts = {self._ids[part]: text for part, text in self._said.parts.items()}
        named = {_GENERAL: self._said.general, _CORRECT: self._said.right, _WRONG: self._said.wrong}
        for name, text in {**named, **parts}.items():
            if text:
                material(add(add(self._item, "itemfeedback", ident=name), "flow_mat"), text)


def metadata(fields: Element, label: str, entry: str) -> None:
    """Add a field of metadata."""
    row = add(fields, "qtimetadatafield")
    add(row, "fieldlabel", label)
    add(row, "fieldentry", entry)


def material(parent: Element, text: str, *, html: bool = True) -> None:
    """Add a text: HTML, or plain."""
    kind = "text/html" if html else "text/plain"
    add(add(parent, "material"), "mattext", text, texttype=kind)


def labels(response: Element, choices: Iterable[Choice]) -> None:
    """Add options to a response."""
    rendered = add(response, "render_choice")
    for choice in choices:
        label = add(rendered, "response_label", ident=choice.id)
        material(label, choice.text, html=choice.markup)
