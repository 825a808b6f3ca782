"""Examples of a sentence to find in the text, and of an open question."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.authoring.examples.common import Fields, telling_words, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source

#: More sentences than this make a long search.
_MOST_SENTENCES = 14


def locate(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the one sentence in which a rare word stands."""
    whole = source.article.text.casefold()
    inside = {passage.paragraph for passage in pool}
    for passage in pool:
        for word in telling_words(source, passage.text):
            if whole.count(word.casefold()) != 1:
                continue
            shown = _around(source, passage.paragraph, range(min(inside), max(inside) + 1))
            sentences = sum(s.paragraph in shown for s in source.passages)
            if sentences < 2:  # noqa: PLR2004 - nothing to look for
                continue
            return {
                "skill": "repérer",
                **words_said(source, "locate", text=word),
                "evidence": evidence(source.article, passage),
                "paragraphs": shown,
                "feedback": source.say("example.locate.right", text=word),
                "otherwise": source.say("example.locate.otherwise", text=word),
            }
    return None


def _around(source: Source, number: int, part: range) -> list[int]:
    """Give a paragraph with its neighbours in its part, as many as make a text to search."""
    counts: dict[int, int] = {}
    for sentence in source.article.sentences:
        here = source.article.paragraph_at(sentence.start).number or 1
        counts[here] = counts.get(here, 0) + 1
    shown = [number]
    for other in (number - 1, number + 1, number - 2, number + 2):
        near = other in part and any(abs(other - n) == 1 for n in shown)
        if near and sum(counts.get(n, 0) for n in (*shown, other)) <= _MOST_SENTENCES:
            shown.append(other)
    return sorted(shown)


def reflect(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the sentence that matters most to the student, and why."""
    if pool:
        passage = pool[len(pool) // 2]
        proof, said = evidence(source.article, passage), {"text": passage.opening}
    else:
        first = source.article.sentences[0]
        given = anchor(source.article, first.start, first.end)
        proof, said = given if len(given) > 1 else given["quote"], {}
    kind = "reflect" if said else "reflect-short"
    return {
        "skill": "évaluer",
        **words_said(source, "reflect"),
        "evidence": proof,
        "model": source.say(f"example.{kind}.model", **said),
        "criteria": [source.say(f"example.reflect.criterion-{n}") for n in (1, 2, 3)],
    }
