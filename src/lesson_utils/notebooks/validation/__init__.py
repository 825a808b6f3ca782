"""Strict nbval on a lesson's notebooks: each is run once, several at a time.

:mod:`.workers` starts processes and shares the notebooks among them; :mod:`.worker` is what runs
in each.
"""

from __future__ import annotations

from lesson_utils.notebooks.validation.workers import validate_all

__all__ = ["validate_all"]
