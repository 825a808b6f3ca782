"""Stretches of a sentence that may be one name: neighbouring words with capitals, and more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lesson_utils.authoring import calendars, rarity
from lesson_utils.authoring.fullforms import full_forms
from lesson_utils.authoring.institutions import end_of_body
from lesson_utils.authoring.namekinds import any_join, nouns_of
from lesson_utils.authoring.namestarts import (
    INITIALS,
    begins_list,
    begins_sentence,
    first_letter,
    letters_alone,
)
from lesson_utils.authoring.words import CAPITAL, Word, words_in
from lesson_utils.texts import base_language

#: "°C", "5G", "117th Avenue".
_NO_NAME = re.compile(r"(?:°|\d|\d(?:st|nd|rd|th|e|er)\s)$")
CAPITALS = 2
#: "« La Mouette »", "The “Old Gull”": the article belongs to what the marks hold.
_QUOTED = re.compile(r"[«“„‘\"][ \u00a0\u202f]?(?P<article>[^\W\d_]{1,3}(?:[’']|\s))$")
_UNQUOTED = re.compile(r"[ \u00a0\u202f]?[»”“’\"]")
#: "St. Brand": the full stop ends no name.
_SAINT = re.compile(r"(?:S[tT]e?|M[tT]|F[tT]|Sta|Sto)\.\s")
#: "EE. UU."
_DOUBLED = re.compile(r"(?P<letter>[A-Z])(?P=letter)\.\s(?P<other>[A-Z])(?P=other)")
#: "Ph.D."
_DEGREE = re.compile(rf"\.{CAPITAL}")
#: "the Farby-based firm": the name ends before it.
_BASED = {
    "nl": re.compile(r"-(?:leider|voorzitter|minister|lijsttrekker|fractie|kamerlid|topman)$"),
    "en": re.compile(
        r"-(?:based|born|led|owned|style|backed|bound|area|made|funded|controlled|held|run|wide|only"
        r"|like|trained|educated|listed|registered|flagged|built|appointed|occupied|related)$"
    ),
}
_MINISTRIES = frozenset(
    {"Ministry", "Department", "Ministère", "Ministerio", "Ministério", "Ministero", "Federación"}
)
#: "King’s Lynn", "Land’s End".
_OWNERS = frozenset({"King", "Queen", "Prince", "Land"})
#: "XIXe siècle", "Covid-19".
_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème|th|º)?")
_NUMBERED = re.compile(r"-\d+\b")
#: A word this common in small letters begins a sentence, and is no name (Zipf).
COMMON = 3.0


@dataclass(frozen=True)
class Run:
    """Neighbouring words that make one name, and whether they may just begin a sentence."""

    start: int
    end: int
    first: Word
    last: Word
    words: int
    begins: bool


def name_runs(text: str, start: int, end: int, language: str) -> Iterator[Run]:
    """Give what may be names in a sentence, with what an abbreviation shows to be one name."""
    if _shouted(text[start:end]):
        return
    taken: list[Run] = []
    for form in full_forms(text, start, end, language):
        words = words_in(text, language, form.start, form.end)
        short = form.abbreviation
        taken += [
            Run(form.start, form.end, words[0], words[-1], form.words, begins=False),
            Run(short.start, short.end, short, short, 1, begins=False),
        ]
    found = list(_runs(text, start, end, language))
    found += [Run(w.start, w.end, w, w, 1, begins=False) for w in letters_alone(text, start, end)]
    for run in found:
        if not any(other.start < run.end and run.start < other.end for other in taken):
            taken.append(run)
    yield from sorted(taken, key=lambda run: run.start)


def is_common(word: str, language: str) -> bool:
    """Tell whether a language has a word in small letters as well."""
    return rarity.known(language) and rarity.zipf(word.casefold(), language) >= COMMON


@cache
def stop_words(language: str) -> frozenset[str]:
    """Give the most common words: none of them begins a name at a sentence's beginning."""
    from wordfreq import top_n_list  # noqa: PLC0415 - an author's tool

    count = 300
    starts = frozenset(word.casefold() for word in nouns_of(language)["starts"])
    if not rarity.known(language):
        return starts
    return starts | frozenset(top_n_list(base_language(language), count))


