"""The JavaScript and CSS of a widget as one string each.

anywidget takes one module. The sources are plain modules with relative imports; here they are put
one after the other, each after what it imports, without their ``import`` lines and ``export``
keywords. That asks for top-level names that are unique over all modules, which a test keeps.
Comments and indentation stay behind: a browser has no use for them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(r"^import\s[^;]*?from\s+\"(?P<path>\.[^\"]+)\";\n", re.MULTILINE)
_COMMENT = re.compile(r"/\*\*.*?\*/ ?|^\s*//[^\n]*$", re.MULTILINE | re.DOTALL)
_INDENTATION = re.compile(r"\n\s*")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


@cache
def module(entry: str) -> str:
    """Give ``widgets/js/<entry>.js`` with all that it imports, as one ES module."""
    sources = "\n".join(_sources(_PACKAGE / "widgets" / "js" / f"{entry}.js"))
    return _INDENTATION.sub("\n", _COMMENT.sub("", sources)).lstrip()


@cache
def style(name: str) -> str:
    """Give ``widgets/css/<name>.css``."""
    path = _PACKAGE / "widgets" / "css" / f"{name}.css"
    return _INDENTATION.sub("\n", path.read_text(encoding="utf-8"))


def _sources(entry: Path) -> list[str]:
    done: dict[Path, str] = {}

    def add(path: Path) -> None:
        if path in done:
            return
        source = path.read_text(encoding="utf-8")
        for match in _IMPORT.finditer(source):
            add((path.parent / match["path"]).resolve())
        done[path] = _EXPORT.sub("", _IMPORT.sub("", source))

    add(entry)
    return list(done.values())
