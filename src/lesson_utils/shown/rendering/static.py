"""The templates: HTML with autoescaping, Markdown with its own, plain text without.

The HTML reads well without style sheets, ids, scripts or controls, since untrusted notebooks and
code hosts strip them.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    select_autoescape,
)
from markupsafe import Markup

from lesson_utils.content.dates import show_date
from lesson_utils.questions import TYPES
from lesson_utils.questions.judging.amounts import show
from lesson_utils.shown.rendering.markdown import escape_markdown
from lesson_utils.shown.rendering.marked import marked_html, marked_text
from lesson_utils.shown.rendering.spoken import lang_attributes, spoken
from lesson_utils.texts import direction, word

_HERE = Path(__file__).resolve().parent


@cache
def _environment(*, markdown: bool = False) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE / "templates"), FunctionLoader(_of_type)]),
        # In Markdown, `finalize` escapes each value before HTML's rules would.
        autoescape=select_autoescape(["html"], default=markdown),
        finalize=escape_markdown if markdown else None,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
    environment.globals["t"] = word
    environment.globals["lang"] = lang_attributes
    environment.globals["article"] = article_attributes
    environment.filters["apart"] = apart
    environment.filters["marked_html"] = marked_html
    environment.filters["marked_text"] = marked_text
    environment.filters["date"] = show_date
    environment.filters["number"] = show_number
    environment.filters["letter"] = letter
    environment.filters["letter_among"] = letter_among
    return environment


def _of_type(template: str) -> str | None:
    """Give a static form of a type of question: ``type/<name>.html`` or ``.txt``."""
    folder, _, file = template.partition("/")
    name, _, suffix = file.rpartition(".")
    if folder != "type" or name not in TYPES:
        return None
    return (TYPES[name].folder / f"static.{suffix}").read_text(encoding="utf-8")


def article_attributes(language: str) -> Markup:
    """Give the attributes of the article's own text: a browser that translates leaves it alone.

    Examples
    --------
    >>> print(article_attributes("fr"))
    translate="no" lang="fr"
    """
    return Markup('translate="no" ') + lang_attributes(language)


def apart(text: object, language: str, side: str = "auto") -> object:
    """Keep a text in its own direction among others, where an article runs leftwards.

    What it is written in is not known: it may quote the article.

    Examples
    --------
    >>> print(apart("a < b", "fr"), apart("a < b", "ar"))
    a < b <span dir="auto">a &lt; b</span>
    """
    if direction(language) == "ltr":
        return text
    return Markup('<span dir="{}">{}</span>').format(side, text)


def show_number(value: float, language: str) -> str:
    """Write a number with the decimal mark of a language.

    Examples
    --------
    >>> show_number(3.5, "fr"), show_number(2013, "en"), show_number(0.00001, "fr")
    ('3,5', '2013', '0,00001')
    """
    return show(value).replace(".", "," if language == "fr" else ".")


def letter(place: int) -> str:
    """Give the letter of a place in a list on paper: ids would tell the order of the key.

    Examples
    --------
    >>> letter(0), letter(27)
    ('a', 'ab')
    """
    letters = string.ascii_lowercase
    before, last = divmod(place, len(letters))
    return (letter(before - 1) if before else "") + letters[last]


def letter_among(wanted: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """Give the letter of the part with an id in a list on paper."""
    return letter(next(place for place, part in enumerate(parts) if part["id"] == wanted))


def render_html(template: str, payload: Mapping[str, Any]) -> str:
    """Render ``templates/<template>.html``: complete, static, every text escaped."""
    return spoken(_environment().get_template(f"{template}.html").render(payload))


def render_text(template: str, payload: Mapping[str, Any]) -> str:
    """Render ``templates/<template>.txt``: complete and terse."""
    return _environment().get_template(f"{template}.txt").render(payload).strip()


def render_markdown(template: str, payload: Mapping[str, Any]) -> str:
    """Render ``templates/<template>.md``: complete, every text escaped."""
    environment = _environment(markdown=True)
    return environment.get_template(f"{template}.md").render(payload).strip()
