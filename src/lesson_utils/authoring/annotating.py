"""Annotations and dates proposed for an article; every one a draft that an author confirms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lesson_utils.authoring import calendars, names, rarity
from lesson_utils.authoring.passages import anchor, excerpt
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.words import words_in
from lesson_utils.content.reporting import MARKUP

Entry = dict[str, Any]

#: One proposal in so many words of the article, and never more than this of a kind.
_WORDS_A_TERM, _MOST_TERMS, _MOST_OTHERS = 40, 40, 25
_SHORTEST_TERM = 5
#: A timeline needs two dates, and holds so many.
_LEAST_DATES, _MOST_DATES = 2, 12


def annotate(source: Source) -> list[Entry]:
    """Propose dates, names, numbers and rare words, in the order of the text."""
    found = [*_dates(source), *_names(source), *_numbers(source)]
    taken = [(start, end) for start, end, _ in found]
    found += _terms(source, taken)
    return [entry for _, _, entry in sorted(found, key=lambda item: item[:2])]


def timeline(source: Source) -> list[Entry]:
    """Propose the dates of a timeline, each with the beginning of its sentence; none for one."""
    text = source.article.text
    entries = []
    for number, found in enumerate(_first(source.dates, lambda date: date.when), start=1):
        sentence = next(
            (s for s in source.article.sentences if s.start <= found.start < s.end), None
        )
        said = " ".join(text[sentence.start : sentence.end].split()) if sentence else ""
        if sentence and said.isprintable() and not MARKUP.search(said):
            label = source.say("new.timeline.label", text=excerpt(said, 70))
            entries.append(
                {
                    "id": f"moment-{number}",
                    "draft": True,
                    "date": found.when,
                    "label": label,
                    **anchor(source.article, found.start, found.end),
                }
            )
    return entries[:_MOST_DATES] if len(entries) >= _LEAST_DATES else []


Found = tuple[int, int, Entry]


def _entry(  # noqa: PLR0913, PLR0917 - an entry's fields
    source: Source, start: int, end: int, name: str, kind: str, said: str, **more: str
) -> Found:
    fields = {
        "id": name,
        "kind": kind,
        "draft": True,
        **anchor(source.article, start, end),
        **more,
        "gloss": source.say(said),
    }
    return start, end, fields


def _dates(source: Source) -> Iterator[Found]:
    kept = _first(source.dates, lambda date: date.when)
    for number, found in enumerate(kept[:_MOST_OTHERS], start=1):
        yield _entry(
            source, found.start, found.end, f"date-{number}", "date", "new.gloss.date",
            when=found.when,
        )  # fmt: skip


def _names(source: Source) -> Iterator[Found]:
    text = source.article.text
    if not names.tells_names(text, source.language):
        return
    calendar = {*calendars.month_names(source.language), *calendars.day_names(source.language)}
    found = [
        name
        for sentence in source.article.sentences
        for name in names.find_names(
            text[sentence.start : sentence.end], sentence.start, source.language
        )
        if not any(date.start < name.end and name.start < date.end for date in source.dates)
        and _clean(name.text)
        and name.text.casefold() not in calendar
    ]
    kept = _first(found, lambda name: name.text.casefold())[:_MOST_OTHERS]
    for number, name in enumerate(kept, start=1):
        kind = "place" if name.place else "actor"
        yield _entry(source, name.start, name.end, f"{kind}-{number}", kind, f"new.gloss.{kind}")


def _numbers(source: Source) -> Iterator[Found]:
    for number, found in enumerate(source.numbers[:_MOST_OTHERS], start=1):
        yield _entry(source, found.start, found.end, f"number-{number}", "term", "new.gloss.number")


def _terms(source: Source, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Propose the rarest words, each where it stands first; none without a frequency list."""
    if not rarity.known(source.language) or not source.has_words:
        return
    text = source.article.text
    places: dict[str, tuple[int, int]] = {}
    words = 0
    for sentence in source.article.sentences:
        for word in words_in(text, source.language, sentence.start, sentence.end):
            words += 1
            free = not any(start < word.end and word.start < end for start, end in taken)
            capital = word.start != sentence.start and word.text[0].isupper()
            name = capital and names.tells_names(text, source.language)
            if len(word.text) >= _SHORTEST_TERM and free and not name and word.whole:
                places.setdefault(word.text.casefold(), (word.start, word.end))
    count = min(_MOST_TERMS, max(3, words // _WORDS_A_TERM))
    rare = sorted((rarity.zipf(word, source.language), word) for word in places)[:count]
    chosen = sorted(places[word] for frequency, word in rare if frequency < rarity.RARE)
    for number, (start, end) in enumerate(chosen, start=1):
        yield _entry(source, start, end, f"word-{number}", "term", "new.gloss.word")


def _clean(word: str) -> bool:
    return word.isprintable() and not MARKUP.search(word)


def _first(items: Iterable[Any], key: Any) -> list[Any]:
    """Keep the first of the items that have the same key."""
    kept: dict[Any, Any] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return list(kept.values())
