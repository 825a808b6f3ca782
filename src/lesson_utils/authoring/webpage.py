"""The article of a saved web page: its own text, without menus, adverts and comments."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from lesson_utils.authoring.articlefile import encoding_of

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
#: What trafilatura calls a block of text of its own.
_BLOCKS = frozenset({"head", "p", "item", "quote"})
#: Signs that no text has, put where many pages have two line breaks between paragraphs.
_BETWEEN = " ¶⁂¶ "
_BREAKING = r"<br\b[^>]*>(?:\s|&nbsp;)*"
_TWO_BREAKS = re.compile(rf"{_BREAKING}(?:{_BREAKING})+", re.IGNORECASE)
#: A line that is broken inside a block.
_BREAK = "lb"
#: Where a page says how its bytes are to be read; looked for at its beginning.
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BEGINNING = 4096
#: What a reader does not see, and where a page's own lines stand.
_UNSEEN = ("script", "style", "noscript", "template", "head")
_AROUND = frozenset({"nav", "header", "footer", "aside", "form"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "wbr",
})  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What was found in a web page: the article, and the other lines that a reader sees there."""

    text: str
    left_out: tuple[str, ...]


def is_page(path: Path) -> bool:
    """Tell whether a file is a saved web page, by its name."""
    return path.suffix.lower() in _SUFFIXES


def decoded(page: bytes) -> str | None:
    """Give a page's text: UTF-8, else as the page says, else as it seems; None where all fail.

    Examples
    --------
    >>> decoded("<meta charset='windows-1252'><p>Été, l’île</p>".encode("cp1252"))[-14:]
    'Été, l’île</p>'
    """
    told = _CHARSET.search(page[:_BEGINNING])
    for name in ("utf-8", told[1].decode("ascii", "ignore") if told else "", encoding_of(page)):
        try:
            # Browsers read "iso-8859-1" as its larger brother.
            known = codecs.lookup(name or "").name
            return page.decode("cp1252" if known == "iso8859-1" else known)
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def article_in(page: str) -> Page:
    """Give an article's headings and paragraphs, an empty line between them; "" where none is.

    Found by ``trafilatura`` (Apache 2.0; Barbaresi, "Trafilatura", ACL 2021), which guesses: what
    it gives, and what it leaves out, is for a person to read.

    Examples
    --------
    >>> text = "The ferry of Aldmouth runs again, and the islanders are glad of it. " * 3
    >>> body = f"<nav>Home</nav><article><h1>Ferry</h1><p>{text}</p></article>"
    >>> found = article_in(f"<html><body>{body}</body></html>")
    >>> found.text.splitlines()[:2], found.left_out
    (['Ferry', ''], ('Home',))
    """
    import trafilatura  # noqa: PLC0415 - an author's tool

    # A declaration of the bytes' encoding is none of the text's.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    # Two line breaks are what many pages have between paragraphs.
    marked = _TWO_BREAKS.sub(_BETWEEN, text)
    found = trafilatura.extract(marked, output_format="xml", include_comments=False)
    main = ET.fromstring(found).find("main") if found else None  # noqa: S314 - its own XML
    blocks = [] if main is None else list(_blocks(main))
    lines, heads, title = _lines(text)
    if blocks and title and _bare(title) not in _bare(" ".join(blocks)):
        blocks.insert(0, title)
    _put_back(heads, lines, blocks)
    taken = _bare(" ".join(blocks))
    left = tuple(line for line in dict.fromkeys(lines) if _bare(line) not in taken)
    return Page("\n\n".join(blocks) + "\n" if blocks else "", left)


def _put_back(heads: set[str], lines: list[str], blocks: list[str]) -> None:
    """Put in the headings that were left out between two lines that were taken."""
    bare = [_bare(block) for block in blocks]
    for place in range(1, len(lines) - 1):
        before, line, after = map(_bare, lines[place - 1 : place + 2])
        if lines[place] not in heads or any(line in block for block in bare):
            continue
        below = next((n for n, block in enumerate(bare) if after in block), None)
        if below is not None and any(before in block for block in bare):
            blocks.insert(below, lines[place])
            bare.insert(below, line)


def _blocks(main: ET.Element) -> list[str]:
    found = []
    for row in main.iter("row"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
        for cell in list(row):
            row.remove(cell)
        row.text, row.tag = f"| {' | '.join(cells)} |" if any(cells) else "", "p"
    for element in main.iter():
        inside = any(child.tag in _BLOCKS for child in element)
        for child in element.iter(_BREAK):
            child.text = " "
        if element.tag not in _BLOCKS or inside:
            continue
        mark = "• " if element.tag == "item" else ""
        parts = "".join(element.itertext()).split(_BETWEEN.strip())
        found += [f"{mark}{text}" for part in parts if (text := " ".join(part.split()))]
    return found


def _lines(page: str) -> tuple[list[str], set[str], str]:
    """Give the lines that a reader sees, the headings, and the only one of the first level."""
    from lxml import etree, html  # type: ignore[import-untyped] # noqa: PLC0415 - an author's tool

    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return [], set(), ""
    etree.strip_elements(root, *_UNSEEN, etree.Comment, with_tail=False)
    for element in root.iter("br"):
        element.tail = f" {element.tail or ''}"
    heads = {
        " ".join(element.text_content().split())
        for element in root.iter("h2", "h3", "h4")
        if not any(outer.tag in _AROUND for outer in element.iterancestors())
    }
    lines = []
    for element in root.iter():
        if element.tag not in _INLINE:
            lines += [" ".join(line.split()) for line in _own_lines(element)]
    titles = [
        " ".join(element.text_content().split())
        for element in root.iter("h1")
        if not any(outer.tag in _AROUND - {"header"} for outer in element.iterancestors())
    ]
    title = titles[0] if len(titles) == 1 else ""
    return [line for line in lines if any(map(str.isalnum, line))], heads, title


def _own_lines(element: object) -> list[str]:
    """Give the stretches of text in a block that no other block inside it holds."""
    stretches = [element.text or ""]  # type: ignore[attr-defined]
    for child in element:  # type: ignore[attr-defined]
        if child.tag in _INLINE and not any(c.tag not in _INLINE for c in child.iter()):
            stretches[-1] += child.text_content() + (child.tail or "")
        else:
            stretches.append(child.tail or "")
    return stretches


def _bare(text: str) -> str:
    """Give a text without white space, as two programs may set it apart in other ways."""
    return "".join(text.split())
