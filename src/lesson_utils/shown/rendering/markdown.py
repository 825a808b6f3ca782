"""A text as Markdown that shows the same text."""

from __future__ import annotations

import re

from markupsafe import Markup

_SIGNS = re.compile(r"[\\`*_\[\]<>&#|~$]")
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")
#: What makes a heading, a rule or a list of the line it begins; "#" and ">" are signs already.
_BULLET = re.compile(r"^(\s*)([-+=])")
_NUMBER = re.compile(r"^(\s*\d+)([.)])")


def escape_markdown(value: object) -> Markup:
    r"""Escape what Markdown would take for markup; lines become one.

    What is markup already stays as it is.

    Examples
    --------
    >>> print(escape_markdown("a_b <c>"), escape_markdown("1. *d*"))
    a\_b \<c\> 1\. \*d\*
    """
    if isinstance(value, Markup):
        return value
    text = _LINES.sub(" ", str(value))
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _BULLET.sub(r"\1\\\2", text)
    return Markup(_NUMBER.sub(r"\1\\\2", text))  # noqa: S704 - escaped, for Markdown
