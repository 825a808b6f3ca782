"""Capitalised names in running text, for languages whose capitals tell names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lesson_utils.authoring import calendars, rarity
from lesson_utils.authoring.fullforms import full_forms
from lesson_utils.authoring.namekinds import Kind, kind_of, nouns_of
from lesson_utils.authoring.words import Word, words_in
from lesson_utils.content.model import Article
from lesson_utils.texts import base_language

#: Every noun has a capital.
_NOUNS_CAPITAL = frozenset({"de", "lb"})
#: After these a sentence begins, of somebody's own words perhaps.
_OPENERS = '«“"„‘(—–-:.!?…¿¡[]•>©'
#: "°C", "117th Avenue", "20 C".
_NO_NAME = re.compile(r"(?:°|(?<![12]\d\d)\d\s?|\d(?:st|nd|rd|th|e|er)\s)$")
#: Letters of a name between full stops: "Walter A. Example", "the U.S. Coast Guard".
_INITIALS = r"(?:[^\W\d_a-zß-öø-ÿ]\.[\s-]?)"
#: A body's name goes on in small letters: "Conseil constitutionnel", "Corte di cassazione".
_SMALL = r"(?P<word>[a-zà-öø-ÿœ]{3,})(?:\s(?P<more>[a-zà-öø-ÿœ]+))?"
_ADJECTIVE = {
    "fr": r"(?:al|ale|ales|aux|el|elle|elles|éen|éenne|ique|iques|aire|aires|ain|aine|ien|ienne"
    r"|ais|aise|ois|oise|if|ive|eur|eure|ier|ière|é|ée|és|ées|unies)$",
    "es": r"(?:al|ales|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|ado|ada|or|ora|ense|és|esa|nidas)$",
    "pt": r"(?:al|ais|eu|eia|ico|ica|ário|ária|ano|ana|ivo|iva|or|ora|ense|ês|esa|nidas)$",
    "it": r"(?:ale|ali|eo|ea|ico|ica|ario|aria|ano|ana|ivo|iva|ore|ese|nite)$",
}
_CAPITALS = 2
#: "« La Mouette »", "The “Old Gull”": the article belongs to what the marks hold.
_QUOTED = re.compile(r"[«“„‘\"][ \u00a0\u202f]?(?P<article>[^\W\d_]{1,3}(?:[’']|\s))$")
_UNQUOTED = re.compile(r"[ \u00a0\u202f]?[»”“’\"]")
#: "St. Brand": the full stop ends no name.
_SAINT = re.compile(r"(?:S[tT]e?|M[tT]|F[tT]|Sta|Sto)\.\s")
#: "EE. UU."
_DOUBLED = re.compile(r"(?P<letter>[A-Z])(?P=letter)\.\s(?P<other>[A-Z])(?P=other)")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
#: A word this common in small letters begins a sentence, and is no name (Zipf).
_COMMON = 3.0


@dataclass(frozen=True)
class FoundName:
    """A name where it first stands, and how often; "name" where its kind is not certain."""

    start: int
    end: int
    text: str
    kind: Kind
    count: int


@dataclass(frozen=True)
class _Run:
    """Neighbouring words with capitals, and whether they may just begin a sentence."""

    start: int
    end: int
    first: Word
    words: int
    begins: bool


def tells_names(text: str, language: str) -> bool:
    """Tell whether capitals tell names: not in German, nor in a script without case.

    Examples
    --------
    >>> tells_names("LG를 항구에 보냈다. press@example.org", "ko")
    False
    """
    letters = [letter for letter in _ADDRESS.sub("", text) if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return small * 2 > len(letters) and not nouns_have_capitals(language)


def nouns_have_capitals(language: str) -> bool:
    """Tell whether a language writes every noun with a capital."""
    return base_language(language) in _NOUNS_CAPITAL


def find_names(article: Article) -> list[FoundName]:
    """Find the names of an article, each once, in the order in which they first stand.

    A name that only begins sentences is one where its words never stand in small letters and are
    no common words. A kind is said where it is certain: a person after a title, a body by its
    first word, a place after a preposition of place.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> text = "The ferry leaves Saint Brand for Aldmouth. We met in Aldmouth."
    >>> article = split_article(text, "en")
    >>> [(name.text, name.kind, name.count) for name in find_names(article)]
    [('Saint Brand', 'name', 1), ('Aldmouth', 'place', 2)]
    """
    text, language = article.text, article.language
    runs = [
        run
        for sentence in article.sentences
        for run in _named(text, sentence.start, sentence.end, language)
    ]
    certain = {text[run.start : run.end].casefold() for run in runs if not run.begins}
    small = {word.text for word in words_in(text, language) if word.text.islower()}
    kept: dict[str, list[_Run]] = {}
    for run in runs:
        name = text[run.start : run.end]
        if not run.begins or name.casefold() in certain or _is_name(run, name, small, language):
            kept.setdefault(name.casefold(), []).append(run)
    return [
        FoundName(
            same[0].start,
            same[0].end,
            text[same[0].start : same[0].end],
            kind_of(text, [(run.start, run.end) for run in same], same[0].first.text, language),
            len(same),
        )
        for same in kept.values()
    ]


def _is_name(run: _Run, name: str, small: set[str], language: str) -> bool:
    """Tell whether words that only begin sentences are a name all the same."""
    if name.isupper() and len(name) >= _CAPITALS:
        return True
    if re.search(r"-[^\W\d_a-zß-öø-ÿ]", run.first.text):
        return True
    first = run.first.text.casefold()
    if first in small:
        return False
    if rarity.known(language):
        return rarity.commonness(first, language) < _COMMON or (
            run.words >= _CAPITALS and first not in _stop_words(language)
        )
    return run.words >= _CAPITALS


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Give the most common words: none of them begins a name at a sentence's beginning."""
    from wordfreq import top_n_list  # noqa: PLC0415 - an author's tool

    count = 300
    if not rarity.known(language):
        return frozenset()
    return frozenset(top_n_list(base_language(language), count))


