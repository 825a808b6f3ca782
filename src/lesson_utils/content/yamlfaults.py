"""What is wrong with a text that is no YAML, in a catalogue's words, and on which line.

PyYAML and the libyaml behind it say it in English, and crash where values are nested too deep or
are of a type of their own: that is looked for before they build anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
import yaml.reader

#: A safe loader: the fast one where there is one.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Values stand in one another so deep at most; lessons need eight.
_DEEPEST = 64
#: Something that may be a tag: ``!!python/name:os.system``.
_TAG = re.compile(r"(?:^|[ \[{,:-])!", re.MULTILINE)
_INDENT = re.compile(r"^[ ?-]*", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
#: What the libraries say, as the keys of the catalogue's ``detail.yaml.…`` say it.
_SAID = {
    "bracket": r"did not find expected ',' or '\]'",
    "brace": r"did not find expected ',' or '\}'",
    "place": r"did not find expected ('-' indicator|key)|block sequence entries are not allowed",
    "tab": r"a tab character",
    "start": r"cannot start any token",
    "quote": r"found unexpected end of stream",
    "colon": r"(mapping values|mapping keys) are not allowed",
    "no-colon": r"could not find expected ':'|found unexpected ':'",
    "empty": r"did not find expected node content",
    "alias": r"found undefined alias|alphabetic or numeric character",
    "key": r"unhashable",
    "escape": r"escape|hexdecimal",
    "documents": r"another document|document (start|indicator)|single document",
    "control": r"characters are not allowed|invalid (leading|trailing) UTF-8|unacceptable char",
    "date": r"out of range|must be in|isoformat",
    "number": r"digits|invalid literal|could not convert",
    "comment": r"comment or line break|whitespace",
    "directive": r"directive|incompatible YAML|version number",
}


class YamlFaultError(ValueError):
    """A text of which no value is built; ``kind`` is the key of what is wrong."""

    def __init__(self, kind: str, line: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.line = line


def refuse_unsafe(text: str) -> None:
    """Refuse values nested too deep, and values with a type of their own.

    Raises
    ------
    YamlFaultError
        If there are any.
    yaml.YAMLError
        If the text is no YAML.
    """
    if not (_TAG.search(text) or _depth_at_most(text) > _DEEPEST):
        return
    depth = 0
    for event in yaml.parse(text, SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) not in {None, "!"}:
            raise YamlFaultError("tag", line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise YamlFaultError("deep", line)


def _depth_at_most(text: str) -> int:
    """Give a depth that values cannot exceed; quotes may hold brackets of their own."""
    deepest = depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest + max(len(found[0]) for found in _INDENT.finditer(text))


def kind_of(error: Exception) -> str:
    """Give the key of what an error of the libraries says; ``other`` where it is rare."""
    if isinstance(error, YamlFaultError):
        return error.kind
    if isinstance(error, RecursionError):
        return "deep"
    said = str(getattr(error, "problem", None) or error)
    return next((kind for kind, words in _SAID.items() if re.search(words, said)), "other")


def line_of(error: Exception, text: str) -> int:
    """Give the line of what is wrong, as near as the error or the text tells it."""
    if isinstance(error, YamlFaultError):
        return error.line
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    if odd := yaml.reader.Reader.NON_PRINTABLE.search(text):
        return text.count("\n", 0, odd.start()) + 1
    return next(_refused_lines(text), 1)


def _refused_lines(text: str) -> Iterator[int]:
    """Give the lines of the plain values of which nothing can be made, as of 30 February."""
    for event in yaml.parse(text, SafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.start_mark:
            try:
                yaml.load(event.value, SafeLoader)  # noqa: S506 - a safe loader
            except yaml.YAMLError:
                continue  # in its place it was a value
            except ValueError:
                yield event.start_mark.line + 1
