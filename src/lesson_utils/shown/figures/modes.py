"""How the article speaks: its sentences in order, each with the modes of its claims."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lesson_utils.content.localized import localize
from lesson_utils.content.model import Article, Holder, PlacedAnnotation, Span
from lesson_utils.content.payload import Payload
from lesson_utils.shown.figures import style
from lesson_utils.shown.figures.claims import in_order, mode_labels, told_of
from lesson_utils.shown.figures.figure import Figure
from lesson_utils.shown.figures.svg import to_svg
from lesson_utils.shown.figures.table import cell, row, table
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Where the cells begin, the widest part of one, its height, the gaps.
_CELLS, _PART, _CELL = 0.55, 0.8, 0.34
_BETWEEN, _LINE, _FIRST = 0.1, 0.66, 0.36
#: How a sentence is recalled: the first words of it.
_BEGINNING = 50


def modes(
    claims: Sequence[PlacedAnnotation],
    holders: Sequence[Holder],
    article: Article,
    language: str,
) -> Figure:
    """Make the figure of the article's sentences in order, each with the modes of its claims.

    Parameters
    ----------
    claims
        The claims of the article; other annotations are left out.
    holders
        Who may hold one.
    article
        Its sentences are the cells, its paragraphs the strips.
    language
        Of the words.
    """
    names = {holder.id: localize(holder.name, language) for holder in holders}
    found = in_order(claims)
    sentences: list[dict[str, Any]] = [
        {
            "number": number,
            "paragraph": article.paragraph_at(sentence.start).number,
            "beginning": _beginning(article, sentence),
            "claims": [
                told_of(claim, names, language)
                for claim in found
                if claim.start < sentence.end and sentence.start < claim.end
            ],
        }
        for number, sentence in enumerate(article.sentences, start=1)
    ]
    payload = {
        "language": interface_language(language),
        "articleLanguage": article.language,
        "title": word(language, "static.modes.title"),
        "alt": word(
            language,
            "static.modes.alt",
            sentences=len(sentences),
            split=sum(len(sentence["claims"]) > 1 for sentence in sentences),
        ),
        "notes": [],
        "modes": mode_labels(language),
        "sentences": sentences,
        "table": table(
            word(language, "static.modes.table"),
            [
                word(language, f"static.modes.{head}")
                for head in ("sentence", "beginning", "claims")
            ],
            [
                row(
                    str(sentence["number"]),
                    f"{word(language, 'ui.paragraph', number=sentence['paragraph'])}, "
                    f"{sentence['number']}",
                    cell(quote=sentence["beginning"]),
                    ", ".join(f"{c['modeLabel']} ({c['holder']})" for c in sentence["claims"])
                    or "—",
                )
                for sentence in sentences
            ],
            quote_language=article.language,
        ),
    }
    return Figure(payload, _draw, "modes")


def _beginning(article: Article, sentence: Span) -> str:
    words = article.text[sentence.start : sentence.end]
    if len(words) <= _BEGINNING:
        return words
    return words[: _BEGINNING + 1].rpartition(" ")[0] + "…"


def _draw(payload: Payload) -> str:
    placed, bottom = _place_cells(payload["sentences"])
    legend = 0.3 * math.ceil(len(payload["modes"]) / 2)
    canvas, axes = style.blank(legend + bottom + 0.12)
    letters = {mode["id"]: mode["letter"] for mode in payload["modes"]}
    for index, mode in enumerate(payload["modes"]):
        x = style.MARGIN + index % 2 * style.WIDTH / 2
        y = 0.08 + 0.3 * (index // 2)
        _draw_part(axes, (x, y, 0.34, 0.24), mode["id"], letters)
        style.write(axes, x + 0.42, y + 0.12, mode["label"])
    paragraph = None
    for sentence, x, y, width in placed:
        middle = legend + y + _CELL / 2
        if sentence["paragraph"] != paragraph:
            paragraph = sentence["paragraph"]
            label = word(payload["language"], "ui.paragraph", number=paragraph)
            style.write(axes, style.MARGIN, middle, label, weight="bold")
        _draw_sentence(axes, sentence, (x, legend + y, width, _CELL), letters)
    return to_svg(canvas)


def _place_cells(
    sentences: list[dict[str, Any]],
) -> tuple[list[tuple[dict[str, Any], float, float, float]], float]:
    """Give every sentence with the left, top and width of its cell, and where they all end.

    A paragraph begins a new line; one that is too long goes on in the next.
    """
    room = style.WIDTH - style.MARGIN - _CELLS
    x, y, paragraph = _CELLS, _FIRST - _LINE, None
    placed = []
    for sentence in sentences:
        width = min(_PART * max(len(sentence["claims"]), 1), room)
        if sentence["paragraph"] != paragraph or x + width > _CELLS + room + 0.01:
            x, y, paragraph = _CELLS, y + _LINE, sentence["paragraph"]
        placed.append((sentence, x, y, width))
        x += width + _BETWEEN
    return placed, y + _CELL


def _draw_sentence(
    axes: Axes,
    sentence: dict[str, Any],
    box: tuple[float, float, float, float],
    letters: dict[str, str],
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - only when drawn

    x, y, width, height = box
    style.write(axes, x, y - 0.11, str(sentence["number"]), size=style.SMALL)
    claims = sentence["claims"]
    part = width / max(len(claims), 1)
    for index, claim in enumerate(claims):
        _draw_part(axes, (x + index * part, y, part, height), claim["mode"], letters)
    axes.add_patch(
        Rectangle((x, y), width, height, facecolor="none", edgecolor=style.INK, linewidth=1.6)
    )


def _draw_part(
    axes: Axes, box: tuple[float, float, float, float], mode: str, letters: dict[str, str]
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - only when drawn

    x, y, width, height = box
    axes.add_patch(
        Rectangle(
            (x, y), width, height, facecolor=style.FILLS[mode], edgecolor=style.INK, linewidth=0.6
        )
    )
    style.write(
        axes, x + width / 2, y + height / 2, letters[mode], ha="center", weight="bold",
        color=style.ON_FILL[mode],
    )  # fmt: skip
