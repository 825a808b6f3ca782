"""How a file is written, read from it; and new values written in that way.

What the file does not show is done as the house does it: one field a line, short texts of several
languages on one line, texts in double quotes.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from io import StringIO
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from lesson_utils.authoring.studio.yamltree import LOADER, Node, Tree, UneditableError
from lesson_utils.authoring.yamlwriting import BARE, ONE_LINE, ROWS, length

_WIDE = 10**9


class Style:
    """The habits of a file.

    Parameters
    ----------
    tree
        The file as it is.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.newline = "\r\n" if "\r\n" in tree.text else "\n"

    @property
    def step(self) -> int:
        """How far the fields of a field are indented."""
        return _usual(self._indents["map"], 2)

    @property
    def dash(self) -> int:
        """How far the dashes of a field's list are indented."""
        return _usual(self._indents["list"], 2)

    @property
    def gap(self) -> int:
        """How far behind its dash an item starts."""
        return _usual(self._indents["item"], 2)

    @cached_property
    def _indents(self) -> dict[str, Counter[int]]:
        tree = self.tree
        found: dict[str, Counter[int]] = {"map": Counter(), "list": Counter(), "item": Counter()}
        for _, node in tree.walk():
            for entry in [] if node.flow else tree.entries(node):
                value = entry.value
                if not value.items or value.flow or value.anchor:
                    continue
                deeper = tree.column(value.start) - tree.column(entry.start)
                below = tree.line_start(value.start) > tree.line_start(entry.start)
                if below == (entry.key is not None):
                    found["item" if entry.key is None else value.kind][deeper] += 1
        return found

    @cached_property
    def _flow(self) -> dict[tuple[str, str, bool], list[int]]:
        """How mappings and lists are written: by field, kind, and whether in a list.

        Each is the length of one in brackets, or 0.
        """
        found: dict[tuple[str, str, bool], list[int]] = {}
        for name, node in self.tree.walk():
            if node.items:
                if node is not self.tree.root:
                    found.setdefault((name, node.kind, False), []).append(_long(node))
                for item in node.items if node.kind == "list" else ():
                    if item.items:
                        found.setdefault((name, item.kind, True), []).append(_long(item))
        return found

    @cached_property
    def _quotes(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for name, node in self.tree.walk():
            if node.kind != "scalar" or node.style in {"|", ">"}:
                continue
            if node.style or isinstance(read_bare(node.value), str):
                found.setdefault(name, Counter())[node.style] += 1
        return found

    def inline(self, value: Any, name: str, *, item: bool = False) -> bool:
        """Tell whether a value is written on one line."""
        if not isinstance(value, (dict, list)) or not value:
            return True
        kind = "map" if isinstance(value, dict) else "list"
        seen = self._flow.get((name, kind, item), [])
        if seen and not any(seen):
            return False
        if seen and all(seen) and (kind == "list" or _fits(value, seen)):
            return True
        nested = value.values() if isinstance(value, dict) else value
        flat = all(not isinstance(part, (dict, list)) for part in nested)
        if isinstance(value, dict):
            return flat and "id" not in value and length(value) <= ONE_LINE
        return flat and name in ROWS

    def _text(self, value: str, name: str, *, flow: bool) -> Any:
        seen = self._quotes.get(name)
        quote = seen.most_common(1)[0][0] if seen else "" if name in BARE else '"'
        if quote == "" and bare_text(value, flow=flow):
            return value
        if quote == "'" and value.isprintable():
            return SingleQuotedScalarString(value)
        return DoubleQuotedScalarString(value)

    def _prepared(self, value: Any, name: str, *, flow: bool, item: bool = False) -> Any:
        if isinstance(value, str):
            return self._text(value, name, flow=flow)
        if value is None or (isinstance(value, float) and not abs(value) < float("inf")):
            raise UneditableError("edit-value")
        if not isinstance(value, (dict, list)):
            return value
        flow = flow or self.inline(value, name, item=item)
        made: Any
        if isinstance(value, dict):
            made = CommentedMap()
            for key, part in value.items():
                plain_key = key if bare_text(key, flow=flow) else self._text(key, "", flow=flow)
                made[plain_key] = self._prepared(part, key, flow=flow)
        else:
            made = CommentedSeq(self._prepared(part, name, flow=flow, item=True) for part in value)
        made.fa.set_flow_style() if flow else made.fa.set_block_style()
        return made

    def _written(self, prepared: Any) -> str:
        writer = YAML(pure=True)
        writer.width = _WIDE
        writer.brace_single_entry_mapping_in_flow_sequence = True
        writer.map_indent = self.step
        writer.sequence_indent = self.dash + self.gap
        writer.sequence_dash_offset = self.dash
        out = StringIO()
        writer.dump(prepared, out)
        return out.getvalue()

    def flow(self, value: Any, name: str = "", *, item: bool = False) -> str:
        """Write a value on one line.

        Examples
        --------
        >>> Style(Tree("")).flow({"fr": "oui", "en": "yes"})
        '{fr: "oui", en: "yes"}'
        """
        row = [self._prepared(value, name, flow=True, item=item)]
        prepared = self._prepared([], "", flow=True)
        prepared.extend(row)
        return self._written(prepared).rstrip("\n")[1:-1]

    def quoted(self, value: str) -> str:
        r"""Write a text in double quotes.

        Examples
        --------
        >>> Style(Tree("")).quoted("two\nlines")
        '"two\\nlines"'
        """
        row = self._prepared([], "", flow=True)
        row.append(DoubleQuotedScalarString(value))
        return self._written(row).rstrip("\n")[1:-1]

    def pair(self, key: str, value: Any) -> str:
        """Write a field inside braces."""
        return self._written(self._prepared({key: value}, "", flow=True)).rstrip("\n")[1:-1]

    def block(self, value: dict[str, Any]) -> list[str]:
        """Write a mapping, one field a line or more.

        Examples
        --------
        >>> Style(Tree("")).block({"kind": "term", "family": ["a", "b"]})
        ['kind: term', 'family:', '  - "a"', '  - "b"']
        """
        lines: list[str] = []
        for key, part in value.items():
            if key == "questions" and not self.inline(part, key) and isinstance(part, list):
                # Too long to be read without a blank line between them.
                dashed = [[" " * self.dash + line for line in i] for i in self.items(part, key)]
                lines += [f"{key}:", *[line for i in dashed for line in ["", *i]][1:]]
                continue
            made = CommentedMap()
            name = key if bare_text(key, flow=False) else self._text(key, "", flow=False)
            made[name] = self._prepared(part, key, flow=False)
            made.fa.set_block_style()
            lines += self._written(made).splitlines()
        return lines

    def items(self, values: list[Any], name: str) -> list[list[str]]:
        """Write the items of a list, a dash before each.

        Examples
        --------
        >>> Style(Tree("")).items(["a", {"id": "b", "text": "c"}], "parts")
        [['- "a"'], ['- id: b', '  text: "c"']]
        """
        found = []
        for value in values:
            if self.inline(value, name, item=True) or not isinstance(value, dict):
                lines = [self.flow(value, name, item=True)]
            else:
                lines = self.block(value)
            first = "-" + " " * (self.gap - 1)
            later = " " * self.gap
            found.append([(later if index else first) + line for index, line in enumerate(lines)])
        return found


def _usual(seen: Counter[int], default: int) -> int:
    return seen.most_common(1)[0][0] if seen else default


def _long(node: Node) -> int:
    return node.end - node.start if node.flow else 0


def _fits(value: Any, seen: list[int]) -> bool:
    return isinstance(value, dict) and length(value) <= max(ONE_LINE, *seen)


def read_bare(text: str) -> Any:
    """Give what a text without quotes says: a number, a text…; the text if it says nothing."""
    try:
        return yaml.load(text, LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        return text


def bare_text(value: str, *, flow: bool) -> bool:
    """Tell whether a text can be written without quotes.

    Examples
    --------
    >>> bare_text("a word", flow=True), bare_text("no", flow=False), bare_text("a, b", flow=True)
    (True, False, False)
    """
    if not value.isprintable() or value != value.strip() or not value:
        return False
    try:
        if flow:
            return bool(yaml.load(f"[{value}, {{{value}: 1}}]", LOADER) == [value, {value: 1}])  # noqa: S506
        return bool(yaml.load(f"- {value}\n- {value}: 1", LOADER) == [value, {value: 1}])  # noqa: S506
    except (yaml.YAMLError, ValueError, TypeError):
        return False
