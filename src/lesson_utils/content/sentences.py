"""Where sentences end, by a language's marks, abbreviations and first words.

Rules and not a library: the libraries tried on real articles kept quotations whole, or knew no
French. Abbreviations are CLDR's (``abbreviations.json``, made by ``tools/abbreviations.py``) and
those of ``sentences.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: End marks of East Asian scripts, which need no white space after them.
WIDE_ENDS = "。！？｡"
#: What may end a sentence, in every script that has such a mark.
ENDS = ".!?…؟۔।॥።፧፨։။។៕" + WIDE_ENDS
#: What may stand between the end mark and the white space after it; „so“ and »so« close in German.
CLOSERS = "»«”“’‘\"')\\]}」』）】》〉］｣"
_NOTE = r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\*+|†)"
_WIDE_CLOSERS = "”’」』）】》〉］｣"
_END = re.compile(
    rf"[{ENDS}]+(?:[{CLOSERS}]|[ \u00a0\u202f\u2009]»|{_NOTE})*(?=\s|$)"
    rf"|[{WIDE_ENDS}]+[{_WIDE_CLOSERS}]*"
)
#: A row of initials ("U.S.", "J.-P."), or one.
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.[-\u00a0]?)+$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_BEFORE = re.compile(r"[^\s«»“”„\"'’(\[\u2010-\u2015/-]+$")
#: Initials in brackets of their own: "(न.स.)", "(z. B.)".
_BRACKETED = re.compile(r"[(（](?:[^\W\d_][^\s().]{0,3}\.\s?)+[)）]$")
_NUMBER = re.compile(r"(?:^|[^\w.,])(?:\d{1,2}|\d(?:00|25|50|75))$")
#: A surname after an initial: "J. Le Guennec", "A. De Voorbeeld".
#: The initial of a first name: not "plan B.", "vitamin C."
_GIVEN = re.compile(r"(?:(?:^|[,(:;]\s?)[^\W\d_]|(?<!\w)[^\W\d_a-zß-ÿA-EX])$")
_SURNAME = re.compile(r"(?:Le|La|L[’']|De|Du|Des|Di|Da|Van|Von)\s?[^\W\d_a-zß-ÿ][^\W\d_]")
_FIRST_WORD = re.compile(r"[^\W_]+")
#: After a closed quotation, what shows that the sentence goes on: a Japanese particle, or who said
#: it in Chinese.
_GOES_ON = re.compile(r"[\u3041-\u309f]|[^，。！？：；“”「」\s]{0,12}[说道问称答喊說問稱]")
#: A line in brackets: an agency, a note.
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
_WIDE_QUOTE = re.compile(rf"[{_WIDE_CLOSERS}]$")


@dataclass(frozen=True)
class _Words:
    """A language's words: what is cut short, and what begins a sentence."""

    titles: frozenset[str]
    cut_short: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]
    ordinals: bool
    aside: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    folder = Path(__file__).parent
    own = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
    cldr = json.loads((folder / "abbreviations.json").read_text(encoding="utf-8"))
    base = language.split("-", maxsplit=1)[0].lower()
    words = own.get(base, {})

    def listed(field: str) -> frozenset[str]:
        return frozenset(words.get(field, own[""].get(field, "")).split())

    return _Words(
        titles=listed("titles"),
        cut_short=frozenset(cldr.get(base, ())) | listed("more") | listed("numbered"),
        numbered=listed("numbered"),
        starters=listed("starters"),
        ordinals=bool(words.get("ordinals")),
        aside=_aside(words),
    )


def _aside(words: dict[str, Any]) -> re.Pattern[str]:
    """Give the pattern of a page's own lines: "Photo: …", "Read more", "By Anna Example"."""
    labels = "|".join(map(re.escape, words.get("labels", "").split())) or "(?!)"
    asides = "|".join(map(re.escape, words.get("asides", ()))) or "(?!)"
    name = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
    who = rf"\s(?:the\s)?{name}(?:\s{name}){{1,3}}(?:\sstaff|\s?[,|/–-].*)?$"
    by = f"(?i:{words['by']}){who}" if "by" in words else "(?!)"
    credit = rf"(?:{labels})\s[^.!?:]{{1,60}}\s?[/|©]"
    label = rf"{credit}|(?:{labels})\s*(?:[:：・|／/©–—-]|\d|$)"
    dated = rf".*\s[–—|·-]\s(?:{asides}|{labels})\W*\d"
    ends = "|".join(map(re.escape, words.get("ends", "").split())) or "(?!)"
    return re.compile(rf"(?i:{label})|.*(?:{ends})$|(?i:(?:{asides})(?!\w))|(?i:{dated})|{by}")