def _named(text: str, start: int, end: int, language: str) -> Iterator[_Run]:
    """Give the names of a sentence, with what an abbreviation shows to be one name."""
    forms = list(full_forms(text, start, end, language))
    for form in forms:
        first = words_in(text, language, form.start, form.end)[0]
        yield _Run(form.start, form.end, first, form.words, begins=False)
    for run in _runs(text, start, end, language):
        if not any(form.start < run.end and run.start < form.end for form in forms):
            yield run


def _runs(text: str, start: int, end: int, language: str) -> Iterator[_Run]:
    """Give the stretches of neighbouring words that have a capital."""
    nouns = nouns_of(language)
    joins = "|".join(re.escape(join).replace("’", "[’']") for join in nouns["joins"])
    join = re.compile(rf"(?:\s+(?:{joins}))?(?:\s+|(?<=[’'])){_INITIALS}*|\.?-")
    words = [
        word
        for word in words_in(text, language, start, end)
        if word.text[0].isupper() and word.whole and not _is_i(word.text)
    ]
    calendar = _calendar(language)
    run: _Run | None = None
    for word in words:
        before = text[start : word.start]
        alone = len(word.text) == 1
        title = _is_title(text, word, nouns)
        if alone and text[word.end : word.end + 1] == ".":
            continue
        if alone or title or word.text.casefold() in calendar or _NO_NAME.search(before):
            if run is not None:
                yield _whole(text, run, end, language)
            run = None
            continue
        joined = run is not None and (
            join.fullmatch(text[run.end : word.start])
            or _DOUBLED.fullmatch(text, run.start, word.end)
            or (word.text in nouns["halls"] and text[run.end : word.start] in {"’s ", "'s "})
            or _SAINT.fullmatch(text, run.start, word.start)
        )
        if (
            run is not None
            and joined
            and not _next_line(text, run, word)
            and not _apart(text, run, word, language)
        ):
            run = _Run(run.start, word.end, run.first, run.words + 1, run.begins)
            continue
        if run is not None:
            yield _whole(text, run, end, language)
        begins = _begins(before, nouns)
        if begins and word.text.casefold() in _stop_words(language):
            run = None
            continue
        run = _Run(_with_initials(text, start, word, joins), word.end, word, 1, begins)
    if run is not None:
        yield _whole(text, run, end, language)


