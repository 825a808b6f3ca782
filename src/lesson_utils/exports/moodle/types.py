"""Each type of question as the nearest one of Moodle, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lesson_utils.exports.moodle.cloze import gap_code, wildcard_free
from lesson_utils.exports.moodle.fractions import EQUAL, penalty, shares, shown
from lesson_utils.exports.source import sentence_remarks, target_sentences
from lesson_utils.exports.spellings import spellings
from lesson_utils.exports.xml import Element, add
from lesson_utils.texts import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lesson_utils.outcomes import Table
    from lesson_utils.rendering.lms import Html

#: A column of Moodle's database holds so many characters of a matching question's answer.
MATCH_LIMIT = 255


@dataclass(frozen=True)
class Made:
    """A question of Moodle: its type, its text, its parts, and what is said in the end.

    ``notes`` are the codes of what is lost beside what every question of this type loses.
    """

    kind: str
    text: str
    general: str
    parts: Callable[[Element], None]
    notes: tuple[str, ...] = ()


def html(parent: Element, tag: str, content: str, **attributes: str) -> Element:
    """Add an element with a text in HTML."""
    child = add(parent, tag, format="html", **attributes)
    add(child, "text", content)
    return child


@dataclass(frozen=True)
class Option:
    """An option of a multiple choice, in HTML, with its share of the mark in per cent."""

    text: str
    said: str
    share: float


def _choice(
    options: list[Option], *, single: bool, shuffle: bool, numbering: str = "abc"
) -> Callable[[Element], None]:
    def parts(question: Element) -> None:
        add(question, "single", str(single).lower())
        add(question, "shuffleanswers", str(shuffle).lower())
        add(question, "answernumbering", numbering)
        add(question, "showstandardinstruction", "0" if single else "1")
        if not single:
            add(question, "shownumcorrect")
        for option in options:
            answer = html(question, "answer", option.text, fraction=shown(option.share))
            html(answer, "feedback", option.said)

    return parts


def _one_of(table: Table, write: Html, *, shuffle: bool, numbering: str = "abc") -> Made:
    options = [
        Option(
            write.inline(row["text"]), write.block(row["feedback"]), 100.0 if row["correct"] else 0
        )
        for row in table["options"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=True, shuffle=shuffle, numbering=numbering),
    )


def single(table: Table, write: Html, *, shuffle: bool) -> Made:
    """Give a multiple choice with one answer."""
    return _one_of(table, write, shuffle=shuffle)


def truefalse(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a multiple choice too: Moodle's true/false has no third answer."""
    return _one_of(table, write, shuffle=False, numbering="none")


def multiple(table: Table, write: Html, *, shuffle: bool) -> Made:
    """Give a multiple choice with several answers; a wrong one costs what a right one earns."""
    rights = iter(shares(table["maximum"]))
    options = [
        Option(
            write.inline(row["text"]),
            write.block(row["feedback"]),
            next(rights) if row["correct"] else penalty(table["maximum"]),
        )
        for row in table["options"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=False, shuffle=shuffle),
        ("moodle-shares",) if table["maximum"] > EQUAL else (),
    )


