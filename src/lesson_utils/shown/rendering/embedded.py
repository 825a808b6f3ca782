"""Data, script and style inside an HTML page: the one place where they are made safe there."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from markupsafe import Markup

#: What could end a script element, open a comment in it, or end a line of JavaScript.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ENDING = re.compile(r"</(?:script|style)|<!--", re.IGNORECASE)


def embedded_json(value: object) -> Markup:
    r"""Give a value as JSON that may stand in a ``<script type="application/json">``.

    Equal values give equal texts.

    Examples
    --------
    >>> print(embedded_json({"b": "</script><!--", "a": 1}))
    {"a":1,"b":"\u003c/script\u003e\u003c!--"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - nothing is left that HTML would read


def embedded_source(source: str) -> Markup:
    """Give the package's own script or style as it may stand in its element.

    Raises
    ------
    ValueError
        If the source would end its element.
    """
    if _ENDING.search(source):
        raise ValueError("the source would end the element it stands in")
    return Markup(source)  # noqa: S704 - checked, and never from a data file


def source_hash(source: str) -> str:
    """Give the hash by which a Content-Security-Policy allows a script.

    Examples
    --------
    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
