"""Single changes of a YAML text: each cuts out or puts in the characters that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lesson_utils.authoring.studio.values import Path
from lesson_utils.authoring.studio.yamllines import full_end, leading, separated, with_blanks
from lesson_utils.authoring.studio.yamlscalar import over
from lesson_utils.authoring.studio.yamlstyle import Style
from lesson_utils.authoring.studio.yamltree import Entry, Node, Tree, UneditableError

_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"[\s]*,[\s]*")
_LINE_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?\r?(?:\n|\Z)")


class Splicer:
    """Changes a text at one place.

    Parameters
    ----------
    tree
        The text, each of its lines ended.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.text = tree.text
        self.style = Style(tree)
        #: The stretch whose comments may go with what is taken out.
        self.gone = (0, 0)

    def _cut(self, start: int, end: int, new: str = "") -> str:
        return self.text[:start] + new + self.text[end:]

    def _lines(self, lines: Sequence[str], column: int) -> str:
        return self.style.newline.join(" " * column + line if line else "" for line in lines)

    def _place(self, path: Path) -> tuple[Node, Entry, bool, str]:
        """Give what is around a path's end, the entry there, whether in brackets, its name."""
        nodes = self.tree.chain(path)
        around = nodes[-2]
        index = next(i for i, item in enumerate(around.items) if item is nodes[-1])
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        flow = any(node.flow for node in nodes[:-1])
        return around, self.tree.entries(around)[index], flow, name

    def put(self, path: Path, value: Any) -> str:
        """Write a value over what stands at a path."""
        if not path:
            return self._put_root(value)
        _, entry, flow, name = self._place(path)
        node = entry.value
        start = self.tree.bare_start(node)
        if node.kind == "scalar" and not isinstance(value, (dict, list)) and node.end > node.start:
            new = over(self.style, node, value, name, flow=flow)
            return self._cut(start, node.end, new)
        self.gone = (entry.start, self.tree.next_line(entry.end))
        item = entry.key is None
        if flow or self.style.inline(value, name, item=item) or (item and isinstance(value, list)):
            return self._put_inline(entry, self.style.flow(value, name, item=item))
        column = self.tree.column(entry.start)
        if isinstance(value, dict) and item:
            lines = self._lines(self.style.block(value), column + self.style.gap).lstrip(" ")
            return self._cut(entry.start, node.end, "-" + " " * (self.style.gap - 1) + lines)
        after = self._after_colon(entry)
        tail = self._tail(entry)
        if isinstance(value, dict):
            body = self._lines(self.style.block(value), column + self.style.step)
        else:
            body = self._list(value, name, column + self.style.dash)
        return self._cut(after, node.end + len(tail), tail + self.style.newline + body)

    def _put_inline(self, entry: Entry, new: str) -> str:
        node = entry.value
        start = self.tree.bare_start(node)
        if entry.key is None:
            space = " " if self.text[start - 1 : start] == "-" else ""
            return self._cut(start, node.end, space + new)
        after = self._after_colon(entry)
        if node.start == node.end or "\n" in self.text[after:start]:
            return self._cut(after, max(after, node.end), " " + new)
        return self._cut(start, node.end, new)

    def _after_colon(self, entry: Entry) -> int:
        found = _COLON.match(self.text, entry.key.end if entry.key else entry.start)
        if found is None:
            raise UneditableError("edit-unsafe", self.tree.line(entry.start))
        return found.end()

    def _tail(self, entry: Entry) -> str:
        """Give the comment behind a value on its line."""
        if entry.value.kind in {"map", "list"} and not entry.value.flow:
            return ""
        found = _LINE_END.match(self.text, entry.value.end)
        return found.group().rstrip() if found else ""

    def _list(self, values: list[Any], name: str, column: int) -> str:
        items = self.style.items(values, name)
        between = self.style.newline * (2 if with_blanks(self.tree, None, name) else 1)
        return between.join(self._lines(lines, column) for lines in items)

    def _put_root(self, value: Any) -> str:
        root = self.tree.root
        if isinstance(value, dict) and value:
            body = self._lines(self.style.block(value), 0)
        elif isinstance(value, list) and value:
            body = self._list(value, "", 0)
        else:
            body = self.style.flow(value)
        if root is None:
            heading = self.text
            if heading and not heading.endswith("\n"):
                heading += self.style.newline
            return heading + body + self.style.newline
        self.tree.refuse_shared(root)
        self.gone = (root.start, self.tree.next_line(root.end))
        return self._cut(self.tree.bare_start(root), root.end, body)

    def add_field(self, path: Path, key: str, value: Any, order: Sequence[str]) -> str:
        """Add a field to the mapping at a path, where the order of fields wants it."""
        node = self.tree.chain(path)[-1]
        if not node.items:
            return self.put(path, {key: value})
        entries = self.tree.entries(node)
        index = _position(self.tree.names(node), key, order)
        if node.flow or any(above.flow for above in self.tree.chain(path)):
            return self._add_flow(entries, index, self.style.pair(key, value))
        column = self.tree.column(entries[0].start)
        lines = self._lines(self.style.block({key: value}), column)
        if index == 0:
            start = entries[0].start
            return self._cut(start, start, lines.lstrip(" ") + self.style.newline + " " * column)
        end = full_end(self.tree, entries[index - 1])
        return self._cut(end, end, lines + self.style.newline)

    def _add_flow(self, entries: list[Entry], index: int, new: str) -> str:
        between = ", "
        if len(entries) > 1:
            last = 1 if index in {0, len(entries)} else index
            found = self.text[entries[last - 1].end : entries[last].start]
            between = found if _COMMA.fullmatch(found) else between
        if index == 0:
            return self._cut(entries[0].start, entries[0].start, new + between)
        end = entries[index - 1].end
        return self._cut(end, end, between + new)

    def remove(self, path: Path) -> str:
        """Take out what stands at a path."""
        around, entry, _, _ = self._place(path)
        entries = self.tree.entries(around)
        index = next(i for i, other in enumerate(entries) if other.value is entry.value)
        if len(entries) == 1:
            return self.put(path[:-1], [] if around.kind == "list" else {})
        if around.flow:
            self.gone = (entry.start, entry.end)
            if index + 1 < len(entries):
                return self._cut(entry.start, entries[index + 1].start)
            return self._cut(entries[index - 1].end, entry.end)
        start, end = self.tree.line_start(entry.start), full_end(self.tree, entry)
        self.gone = (entry.start, end)
        if self.text[start : entry.start].strip(" "):
            # The first of a list's item, behind its dash: the next one takes its place there.
            return self._cut(entry.start, entries[index + 1].start)
        start, end = separated(self.tree, entries, index, start, end)
        return self._cut(start, end)

    def insert(self, path: Path, value: Any) -> str:
        """Put a new item into a list, so that it stands at the path's last step."""
        *above, index = path
        if not isinstance(index, int):
            raise UneditableError("edit-nowhere")
        node = self.tree.chain(tuple(above))[-1]
        if not node.items:
            return self.put(tuple(above), [value])
        entries = self.tree.entries(node)
        name = next((step for step in reversed(above) if isinstance(step, str)), "")
        if node.flow or any(part.flow for part in self.tree.chain(tuple(above))):
            return self._add_flow(entries, index, self.style.flow(value, name, item=True))
        column = self.tree.column(entries[0].start)
        blank = self.style.newline if with_blanks(self.tree, node, name) else ""
        lines = self._lines(self.style.items([value], name)[0], column) + self.style.newline
        if index > 0:
            end = full_end(self.tree, entries[index - 1])
            return self._cut(end, end, blank + lines)
        start = leading(self.tree, entries[0])
        inline = self.tree.line_start(entries[0].start)
        if self.text[inline : entries[0].start].strip(" "):
            # The list begins behind the dash of another one.
            at = entries[0].start
            return self._cut(at, at, lines.lstrip(" ") + blank + " " * column)
        return self._cut(start, start, lines + blank)

    def move(self, path: Path, to: int) -> str:
        """Let an item stand at another index of its list, as it is, with the comments above it."""
        around, entry, _, _ = self._place(path)
        entries = self.tree.entries(around)
        places = []
        for other in entries:
            if around.flow:
                places.append((other.start, other.end))
            else:
                start = leading(self.tree, other)
                if self.text[self.tree.line_start(other.start) : other.start].strip(" "):
                    raise UneditableError("edit-unsafe", self.tree.line(other.start))
                places.append((start, full_end(self.tree, other)))
        pieces = [self.text[start:end] for start, end in places]
        index = next(i for i, other in enumerate(entries) if other.value is entry.value)
        pieces.insert(to, pieces.pop(index))
        made, last = [], 0
        for (start, end), piece in zip(places, pieces, strict=True):
            made += [self.text[last:start], piece]
            last = end
        return "".join([*made, self.text[last:]])


def _position(names: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Give where a new field goes: behind the nearest of those before it in the order."""
    if key not in order:
        return len(names)
    at = list(order).index(key)
    for before in reversed(order[:at]):
        if before in names:
            return list(names).index(before) + 1
    return next((list(names).index(name) for name in order[at:] if name in names), len(names))
