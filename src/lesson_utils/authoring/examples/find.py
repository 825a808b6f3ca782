"""Examples of a sentence to find in the text, and of an open question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lesson_utils.authoring.dates import FoundDate
from lesson_utils.authoring.examples.common import Fields, leans, words_said, worth_asking
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.speakers import said_in

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
    """Ask for the one sentence that gives a year or has a name."""
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
    """Give what stands once in the text, with its sentence: years, then names."""
    whole = source.article.text.casefold()
    by_place = [(d.start, "locate-year", year) for d in source.dates for year in _year_of(d)]
    by_place += [
        (name.start, "locate-name", name.text)
        for name in source.names
        # A surname alone is seen at once, and says nothing about whom it names.
        if " " in name.text
        and not _ARTICLE.search(
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
    """Ask about a concern of the text, or what somebody says in it; else what matters most."""
    return _view(source, pool) or _choice(source, pool)


def _view(source: Source, pool: Sequence[Passage]) -> Fields | None:
    inside = {passage.start for passage in pool}
    for passage in pool:
        if leans(passage) or not worth_asking(source, passage):
            continue
        if (source.mode(passage) or ("",))[0] == "concern":
            return _asked(source, passage, "reflect-concern", text=passage.text)
    for said in said_in(source):
        if said.passage.start in inside:
            return _asked(source, said.passage, "reflect-voice", text=said.words, name=said.name)
    return None


def _asked(source: Source, passage: Passage, kind: str, **values: str) -> Fields:
    return {
        "skill": "évaluer",
        "prompt": source.say(f"example.{kind}.prompt", **values),
        "hint": source.say("example.reflect-view.hint"),
        "explanation": source.say("example.reflect-view.explanation"),
        "evidence": evidence(source.article, passage),
        "model": source.say("example.reflect-view.model"),
        "criteria": [source.say(f"example.reflect-view.criterion-{n}") for n in (1, 2, 3)],
    }


def _choice(source: Source, pool: Sequence[Passage]) -> Fields:
    whole = sorted((p for p in pool if worth_asking(source, p)), key=lambda p: p.start)
    if whole:
        proof, said = evidence(source.article, whole[0]), {"text": whole[0].opening}
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