def _shouted(sentence: str) -> bool:
    """Tell whether a sentence is written in capitals: they tell no name apart."""
    letters = [letter for letter in sentence if letter.isalpha()]
    small, words = sum(map(str.islower, letters)), len(sentence.split())
    return words > 1 and (not small or (words > CAPITALS and small * 4 < len(letters)))


def _runs(text: str, start: int, end: int, language: str) -> Iterator[Run]:
    """Give the stretches of neighbouring words that have a capital."""
    nouns = nouns_of(language)
    join = re.compile(rf"(?:\s+(?:{any_join(nouns)}))?(?:\s+|(?<=[’'])){INITIALS}*|\s&\s|\.?-")
    run: Run | None = None
    for word in words_in(text, language, start, end):
        if not word.text[0].isupper() or not word.whole or _is_i(word.text, language):
            continue
        before = text[start : word.start]
        if len(word.text) == 1 and text[word.end : word.end + 1] == ".":
            continue
        if _ends_names(text, word, before, run, language):
            if run is not None:
                yield from _whole(text, run, end, language)
            run = None
            continue
        cut = _based(word, language)
        if (
            run is not None
            and _joined(text, run, cut, join, nouns)
            and not _next_line(text, run, cut)
            and not _apart(text, run, cut, language)
        ):
            run = replace(run, end=cut.end, last=cut, words=run.words + 1)
            continue
        if run is not None:
            yield from _whole(text, run, end, language)
        begins = begins_sentence(before, nouns) and not begins_list(text, cut, before, language)
        if begins and cut.text.casefold() in stop_words(language):
            run = None
            continue
        first = first_letter(text, start, cut, begins, language)
        run = Run(first, cut.end, cut, cut, 1, begins)
    if run is not None:
        yield from _whole(text, run, end, language)


def _ends_names(text: str, word: Word, before: str, run: Run | None, language: str) -> bool:
    """Tell whether a word with a capital is no part of a name: "Mrs", "Monday", "Ph.D."."""
    nouns = nouns_of(language)
    number = run is not None and _joined_number(text, run, word, language)
    if (
        (len(word.text) == 1 and not number)
        or _NO_NAME.search(before)
        or _DEGREE.match(text, word.end)
    ):
        return True
    shouted = re.search(rf"({CAPITAL}{{2,}})\s$", before) if word.text.isupper() else None
    if shouted is not None and shouted[1].casefold() in stop_words(language):
        return True
    if _is_title(text, word, nouns):
        return True
    if not _in_calendar(text, word, language):
        return False
    named = run is not None and run.last.text in nouns["days"]
    return not (named and run is not None and text[run.end : word.start] == " ")


def _joined_number(text: str, run: Run, word: Word, language: str) -> bool:
    """Tell whether a letter is a ruler's number: "João Paulo I"; in English it may be "I"."""
    beside = text[run.end : word.start] == " " and base_language(language) != "en"
    return beside and word.text in {"I", "V", "X"}


def _in_calendar(text: str, word: Word, language: str) -> bool:
    """Tell whether a word is a day's or a month's name, perhaps cut short beside a number."""
    said = word.text.casefold()
    known = calendars.long_month_names(language) | calendars.day_names(language)
    if said in known or said.removesuffix("s") in known:
        return True
    _, months = calendars.months(language)
    beside = re.match(r"\.?\s\d", text[word.end : word.end + 4])
    return said in months and beside is not None


def _joined(
    text: str, run: Run, word: Word, join: re.Pattern[str], nouns: dict[str, frozenset[str]]
) -> bool:
    between = text[run.end : word.start]
    if between.strip() in nouns["for"] - nouns["joins"] and run.last.text not in nouns["bodies"]:
        return False
    also = {f"{join} {of}" for join in nouns["also"] for of in ("de", "de la", "de l’", "de l'")}
    if run.first.text in _MINISTRIES and run.words > 1 and between.strip() in also:
        return True
    owner = between in {"’s ", "'s "}
    return (
        join.fullmatch(between) is not None
        or _DOUBLED.fullmatch(text, run.start, word.end) is not None
        or (owner and (word.text in nouns["halls"] or run.first.text in _OWNERS))
        or _SAINT.fullmatch(text, run.start, word.start) is not None
    )


