"""A text written over another one as that was written: its quotes, its folded lines."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from lesson_utils.authoring.studio.yamlstyle import Style, bare_text, read_bare
from lesson_utils.authoring.studio.yamltree import Node, Tree

_HEADING = re.compile(r"(?P<sign>[|>])(?P<how>[-+]?)(?P<rest>[ \t]*(?:#.*)?)$")
_LEAST = 60


def over(style: Style, node: Node, value: Any, name: str, *, flow: bool) -> str:
    """Write a scalar in the way of the one that it takes the place of.

    Examples
    --------
    >>> tree = Tree("a: 'one'")
    >>> over(Style(tree), tree.root.items[0], "two", "a", flow=False)
    "'two'"
    """
    was_text = node.style != "" or isinstance(read_bare(node.value), str)
    if not isinstance(value, str) or not was_text:
        return style.flow(value, name)
    if node.style in {"|", ">"} and (block := _block(style.tree, style.newline, node, value)):
        return block
    if node.style == "" and bare_text(value, flow=flow):
        return value
    if node.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return style.quoted(value)


def _block(tree: Tree, newline: str, node: Node, value: str) -> str:
    """Write a ``|`` or ``>`` over one; empty if the text cannot be written so."""
    start = tree.bare_start(node)
    first, *lines = tree.text[start : node.end].replace("\r\n", "\n").split("\n")
    heading = _HEADING.match(first)
    shown = [line for line in lines if line.strip()]
    if heading is None or not shown or not value.strip():
        return ""
    indent = len(shown[0]) - len(shown[0].lstrip(" "))
    body = value.rstrip("\n")
    breaks = len(value) - len(body)
    how = heading["how"] if breaks and heading["how"] == "+" else ("-", "", "+")[min(breaks, 2)]
    if how == "+" and heading["how"] != "+":
        return ""  # blank lines below would become part of the text
    old = [line[indent:] for line in lines]
    new = body.split("\n") if heading["sign"] == "|" else _folded(body, old)
    inner = [" " * indent + line if line else "" for line in [*new, *[""] * (breaks - 1)]]
    text = "\n".join([heading["sign"] + how + heading["rest"], *inner])
    shallower = " " * (indent - 1)
    found = read_bare(f"-\n{shallower}- {text}\n" if shallower else f"- {text}\n")
    while isinstance(found, list):
        found = found[-1]
    return text.replace("\n", newline) if found == value else ""


def _folded(body: str, old: list[str]) -> list[str]:
    """Fold a text; lines at its start and end stay as they were."""
    width = max(_LEAST, *(len(line) for line in old))
    before: list[str] = []
    rest = body
    for line in old:
        if not line or not rest.startswith(line + " "):
            break
        before.append(line)
        rest = rest[len(line) + 1 :]
    behind: list[str] = []
    for line in reversed(old[len(before) :]):
        if not line or not rest.endswith(" " + line):
            break
        behind.insert(0, line)
        rest = rest[: -len(line) - 1]
    made = []
    for paragraph in rest.split("\n"):
        lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
        made += [*lines, ""]
    return [*before, *made[:-1], *behind]
