"""YAML as an author writes it: one field a line, texts in double quotes, short things on a line."""

from __future__ import annotations

from typing import Any

import yaml

#: A mapping or list that is written on one line, if it is no longer than this.
ONE_LINE = 96
#: Fields whose values are names, not texts: no quotes.
BARE = {"id", "type", "skill", "kind", "mode", "answer", "language", "languages", "file", "sha256",
         "quizzes", "correct", "draft"}  # fmt: skip
#: Fields whose lists are written on one line.
ROWS = {"paragraphs", "languages", "quizzes"}


class _Text(str):
    """A text, always in double quotes."""

    __slots__ = ()


class _Short(dict[str, Any]):
    """A mapping on one line."""


class _Row(list[Any]):
    """A list on one line."""


class _Writer(yaml.SafeDumper):
    """Writes lists indented under their field, as the guide shows them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)


def _text(writer: Any, value: _Text) -> Any:
    return writer.represent_scalar("tag:yaml.org,2002:str", str(value), style='"')


def _short(writer: Any, value: _Short) -> Any:
    return writer.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _row(writer: Any, value: _Row) -> Any:
    return writer.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Writer.add_representer(_Text, _text)
_Writer.add_representer(_Short, _short)
_Writer.add_representer(_Row, _row)


def to_yaml(value: Any, heading: str = "") -> str:
    """Write a value as YAML, under comment lines.

    Examples
    --------
    >>> print(to_yaml([{"id": "tide", "gloss": {"en": "The sea's rise and fall"}}]), end="")
    - id: tide
      gloss: {en: "The sea's rise and fall"}
    """
    text: str = yaml.dump(
        _prepared(value),
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
        default_flow_style=False,
    )
    comments = "".join(f"# {line}\n" for line in heading.splitlines())
    if isinstance(value, dict) and "questions" in value:
        text = text.replace("\n  - id:", "\n\n  - id:").replace("questions:\n\n", "questions:\n")
    return comments + text


def _prepared(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        inner = {key: _prepared(item, key) for key, item in value.items()}
        flat = all(not isinstance(item, (dict, list)) for item in inner.values())
        return _Short(inner) if flat and "id" not in inner and length(inner) <= ONE_LINE else inner
    if isinstance(value, (list, tuple)):
        items = [_prepared(item, field) for item in value]
        flat = all(not isinstance(item, (dict, list)) for item in items)
        return _Row(items) if flat and field in ROWS else items
    if isinstance(value, str) and field not in BARE:
        return _Text(value)
    return value


def length(mapping: dict[str, Any]) -> int:
    """Give about how long a mapping is on one line."""
    return sum(len(str(key)) + len(str(item)) + 6 for key, item in mapping.items())
