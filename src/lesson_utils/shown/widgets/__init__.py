"""The live forms: anywidget classes over the JavaScript in this package. Thin on purpose."""

from __future__ import annotations
