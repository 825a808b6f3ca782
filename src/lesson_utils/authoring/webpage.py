"""The article of a saved web page: its own text, without menus, adverts and comments."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
#: What trafilatura calls a block of text of its own.
_BLOCKS = frozenset({"head", "p", "item", "quote", "cell"})


def is_page(path: Path) -> bool:
    """Tell whether a file is a saved web page, by its name."""
    return path.suffix.lower() in _SUFFIXES


def article_in(page: str) -> str:
    r"""Give an article's headings and paragraphs, an empty line between them; "" where none is.

    Found by ``trafilatura`` (Apache 2.0; Barbaresi, "Trafilatura", ACL 2021), which guesses: what
    it gives is for a person to read.

    Examples
    --------
    >>> text = "The ferry of Aldmouth runs again, and the islanders are glad of it. " * 3
    >>> body = f"<nav>Home</nav><article><h1>Ferry</h1><p>{text}</p></article>"
    >>> article_in(f"<html><body>{body}</body></html>").splitlines()[:2]
    ['Ferry', '']
    """
    import trafilatura  # noqa: PLC0415 - an author's tool

    found = trafilatura.extract(page, output_format="xml", include_comments=False)
    main = ET.fromstring(found).find("main") if found else None  # noqa: S314 - its own XML
    if main is None:
        return ""
    blocks = []
    for element in main.iter():
        inside = any(child.tag in _BLOCKS for child in element)
        text = " ".join("".join(element.itertext()).split())
        if element.tag in _BLOCKS and text and not inside:
            blocks.append(f"• {text}" if element.tag == "item" else text)
    return "\n\n".join(blocks) + "\n" if blocks else ""