def sentence_spans(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Give where the sentences of a paragraph begin and end.

    Parameters
    ----------
    text, start, end
        The article, and the paragraph's place in it.
    language
        The article's language code.

    Examples
    --------
    >>> text = "Gov. Doe left on Jan. 5. The U.S. Senate did not."
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text), "en")]
    ['Gov. Doe left on Jan. 5.', 'The U.S. Senate did not.']
    """
    words = _words(language)
    begin = start
    for match in _END.finditer(text, start, end):
        rest = text[match.end() : end]
        following = rest.lstrip()
        stop = match.end()
        says_something = any(map(str.isalpha, text[begin:stop]))
        if not following:
            continue
        if not says_something or _continues(text[begin:stop], match.group(), rest, words):
            continue
        if not _says_more(following):
            continue
        yield begin, stop
        begin = end - len(following)
    if begin < end:
        yield begin, end


def _says_more(following: str) -> bool:
    """Tell whether what follows has a letter before its own end; "(…)" belongs to what it ends."""
    mark = _END.search(following)
    return any(map(str.isalpha, following[: mark.end()] if mark else following))


def _continues(said: str, mark: str, rest: str, words: _Words) -> bool:
    """Tell whether a sentence goes on after what looks like its end."""
    following = rest.lstrip()
    if following[:1].islower():
        return True
    if mark[0] in WIDE_ENDS:
        quoted = _WIDE_QUOTE.search(mark) is not None and following == rest
        return quoted and _GOES_ON.match(following) is not None
    if mark == "." or _BRACKETED.search(said) is None:
        return mark == "." and _cut_short(said, following, words)
    return _FIRST_WORD.match(following) is None or _first(following) not in words.starters


def _cut_short(said: str, following: str, words: _Words) -> bool:
    """Tell whether a full stop is that of an abbreviation, an initial or an ordinal number."""
    before = said[:-1]
    word = match.group() if (match := _BEFORE.search(before)) else ""
    initials = _INITIALS.search(said) is not None
    certain = (
        word in words.titles,
        any(word.endswith(f".{title}") for title in words.titles),
        initials and _INITIAL.match(following) is not None,
        _GIVEN.search(before) is not None and _SURNAME.match(following) is not None,
        following[:1].isdecimal() and _is_numbered(word, words),
    )
    if any(certain):
        return True
    likely = (
        initials,
        words.ordinals and _NUMBER.search(before) is not None,
        word in words.cut_short - words.numbered,
        any(" " in entry and before.endswith(entry) for entry in words.cut_short),
    )
    return any(likely) and _first(following) not in words.starters


def _is_numbered(word: str, words: _Words) -> bool:
    """Tell whether a number may follow: "Nr. 5", "Gartenstr. 7"."""
    street = "str"
    return word in words.numbered or (words.ordinals and word.endswith(street))


def _first(following: str) -> str:
    match = _FIRST_WORD.match(following)
    return match.group() if match else ""


def is_aside(line: str, language: str) -> bool:
    """Tell whether a line is a page's own: a caption, a byline, a link, a row, a lone mark.

    Examples
    --------
    >>> is_aside("Lire aussi : le port rouvre", "fr"), is_aside("Le port rouvre", "fr")
    (True, False)
    """
    if line[:1] in "•·‣▪◦►▶→›>|©" or line.rstrip()[-1:] == "|":
        return True
    if not any(map(str.isalnum, line)) or _IN_BRACKETS.fullmatch(line.strip()):
        return True
    return _words(language).aside.match(line.lstrip("([ ")) is not None
