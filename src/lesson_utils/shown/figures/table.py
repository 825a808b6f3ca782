"""The table behind a figure: what the picture shows, one row a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def cell(text: str = "", *, quote: str = "", source: str = "", url: str = "") -> dict[str, str]:
    """Make a cell: words, and after them a quote of the article or a link to a source."""
    return {"text": text, "quote": quote, "source": source, "url": url}


def row(name: str, *cells: dict[str, str] | str) -> dict[str, Any]:
    """Make a row; ``name`` is the part of the picture that it tells, the first cell its head."""
    return {"id": name, "cells": [cell(c) if isinstance(c, str) else c for c in cells]}


def table(
    summary: str,
    heads: Sequence[str],
    rows: Iterable[dict[str, Any]] = (),
    *,
    groups: Iterable[tuple[str, Iterable[dict[str, Any]]]] = (),
    quote_language: str = "",
) -> dict[str, Any]:
    """Make a table.

    Parameters
    ----------
    summary
        What unfolds it.
    heads
        Of its columns.
    rows
        Its rows, where they are not grouped.
    groups
        Its rows under labels, where they are.
    quote_language
        Of the quotes.
    """
    grouped = list(groups) or [("", rows)]
    return {
        "summary": summary,
        "heads": list(heads),
        "quoteLanguage": quote_language,
        "groups": [{"label": label, "rows": list(members)} for label, members in grouped],
    }
