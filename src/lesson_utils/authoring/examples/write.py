"""Examples of the types in which an answer is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lesson_utils.authoring import rarity
from lesson_utils.authoring.altering import counted
from lesson_utils.authoring.examples.common import Fields, gapped, telling_words, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.speakers import said_in
from lesson_utils.questions.judging.wording import plain

#: A gap's word is less common than this, as Zipf frequencies go.
_COMMON = 4.4


def cloze(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the rarest word of a sentence that has one, rather one that stands once in the text.

    A common word is guessed without the text.
    """
    for passage, word in _word_in_sentence(source, pool):
        quote = anchor(source.article, passage.start, passage.end)
        joined = any(sign in word for sign in "-‑’'")
        common = rarity.known(source.language) and rarity.zipf(word.casefold(), source.language)
        if common and common > _COMMON:
            continue
        if quote["quote"].count(word) != 1 or not plain(word) or joined:
            continue
        return {
            "skill": "comprendre",
            **words_said(source, "cloze", number=passage.paragraph),
            **quote,
            "gaps": [{"text": word, "feedback": source.say("example.cloze.gap", text=word)}],
        }
    return None


def short(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the name of who says a quotation."""
    inside = {passage.start: place for place, passage in enumerate(pool)}
    # A sentence in which a longer quotation ends is in no pool of whole sentences.
    parts = {passage.paragraph for passage in pool}
    found = [said for said in said_in(source) if said.passage.paragraph in parts]
    for said in sorted(found, key=lambda said: inside.get(said.passage.start, len(pool))):
        last = said.name.rpartition(" ")[2]
        alone = sum(last in name.text.split() for name in source.names) == 1
        values = {"text": said.words, "number": said.passage.paragraph, "name": said.name}
        return {
            "skill": "repérer",
            **words_said(source, "short", **values),
            "evidence": evidence(source.article, said.passage),
            "accept": list(dict.fromkeys([said.name, *([last] if alone else [])])),
            "feedback": source.say("example.short.right", **values),
            "otherwise": source.say("example.short.otherwise", **values),
        }
    return None


def number(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the one number of a sentence."""
    for passage in pool:
        found = counted(source, passage)
        shown = passage.text
        if found is None or found.value is None:
            continue
        if len(re.findall(r"\d+", _without_marks(shown))) != 1:
            continue
        written = source.article.text[found.start : found.end]
        values = {
            "text": gapped(shown, written), "number": passage.paragraph, "written": written,
        }  # fmt: skip
        return {
            "skill": "repérer",
            **words_said(source, "number", **values),
            "evidence": evidence(source.article, passage),
            "answer": int(found.value) if found.value.is_integer() else found.value,
            "feedback": source.say("example.number.right", **values),
            "otherwise": source.say("example.number.otherwise", **values),
        }
    return None


def _without_marks(text: str) -> str:
    """Join the digits that separators divide, so that a number is one run of digits."""
    return re.sub(r"(?<=\d)[.,٫٬’'\s\u00a0\u202f](?=\d)", "", text)


def _word_in_sentence(source: Source, pool: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    long = [passage for passage in pool if len(passage.words) > 5]  # noqa: PLR2004 - a context
    whole = source.article.text.casefold()
    for passage in long or pool:
        words = telling_words(source, passage.text)
        for word in sorted(words, key=lambda word: whole.count(word.casefold()) > 1):
            yield passage, word
