"""What the two figures of claims have in common: the claims in order, and what is said of one."""

from __future__ import annotations

from collections.abc import Sequence

from lesson_utils.content.model import MODES, PlacedAnnotation
from lesson_utils.texts import word


def in_order(annotations: Sequence[PlacedAnnotation]) -> list[PlacedAnnotation]:
    """Give the claims among annotations, in the order of the text."""
    claims = [placed for placed in annotations if placed.kind == "claim"]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))


def mode_labels(language: str) -> list[dict[str, str]]:
    """Give each mode with its name and the letter that stands for it."""
    return [
        {
            "id": mode,
            "label": word(language, f"ui.mode.{mode}"),
            "letter": word(language, f"static.modes.letter.{mode}"),
        }
        for mode in MODES
    ]


def told_of(claim: PlacedAnnotation, names: dict[str, str], language: str) -> dict[str, str]:
    """Say how a claim speaks and who holds it; ``names`` are those of the holders, by id."""
    mode = str(claim.annotation.mode)
    return {
        "mode": mode,
        "modeLabel": word(language, f"ui.mode.{mode}"),
        "holder": names[str(claim.annotation.holder)],
    }
