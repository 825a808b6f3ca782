"""Where a name begins: letters and articles that belong to it, and where a sentence just begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesson_utils.authoring import calendars
from lesson_utils.authoring.namekinds import any_join, nouns_of
from lesson_utils.authoring.words import CAPITAL, SMALL, Word

#: After these a sentence begins, of somebody's own words perhaps.
_OPENERS = '«“"„‘(—–-:.!?…¿¡[]•>›→»|©'
#: The mark that closes a quotation in most languages opens it in Finnish and Swedish.
_OPENS_ELSEWHERE = re.compile(r"(?:^|\s)”$")
#: The number of a point or a foot-note.
_NUMBERED = re.compile(r"(?:^|\n)\s*\(?\d{1,2}[.)]$")
#: Letters of a name between full stops: "Walter A. Example", "the U.S. Coast Guard".
INITIALS = rf"(?:{CAPITAL}\.[\s-]?)"
#: "J.T. left", "in the U.S.": letters that no name follows.
_LETTERS = re.compile(rf"(?<![\w.])(?:{CAPITAL}\.){{2,}}(?!\w|\s?{CAPITAL}{SMALL})")
_NO_LETTERS = frozenset({"A.M.", "P.M.", "B.C.", "A.D.", "P.S.", "O.K.", "N.B.", "R.I.P."})
#: "L’Oréal", "D’Annunzio": away from a sentence's beginning such a capital is the name's own.
_OWN_ARTICLE = re.compile(r"(?<!\w)[LD][’']$")


def begins_sentence(before: str, nouns: dict[str, frozenset[str]]) -> bool:
    """Tell whether a word begins its sentence, or what somebody says in it."""
    opened = before.rstrip()
    if not opened:
        return True
    if re.fullmatch(r"[^\W\d_]\.", opened):
        return True
    word = re.search(r"[^\W\d_]+(?=\.$)", opened)
    if word is not None:
        titles = nouns["titles"]
        said = word.group()
        if said in titles or said.capitalize() in titles or len(said) == 1:
            return False
    return (
        opened[-1] in _OPENERS
        or _OPENS_ELSEWHERE.search(opened) is not None
        or _NUMBERED.search(opened) is not None
    )


def begins_list(text: str, word: Word, before: str, language: str) -> bool:
    """Tell whether a word begins a list of names in brackets: "(Brest, Lorient et Toulon)"."""
    held = re.match(r"[^()]+(?=\))", text[word.start : word.start + 200])
    if not re.search(r"\w\s\($", before) or held is None or "," not in held.group():
        return False
    small = set(calendars.words_around(language).get("and", "").split("|"))
    small |= nouns_of(language)["joins"]
    words = re.findall(r"[^\W\d_][\w’'-]*", held.group())
    return all(said[0].isupper() or said in small for said in words)


def first_letter(text: str, start: int, word: Word, begins: bool, language: str) -> int:  # noqa: FBT001 - one of a run's own
    """Give where a name begins that has letters before its first word: "J. de Example"."""
    nouns = nouns_of(language)
    before = text[start : word.start]
    initials = re.search(rf"(?<!\w)(?P<letters>{INITIALS}+)(?:(?:{any_join(nouns)})\s)?$", before)
    if initials is not None:
        title = initials["letters"].strip().removesuffix(".") in nouns["titles"]
        first = start + initials.start()
        # "D. Amélia" is Dona Amélia in a sentence, and may be anybody in a caption.
        return word.start if title and not begins_sentence(text[start:first], nouns) else first
    article = _OWN_ARTICLE.search(before)
    if article is not None and not begins and not begins_sentence(before[: article.start()], nouns):
        return start + article.start()
    return word.start


def letters_alone(text: str, start: int, end: int) -> Iterator[Word]:
    """Give the letters that stand for a name: "J.T. left"."""
    for match in _LETTERS.finditer(text, start, end):
        if match.group() not in _NO_LETTERS:
            yield Word(*match.span(), match.group())
