"""A lesson in the formats of other tools; what each cannot say is listed, never dropped."""

from __future__ import annotations

from lesson_utils.exports.base import Exported, Note

__all__ = ["Exported", "Note"]
