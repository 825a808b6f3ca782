"""Examples of the types in which an answer is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lesson_utils.authoring.examples.common import Fields, telling_words, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.words import words_in
from lesson_utils.questions.judging.wording import plain

#: What may stand after a sentence's last word.
_AFTER = ".!?…؟۔।。！？»”\"'’) \u00a0\u202f"


def cloze(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the rarest word of a sentence."""
    for passage, word in _word_in_sentence(source, pool):
        quote = anchor(source.article, passage.start, passage.end)
        if quote["quote"].count(word) != 1 or not plain(word):
            continue
        return {
            "skill": "comprendre",
            **words_said(source, "cloze", number=passage.paragraph),
            **quote,
            "gaps": [{"text": word, "feedback": source.say("example.cloze.gap", text=word)}],
        }
    return None


def short(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the last word of a sentence of which the beginning is given."""
    for passage in pool if source.has_words else ():
        # An apostrophe joins what some call one word and some two: "o’clock", "l’un d’eux".
        token = passage.text.rstrip(_AFTER).split()[-1].strip(_AFTER + "«“„(¿¡")
        found = [word.text for word in words_in(token, source.language) if word.whole]
        whole = passage.opening == passage.text
        if whole or not found or not plain(token) or not token.endswith(found[-1]):
            continue
        values = {"text": passage.opening, "number": passage.paragraph, "word": token}
        return {
            "skill": "repérer",
            **words_said(source, "short", **values),
            "evidence": evidence(source.article, passage),
            "accept": list(dict.fromkeys([token, found[-1]])),
            "feedback": source.say("example.short.right", **values),
            "otherwise": source.say("example.short.otherwise", **values),
        }
    return None


def number(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the one number of a sentence; without numbers, for a paragraph's number."""
    for passage in pool:
        inside = source.inside(passage)
        value = inside[0].value if len(inside) == 1 else None
        shown = passage.text
        if value is None or len(re.findall(r"\d+", _without_marks(shown))) != 1:
            continue
        written = source.article.text[inside[0].start : inside[0].end]
        if shown.count(written) != 1:
            continue
        values = {
            "text": shown.replace(written, "…"), "number": passage.paragraph, "written": written,
        }  # fmt: skip
        return _asked(source, "number", passage, value, values)
    count = sum(not paragraph.heading for paragraph in source.article.paragraphs)
    if count < 2 or not pool:  # noqa: PLR2004 - one paragraph needs no number
        return None
    passage = pool[-1]
    values = {"text": passage.text, "number": passage.paragraph}
    return _asked(source, "paragraph", passage, float(passage.paragraph), values)


def _without_marks(text: str) -> str:
    """Join the digits that separators divide, so that a number is one run of digits."""
    return re.sub(r"(?<=\d)[.,٫٬’'\s\u00a0\u202f](?=\d)", "", text)


def _asked(
    source: Source, kind: str, passage: Passage, value: float, values: dict[str, object]
) -> Fields:
    return {
        "skill": "repérer",
        **words_said(source, kind, **values),
        "evidence": evidence(source.article, passage),
        "answer": int(value) if value.is_integer() else value,
        "feedback": source.say(f"example.{kind}.right", **values),
        "otherwise": source.say(f"example.{kind}.otherwise", **values),
    }


def _word_in_sentence(source: Source, pool: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    long = [passage for passage in pool if len(passage.words) > 5]  # noqa: PLR2004 - a context
    for passage in long or pool:
        for word in telling_words(source, passage.text):
            yield passage, word
