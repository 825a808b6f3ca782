"""Annotations and dates proposed for an article; every one a draft that an author confirms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lesson_utils.authoring import names, rarity
from lesson_utils.authoring.passages import anchor, excerpt, in_aside
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.words import words_in
from lesson_utils.content.reporting import MARKUP

Entry = dict[str, Any]

#: One proposal in so many words of the article, and never more than this of a kind.
_WORDS_A_TERM, _MOST_TERMS, _MOST_OTHERS = 22, 40, 25
_SHORTEST_TERM = 4
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
    told = [date for date in source.dates if not in_aside(source.article, date.start)]
    kept = _spread(_first(told, lambda date: date.when), _MOST_DATES)
    for number, found in enumerate(kept, start=1):
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
    return entries if len(entries) >= _LEAST_DATES else []


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
    kept = _spread(_first(source.dates, lambda date: date.when), _MOST_OTHERS)
    for number, found in enumerate(kept, start=1):
        yield _entry(
            source, found.start, found.end, f"date-{number}", "date", "new.gloss.date",
            when=found.when,
        )  # fmt: skip


def _names(source: Source) -> Iterator[Found]:
    """Propose the names that stand most often, those of one count spread over the text."""
    for number, name in enumerate(_spread(source.names, _MOST_OTHERS, "count"), start=1):
        named, said = f"{name.kind}-{number}", f"new.gloss.{name.kind}"
        yield _entry(source, name.start, name.end, named, name.kind, said)


def _numbers(source: Source) -> Iterator[Found]:
    for number, found in enumerate(_spread(source.numbers, _MOST_OTHERS), start=1):
        yield _entry(source, found.start, found.end, f"number-{number}", "term", "new.gloss.number")


def _spread(items: list[Any], most: int, by: str = "") -> list[Any]:
    """Choose so many items in the order of the text: the most frequent, else far apart.

    Examples
    --------
    >>> _spread([1, 2, 3, 4, 5, 6], 3)
    [1, 3, 5]
    """
    groups: dict[int, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, by) if by else 0, []).append(item)
    chosen: list[Any] = []
    for _, group in sorted(groups.items(), reverse=True):
        free = most - len(chosen)
        step = max(1.0, len(group) / max(free, 1))
        chosen += [group[int(index * step)] for index in range(min(free, len(group)))]
    return [item for item in items if item in chosen]


def _terms(source: Source, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Propose the rarest words, each where it stands first; none without a frequency list."""
    if not rarity.known(source.language) or not source.has_words:
        return
    text = source.article.text
    places: dict[str, tuple[int, int]] = {}
    named = {
        word.text.casefold()
        for name in source.names
        for word in words_in(name.text, source.language)
    }
    words = 0
    for sentence in source.article.sentences:
        for word in words_in(text, source.language, sentence.start, sentence.end):
            words += 1
            free = not any(start < word.end and word.start < end for start, end in taken)
            capital = word.start != sentence.start and word.text[0].isupper()
            name = capital and names.tells_names(text, source.language)
            name = name or (word.text[0].isupper() and word.text.casefold() in named)
            name = name or (word.text[0].isupper() and not _may_be_noun(word.text, source))
            if len(word.text) >= _SHORTEST_TERM and free and not name and word.whole:
                places.setdefault(word.text.casefold(), (word.start, word.end))
    count = min(_MOST_TERMS, max(3, words // _WORDS_A_TERM))
    rare: dict[str, tuple[float, str]] = {}
    for form in places:
        known = rarity.commonness(form, source.language)
        if known < rarity.RARE:
            rare.setdefault(rarity.lemma(form, source.language).casefold(), (known, form))
    chosen = sorted(places[form] for _, form in sorted(rare.values())[:count])
    for number, (start, end) in enumerate(chosen, start=1):
        yield _entry(source, start, end, f"word-{number}", "term", "new.gloss.word")


def _may_be_noun(word: str, source: Source) -> bool:
    """Tell a noun from a name where both have capitals: a name, or a word just made, is unknown."""
    capital = names.nouns_have_capitals(source.language)
    return not capital or rarity.commonness(word.casefold(), source.language) > 0


def _first(items: Iterable[Any], key: Any) -> list[Any]:
    """Keep the first of the items that have the same key."""
    kept: dict[Any, Any] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return list(kept.values())
