"""Examples of a sentence to find in the text, and of an open question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lesson_utils.authoring.dates import FoundDate
from lesson_utils.authoring.examples.common import Fields, telling_words, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source

#: With fewer sentences there is nothing to look for.
_FEWEST_SENTENCES = 3
#: Letters of a date that is a year.
_YEAR = 4
#: "The State" and "the Long Field" are no names without their article.
_ARTICLE = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|the|el|los|las|del|il|lo|i|gli|o|a|os|as|do|da|dos|das|de|het)"
    r"\s|\w[’'])$",
    re.IGNORECASE,
)
_ARTICLE_LETTERS = 5
#: More sentences than this make a long search.
_MOST_SENTENCES = 14


def locate(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the one sentence that speaks of a year or has a name, else a rare word."""
    inside = {passage.paragraph for passage in pool}
    part = range(min(inside, default=0), max(inside, default=0) + 1)
    for kind, passage, text in _once(source, pool):
        shown = _around(source, passage.paragraph, part)
        sentences = sum(s.paragraph in shown for s in source.passages)
        if sentences < _FEWEST_SENTENCES:
            continue
        return {
            "skill": "repérer",
            **words_said(source, kind, text=text),
            "evidence": evidence(source.article, passage),
            "paragraphs": shown,
            "feedback": source.say(f"example.{kind}.right", text=text),
            "otherwise": source.say(f"example.{kind}.otherwise", text=text),
        }
    return None


def _once(source: Source, pool: Sequence[Passage]) -> Iterator[tuple[str, Passage, str]]:
    """Give what stands once in the text, with its sentence: years, then names, then words."""
    whole = source.article.text.casefold()
    by_place = [(d.start, "locate-year", year) for d in source.dates for year in _year_of(d)]
    by_place += [
        (name.start, "locate-name", name.text)
        for name in source.names
        if not _ARTICLE.search(
            source.article.text, max(0, name.start - _ARTICLE_LETTERS), name.start
        )
    ]
    for kind in ("locate-year", "locate-name"):
        for passage in pool:
            for start, found, text in by_place:
                here = passage.start <= start < passage.end
                if (
                    found == kind
                    and here
                    and passage.text.count(text) == 1 == whole.count(text.casefold())
                ):
                    yield kind, passage, text
    for passage in pool:
        for word in telling_words(source, passage.text):
            if whole.count(word.casefold()) == 1:
                yield "locate", passage, word


def _year_of(date: FoundDate) -> list[str]:
    """Give the year of a date that is nothing more, and so stands by itself."""
    return [date.when] if len(date.when) == _YEAR else []


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
