"""Moodle's readers, told again in a few lines: what becomes of a file on its way in.

Told after ``lib/xmlize.php`` (4.5; ``core\\xml_parser`` from 5.1 on), ``question/format/xml``,
``question/type/multianswer``, ``question/type/shortanswer`` and ``format_string`` of Moodle.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What PHP's ``trim`` takes off.
BLANK = " \t\n\r\0\x0b"
#: How many bytes are given to the parser at a time.
CHUNK = 4096


@dataclass
class Node:
    """An element as Moodle has it: its text is trimmed."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def find(self, path: str) -> Node:
        found = self
        for step in path.split("/"):
            found = next(child for child in found.children if child.tag == step)
        return found

    def all(self, tag: str) -> list[Node]:
        return [child for child in self.children if child.tag == tag]

    def leaves(self) -> Iterator[str]:
        """Give the texts of all elements without children, in their order."""
        if not self.children:
            yield self.text
        for child in self.children:
            yield from child.leaves()


class _Handlers:
    def __init__(self) -> None:
        self.top = Node("", {})
        self._path = [self.top]
        self._section: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes)
        self._path[-1].children.append(node)
        self._path.append(node)

    def end(self, _: str) -> None:
        node = self._path.pop()
        node.text = node.text.strip(BLANK)

    def characters(self, text: str) -> None:
        if self._section is not None:
            self._section.append(text)
            return
        for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            self._piece(run)

    def open_section(self) -> None:
        self._section = []

    def close_section(self) -> None:
        self._piece("".join(self._section or ()))
        self._section = None

    def _piece(self, text: str) -> None:
        if text.strip(BLANK):
            self._path[-1].text += text


def read(content: bytes, chunk: int = CHUNK) -> Node:
    """Read XML; a piece of text that is white space alone is dropped.

    Outside of a section, a piece ends at a reference and where signs change from ASCII to others
    (so libxml2 calls PHP); a section comes whole.
    """
    handlers = _Handlers()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = handlers.start, handlers.end
    parser.CharacterDataHandler = handlers.characters
    parser.StartCdataSectionHandler = handlers.open_section
    parser.EndCdataSectionHandler = handlers.close_section
    for begin in range(0, len(content), chunk):
        parser.Parse(content[begin : begin + chunk], False)  # noqa: FBT003 - its own way
    parser.Parse(b"", True)  # noqa: FBT003 - as above
    return handlers.top.children[0]


# --- gaps

#: Where an answer ends, and where what is said ends.
_ANSWERED = r"(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)"
_SAID = r"(?<!\\)(?=[~}]|$)"
_SHARE = r"=|%-?[0-9]+(?:[.,][0-9]*)?%"
_ALTERNATIVE = re.compile(f"~?({_SHARE})?(.+?{_ANSWERED})(?:#(.*?{_SAID}))?", re.DOTALL)
_ONE = f"(?:{_SHARE})?.+?{_ANSWERED}(?:#.*?{_SAID})?"
_KINDS = (
    r"SHORTANSWER(?:_C)?|SAC?|MWC?|NUMERICAL|NM|MULTICHOICE(?:_[VHS]+)?|MC[VHS]*"
    r"|MULTIRESPONSE(?:_[HS]+)?|MR[HS]*"
)
_GAP = re.compile(rf"\{{([0-9]*):({_KINDS}):({_ONE}(?:~{_ONE})*)\}}", re.DOTALL)

#: An alternative: its share ("=" for all), its answer and what is said.
Alternative = tuple[str, str, str]


@dataclass
class Cloze:
    """A question with gaps: its text with ``{#1}`` in it, the code of each gap, what it holds."""

    text: str
    codes: list[str]
    gaps: list[list[Alternative]]


def read_cloze(text: str) -> Cloze:
    codes, gaps = [], []
    while found := _GAP.search(text):
        codes.append(found[0])
        gaps.append(list(_alternatives(found[3])))
        text = text.replace(found[0], f"{{#{len(codes)}}}", 1)
    return Cloze(text, codes, gaps)


def _alternatives(code: str) -> Iterator[Alternative]:
    while found := _ALTERNATIVE.search(code):
        said = _decoded(found[3] or "")
        # Saving a short answer trims it.
        yield found[1] or "", _decoded(found[2]).strip(BLANK), said
        code = code.split(found[0], 1)[1]


def _decoded(part: str) -> str:
    return _entities(part).replace(r"\}", "}").replace(r"\#", "#")


def _entities(text: str) -> str:
    """Decode what PHP's ``html_entity_decode`` does with HTML 4.01: references that are closed."""
    known = r"&(?:#\d+|#[xX][0-9a-fA-F]+|amp|lt|gt|quot|nbsp|eacute|copy);"
    return re.sub(known, lambda found: html.unescape(found[0]), text)


def shown_in_form(cloze: Cloze) -> str:
    """Give what stands in the form for changing the question."""
    text = cloze.text
    for number, code in enumerate(cloze.codes, start=1):
        text = text.replace(f"{{#{number}}}", code.replace("&#", r"&\#"))
    return text


def edited(text: str) -> str:
    """Give HTML as a rich-text editor gives it back: signs for their names, but for & < >."""
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(
        part
        if part.startswith("<")
        else html.escape(html.unescape(part), quote=False).replace("\xa0", "&nbsp;")
        for part in parts
    )


# --- answers


def accepts(pattern: str, typed: str) -> bool:
    """Compare as a short answer does, capitals aside; an asterisk stands for anything."""
    pattern, typed = (unicodedata.normalize("NFC", text) for text in (pattern, typed))
    bits = re.split(r"(?<!\\)\*+", pattern)
    expression = ".*".join(re.escape(bit.replace(r"\*", "*")) for bit in bits)
    return bool(re.fullmatch(expression, typed.strip(BLANK), re.IGNORECASE))


def shown_choice(text: str) -> str:
    """Give a choice of a matching question as a student sees it (``format_string``)."""
    escaped = re.sub(r"&(?![a-zA-Z0-9#]{1,8};)", "&amp;", text)
    return html.unescape(re.sub(r"<(?=[^\s<>])[^>]*>?", "", escaped))


def category_path(path: str) -> list[str]:
    """Split the path of a category as the import does."""
    return [
        re.sub(r"<(?=\S)[^>]*>?", "", step.replace("//", "/").strip(BLANK))
        for step in re.split(r"(?<!/)/(?!/)", path)
    ]
