"""Which lines belong to an item: the comments above it, those indented into it, blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lesson_utils.authoring.studio.yamltree import Entry, Node, Tree, UneditableError

_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?\r?(?:\n|\Z)")
_COMMENT_LINE = re.compile(r"(?P<indent>[ \t]*)#[^\r\n]*\r?(?:\n|\Z)")
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")


def full_end(tree: Tree, entry: Entry) -> int:
    """Give the start of the line behind an entry: comments indented deeper than it belong to it."""
    rest = _REST.match(tree.text, entry.end)
    if rest is None:
        raise UneditableError("edit-unsafe", tree.line(entry.end))
    end = at = rest.end()
    column = tree.column(entry.start)
    while line := _COMMENT_LINE.match(tree.text, at) or _BLANK_LINE.match(tree.text, at):
        at = line.end()
        if "indent" in line.re.groupindex:
            if len(line["indent"]) <= column:
                break
            end = at
    return end


def leading(tree: Tree, entry: Entry) -> int:
    """Give the start of an item's lines, with the comments directly above it.

    Those at the head of a file belong to the file.
    """
    start = tree.line_start(entry.start)
    column = tree.column(entry.start)
    found = start
    while found:
        above = tree.line_start(found - 1)
        line = _COMMENT_LINE.match(tree.text, above)
        if line is None or len(line["indent"]) != column:
            return found
        found = above
    return start


def separated(
    tree: Tree, entries: Sequence[Entry], index: int, start: int, end: int
) -> tuple[int, int]:
    """Let the lines of an entry that goes take one of the blank stretches around it along."""
    before = start
    while before and _BLANK_LINE.fullmatch(tree.text[tree.line_start(before - 1) : before]):
        before = tree.line_start(before - 1)
    behind = end
    while blank := _BLANK_LINE.match(tree.text, behind):
        behind = blank.end()
    if index + 1 == len(entries):
        return before, end
    first = index == 0 and tree.line_start(entries[0].start) == start
    if behind > end and (before < start or first):
        return start, behind
    return start, end


def with_blanks(tree: Tree, node: Node | None, name: str) -> bool:
    """Tell whether blank lines stand between the items of a list."""
    if node is None or len(node.items) < 2:  # noqa: PLR2004 - between two
        return name == "questions"
    entries = tree.entries(node)
    blank = [
        any(
            not line.strip()
            for line in tree.text[full_end(tree, one) : other.start].split("\n")[:-1]
        )
        for one, other in pairwise(entries)
    ]
    return sum(blank) * 2 >= len(blank)
