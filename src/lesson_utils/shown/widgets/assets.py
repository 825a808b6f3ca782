"""The JavaScript and CSS of a widget as one string each.

anywidget takes one module. The sources are plain modules with relative imports; here they are put
one after the other, each after what it imports, without their ``import`` lines and ``export``
keywords. That asks for top-level names that are unique over all modules, which a test keeps.

Where questions are shown, the views of all types come along, those of other packages too: these
import from ``"lesson_utils/…"``, which is this package's folder. Their own names stay in a block.

Every widget carries its module to the browser, over whatever line a class shares, so it travels
without the comments that stand on lines of their own and the casts before a bracket, and packed: a
quarter of the sources' size.
Names and lines are as in the sources: the browser's own tools show code that can be read.
"""

from __future__ import annotations

import base64
import gzip
import re
from functools import cache
from pathlib import Path

from lesson_utils.questions import TYPES

_PACKAGE = Path(__file__).resolve().parents[2]
_REGISTRY = _PACKAGE / "questions" / "registry.js"
_WIDGETS = _PACKAGE / "shown" / "widgets"
#: Where the folders ``js`` and ``css`` of a widget are that are not in this wing.
_ELSEWHERE = {"studio": _PACKAGE / "authoring" / "studio"}
_IMPORT = re.compile(
    r"^import\s[^;]*?from\s+\"(?P<path>(?:\.|lesson_utils/)[^\"]+)\";\n", re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
#: What the type checker alone reads, before a value in brackets.
_CAST = re.compile(r"/\*\* @type \{[^\n*]+\} \*/ (?=\()")
#: Comments on lines of their own; whatever stands in a text stays.
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/|//.*)[ \t]*\n", re.MULTILINE)

#: anywidget itself loads a module from a blob, so a page that shows widgets allows this too.
_UNPACK = """\
const packed = Uint8Array.from(atob("{packed}"), (letter) => letter.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const source = new Blob([await new Response(stream).text()], {{ type: "text/javascript" }});
const address = URL.createObjectURL(source);
export default (await import(address)).default;
"""


@cache
def module(entry: str) -> str:
    """Give ``js/<entry>.js`` with all that it imports, as one ES module."""
    return "\n".join(_sources(_ELSEWHERE.get(entry, _WIDGETS) / "js" / f"{entry}.js"))


@cache
def packed(entry: str) -> str:
    """Give the same as a module that unpacks itself; equal sources give equal bytes."""
    squeezed = gzip.compress(module(entry).encode(), mtime=0)
    return _UNPACK.format(packed=base64.b64encode(squeezed).decode())


@cache
def style(name: str) -> str:
    """Give ``css/<name>.css``, and what all need in a notebook and on paper.

    The quiz has what its types have besides; the studio, which shows quizzes, has all of that, and
    whatever else is in its own folder.
    """
    folder = _WIDGETS / "css"
    shows_quizzes = name == "quiz" or name in _ELSEWHERE
    kinds = TYPES.values() if shows_quizzes else ()
    of_types = [css for kind in kinds if (css := kind.folder / "view.css").is_file()]
    own = [folder / f"{name}.css"]
    if name in _ELSEWHERE:
        own = [folder / "quiz.css"]
    paths = [*own, *of_types, folder / "notebook.css", folder / "paper.css"]
    if name in _ELSEWHERE:
        paths += sorted((_ELSEWHERE[name] / "css").glob("*.css"))
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def _sources(entry: Path) -> list[str]:
    done: dict[Path, str] = {}

    def add(path: Path) -> None:
        if path in done:
            return
        source = path.read_text(encoding="utf-8")
        for match in _IMPORT.finditer(source):
            add(_imported(path, match["path"]))
        if path == entry and _REGISTRY in done:
            for kind in TYPES.values():
                if kind.name in TYPES.own:
                    add(kind.folder / "view.js")
                else:
                    add_apart(kind.folder / "view.js")
        done[path] = _EXPORT.sub("", _IMPORT.sub("", _CAST.sub("", _COMMENT.sub("", source))))

    def add_apart(path: Path) -> None:
        """Put what another package brings into a block, after what it takes from this one."""
        known = set(done)
        add(path)
        brought = [new for new in done if new not in known and not new.is_relative_to(_PACKAGE)]
        done[path] = "".join(["{\n", *(done.pop(new) for new in brought), "}\n"])

    add(entry)
    return list(done.values())


def _imported(path: Path, name: str) -> Path:
    if name.startswith("lesson_utils/"):
        return _PACKAGE.parent / name
    return (path.parent / name).resolve()
