"""What a careful reader expects of the articles, and how a new lesson's proposals compare with it.

``NAME.LANGUAGE.expected.yml`` beside an article holds, written by hand (what is left out is not
compared):

``headings``
    The headings. ``either_headings``: lines that may be one or not.
``sentences``
    The first words of every sentence, in order. ``either``: beginnings that may be one or not.
``names``
    The names by kind: ``actor``, ``place``, ``name`` where the text leaves the kind open, and
    ``maybe`` for what is neither right nor wrong. Left out where capitals tell no names.
``dates``
    The dates as written (``text``) and as read (``when``). ``either_dates``: "text = when" of what
    may be one or not.
``rare``, ``common``
    Words worth explaining, and words that must not be proposed. Others are not judged.
``modes``
    The first words of sentences by the mode that is certain; ``unclear`` for those not to be asked.
``open``
    Faults that are known and not mended yet, by kind, each a part of what the benchmark says of it:
    shown by ``benchmarks/proposals.py --details``, and counted by no test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lesson_utils.authoring.annotating import annotate
from lesson_utils.authoring.source import Source
from lesson_utils.content.segmentation import split_article

ARTICLES = Path(__file__).parents[1] / "articles"
KINDS = ("sentences", "headings", "names", "kinds of names", "dates", "words", "modes")


@dataclass(frozen=True)
class Compared:
    """One kind of proposals on one article: what is right, wrong and missed."""

    kind: str
    article: str
    language: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """How many proposals are right, wrong and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The part of the proposals that is right; 1 where nothing is proposed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The part of what is expected that is proposed; 1 where nothing is expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(compared: list[Compared], kind: str, language: str = "") -> Score:
    """Add up one kind, in one language or in all."""
    chosen = [c for c in compared if c.kind == kind and language in {"", c.language}]
    return Score(
        sum(len(c.right) for c in chosen),
        sum(len(c.wrong) for c in chosen),
        sum(len(c.missed) for c in chosen),
    )


def compare_all(names: list[str] | None = None) -> list[Compared]:
    """Compare the proposals for the articles of these names, or for all with expectations."""
    return [
        compared
        for path in sorted(ARTICLES.glob("*.expected.yml"))
        if not names or path.name.removesuffix(".expected.yml") in names
        for compared in compare(path.with_name(path.name.replace(".expected.yml", ".txt")), path)
    ]


@cache
def compare(article: Path, expected: Path) -> tuple[Compared, ...]:
    """Compare what is proposed for an article with what is expected."""
    name, language, _ = article.name.split(".")
    text = article.read_text(encoding="utf-8")
    wanted: dict[str, Any] = yaml.safe_load(expected.read_text(encoding="utf-8"))
    source = Source(split_article(text, language), ("en",))
    return tuple(
        _without_known(Compared(kind, name, language, *map(tuple, found)), wanted)
        for kind, found in (
            ("sentences", _sentences(source, wanted)),
            ("headings", _headings(source, wanted)),
            ("names", _names(source, wanted)),
            ("kinds of names", _name_kinds(source, wanted)),
            ("dates", _dates(source, wanted)),
            ("words", _words(source, wanted)),
            ("modes", _modes(source, wanted)),
        )
    )


#: The field of each kind that is not called the same.
_FIELDS = {"kinds of names": "names", "words": "rare"}
_Found = tuple[list[str], list[str], list[str]]


def _without_known(compared: Compared, wanted: dict[str, Any]) -> Compared:
    parts = wanted.get("open", {}).get(compared.kind, ())
    if _FIELDS.get(compared.kind, compared.kind) not in wanted:
        return replace(compared, right=(), wrong=(), missed=())

    def known(said: str) -> bool:
        return any(part in said for part in parts)

    return replace(
        compared,
        wrong=tuple(said for said in compared.wrong if not known(said)),
        missed=tuple(said for said in compared.missed if not known(said)),
        known=tuple(filter(known, compared.wrong + compared.missed)),
    )


def _sets(proposed: list[str], expected: list[str], either: list[str]) -> _Found:
    return (
        [item for item in proposed if item in expected],
        [item for item in proposed if item not in expected and item not in either],
        [item for item in expected if item not in proposed],
    )


