"""Examples of the types in which an answer is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lesson_utils.authoring.examples.common import (
    SHORT,
    Fields,
    telling_words,
    words_said,
)
from lesson_utils.authoring.passages import Passage, evidence
from lesson_utils.authoring.source import Source

_WORDS_RIGHT, _WORDS_WRONG = 3, 2
_OPTIONS = 4
_WHOLE = 100
_PERCENT = re.compile(
    r"\s*(?:[%٪]|per\s?cent|pour\s?cent|por\s?ciento|prozent|بالمئة|في المئة)", re.IGNORECASE
)


def single(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask which sentence follows another one in its paragraph."""
    index = {sentence.start: number for number, sentence in enumerate(source.article.sentences)}
    by_place = {index[passage.start]: passage for passage in source.passages}
    for first in pool:
        second = by_place.get(index[first.start] + 1)
        if second is None or first.paragraph != second.paragraph or len(second.text) > SHORT:
            continue
        others = [p for p in source.passages if p not in {first, second} and len(p.text) <= SHORT]
        others = _spread_others(others, second)
        if not others:
            continue
        # The key's place depends on its text alone, and is not always the same.
        options: list[Fields] = [
            {
                "text": other.text,
                "feedback": source.say("example.single.wrong", number=other.paragraph),
            }
            for other in others
        ]
        right = {
            "text": second.text,
            "correct": True,
            "feedback": source.say("example.single.right"),
        }
        options.insert(len(second.text) % (len(options) + 1), right)
        return {
            "skill": "comprendre",
            **words_said(source, "single", text=first.text, number=first.paragraph),
            "evidence": evidence(source.article, second),
            "options": options,
        }
    return None


def _spread_others(others: list[Passage], near: Passage) -> list[Passage]:
    """Choose wrong options of about the key's length, in the order of the text."""
    alike = sorted(others, key=lambda other: abs(len(other.text) - len(near.text)))
    return sorted(alike[: _OPTIONS - 1], key=lambda other: other.start)


def multiple(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask which words stand in a sentence, among words that stand elsewhere alone."""
    for passage in pool:
        if passage.opening == passage.text:
            continue
        inside = telling_words(source, passage.rest)[:_WORDS_RIGHT]
        elsewhere = " ".join(other.text for other in source.passages if other is not passage)
        here = passage.text.casefold()
        outside = [
            word for word in telling_words(source, elsewhere) if word.casefold() not in here
        ][:_WORDS_WRONG]
        if len({w.casefold() for w in (*inside, *outside)}) < _WORDS_RIGHT + _WORDS_WRONG:
            continue
        options = [
            {
                "text": word,
                **({"correct": True} if word in inside else {}),
                "feedback": source.say(
                    f"example.multiple.{'right' if word in inside else 'wrong'}", text=word
                ),
            }
            for word in sorted((*inside, *outside), key=str.casefold)
        ]
        return {
            "skill": "repérer",
            **words_said(source, "multiple", text=passage.opening, number=passage.paragraph),
            "evidence": evidence(source.article, passage),
            "options": options,
        }
    return None


def truefalse(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """State that one sentence comes before another: a statement about the text that is wrong.

    With a number in a sentence, state another number.
    """
    for passage in pool:
        numbers = [n for n in source.inside(passage) if n.value is not None and n.value > 1]
        text = source.article.text
        if len(numbers) != 1 or len(passage.text) > SHORT:
            continue
        written = text[numbers[0].start : numbers[0].end]
        if not (written.isascii() and written.isdecimal()) or passage.text.count(written) != 1:
            continue
        other = str(_another(int(written), passage.text.partition(written)[2]))
        changed = passage.text.replace(written, other)
        if changed in text:
            continue
        return _judged(source, passage, "truefalse", changed, "wrong", number=written, other=other)
    if len(pool) < 2:  # noqa: PLR2004 - one before the other
        return None
    first, last = sorted(pool[:2], key=lambda passage: passage.start)
    values = {"first": first.opening, "last": last.opening}
    return _judged(source, last, "before", "", "wrong", also=(first,), **values)


def _another(number: int, following: str) -> int:
    """Give another number that could stand there: no part is greater than the whole."""
    percent = _PERCENT.match(following)
    return number // 2 if percent and number * 2 > _WHOLE else number * 2


def _judged(  # noqa: PLR0913, PLR0917 - the parts of a statement
    source: Source,
    passage: Passage,
    kind: str,
    text: str,
    answer: str,
    also: tuple[Passage, ...] = (),
    **values: object,
) -> Fields:
    return {
        "skill": "comprendre",
        **words_said(source, kind, text=text, paragraph=passage.paragraph, **values),
        "evidence": evidence(source.article, *also, passage),
        "answer": answer,
        "feedback": {
            given: source.say(f"example.{kind}.{given}", paragraph=passage.paragraph, **values)
            for given in ("right", "wrong", "unsaid")
        },
    }