def _next_line(text: str, run: Run, word: Word) -> bool:
    """Tell whether a word begins a line after a short one: that is no line broken by its length."""
    least = 50
    begin = text.rfind("\n", 0, run.end) + 1
    return "\n" in text[run.end : word.start] and run.end - begin < least


def _is_title(text: str, word: Word, nouns: dict[str, frozenset[str]]) -> bool:
    """Tell whether a word is said before a name and is no part of it: "Mrs", "Gov.", "No."."""
    after = text[word.end : word.end + 2]
    # English titles are parts of names too: "King Street", "Prince Edward Island".
    title = word.text.casefold() in nouns["titles"] and not nouns["heads"]
    named = re.compile(rf"\s(?:(?:{any_join(nouns)})\s)?{CAPITAL}").match(text, word.end)
    if (title or word.text in nouns["courtesy"]) and named:
        return True
    return after[:1] == "." and (word.text in nouns["titles"] or word.text in {"No", "Nr"})


def _apart(text: str, run: Run, word: Word, language: str) -> bool:
    """Tell whether two names are joined by "of" or stand side by side without being one."""
    nouns = nouns_of(language)
    between = re.sub(rf"(?<=\s){INITIALS}+$", "", text[run.end : word.start]).strip()
    first = run.first.text
    if run.begins and run.words == 1:
        if first.casefold() in stop_words(language):
            return True
        if word.text.isupper() and not first.isupper():
            return is_common(first, language)
    if run.last.text.isupper() and word.text.isupper() and between in nouns["joins"]:
        return True
    if between == "van":
        return re.search(r"\svan\s", text[run.start : run.end]) is not None
    return between in {"of", "of the", "de", "di"} and _of_apart(text, run, between, language)


def _of_apart(text: str, run: Run, of: str, language: str) -> bool:
    """Tell whether "of" stands between two names: "Anna Example of Farby"."""
    nouns, first = nouns_of(language), run.first.text
    if {first, run.last.text} & nouns["bodies"]:
        return False
    if run.words > 1 or _after_title(text, run, nouns):
        return True
    common = is_common(first, language) and "-" not in first
    return common if run.begins else of.startswith("of") and not common


def _after_title(text: str, run: Run, nouns: dict[str, frozenset[str]]) -> bool:
    """Tell whether a person's title stands before a name."""
    said = re.search(r"([^\W\d_]+)\.?\s$", text[max(0, run.start - 30) : run.start])
    return said is not None and said[1] in nouns["titles"]


def _whole(text: str, run: Run, end: int, language: str) -> Iterator[Run]:
    """Give a name with what it has beside its capitals; nothing for a people's."""
    nouns = nouns_of(language)
    quoted = _QUOTED.search(text[max(0, run.start - 8) : run.start])
    if quoted and quoted["article"][0].isupper() and _UNQUOTED.match(text, run.end):
        start = run.start - len(quoted["article"])
        yield replace(run, start=start, words=run.words + 1, begins=False)
        return
    said = run.first.text
    if run.words == 1 and (said in nouns["peoples"] or said.removesuffix("s") in nouns["peoples"]):
        return
    if run.words == 1 and (said.casefold() in nouns["titles"] or _ROMAN.fullmatch(said)):
        return
    if number := _NUMBERED.match(text, run.end):
        run = replace(run, end=number.end())
    if _DOUBLED.fullmatch(text, run.start, run.end) and text[run.end : run.end + 1] == ".":
        run = replace(run, end=run.end + 1)
    last = said if run.words == 1 else run.last.text
    alone = run.words == 1 or last in nouns["nouns"]
    longer = end_of_body(text, run.end, end, last, language) if alone else run.end
    if longer is not None:
        more = longer > run.end
        yield replace(run, end=longer, words=run.words + more)


def _based(word: Word, language: str) -> Word:
    """Leave out what a name is only a part of: "Farby-based"."""
    based = _BASED.get(base_language(language))
    said = based.sub("", word.text) if based else word.text
    return Word(word.start, word.start + len(said), said)


def _is_i(word: str, language: str) -> bool:
    """Tell whether a word is the English "I", alone or with what it is joined to."""
    return base_language(language) == "en" and re.split(r"[’']", word)[0] == "I"