def locate(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a multiple choice of the article's sentences, in its order."""
    right = target_sentences(table)
    said = sentence_remarks(table)
    alone = len(right) == 1
    earned = iter(shares(len(right)))
    lost = 0.0 if alone else penalty(table["maximum"])
    options = [
        Option(
            write.quote(row["text"]),
            write.block(said[row["id"]]),
            next(earned) if row["id"] in right else lost,
        )
        for row in table["sentences"]
    ]
    return Made(
        "multichoice",
        write.prompt(table),
        write.general(table),
        _choice(options, single=alone, shuffle=False, numbering="none"),
        ("moodle-shares",) if len(right) > EQUAL else (),
    )


def _matching(
    table: Table, write: Html, left: Callable[[str], str], language: str
) -> tuple[Callable[[Element], None], str, bool]:
    rights = {side["id"]: " ".join(side["text"].split()) for side in table["rights"]}
    cut = any(len(text) > MATCH_LIMIT for text in rights.values())
    rights = {part: text[:MATCH_LIMIT] for part, text in rights.items()}

    def parts(question: Element) -> None:
        add(question, "shuffleanswers", "true")
        add(question, "shownumcorrect")
        for side in table["lefts"]:
            pair = html(question, "subquestion", left(side["text"]))
            add(add(pair, "answer"), "text", rights[table["key"][side["id"]]])
        for part, text in rights.items():
            if part not in table["key"].values():
                # An answer without a question is one more to choose from.
                pair = html(question, "subquestion", "")
                add(add(pair, "answer"), "text", text)

    remarks = [(side["text"], side["feedback"]) for side in table["lefts"]]
    return parts, write.general(table, remarks, remarks_language=language), cut


def match(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a matching question."""
    parts, general, cut = _matching(table, write, write.inline, write.language)
    notes = ("moodle-cut",) if cut else ()
    return Made("matching", write.prompt(table), general, parts, notes)


def classify(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a matching question of sentences and the four modes."""
    parts, general, _ = _matching(table, write, write.quote, write.article_language)
    return Made("matching", write.prompt(table), general, parts)


def order(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give an ordering question, graded by neighbours."""

    def parts(question: Element) -> None:
        add(question, "layouttype", "VERTICAL")
        add(question, "selecttype", "ALL")
        add(question, "selectcount", str(len(table["items"])))
        add(question, "gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
        add(question, "showgrading", "SHOW")
        add(question, "numberingstyle", "none")
        add(question, "shownumcorrect")
        for place, item in enumerate(table["items"], start=1):
            html(question, "answer", write.inline(item["text"]), fraction=str(place))

    remarks = [(item["text"], item["feedback"]) for item in table["items"]]
    return Made("ordering", write.prompt(table), write.general(table, remarks), parts)


def cloze(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give embedded answers: each gap a short answer with its spellings."""
    pieces = write.gapped(table["prompt"], table["pieces"])
    text = pieces[0]
    for gap, piece in zip(table["gaps"], pieces[1:], strict=True):
        code = gap_code(_accepted(gap["accepted"], "", write), write.block(gap["feedback"]))
        text += code + piece
    return Made("cloze", text, write.general(table), lambda _: None)


def _accepted(accepted: list[str], said: str, write: Html) -> Iterator[tuple[str, str]]:
    """Give each spelling with what is said of it: the accents, where they are off."""
    for spelling, wanted in spellings(accepted):
        accents = word(write.language, "ui.verdict.accents", shown=wanted) if wanted else ""
        remark = " ".join(part for part in (accents, said) if part)
        yield spelling, write.block(remark) if remark else ""


def short(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a short answer: its spellings, the wrong wordings that are expected, anything else."""

    def parts(question: Element) -> None:
        add(question, "usecase", "0")
        for spelling, said in _accepted(table["accepted"], table["feedback"], write):
            _plain(question, wildcard_free(spelling), said, 100.0)
        for expected in table["anticipated"]:
            for spelling, _ in spellings(expected["accepted"]):
                _plain(question, wildcard_free(spelling), write.block(expected["feedback"]), 0.0)
        _plain(question, "*", write.block(table["otherwise"]), 0.0)

    return Made("shortanswer", write.prompt(table), write.general(table), parts)


def _plain(question: Element, text: str, said: str, share: float) -> Element:
    answer = add(question, "answer", fraction=shown(share), format="plain_text")
    add(answer, "text", text)
    html(answer, "feedback", said)
    return answer


def number(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give a numerical question; the unit stands under the prompt and is not to be typed."""

    def parts(question: Element) -> None:
        right = _plain(question, str(table["answer"]), write.block(table["feedback"]), 100.0)
        add(right, "tolerance", str(table["tolerance"]))
        for expected in table["anticipated"]:
            wrong = _plain(question, str(expected["value"]), write.block(expected["feedback"]), 0.0)
            add(wrong, "tolerance", "0")
        add(_plain(question, "*", write.block(table["otherwise"]), 0.0), "tolerance", "0")
        add(question, "unitgradingtype", "0")
        add(question, "unitpenalty", "0")
        add(question, "showunits", "3")
        add(question, "unitsleft", "0")

    note = f"({table['unit']})" if table["unit"] else ""
    return Made("numerical", write.prompt(table, note), write.general(table), parts)


def reflect(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: ARG001 - one form
    """Give an essay; the model answer is for who marks it, and shown once it is handed in."""

    def parts(question: Element) -> None:
        add(question, "responseformat", "editor")
        add(question, "responserequired", "1")
        add(question, "responsefieldlines", "10")
        add(question, "attachments", "0")
        add(question, "attachmentsrequired", "0")
        html(question, "graderinfo", write.general({**table, "evidence": []}))
        html(question, "responsetemplate", "")

    return Made("essay", write.prompt(table), write.general(table), parts)


MAKERS: dict[str, Any] = {
    maker.__name__: maker
    for maker in (
        *(single, multiple, truefalse, order, match, classify),
        *(cloze, short, number, locate, reflect),
    )
}
