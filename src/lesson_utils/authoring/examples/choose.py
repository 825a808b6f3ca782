"""Examples of the type in which one answer is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.authoring.altering import YEAR, year_in
from lesson_utils.authoring.examples.common import (
    SHORT,
    Fields,
    gapped,
    words_said,
    worth_asking,
)
from lesson_utils.authoring.passages import Passage, evidence
from lesson_utils.authoring.source import Source

_OPTIONS = 4

#: Where the text has too few other years, these are near enough to be taken for it.
_NEAR = (-10, 10)


def single(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the year that is missing from a sentence, else which sentence follows another."""
    return _year(source, pool) or _following(source, pool)


def _year(source: Source, pool: Sequence[Passage]) -> Fields | None:
    written = dict.fromkeys(
        year
        for date in source.dates
        for year in YEAR.findall(source.article.text[date.start : date.end])
    )
    # Last the year that the text was written in: nobody has to read for that.
    for passage in sorted(pool, key=lambda p: year_in(source, p) == str(source.latest)):
        year = year_in(source, passage)
        others = _other_years(year, [other for other in written if other != year]) if year else ()
        if len(others) < 2:  # noqa: PLR2004 - one wrong option is a toss of a coin
            continue
        values = {"text": gapped(passage.text, year), "number": passage.paragraph}
        options = [
            {
                "text": option,
                **({"correct": True} if option == year else {}),
                "feedback": source.say(
                    f"example.year.{'right' if option == year else 'wrong'}", **values
                ),
            }
            for option in sorted([year, *others], key=int)
        ]
        return {
            "skill": "repérer",
            **words_said(source, "year", **values, year=year),
            "evidence": evidence(source.article, passage),
            "options": options,
        }
    return None


def _other_years(year: str, written: list[str]) -> list[str]:
    """Choose wrong years: the text's own that are nearest, else some near it."""
    found = sorted(written, key=lambda other: (abs(int(other) - int(year)), other))
    if year.isascii():
        latest = max(map(int, [year, *written]))
        near = [int(year) + step for step in _NEAR]
        near += [int(year) + 2 * step for step in _NEAR]
        found += [str(n) for n in near if n <= latest and str(n) not in written]
    return found[: _OPTIONS - 1]


def _following(source: Source, pool: Sequence[Passage]) -> Fields | None:
    index = {sentence.start: number for number, sentence in enumerate(source.article.sentences)}
    by_place = {index[passage.start]: passage for passage in source.passages}
    for first in pool:
        second = by_place.get(index[first.start] + 1)
        if second is None or first.paragraph != second.paragraph or len(second.text) > SHORT:
            continue
        if not worth_asking(source, second):
            continue
        others = [
            p
            for p in source.passages
            if p not in {first, second} and len(p.text) <= SHORT and worth_asking(source, p)
        ]
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
