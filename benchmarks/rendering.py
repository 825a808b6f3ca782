"""Annotated rendering of a large text with many overlapping spans."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from spacy import displacy

from lesson_utils.content.segments import cut, runs
from lesson_utils.shown.rendering.marked import marked_html

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH, SPANS, LONGEST = 1_000_000, 10_000, 300


def rendering_seconds() -> tuple[float, float]:
    """Give the median times of ours and of displaCy's ``ent`` render, on the same spans."""
    chance = random.Random(1)  # noqa: S311 - test data
    words = ["mission", "l’armée", "a", "quitté", "le <nord>", "&", "pays."]
    text = " ".join(chance.choice(words) for _ in range(LENGTH // 5))[:LENGTH]
    starts = sorted(chance.randrange(LENGTH - LONGEST) for _ in range(SPANS))
    spans = [(start, start + chance.randrange(3, LONGEST)) for start in starts]
    (segments,) = cut(text, [(0, len(text))], spans)  # as a reading's payload holds them
    ents = [{"start": start, "end": end, "label": "TERM"} for start, end in spans]

    def ours() -> str:
        return marked_html(runs(segments, range(SPANS)))

    def peer() -> str:
        html: str = displacy.render({"text": text, "ents": ents}, style="ent", manual=True)
        return html

    return _median(ours), _median(peer)


def _median(render: Callable[[], str]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        render()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
