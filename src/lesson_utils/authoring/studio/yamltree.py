"""Where each thing stands in a YAML text: what is edited is found here, and nothing else touched.

The places come from the same reader that reads lessons, so that what it takes for a value is what
is edited. Unlike the reader, this tree knows aliases from what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

import yaml

from lesson_utils.authoring.studio.values import Path, plain

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: An anchor and a tag before what they are of.
_NAMED = re.compile(r"(?:[&!]\S*\s+)*")
#: What stands between one thing and the next: white space and comments.
_BETWEEN = re.compile(r"(?:[\s\ufeff]+|#[^\r\n]*)*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*)+\Z")


class UneditableError(Exception):
    """A text in which a change cannot be made without harm; ``code`` names the message."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


@dataclass(eq=False, slots=True)
class Node:
    """A part of a text: ``text[start:end]``, its anchor and tag included."""

    kind: str
    start: int
    end: int = 0
    style: str = ""
    flow: bool = False
    value: str = ""
    anchor: str = ""
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a mapping or an item of a list, from its name or dash to the end of its value."""

    start: int
    end: int
    key: Node | None
    value: Node


@lru_cache(maxsize=16)
def load(text: str) -> Any:
    """Read a text as the lessons are read; the value is as JSON can say it, and not to be changed.

    Raises
    ------
    UneditableError
        If it is not YAML.
    """
    try:
        return plain(yaml.load(text, LOADER))  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise UneditableError("edit-unreadable", mark and mark.line + 1) from None


@cache
def _bare_name(text: str) -> str:
    return str(plain([yaml.load(text, LOADER)])[0])  # noqa: S506 - a safe loader


class Tree:
    """A YAML text with its parts.

    Parameters
    ----------
    text
        The text, without a BOM.

    Raises
    ------
    UneditableError
        If it is not YAML, or not one document.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._events = self._parsed()
        self.root: Node | None = None
        self._aliased: set[str] = set()
        self._scalars: list[Node] = []
        while self._events and not isinstance(self._events[-1], yaml.DocumentStartEvent):
            self._events.pop()
        if self._events:
            self._events.pop()
            self.root = self._node()
            if self.root.kind == "scalar" and self.root.start == self.root.end:
                self.root = None  # a heading or a document mark alone
        if any(isinstance(event, yaml.DocumentStartEvent) for event in self._events):
            raise UneditableError("edit-unreadable")

    def _parsed(self) -> list[Any]:
        try:
            return list(yaml.parse(self.text, LOADER))[::-1]
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            raise UneditableError("edit-unreadable", mark and mark.line + 1) from None

    def _node(self) -> Node:
        event = self._events.pop()
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            self._aliased.add(event.anchor or "")
            return Node("alias", start, end)
        anchor = event.anchor or ""
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            if style in {"|", ">"}:
                end = self._block_end(start, end)
            self._scalars.append(
                Node("scalar", start, end, style, value=event.value, anchor=anchor)
            )
            return self._scalars[-1]
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        node = Node(kind, start, end, flow=bool(event.flow_style), anchor=anchor)
        while not isinstance(self._events[-1], yaml.CollectionEndEvent):
            if kind == "map":
                node.keys.append(self._node())
            node.items.append(self._node())
        closing = self._events.pop()
        node.end = closing.end_mark.index if node.flow else node.items[-1].end
        return node

    def _block_end(self, start: int, end: int) -> int:
        """Give the end of a ``|`` or ``>``: blank lines below belong to it only if they count."""
        raw = self.text[start:end]
        heading = _NAMED.sub("", raw.partition("\n")[0])
        if "+" in heading.partition("#")[0]:
            return start + len(raw.removesuffix("\n").removesuffix("\r"))
        return start + len(_BLANK_LINES.sub("", raw))

    def line(self, index: int) -> int:
        """Give the line, from 1, of a place."""
        return self.text.count("\n", 0, index) + 1

    def column(self, index: int) -> int:
        """Give how many characters stand before a place on its line."""
        return index - self.line_start(index)

    def line_start(self, index: int) -> int:
        """Give the start of the line of a place."""
        return self.text.rfind("\n", 0, index) + 1

    def next_line(self, index: int) -> int:
        """Give the start of the next line."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def bare_start(self, node: Node) -> int:
        """Give the start of what a node says, after its anchor."""
        named = _NAMED.match(self.text, node.start, max(node.start, node.end))
        return named.end() if named else node.start

    def after(self, index: int) -> int:
        """Give the next place at which something stands that is no comment."""
        found = _BETWEEN.match(self.text, index)
        return found.end() if found else index

    def entries(self, node: Node) -> list[Entry]:
        """Give the fields or items of a node, in their order."""
        found: list[Entry] = []
        for index, value in enumerate(node.items):
            key = node.keys[index] if node.keys else None
            if key is not None:
                start = key.start
            elif node.flow:
                start = value.start
            else:
                start = self.after(found[-1].end if found else self.bare_start(node))
            found.append(Entry(start, max(value.end, key.end if key else 0), key, value))
        return found

    def name(self, key: Node) -> str:
        """Give the name of a field as the value of the file has it."""
        if key.kind != "scalar":
            return ""
        if key.style or key.value == "<<":
            return key.value
        return _bare_name(key.value)

    def names(self, node: Node) -> list[str]:
        """Give the names of the fields of a mapping."""
        return [self.name(key) for key in node.keys]

    def chain(self, path: Path) -> list[Node]:
        """Give the nodes on the way of a path, the root first and what stands at its end last.

        Raises
        ------
        UneditableError
            If there is no such place in this text, or if what stands there stands elsewhere too.
        """
        if self.root is None:
            raise UneditableError("edit-nowhere")
        found = [self.root]
        for step in path:
            found.append(self.child(found[-1], step))
        for node in found:
            self.refuse_shared(node)
        return found

    def child(self, node: Node, step: str | int) -> Node:
        """Give what stands at one step into a node; see :meth:`chain`."""
        self.refuse_shared(node)
        line = self.line(node.start)
        if node.kind == "map" and isinstance(step, str):
            places = [index for index, name in enumerate(self.names(node)) if name == step]
            if len(places) > 1:
                raise UneditableError("edit-double", self.line(node.keys[places[1]].start))
            if places:
                return node.items[places[0]]
        elif node.kind == "list" and isinstance(step, int) and 0 <= step < len(node.items):
            return node.items[step]
        raise UneditableError("edit-nowhere", line)

    def refuse_shared(self, node: Node) -> None:
        """Refuse what a change here would change elsewhere too."""
        if node.kind == "alias" or node.anchor in self._aliased:
            raise UneditableError("edit-shared", self.line(node.start))

    def walk(self) -> Iterator[tuple[str, Node]]:
        """Give every node with the name of the field that it is in."""
        pending = [("", self.root)] if self.root else []
        while pending:
            name, node = pending.pop()
            yield name, node
            names = self.names(node) if node.kind == "map" else [name] * len(node.items)
            pending.extend(zip(names, node.items, strict=True))

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """The comments with their places."""
        pieces, last = [], 0
        for node in self._scalars:
            pieces += [self.text[last : node.start], "x" * (node.end - node.start)]
            last = node.end
        bare = "".join([*pieces, self.text[last:]])
        return [(match.start(), match.group().rstrip()) for match in _COMMENT.finditer(bare)]
