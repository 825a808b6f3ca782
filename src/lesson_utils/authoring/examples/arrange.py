"""Examples of the types in which parts are put in order or sorted."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.authoring import rarity
from lesson_utils.authoring.examples.common import SHORT, Fields, leans, spread, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.quotations import MARKED
from lesson_utils.authoring.source import Source
from lesson_utils.authoring.speakers import said_in
from lesson_utils.content.model import MODES, Mode

_ITEMS, _PAIRS = 4, 4
#: Two items, or two pairs, can be guessed.
_FEWEST_ITEMS = _FEWEST_PAIRS = 3
#: A sentence of fewer words is not cut in two, nor so that fewer stand on one side.
_FEWEST_WORDS, _A_SIDE = 8, 3
_A_MODE = 2
#: What a sentence pauses at; a word is small from so common on, as Zipf frequencies go.
_PAUSES, _SMALL = ",;:،؛", 6.2


def order(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the order in which sentences stand in the text."""
    alone = [passage for passage in pool if not leans(passage)]
    found = spread(alone if len(alone) >= _FEWEST_ITEMS else pool, _ITEMS)
    if len(found) < _FEWEST_ITEMS:
        return None
    return {
        "skill": "comprendre",
        **words_said(source, "order"),
        "evidence": evidence(source.article, *found),
        "items": [
            {
                "text": passage.text,
                "feedback": source.say("example.order.item", number=passage.paragraph),
            }
            for passage in found
        ],
    }


def match(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask who says what, else for the end of each of some sentences."""
    return _speakers(source) or _ends(source, pool)


def _speakers(source: Source) -> Fields | None:
    """Ask who says what, where the text names enough people at their words."""
    by_name = {said.name: said for said in said_in(source) if len(said.words) <= SHORT}
    chosen = sorted(by_name.values(), key=lambda said: said.passage.start)[:_PAIRS]
    names = [said.name for said in chosen]
    alike = any(a != b and set(a.split()) & set(b.split()) for a in names for b in names)
    if len(chosen) < _FEWEST_PAIRS or alike:
        return None
    return {
        "skill": "comprendre",
        **words_said(source, "match-who"),
        "evidence": evidence(source.article, *(said.passage for said in chosen)),
        "pairs": [
            {
                "left": said.words,
                "right": said.name,
                "feedback": source.say("example.match.pair", number=said.passage.paragraph),
            }
            for said in chosen
        ],
    }


def _ends(source: Source, pool: Sequence[Passage]) -> Fields | None:
    able = [p for p in pool if len(p.text.split()) >= _FEWEST_WORDS and not leans(p)]
    kept: dict[str, tuple[str, Passage]] = {}
    for passage in spread(able, _PAIRS):
        left, right = _halves(source, passage.text)
        if right and left not in kept and right not in {end for end, _ in kept.values()}:
            kept[left] = (right, passage)
    if len(kept) < _FEWEST_PAIRS:
        return None
    return {
        "skill": "comprendre",
        **words_said(source, "match"),
        "evidence": evidence(source.article, *(passage for _, passage in kept.values())),
        "pairs": [
            {
                "left": f"{left.rstrip(_PAUSES + ' ')}…",
                "right": f"…{right}",
                "feedback": source.say("example.match.pair", number=passage.paragraph),
            }
            for left, (right, passage) in kept.items()
        ],
    }


def _halves(source: Source, text: str) -> tuple[str, str]:
    """Cut a sentence in two where it falls apart: after a comma, else before a small word."""
    words = text.split(" ")
    middle = len(words) / 2
    sides = range(_A_SIDE, len(words) - _A_SIDE + 1)
    places = [place for place in sides if _divides(words, place)]
    if not places:
        return text, ""
    near = [place for place in places if abs(place - middle) <= len(words) / 4] or places

    def torn(place: int) -> tuple[int, float]:
        before, after = words[place - 1], words[place]
        if before[-1] in _PAUSES:
            return 0, abs(place - middle)
        small = (_is_small(source, before), not _is_small(source, after))
        return 1 + sum(small), abs(place - middle)

    cut = min(near, key=torn)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _divides(words: list[str], place: int) -> bool:
    """Tell whether a sentence can be cut at a place: not in "z. B.", in a quotation, at a mark."""
    before, after = words[place - 1], words[place]
    opened = sum(map("".join(words[:place]).count, "«“„「(["))
    closed = sum(map("".join(words[:place]).count, "»”」)]"))
    straight = "".join(words[:place]).count('"') % 2
    marks = before[-1] in _PAUSES or any(map(str.isalnum, before))
    marks = marks and (any(map(str.isalnum, after)) or after in "«„“")
    digits = after[0].isdigit() and any(map(str.isdigit, before + words[place - 2]))
    return marks and not digits and not before.endswith(".") and not straight and opened <= closed


def _is_small(source: Source, word: str) -> bool:
    """Tell a word that only joins others ("of", "the") by how common it is."""
    if not rarity.known(source.language):
        return False
    small = word.casefold().strip(",;:.").rpartition("’")[2]
    return rarity.zipf(small, source.language) >= _SMALL


def classify(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask how sentences speak; only those whose own words show it, and two modes at least."""
    by_mode: dict[Mode, list[tuple[Passage, str]]] = {mode: [] for mode in MODES}
    for passage in pool:
        proposed = source.mode(passage)
        # What somebody says shows nothing of it without any quotation mark of its own.
        if proposed is not None and (source.whole(passage) or MARKED.search(passage.text)):
            by_mode[proposed[0]].append((passage, proposed[1]))
    if sum(bool(found) for found in by_mode.values()) < 2:  # noqa: PLR2004 - nothing to sort
        return None
    picked = [
        (passage, mode, cue)
        for mode, found in by_mode.items()
        for passage, cue in sorted(
            found, key=lambda item: (not source.whole(item[0]), len(item[0].text))
        )[:_A_MODE]
    ]
    return {
        "skill": "évaluer",
        **words_said(source, "classify"),
        "sentences": [
            {
                **anchor(source.article, passage.start, passage.end),
                "mode": mode,
                "feedback": source.say(f"example.classify.{mode}{'.cue' if cue else ''}", text=cue),
            }
            for passage, mode, cue in sorted(picked, key=lambda item: item[0].start)
        ],
    }
