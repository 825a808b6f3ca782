"""Each form of question as the nearest type of Moodle, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from lesson_utils.exports.moodle.choices import Made, choices, html, passages
from lesson_utils.exports.moodle.cloze import around, gap_code, wildcard_free
from lesson_utils.exports.moodle.fractions import shown
from lesson_utils.exports.names import apart, flat
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
    Wording,
)
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.judging.amounts import show
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.lms import Html
from lesson_utils.texts import word

#: A column of Moodle's database holds so many characters of a matching question's answer.
MATCH_LIMIT = 255
#: What Moodle shows as another sign in a choice.
_REFERENCE = re.compile("&(?=[a-zA-Z0-9#]{1,8};)")


def _shown(choice: str) -> str:
    """Write a choice of a matching question: Moodle takes tags out of it and reads references."""
    return _REFERENCE.sub("&amp;", choice).replace("<", "&lt;")


def _choices(texts: list[str]) -> list[str]:
    """Write choices so that each fits into its column and no two become one."""
    limit = MATCH_LIMIT
    while True:
        made = [_shown(text) for text in apart(texts, limit)]
        longest = max(map(len, made))
        if longest <= MATCH_LIMIT:
            return made
        limit = limit * MATCH_LIMIT // longest


def made(table: Table, write: Html, *, shuffle: bool) -> Made:  # noqa: PLR0911 - a form each
    """Give the question of Moodle that a question becomes."""
    form = form_of(table)
    match form:
        case Choices():
            return choices(form, table, write, shuffle=shuffle)
        case Passages():
            return passages(form, table, write)
        case Pairs():
            return _pairs(form, table, write)
        case Ordering():
            return _ordering(form, table, write)
        case Gaps():
            return _gaps(form, table, write)
        case Wording():
            return _wording(form, table, write)
        case Amount():
            return _amount(form, table, write)
        case Essay():
            return _essay(table, write)
        case _:
            assert_never(form)


def _pairs(form: Pairs, table: Table, write: Html) -> Made:
    """Give a matching question."""
    left, language = write.inline, write.language
    if form.quoted:
        left, language = write.quote, write.article_language
    whole = {side.id: flat(side.text) for side in form.rights}
    rights = dict(zip(whole, _choices(list(whole.values())), strict=True))
    cut = [text for part, text in whole.items() if rights[part] != _shown(text)]

    def parts(question: Element) -> None:
        add(question, "shuffleanswers", "true")
        add(question, "shownumcorrect")
        for side in form.lefts:
            pair = html(question, "subquestion", left(side.text))
            add(add(pair, "answer"), "text", rights[form.key[side.id]])
        for side in form.idle:
            # An answer without a question is one more to choose from.
            pair = html(question, "subquestion", "")
            add(add(pair, "answer"), "text", rights[side.id])

    remarks = [
        *((side.text, side.said) for side in form.lefts),
        *((whole[side.id], side.said) for side in form.distractors),
    ]
    return Made(
        "matching",
        write.prompt(table) + write.listed(cut),
        write.general(table, remarks, remarks_language=language),
        parts,
        ("moodle-cut",) if cut else (),
    )


def _ordering(form: Ordering, table: Table, write: Html) -> Made:
    """Give an ordering question, graded by neighbours."""

    def parts(question: Element) -> None:
        add(question, "layouttype", "VERTICAL")
        add(question, "selecttype", "ALL")
        add(question, "selectcount", str(len(form.items)))
        add(question, "gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
        add(question, "showgrading", "SHOW")
        add(question, "numberingstyle", "none")
        add(question, "shownumcorrect")
        for place, item in enumerate(form.items, start=1):
            html(question, "answer", write.inline(item.text), fraction=str(place))

    remarks = [(item.text, item.said) for item in form.items]
    return Made("ordering", write.prompt(table), write.general(table, remarks), parts)


def _gaps(form: Gaps, table: Table, write: Html) -> Made:
    """Give embedded answers: each gap a short answer with its spellings."""
    pieces = write.gapped(table["prompt"], form.pieces)
    text = around(pieces[0])
    for gap, piece in zip(form.gaps, pieces[1:], strict=True):
        code = gap_code(_accepted(gap.accepted, "", write), write.block(gap.said))
        text += code + around(piece)
    loose = any("~" in wording for gap in form.gaps for wording in gap.accepted)
    notes = ("moodle-tilde",) if loose else ()
    return Made("cloze", text, write.general(table), lambda _: None, notes)


def _accepted(accepted: Iterable[str], said: str, write: Html) -> Iterator[tuple[str, str]]:
    """Give each spelling with what is said of it: the accents, where they are off."""
    for spelling, wanted in spellings(accepted):
        accents = word(write.language, "ui.verdict.accents", shown=wanted) if wanted else ""
        remark = " ".join(part for part in (accents, said) if part)
        yield spelling, write.block(remark) if remark else ""


def _wording(form: Wording, table: Table, write: Html) -> Made:
    """Give a short answer: its spellings, the wrong wordings that are expected, anything else."""

    def parts(question: Element) -> None:
        add(question, "usecase", "0")
        for spelling, said in _accepted(form.accepted, form.right, write):
            _plain(question, wildcard_free(spelling), said, 100.0)
        for accepted, said in form.anticipated:
            for spelling, _ in spellings(accepted):
                _plain(question, wildcard_free(spelling), write.block(said), 0.0)
        _plain(question, "*", write.block(form.otherwise), 0.0)

    return Made("shortanswer", write.prompt(table), write.general(table), parts)


def _plain(question: Element, text: str, said: str, share: float) -> Element:
    answer = add(question, "answer", fraction=shown(share), format="plain_text")
    add(answer, "text", text)
    html(answer, "feedback", said)
    return answer


def _amount(form: Amount, table: Table, write: Html) -> Made:
    """Give a numerical question; the unit stands under the prompt and is not to be typed."""

    def parts(question: Element) -> None:
        right = _plain(question, show(form.answer), write.block(form.right), 100.0)
        add(right, "tolerance", show(form.tolerance))
        for value, said in form.anticipated:
            wrong = _plain(question, show(value), write.block(said), 0.0)
            add(wrong, "tolerance", "0")
        add(_plain(question, "*", write.block(form.otherwise), 0.0), "tolerance", "0")
        add(question, "unitgradingtype", "0")
        add(question, "unitpenalty", "0")
        add(question, "showunits", "3")
        add(question, "unitsleft", "0")

    note = f"({form.unit})" if form.unit else ""
    return Made("numerical", write.prompt(table, note), write.general(table), parts)


def _essay(table: Table, write: Html) -> Made:
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
