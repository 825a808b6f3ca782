"""The Markdown that an author writes between the displays of a notebook, as HTML of a page.

Raw HTML in it is shown as it is written; what a picture would be fetched for is its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import mistune
from mistune.util import escape, striptags, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

#: A notebook's own title is its first heading; the title of the page is above it.
_DEEPER = 1
_DEEPEST = 6
_OUTSIDE = ("https://", "http://")


def prose_html(source: str, address_of: Callable[[str], str | None], prefix: str) -> str:
    """Write Markdown as HTML.

    Parameters
    ----------
    source
        The Markdown.
    address_of
        Gives the place on the page for what a link leads to, an address that begins with ``#``;
        None where there is none: the link's words stay.
    prefix
        What the ids of headings begin with.

    Returns
    -------
    str
        HTML whose headings are one level deeper, with no markup but that of Markdown.

    Examples
    --------
    >>> print(prose_html("## Aims & <b>ends</b>", lambda address: None, "one"))
    <h3 id="one-aims-b-ends-b">Aims &amp; &lt;b&gt;ends&lt;/b&gt;</h3>
    """
    render = mistune.create_markdown(renderer=_Renderer(address_of, prefix), plugins=["table"])
    return str(render(source)).strip()


def heading_id(prefix: str, words: str) -> str:
    """Give the id of a heading, by its words or by what a link within a notebook calls it.

    Examples
    --------
    >>> heading_id("one", "1. À vous !"), heading_id("one", "1.-%C3%80-vous-!")
    ('one-1-à-vous', 'one-1-à-vous')
    """
    return "-".join([prefix, *re.findall(r"\w+", unquote(words).lower())])


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, address_of: Callable[[str], str | None], prefix: str) -> None:
        super().__init__(escape=True)
        self._address_of = address_of
        self._prefix = prefix

    def heading(self, text: str, level: int, **_: Any) -> str:
        tag = f"h{min(level + _DEEPER, _DEEPEST)}"
        words = unescape(striptags(text))
        return f'<{tag} id="{escape(heading_id(self._prefix, words))}">{text}</{tag}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = url if url.lower().startswith(_OUTSIDE) else self._address_of(url)
        return text if address is None else str(super().link(text, address, title))

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune's own
        return text
