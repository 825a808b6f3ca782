"""XML made element by element; texts are escaped by the standard library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

Element = ET.Element

#: A text that no reader of XML can read in pieces.
_ONE_PIECE = re.compile(r"[A-Za-z0-9._$/+-]*")


def add(parent: Element, tag: str, content: str | None = None, **attributes: str) -> Element:
    """Add a child; its text must be :func:`~lesson_utils.exports.source.clean`."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = content
    return child


def document(root: Element) -> bytes:
    """Write a document: indented, in UTF-8, the same bytes for the same tree."""
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def cdata_document(root: Element) -> bytes:
    """Write a document whose texts stand in CDATA sections, each to be read in one piece.

    A reader of XML may give a text in pieces: what stands before a reference, the reference, what
    stands after it. Moodle's drops a piece that is white space alone. In a section there are no
    references.
    """
    ET.indent(root)
    lines = ["<?xml version='1.0' encoding='utf-8'?>", "".join(_written(root)), ""]
    return "\n".join(lines).encode()


def _written(element: Element) -> Iterator[str]:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.items())
    if len(element):
        yield f"<{element.tag}{attributes}>{element.text}"
        for child in element:
            yield from _written(child)
            yield child.tail or ""
        yield f"</{element.tag}>"
    elif element.text:
        yield f"<{element.tag}{attributes}>{_section(element.text)}</{element.tag}>"
    else:
        yield f"<{element.tag}{attributes} />"


def _section(text: str) -> str:
    if _ONE_PIECE.fullmatch(text):
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
