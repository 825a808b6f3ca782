"""Payloads to static HTML, plain text and Markdown. The one place where text becomes HTML."""

from __future__ import annotations

from lesson_utils.shown.rendering.static import render_html, render_text

__all__ = ["render_html", "render_text"]
