"""YAML texts as persons write them, drawn with every habit: what is edited in the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

PLAIN = st.sampled_from(["mot", "été", "phare", "word"])
WORDS = PLAIN | st.text(
    st.sampled_from("abc é’«»:#-,'\"[]{}&*!|>%@`\\?0.~ 😀\u00a0\n"), min_size=1, max_size=12
)
KEYS = ("text", "hint", "gloss", "accept", "note", "fr", "en", "unknown")


@dataclass
class Written:
    """A text, its value, and the lines of each item."""

    text: str = ""
    value: list[dict[str, Any]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def _quoted(draw: st.DrawFn, value: str) -> str:
    style = draw(st.sampled_from("ddsp"))
    if style == "p" and value.isalpha() and value.lower() not in {"n", "y", "no", "yes", "null"}:
        return value
    if style == "s" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=draw(st.booleans()) and value.isascii())


def _scalar(draw: st.DrawFn, value: Any) -> str:
    if isinstance(value, str):
        return _quoted(draw, value)
    return json.dumps(value)


def _flow(draw: st.DrawFn, value: Any) -> str:
    space: str = draw(st.sampled_from(["", "", " "]))
    if isinstance(value, dict):
        inner = [f"{key}: {_flow(draw, part)}" for key, part in value.items()]
        return "{" + space + ", ".join(inner) + space + "}"
    if isinstance(value, list):
        return "[" + space + ", ".join(_flow(draw, part) for part in value) + space + "]"
    return _scalar(draw, value)


def _comment(draw: st.DrawFn, made: Written, indent: int) -> list[str]:
    if draw(st.integers(0, 7)):
        return []
    words = f"# c{len(made.comments)}\twhat: 'is' {{said}}"
    made.comments.append(words)
    return [" " * indent + words]


def _tail(draw: st.DrawFn, made: Written) -> str:
    found = _comment(draw, made, 0)
    return "   " + found[0] if found else ""


def _fields(
    draw: st.DrawFn, made: Written, value: dict[str, Any], indent: int, step: int
) -> list[str]:
    lines: list[str] = []
    pad = " " * indent
    for index, (key, part) in enumerate(value.items()):
        if index:
            lines += _comment(draw, made, indent)
        if part and isinstance(part, dict) and draw(st.booleans()):
            lines.append(f"{pad}{key}:{_tail(draw, made)}")
            lines += _fields(draw, made, part, indent + step, step)
        elif part and isinstance(part, list) and draw(st.booleans()):
            lines.append(f"{pad}{key}:{_tail(draw, made)}")
            dash = indent + draw(st.sampled_from([0, step]))
            for item in part:
                lines.append(f"{' ' * dash}- {_flow(draw, item)}{_tail(draw, made)}")
                lines += _comment(draw, made, dash)
        elif isinstance(part, str) and part.isalpha() and draw(st.booleans()):
            lines += [f"{pad}{key}: {draw(st.sampled_from(['>-', '|-']))}", f"{pad}  {part}"]
        else:
            lines.append(f"{pad}{key}: {_flow(draw, part)}{_tail(draw, made)}")
    return lines


SCALARS = WORDS | st.integers(-5, 3000) | st.booleans() | st.sampled_from([2.5, 0.05])
TEXTS = st.dictionaries(st.sampled_from(["fr", "en"]), WORDS, max_size=2)
VALUES = SCALARS | TEXTS | st.lists(SCALARS, max_size=4) | st.lists(TEXTS, min_size=1, max_size=3)


@st.composite
def items(draw: st.DrawFn, name: str) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    return {"id": name, **{key: draw(VALUES) for key in chosen}}


@st.composite
def texts(draw: st.DrawFn) -> Written:
    """A list of items with ids, as in the lessons' files."""
    made = Written()
    count = draw(st.integers(1, 4))
    made.value = [draw(items(f"i{index}")) for index in range(count)]
    gap = draw(st.sampled_from([2, 2, 4]))
    blanks = draw(st.sampled_from([0, 1]))
    lines = draw(st.sampled_from([[], ["# head"], ["# head", ""], ["---"]]))
    for index, item in enumerate(made.value):
        lines = [*lines, *[""] * (blanks if index else 0)]
        # A comment at the very top is the file's.
        lines += _comment(draw, made, 0) if index or lines[1:] else []
        if draw(st.integers(0, 3)):
            own = _fields(draw, made, item, gap, 2)
            own[0] = "-" + own[0][1:]
        else:
            own = [f"- {_flow(draw, item)}{_tail(draw, made)}"]
        made.lines.append((len(lines), len(lines) + len(own)))
        lines += own
    lines += draw(st.sampled_from([[], [], ["# end"], ["", "# end"], ["..."]]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    end = draw(st.sampled_from([newline, newline, ""]))
    bom = draw(st.sampled_from(["", "", "\ufeff"]))
    made.text = bom + newline.join(lines) + end
    return made
