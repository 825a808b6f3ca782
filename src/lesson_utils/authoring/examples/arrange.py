"""Examples of the types in which parts are put in order or sorted."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.authoring.examples.common import Fields, spread, words_said
from lesson_utils.authoring.passages import Passage, anchor, evidence
from lesson_utils.authoring.source import Source
from lesson_utils.content.model import MODES, Mode

_ITEMS, _PAIRS = 4, 4
_FEWEST_PAIRS = 3
#: A sentence of fewer words, or letters where no spaces divide it, is not cut in two.
_FEWEST_WORDS = 6
_A_MODE = 2


def order(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask for the order in which sentences stand in the text."""
    found = spread(pool, _ITEMS)
    if len(found) < 3:  # noqa: PLR2004 - two can be guessed
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
    """Ask for the end of each of some sentences."""
    able = [p for p in pool if len(p.text.split()) >= _FEWEST_WORDS]
    kept: dict[str, tuple[str, Passage]] = {}
    for passage in spread(able, _PAIRS):
        left, right = _halves(passage.text)
        if left not in kept and right not in {end for end, _ in kept.values()}:
            kept[left] = (right, passage)
    if len(kept) < _FEWEST_PAIRS:
        return None
    return {
        "skill": "comprendre",
        **words_said(source, "match"),
        "evidence": evidence(source.article, *(passage for _, passage in kept.values())),
        "pairs": [
            {
                "left": f"{left}…",
                "right": f"…{right}",
                "feedback": source.say("example.match.pair", number=passage.paragraph),
            }
            for left, (right, passage) in kept.items()
        ],
    }


def _halves(text: str) -> tuple[str, str]:
    words = text.split(" ")
    middle = len(words) // 2
    # Not inside "z. B.", "J. A. Example".
    near = sorted(range(2, len(words) - 1), key=lambda place: abs(place - middle))
    cut = next((place for place in near if not words[place - 1].endswith(".")), middle)
    return " ".join(words[:cut]), " ".join(words[cut:])


def classify(source: Source, pool: Sequence[Passage]) -> Fields | None:
    """Ask how sentences speak; only those whose own words show it, and two modes at least."""
    by_mode: dict[Mode, list[tuple[Passage, str]]] = {mode: [] for mode in MODES}
    for passage in pool:
        proposed = source.mode(passage)
        if proposed is not None:
            by_mode[proposed[0]].append((passage, proposed[1]))
    if sum(bool(found) for found in by_mode.values()) < 2:  # noqa: PLR2004 - nothing to sort
        return None
    picked = [
        (passage, mode, cue)
        for mode, found in by_mode.items()
        for passage, cue in sorted(found, key=lambda item: len(item[0].text))[:_A_MODE]
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