def _sentences(source: Source, wanted: dict[str, Any]) -> _Found:
    """Compare the boundaries inside paragraphs, each by what stands around it."""
    text = source.article.text

    def around(start: int) -> str:
        return f"{text[max(0, start - 25) : start]}|{text[start : start + 25]}".replace("\n", "⏎")

    def inside(start: int) -> bool:
        before = text[:start]
        return "\n\n" not in before[len(before.rstrip()) :] and bool(before.strip())

    expected = list(starts(text, wanted["sentences"]))
    either = [text.index(begun) for begun in wanted.get("either", ())]
    return _sets(
        [around(s.start) for s in source.article.sentences if inside(s.start)],
        [around(start) for start in expected if inside(start) and start not in either],
        [around(start) for start in either],
    )


def starts(text: str, beginnings: list[str]) -> Iterator[int]:
    """Give where sentences begin, by their first words in order."""
    position = 0
    for begun in beginnings:
        position = text.index(begun, position)
        yield position
        position += len(begun)


def _headings(source: Source, wanted: dict[str, Any]) -> _Found:
    article = source.article
    proposed = [article.text[p.start : p.end] for p in article.paragraphs if p.heading]
    return _sets(proposed, wanted["headings"], wanted.get("either_headings", []))


def _kind_of_names(wanted: dict[str, Any]) -> dict[str, str]:
    names = wanted.get("names", {})
    return {
        name.casefold(): kind
        for kind in ("actor", "place", "name")
        for name in names.get(kind) or ()
    }


def _names(source: Source, wanted: dict[str, Any]) -> _Found:
    maybe = [name.casefold() for name in wanted.get("names", {}).get("maybe", ())]
    proposed = [name.text.casefold() for name in source.names]
    return _sets(proposed, list(_kind_of_names(wanted)), maybe)


def _name_kinds(source: Source, wanted: dict[str, Any]) -> _Found:
    """Compare the kinds of the names that are right; nothing is missed where none is told."""
    expected = _kind_of_names(wanted)
    told = [
        (name.text.casefold(), name.kind)
        for name in source.names
        if name.text.casefold() in expected and name.kind != "name"
    ]
    certain = [f"{name}: {kind}" for name, kind in expected.items() if kind != "name"]
    right, wrong, _ = _sets([f"{name}: {kind}" for name, kind in told], certain, [])
    return right, wrong, []


def _dates(source: Source, wanted: dict[str, Any]) -> _Found:
    text = source.article.text
    proposed = list(dict.fromkeys(f"{text[d.start : d.end]} = {d.when}" for d in source.dates))
    expected = [f"{d['text']} = {d['when']}" for d in wanted.get("dates", ())]
    return _sets(proposed, expected, wanted.get("either_dates", []))


def _words(source: Source, wanted: dict[str, Any]) -> _Found:
    """Compare rare words; those in neither list are not judged."""
    rare = [word.casefold() for word in wanted.get("rare", ())]
    common = {word.casefold() for word in wanted.get("common", ())}
    proposed = [
        entry["quote"].casefold() for entry in annotate(source) if entry["id"].startswith("word-")
    ]
    either = [word for word in proposed if word not in common]
    return _sets(proposed, rare, either)


def _modes(source: Source, wanted: dict[str, Any]) -> _Found:
    listed = {
        begun: mode for mode, beginnings in wanted.get("modes", {}).items() for begun in beginnings
    }
    right, wrong, missed = [], [], []
    seen = set()
    for passage in source.passages:
        begun = max(filter(passage.text.startswith, listed), key=len, default="")
        mode = listed.get(begun, "not listed")
        seen.add(begun)
        proposed = source.mode(passage)
        said = f"{proposed[0] if proposed else '–'} for {mode}: {passage.text[:60]}"
        if proposed and proposed[0] == mode:
            right.append(said)
        elif proposed:
            wrong.append(said)
        elif mode not in {"unclear", "not listed"}:
            missed.append(said)
    unseen = [
        f"no sentence: {begun}"
        for begun, mode in listed.items()
        if begun not in seen and mode != "unclear"
    ]
    return right, wrong, missed + unseen
