"""A picture that a notebook holds already, instead of one drawn anew.

Drawing imports matplotlib: half a second of processor or more and forty megabytes in every kernel,
for a picture that stands in the notebook. So the image of a figure carries a key of the payload it
was drawn from, and a stored picture with the same key says the same.

A stored picture is only ever shown as an image of its own, where nothing of it can touch a page.
Whoever checks draws, or a picture would be compared with itself: so an earlier way of drawing, or a
picture that somebody changed, is found before class.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from lesson_utils.content.locating import notebook_texts
from lesson_utils.content.payload import Payload

#: Where pictures are that were drawn for a place without matplotlib, by their keys: a site's wheel.
DRAWN = Path(__file__).resolve().parent / "drawn"
#: Set in kernels that check what is stored. Pytest, and so nbval, sets the second one itself.
DRAW = "LESSON_DRAW"
_CHECKS = (DRAW, "PYTEST_VERSION")
_IMAGE = re.compile(
    r'data-picture=(?:\\?")(?P<key>[0-9a-f]+)(?:\\?")'
    r' src=(?:\\?")data:image/svg\+xml;base64,(?P<data>[A-Za-z0-9+/=]+)'
)


def key_of(payload: Payload) -> str:
    """Give a key that no other payload has.

    Examples
    --------
    >>> key_of({"rows": [1, 2]}) == key_of({"rows": [2, 1]})
    False
    """
    drawn = json.dumps(payload, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(drawn.encode()).hexdigest()[:32]


def is_checked() -> bool:
    """Tell whether what is stored is being checked: then a picture is drawn."""
    return any(os.environ.get(name) for name in _CHECKS)


def picture_in(text: str, key: str) -> str | None:
    """Give the picture with this key from a notebook's file or an output's HTML.

    None where there is none, or where it is no SVG.
    """
    if key not in text:
        return None
    for found in _IMAGE.finditer(text):
        if found["key"] == key:
            return _svg(found["data"])
    return None


def stored_picture(key: str, folder: Path) -> str | None:
    """Give the picture with this key that was drawn before, or that a notebook in a folder has."""
    with suppress(OSError):
        return (DRAWN / f"{key}.svg").read_text(encoding="utf-8")
    for _, text in notebook_texts(folder):
        if picture := picture_in(text, key):
            return picture
    return None


def _svg(data: str) -> str | None:
    try:
        svg = base64.b64decode(data, validate=True).decode()
        parser = expat.ParserCreate()
        parser.EntityDeclHandler = _refuse
        parser.Parse(svg, True)  # noqa: FBT003 - the parser's own signature
    except (ValueError, expat.ExpatError):
        return None
    return svg


def _refuse(*_: object) -> None:
    raise ValueError
