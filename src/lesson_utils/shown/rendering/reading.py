"""A reading's payload to its static forms."""

from __future__ import annotations

from typing import Any

from lesson_utils.content.model import ANNOTATION_KINDS
from lesson_utils.content.payload import Payload
from lesson_utils.content.segments import runs
from lesson_utils.shown.rendering.static import render_html, render_text

#: The kinds that are listed with a gloss.
_GLOSSED = tuple(kind for kind in ANNOTATION_KINDS if kind != "claim")


def reading_html(payload: Payload) -> str:
    """Give the annotated text with its list of glosses, or the easier one, as HTML."""
    if "easy" in payload:
        return render_html("easy", payload)
    return render_html("reading", _static(payload))


def reading_text(payload: Payload) -> str:
    """Give the same as plain text."""
    if "easy" in payload:
        return render_text("easy", payload)
    return render_text("reading", _static(payload))


def _static(payload: Payload) -> dict[str, Any]:
    rows = payload["annotations"]
    paragraph_of = _paragraph_numbers(payload)
    terms = [index for index, row in enumerate(rows) if row["kind"] == "term"]
    numbers = {index: number for number, index in enumerate(terms, start=1)}
    listed = [
        {**row, "number": numbers.get(index), "paragraph": paragraph_of[index]}
        for index, row in enumerate(rows)
    ]
    return {
        **payload,
        "paragraphs": [_static_paragraph(p, numbers) for p in payload["paragraphs"]],
        "glossed": {
            kind: found
            for kind in _GLOSSED
            if (found := [row for row in listed if row["kind"] == kind])
        },
        "gists": [p for p in payload["paragraphs"] if p["gist"]],
        "claims": [row for row in listed if row["kind"] == "claim"],
    }


def _static_paragraph(paragraph: dict[str, Any], numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "number": paragraph["number"],
        "gist": paragraph["gist"],
        "runs": [
            (text, [numbers[index] for index in ended])
            for text, ended in runs(paragraph["segments"], numbers)
        ],
    }


def _paragraph_numbers(payload: Payload) -> list[int | None]:
    numbers: list[int | None] = [None] * len(payload["annotations"])
    for paragraph in payload["paragraphs"]:
        for _, covering in paragraph["segments"]:
            for index in covering:
                numbers[index] = paragraph["number"]
    return numbers
