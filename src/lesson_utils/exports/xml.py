"""XML made element by element; texts are escaped by the standard library."""

from __future__ import annotations

from xml.etree import ElementTree as ET

Element = ET.Element


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