def _next_line(text: str, run: _Run, word: Word) -> bool:
    """Tell whether a word begins a line after a short one: that is no line broken by its length."""
    least = 50
    begin = text.rfind("\n", 0, run.end) + 1
    return "\n" in text[run.end : word.start] and run.end - begin < least


def _is_title(text: str, word: Word, nouns: dict[str, frozenset[str]]) -> bool:
    """Tell whether a word is said before a name and is no part of it: "Mrs", "Gov.", "No."."""
    after = text[word.end : word.end + 2]
    if word.text in nouns["courtesy"] and after[:1].isspace() and after[1:].isupper():
        return True
    return after[:1] == "." and (word.text in nouns["titles"] or word.text in {"No", "Nr"})


def _begins(before: str, nouns: dict[str, frozenset[str]]) -> bool:
    """Tell whether a word begins its sentence, or what somebody says in it."""
    opened = before.rstrip()
    if not opened:
        return True
    if re.fullmatch(r"[^\W\d_]\.", opened):
        return True
    word = re.search(r"[^\W\d_]+(?=\.$)", opened)
    if word is not None and (word.group() in nouns["titles"] or len(word.group()) == 1):
        return False
    return opened[-1] in _OPENERS


def _with_initials(text: str, start: int, word: Word, joins: str) -> int:
    """Give where a name begins that has initials before its first word: "J. de Example"."""
    initials = re.search(
        rf"(?<!\w)(?P<letters>{_INITIALS}+)(?:(?:{joins})\s)?$", text[start : word.start]
    )
    titles = {"M."}
    if initials is None or initials["letters"].strip() in titles:
        return word.start
    return start + initials.start()


def _apart(text: str, run: _Run, word: Word, language: str) -> bool:
    """Tell whether two names are joined by "of" or "and" without being one."""
    between = text[run.end : word.start].strip()
    if run.begins and run.words == 1 and word.text.isupper() and not run.first.text.isupper():
        return _is_common(run.first.text, language)
    of = between in {"of", "of the", "de", "di"}
    first = run.first.text
    if not of or first in nouns_of(language)["bodies"]:
        return False
    return run.words > 1 or (run.begins and _is_common(first, language))


def _is_common(word: str, language: str) -> bool:
    return rarity.known(language) and rarity.zipf(word.casefold(), language) >= _COMMON


def _whole(text: str, run: _Run, end: int, language: str) -> _Run:
    """Add what a body's name has in small letters."""
    nouns, base = nouns_of(language), base_language(language)
    quoted = _QUOTED.search(text[max(0, run.start - 8) : run.start])
    if quoted and quoted["article"][0].isupper() and _UNQUOTED.match(text, run.end):
        start = run.start - len(quoted["article"])
        return _Run(start, run.end, run.first, run.words + 1, begins=False)
    if run.words > 1 and base in {"es", "pt"} and text.startswith("D. ", run.start):
        return _Run(run.first.start, run.end, run.first, run.words, begins=False)
    if run.words > 1 or run.first.text not in nouns["bodies"] or base not in _ADJECTIVE:
        return run
    joins = "|".join(re.escape(join).replace("’", "[’']") for join in nouns["joins"])
    rest = re.compile(rf"\s(?P<of>(?:{joins})(?:\s|(?<=[’'])))?{_SMALL}")
    adjective = re.compile(_ADJECTIVE[base])
    match = rest.match(text, run.end, end)
    if match is None or not (match["of"] or adjective.search(match["word"])):
        return run
    more = match["of"] and match["more"] and adjective.search(match["more"])
    return _Run(
        run.start, match.end("more" if more else "word"), run.first, run.words + 1, run.begins
    )


@cache
def _calendar(language: str) -> frozenset[str]:
    return calendars.long_month_names(language) | calendars.day_names(language)


def _is_i(word: str) -> bool:
    """Tell whether a word is the English "I", alone or with what it is joined to."""
    return re.split(r"[’']", word)[0] == "I"
