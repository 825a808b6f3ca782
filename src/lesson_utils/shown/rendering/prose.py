"""The Markdown that an author writes between the displays of a notebook, as HTML of a page.

HTML in it is shown as it is written, but for line breaks and what stands above or below the line;
what a picture would be fetched for is its words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import mistune
from mistune.util import escape, striptags

#: The title of a chapter is of level 2.
_HIGHEST, _DEEPEST = 3, 6
_OUTSIDE = ("https://", "http://", "mailto:")
_PLAIN_TAG = re.compile(r"<(?:br\s*/?|/?(?:sub|sup))>", re.IGNORECASE)
_TITLE = re.compile(
    r"\s*(?:#[ \t]+(?P<sharp>.+?)[ \t]*#*|(?P<lined>[^\n#>*-].*)\n=+)[ \t]*(?:\n|$)"
)


class Prose:
    """The texts of one chapter.

    Parameters
    ----------
    prefix
        What the ids of headings begin with.
    address_of
        Gives the place on the page for what a link leads to, an address that begins with ``#``;
        None where there is none: the link's words stay.

    Examples
    --------
    >>> prose = Prose("one", lambda address: None)
    >>> print(prose.html("## Aims &amp; <b>ends</b>"))
    <h3 id="one-aims-b-ends-b">Aims &amp; &lt;b&gt;ends&lt;/b&gt;</h3>
    """

    def __init__(self, prefix: str, address_of: Callable[[str], str | None]) -> None:
        self._renderer = _Renderer(address_of, prefix)
        self._render = mistune.create_markdown(renderer=self._renderer, plugins=["table"])

    @property
    def ids(self) -> set[str]:
        """The ids of the headings so far."""
        return self._renderer.ids

    def html(self, source: str) -> str:
        """Write Markdown as HTML whose headings are below those of chapters."""
        return str(self._render(source)).strip()


def heading_id(prefix: str, words: str) -> str:
    """Give the id of a heading, by its words or by what a link within a notebook calls it.

    Examples
    --------
    >>> heading_id("one", "1. À vous !"), heading_id("one", "1.-%C3%80-vous-!")
    ('one-1-à-vous', 'one-1-à-vous')
    """
    return "-".join([prefix, *re.findall(r"\w+", unquote(words).lower())])


def split_title(source: str) -> tuple[str, str]:
    r"""Part the heading of level 1 that a text begins with, without its marks, from what follows.

    Examples
    --------
    >>> split_title("# The *harbour* &amp; us\n\nText"), split_title("Text")
    (('The harbour & us', 'Text'), ('', 'Text'))
    """
    found = _TITLE.match(source)
    if found is None:
        return "", source
    written = Prose("", lambda _: None).html(f"# {found['sharp'] or found['lined']}")
    return html.unescape(striptags(written)).strip(), source[found.end() :].strip()


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, address_of: Callable[[str], str | None], prefix: str) -> None:
        super().__init__(escape=True)
        self._address_of = address_of
        self._prefix = prefix
        self.ids: set[str] = set()
        #: The heads of the columns of the table that is being written, and where in a row it is.
        self._heads: list[str] = []
        self._column = 0

    def table(self, text: str) -> str:
        self._heads = []
        return f"<table>\n{text}</table>\n"

    def table_row(self, text: str) -> str:
        self._column = 0
        return f"<tr>{text}</tr>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - mistune's own
        if head:
            self._heads.append(html.unescape(striptags(text)))
            return f'<th scope="col">{text}</th>'
        label = "".join(self._heads[self._column : self._column + 1])
        self._column += 1
        # On a narrow screen the heads are not seen: each cell says its own.
        said = f' data-label="{escape(label)}"' if label and self._column > 1 else ""
        return f"<td{said}>{text}</td>"

    def text(self, text: str) -> str:
        return escape(html.unescape(text))

    def heading(self, text: str, level: int, **_: Any) -> str:
        tag = f"h{min(max(level + 1, _HIGHEST), _DEEPEST)}"
        given = heading_id(self._prefix, html.unescape(striptags(text)))
        named = "" if given in self.ids else f' id="{escape(given)}"'
        self.ids.add(given)
        return f"<{tag}{named}>{text}</{tag}>\n"

    def inline_html(self, html: str) -> str:
        return html.lower() if _PLAIN_TAG.fullmatch(html) else str(super().inline_html(html))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = url if url.lower().startswith(_OUTSIDE) else self._address_of(url)
        return text if address is None else str(super().link(text, address, title))

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune's own
        return text
