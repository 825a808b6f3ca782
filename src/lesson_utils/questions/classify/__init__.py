"""Say of each sentence whether it is a fact, a statement, a concern or a forecast."""

from __future__ import annotations

from collections.abc import Iterator

from lesson_utils.content.localized import Localized, localize
from lesson_utils.content.model import MODES, Anchor, Mode
from lesson_utils.questions import pairing
from lesson_utils.questions.base import (
    Breach,
    Question,
    QuestionType,
    Quote,
    Setting,
    count_breaches,
    part_ids,
)
from lesson_utils.questions.forms import Pairs
from lesson_utils.texts import word


class Sentence(Anchor, frozen=True, kw_only=True):
    """A passage of the article, its mode, and what is said to who sees another one in it."""

    mode: Mode
    feedback: Localized


class Classify(Question, frozen=True, kw_only=True):
    """Passages to put into the four modes; they are the question's evidence."""

    sentences: tuple[Sentence, ...]


def breaches(question: Classify) -> Iterator[Breach]:
    """Ask for at least two sentences, none of them twice."""
    yield from count_breaches("sentences", len(question.sentences), 2)
    seen = []
    for index, sentence in enumerate(question.sentences):
        here = (sentence.quote, sentence.occurrence, sentence.prefix, sentence.suffix)
        if here in seen:
            yield "match-double", ("sentences", index), {}
        seen.append(here)


def quotes(question: Classify) -> Iterator[Quote]:
    """Give the sentences."""
    for index, sentence in enumerate(question.sentences):
        yield ("sentences", index, "quote"), sentence


def table(question: Classify, setting: Setting) -> pairing.PairTable:
    """Compile the sentences, as they stand in the article, and the four modes."""
    ids = part_ids(len(question.sentences))
    return {
        "lefts": [
            {
                "id": part,
                "text": setting.text(span),
                "feedback": localize(sentence.feedback, setting.language),
            }
            for part, sentence, span in zip(ids, question.sentences, setting.quotes, strict=True)
        ],
        "rights": [
            {"id": mode, "text": word(setting.language, f"ui.mode.{mode}")} for mode in MODES
        ],
        "key": {
            part: sentence.mode for part, sentence in zip(ids, question.sentences, strict=True)
        },
        "maximum": len(ids),
    }


def plain(table: pairing.PairTable) -> Pairs:
    """Give the plain form: sentences of the article, to be sorted into the four modes."""
    return pairing.plain(table, quoted=True, standing=True)


TYPE = QuestionType(
    name="classify",
    model=Classify,
    breaches=breaches,
    quotes=quotes,
    quotes_are_evidence=True,
    least={"sentences": 2},
    table=table,
    plain=plain,
    grade=pairing.grade,
    key=pairing.key,
    wrong=pairing.wrong,
)
