"""Figures with alternative text and a table. matplotlib is imported when one is drawn."""

from __future__ import annotations

from lesson_utils.shown.figures.figure import Figure

__all__ = ["Figure"]
