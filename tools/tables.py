"""Write the types' tables anew, from Python's: `tables.js` and the list in `docs/grading.md`.

After a change of a type's table: ``python tools/tables.py``. A test keeps all three in step.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lesson_utils.questions import TYPES  # noqa: E402 - after the path
from lesson_utils.questions.base import QuestionType  # noqa: E402
from lesson_utils.questions.tables import Asked  # noqa: E402

SCRIPT = ROOT / "src" / "lesson_utils" / "questions" / "tables.js"
PAGE = ROOT / "docs" / "grading.md"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}
_WIDTH = 100
_LISTED = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- end of tables -->)", re.DOTALL)


def table_of(kind: QuestionType) -> type:
    """Give the table of a type: what its function ``table`` says that it returns."""
    found: type = get_type_hints(kind.table)["return"]
    return found


def own() -> dict[str, QuestionType]:
    """Give the types of this package."""
    return {name: TYPES[name] for name in TYPES.own}


def script() -> str:
    """Give the module of types for JavaScript's type checker."""
    rows: dict[str, type] = {}
    tables: dict[str, type] = {}
    _rows(Asked, rows)
    for kind in own().values():
        tables[table_of(kind).__name__] = table_of(kind)
        _rows(table_of(kind), rows)
    lines = ["/**", " * Made by tools/tables.py from the types’ tables in Python.", " *"]
    for name, row in [*rows.items(), ("Asked", Asked)]:
        lines += _typedef(name, _fields(row))
    for name, table in tables.items():
        lines += _typedef(name, f"Asked & {_fields(table)}")
    return "\n".join([*lines, " */", "export {};", ""])


def _rows(table: type, found: dict[str, type]) -> None:
    for hint in get_type_hints(table).values():
        for inner in get_args(hint):
            if is_typeddict(inner):
                found[inner.__name__] = inner


def _fields(table: type) -> str:
    fields = [f"{name}: {_script_type(hint)}" for name, hint in get_type_hints(table).items()]
    return f"{{{{{', '.join(fields)}}}}}"[1:-1]


def _script_type(hint: Any) -> str:
    if get_origin(hint) is list:
        return f"{_script_type(get_args(hint)[0])}[]"
    if get_origin(hint) is dict:
        return f"Record<string, {_script_type(get_args(hint)[1])}>"
    if get_origin(hint) is UnionType:
        return " | ".join(map(_script_type, get_args(hint)))
    return _PLAIN.get(hint) or str(hint.__name__)


def _typedef(name: str, written: str) -> list[str]:
    """Break a definition into lines that are not too long."""
    lines = [" * @typedef {"]
    for word in f"{written}}} {name}".split(" "):
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append(" *  ")
        lines[-1] += word if lines[-1].endswith("{") else f" {word}"
    return lines


def listing() -> str:
    """Give the list of tables for the page on grading."""
    rows: dict[str, list[str]] = {}
    for name, kind in own().items():
        table = table_of(kind)
        fields = [
            f"`{field}`{_parts(hint)}"
            for field, hint in get_type_hints(table).items()
            if field != "maximum"
        ]
        said = " ".join((table.__doc__ or "").replace("``", "`").split())
        rows.setdefault(f"{'; '.join(fields)} | {said}", []).append(name)
    head = ["", "| type | fields | what they are |", "| --- | --- | --- |"]
    lines = [f"| {', '.join(kinds)} | {row} |" for row, kinds in rows.items()]
    return "\n".join([*head, *lines, ""])


def _parts(hint: Any) -> str:
    inner = next(iter(get_args(hint)), None)
    if get_origin(hint) is not list or not is_typeddict(inner):
        return ""
    return f" ({', '.join(f'`{field}`' for field in get_type_hints(inner))})"


def page() -> str:
    """Give the page on grading with its list renewed."""
    return _LISTED.sub(lambda _: f"{listing()}\n", PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    SCRIPT.write_text(script(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
