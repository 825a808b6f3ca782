"""Who says what, and how: the claims of the article counted, and its sentences in order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from lesson_utils.figures import style
from lesson_utils.figures.figure import Figure
from lesson_utils.figures.svg import to_svg
from lesson_utils.figures.table import cell, row, table
from lesson_utils.model import MODES, localize
from lesson_utils.texts import interface_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from lesson_utils.compiling import Payload
    from lesson_utils.model import Article, Holder, PlacedAnnotation, Span

#: The figure of voices: where its columns begin, how wide they are, the largest dot.
_NAMES, _COLUMN, _DOT = 1.4, 0.745, 0.34
#: The figure of modes: where its cells begin, the widest part of one, its height, the gaps.
_CELLS, _PART, _CELL = 0.55, 0.55, 0.34
_BETWEEN, _LINE, _FIRST = 0.1, 0.66, 0.36
#: How a sentence is recalled: the first words of it.
_BEGINNING = 50


def voices(
    claims: Sequence[PlacedAnnotation],
    holders: Sequence[Holder],
    article: Article,
    language: str,
) -> Figure:
    """Make the figure of who says what: holders by mode, and how many claims of each.

    Parameters
    ----------
    claims
        The claims of the article; other annotations are left out.
    holders
        Who may hold one, in the order of the rows; those who hold none are left out.
    article
        Where the claims stand.
    language
        Of the words.
    """
    names = {holder.id: localize(holder.name, language) for holder in holders}
    found = _in_order(claims)
    rows = []
    for holder in holders:
        held = [claim for claim in found if claim.annotation.holder == holder.id]
        if held:
            counts = {m: sum(claim.annotation.mode == m for claim in held) for m in MODES}
            rows.append({"id": holder.id, "label": names[holder.id], "counts": counts})
    told: list[dict[str, Any]] = [
        {
            **_told(claim, names, language),
            "id": claim.id,
            "paragraph": article.paragraph_at(claim.start).number,
            "quote": article.text[claim.start : claim.end],
        }
        for entry in rows
        for mode in MODES
        for claim in found
        if claim.annotation.holder == entry["id"] and claim.annotation.mode == mode
    ]
    payload = {
        "language": interface_language(language),
        "articleLanguage": article.language,
        "title": word(language, "static.voices.title"),
        "notes": [],
        "alt": word(language, "static.voices.alt", claims=len(found), holders=len(rows)),
        "modes": _mode_labels(language),
        "rows": rows,
        "claims": told,
        "table": table(
            word(language, "static.voices.table"),
            [word(language, f"static.{head}") for head in ("holder", "mode", "passage")],
            [
                row(
                    claim["id"],
                    claim["holder"],
                    claim["modeLabel"],
                    cell(
                        word(language, "ui.paragraph", number=claim["paragraph"]),
                        quote=claim["quote"],
                    ),
                )
                for claim in told
            ],
            quote_language=article.language,
        ),
    }
    return Figure(payload, _draw_voices, "voices")


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
    found = _in_order(claims)
    sentences: list[dict[str, Any]] = [
        {
            "number": number,
            "paragraph": article.paragraph_at(sentence.start).number,
            "beginning": _beginning(article, sentence),
            "claims": [
                _told(claim, names, language)
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
        "modes": _mode_labels(language),
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
    return Figure(payload, _draw_modes, "modes")


def _in_order(annotations: Sequence[PlacedAnnotation]) -> list[PlacedAnnotation]:
    claims = [placed for placed in annotations if placed.kind == "claim"]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))


def _mode_labels(language: str) -> list[dict[str, str]]:
    return [
        {
            "id": mode,
            "label": word(language, f"ui.mode.{mode}"),
            "letter": word(language, f"static.modes.letter.{mode}"),
        }
        for mode in MODES
    ]


def _told(claim: PlacedAnnotation, names: dict[str, str], language: str) -> dict[str, str]:
    mode = str(claim.annotation.mode)
    return {
        "mode": mode,
        "modeLabel": word(language, f"ui.mode.{mode}"),
        "holder": names[str(claim.annotation.holder)],
    }


def _beginning(article: Article, sentence: Span) -> str:
    words = article.text[sentence.start : sentence.end]
    if len(words) <= _BEGINNING:
        return words
    return words[: _BEGINNING + 1].rpartition(" ")[0] + "…"


def _draw_voices(payload: Payload) -> str:
    width = _NAMES - 0.12 - style.MARGIN
    rows = [(entry, style.wrap(style.capital(entry["label"]), width)) for entry in payload["rows"]]
    heads = [style.wrap(mode["label"], _COLUMN - 0.02, style.SMALL) for mode in payload["modes"]]
    top = 0.2 + style.LINE * max(map(len, heads))
    heights = [max(style.LINE * len(lines) + 0.16, 2 * _DOT + 0.06) for _, lines in rows]
    canvas, axes = style.blank(top + sum(heights) + 0.05)
    most = max((count for entry, _ in rows for count in entry["counts"].values()), default=1)
    centres = [_NAMES + _COLUMN * (index + 0.5) for index in range(len(heads))]
    for x, head in zip(centres, heads, strict=True):
        first = top - 0.12 - style.LINE * (len(head) - 1)
        style.write_lines(axes, x, first, head, ha="center", size=style.SMALL)
    y = top
    for (entry, lines), height in zip(rows, heights, strict=True):
        axes.plot([style.MARGIN, style.WIDTH - style.MARGIN], [y, y], color=style.OPEN, linewidth=1)
        middle = y + height / 2
        first = middle - style.LINE * (len(lines) - 1) / 2
        style.write_lines(axes, style.MARGIN, first, lines)
        for x, (mode, count) in zip(centres, entry["counts"].items(), strict=True):
            _draw_count(axes, (x, middle), mode, count, most)
        y += height
    return to_svg(canvas)


def _draw_count(axes: Axes, at: tuple[float, float], mode: str, count: int, most: int) -> None:
    """Draw a dot whose area is the count, with the count in it, or beside it where it is small."""
    from matplotlib.patches import Circle  # noqa: PLC0415 - only when drawn

    if not count:
        return
    radius = _DOT * math.sqrt(count / most)
    axes.add_patch(
        Circle(at, radius, facecolor=style.FILLS[mode], edgecolor=style.INK, linewidth=0.6)
    )
    inside = radius >= style.length(str(count), style.SMALL) / 2 + 0.03
    x = at[0] if inside else at[0] + radius + 0.04
    style.write(
        axes, x, at[1], str(count), ha="center" if inside else "left", size=style.SMALL,
        weight="bold", color=style.ON_FILL[mode] if inside else style.INK,
    )  # fmt: skip


def _draw_modes(payload: Payload) -> str:
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
