"""What the tests of the exports share: texts that are hard to write, and HTML read back."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.questions.forms import Choices, Passages
from lesson_utils.questions.grading import form_of
from lesson_utils.shown.rendering.lms import Html
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from lesson_utils.content.payload import Payload
    from lesson_utils.exports import Exported
    from lesson_utils.lesson import Lesson
    from lesson_utils.questions.forms import Choice
    from lesson_utils.questions.outcomes import Table

#: One of each: signs of XML, CDATA, cloze, wildcards, LaTeX, Anki, Canvas, Excel, right to left.
NASTY = [
    "\"'&<>&amp;",
    "]]> <![CDATA[",
    "<script>alert(1)</script>",
    "{1:SHORTANSWER:=x~*#y}",
    r"} \} # \# ~ \~ = % / \ \\",
    "* \\* a*b",
    r"\( x \) \[ y \] $$ z $$ [latex]q[/latex] [$]r[/$]",
    "{{c1::mort::indice}} {{Term}} [sound:x.mp3] ::",
    "[gap_a] @@PLUGINFILE@@/a.png",
    "=1+1",
    "🗼 e\u0301 ﬀ",
    "\u202eabc مرحبا שלום",
    "\x00\x01\x1f\x7f\ufffe",
    "a\u00a0b\u2028c\td",
]
nasty_texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from("\\{}#~=%/*&;<>\"'[]()$:|aé1 \n"), min_size=1, max_size=12),
    st.text(min_size=1, max_size=20),
).filter(str.strip)

#: The fields of a table that hold texts people write.
TEXTS = {
    *("text", "prompt", "hint", "explanation", "feedback", "otherwise", "model", "unit", "quote"),
    *("title", "before", "after", "skillLabel", "listen"),
}
LISTS = {"pieces", "accepted"}

ENGLISH = Html("en", "fr")


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - written by the code under test


@cache
def phare(language: str = "en") -> Payload:
    return open_lesson(PHARE, language).quiz("tout").payload


@cache
def exported(export: Callable[[Lesson], Exported], name: str, language: str) -> bytes:
    """Give the one file of an export, made once for all tests."""
    (content,) = export(open_lesson(name, language)).files.values()
    return content


def tables(language: str = "en") -> dict[str, Table]:
    """Give the grading tables of the lesson with every type, by type."""
    return {table["type"]: table for table in phare(language)["questions"]}


def offered(table: Table) -> tuple[Choice, ...]:
    """Give what can be chosen in a question: its options, or the stretches of the article."""
    form = form_of(table)
    if isinstance(form, Choices):
        return form.options
    return form.passages if isinstance(form, Passages) else ()


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Change every text of a payload."""
    if isinstance(value, list):
        return [changed(inner, change) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: change(inner)
        if key in TEXTS and isinstance(inner, str)
        else [change(text) for text in inner]
        if key in LISTS
        else changed(inner, change)
        for key, inner in value.items()
    }


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.languages: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        inherited = self._open[-1] if self._open else ""
        self._open.append(dict(attrs).get("lang") or inherited)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        self.languages.append((self._open[-1] if self._open else "", data))


def read_html(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def shown(html: str) -> str:
    """Give the text a reader sees, its white space as one space."""
    return flat("".join(read_html(html).texts))


def flat(text: str) -> str:
    return " ".join(text.split())
