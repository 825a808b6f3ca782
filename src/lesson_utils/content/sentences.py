"""Where sentences end, by a language's marks, abbreviations and first words.

Rules and not a library: the libraries tried on real articles kept quotations whole, or knew no
French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lesson_utils.content.sentencewords import Words, words_of

#: End marks of East Asian scripts, which need no white space after them.
WIDE_ENDS = "。！？｡"
#: What may end a sentence, in every script that has such a mark.
ENDS = ".!?…؟۔।॥།።፧፨։။។៕" + WIDE_ENDS
#: What may stand between the end mark and the white space after it; „so“ and »so« close in German.
CLOSERS = "»«”“’‘\"')\\]}」』）】》〉］｣"
_NOTE = r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\*+|†)"
_WIDE_CLOSERS = "”’」』）】》〉］｣"
#: A row of initials ("U.S.", "J.-P."), or one; "6e." and "m/s." are none.
_INITIALS = re.compile(r"(?<![\w/])(?:[^\W\d_]\.[-\u00a0]?)+$")
#: Who speaks in an interview: "P. ¿Y si no?".
_LABEL = re.compile(r"[A-ZÀ-Þ]{1,2}\.")
#: A unit after its number: "5 e.", "12 m."
_UNIT = re.compile(r"\d[ \u00a0\u202f](?P<unit>[^\W\d_])$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_BEFORE = re.compile(r"[^\s«»“”„\"'’(\[\u2010-\u2015/-]+$")
#: Initials in brackets of their own: "(न.स.)", "(z. B.)".
_BRACKETED = re.compile(r"[(（](?:[^\W\d_][^\s().]{0,3}\.\s?)+[)）]$")
_NUMBER = re.compile(r"(?:^|[^\w.,:])(?:\d{1,2}|\d(?:00|25|50|75))$")
#: What comes after "p.", "approx.", "sec.": a number, an amount, a Roman number.
_COUNTED = re.compile(r"[~±<>≈]?\s?[$€£¥₹]?\d|[IVXLC]+\b")
_AFTER_ABBREVIATION = re.compile(r"(?P<word>[^\W\d_]+)\.\s?\d+$")
#: A surname after an initial: "J. Le Guennec", "A. De Voorbeeld".
#: The initial of a first name: not "plan B.", "vitamin C."
_GIVEN = re.compile(r"(?:(?:^|[,(:;]\s?)[^\W\d_]|(?<!\w)[^\W\d_a-zß-ÿA-EX])$")
_SURNAME = re.compile(r"(?:Le|La|L[’']|De|Du|Des|Di|Da|Van|Von)\s?[^\W\d_a-zß-ÿ][^\W\d_]")
#: "el C.E.I.P. Los Tejos", "le E.H.P.A.D. Les Tilleuls": what a house is, before its name.
_HOUSE = re.compile(
    r"(?:\b(?:[Ee]l|[Aa]l|[Dd]el|[Uu]n|[Ll]e|[Aa]u|[Dd]u)\s|[lL][’'])(?:[A-Z]\.){3,}$"
)
_ITS_NAME = re.compile(r"(?:Los|Las|El|La|Les|Le)\s[A-ZÀ-Þ]\w")
#: A sentence's first word, after the marks that open a quotation or a speech.
_FIRST_WORD = re.compile(r"[\s«»“”„\"'‘’「『(\[¿¡—–-]*([^\W_]+)")
#: Who spoke, after a dash: "— сказал мастер", "—gritó".
_SPOKE = re.compile(r"[—–-]\s?(?P<letter>\w)")
#: After a closed quotation, what shows that the sentence goes on: a Japanese particle, or who said
#: it in Chinese.
_GOES_ON = {
    "ja": re.compile(r"[\u3041-\u309f]"),
    "zh": re.compile(r"[^，。！？：；“”「」\s]{0,12}[说道问称答喊說問稱]"),
}
#: A quotation's last mark, and a comma: French writes "« … . », dit-il" with spaces.
_CLOSED = re.compile(r"[»”]?[,;:]")
#: A line in brackets: an agency, a note.
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
#: What stands after the end mark and belongs to the sentence: "(AP)", "（资料图）".
_NOTE_AFTER = re.compile(rf"[(（\[][^()（）{ENDS}]{{1,40}}[)）\]]")
_WIDE_QUOTE = re.compile(rf"[{_WIDE_CLOSERS}]$")
_LINE = re.compile(r"[^\n]+")
#: A point of a list, by its mark.
_ITEM = re.compile(r"(?P<mark>[•·‣▪◦►▶→*–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
#: A heading in figures: a chapter's number, a year, two years.
_NUMERAL = re.compile(r"\W*\d{1,4}(?:\s?[-–—/]\s?\d{1,4})?\W*")
#: A time of day, and how few words say no more than when.
_TIME = re.compile(r"\b\d{1,2}(?:\s?(?:h|:|u|時|时|点|點|시)\s?|[.](?=\d{2}(?!\d|[.])))(?:\d{2})?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ALPHABETIC = re.compile(r"[^\W\d_]+")
_FEW_WORDS, _MANY_DIGITS = 5, 8
#: A longer line is no page's own, whatever it begins with.
_LONGEST_ASIDE = 400
#: So many times does a row of a table, or of links, divide its line.
_CELLS = 2
#: A web or e-mail address, somebody's name on a network, a tag.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S*@\S+|#[^\W\d]\S*")


@cache
def _end(more: str) -> re.Pattern[str]:
    """Give the pattern of a sentence's end, with a language's own marks."""
    return re.compile(
        rf"[{ENDS}{more}]+(?:[{CLOSERS}]|[ \n\u00a0\u202f\u2009]»|{_NOTE})*(?=\s|$)"
        rf"|[{WIDE_ENDS}]+[{_WIDE_CLOSERS}]*"
    )


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
    words = words_of(language)
    for first, last in _stretches(text, start, end, language):
        yield from _spans(text, first, last, words)


def _spans(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _end(words.ends).finditer(text, start, end):
        rest = text[match.end() : end]
        following = rest.lstrip()
        stop = match.end()
        says_something = any(map(str.isalpha, text[begin:stop]))
        if not following:
            continue
        if not says_something or _continues(text[begin:stop], match.group(), rest, words):
            continue
        if not _says_more(following, words):
            continue
        yield begin, stop
        begin = end - len(following)
    if begin < end:
        yield begin, end


def _stretches(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at its lines that are a page's own or points of a list."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, start, end)]
    written = [text[first:last].strip() for first, last in lines]
    marks = list(map(item_mark, written))
    begin, aside = start, False
    for index, (first, _) in enumerate(lines):
        line = written[index]
        before = written[index - 1] if index else ""
        apart = not index or aside or ends_sentence(before)
        after_aside, aside = aside, apart and begins_sentence(line) and is_aside(line, language)
        listed = marks[index] and marks.count(marks[index]) > 1
        point = listed and begins_sentence(line) and before[-1:] not in {",", ";"}
        if index and (after_aside or aside or point):
            yield begin, begin + len(text[begin:first].rstrip())
            begin = first + len(text[first:end]) - len(text[first:end].lstrip())
    if begin < end:
        yield begin, end


def item_mark(line: str) -> str:
    """Give the mark of a point of a list, "1" for any number; "" where a line is none.

    Examples
    --------
    >>> item_mark("- bread"), item_mark("2) milk"), item_mark("2 litres")
    ('-', '1', '')
    """
    mark = match["mark"] if (match := _ITEM.match(line)) else ""
    return "1" if any(map(str.isdecimal, mark)) else mark


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return line.rstrip(f"{CLOSERS} \u00a0\u202f*†")[-1:] in set(ENDS)


def begins_sentence(line: str) -> bool:
    """Tell whether a line begins as a sentence may: not in the middle of one."""
    return not next(filter(str.isalnum, line), "").islower()


def _says_more(following: str, words: Words) -> bool:
    """Tell whether what follows has a letter before its own end; "(…)" belongs to what it ends."""
    mark = _end(words.ends).search(following)
    return any(map(str.isalpha, following[: mark.end()] if mark else following))


def _continues(said: str, mark: str, rest: str, words: Words) -> bool:
    """Tell whether a sentence goes on after what looks like its end."""
    following = rest.lstrip()
    spoke = None if "\n" in rest[: -len(following)] else _SPOKE.match(following)
    if _NOTE_AFTER.fullmatch(following.strip()):
        return True
    if _CLOSED.match(following) or following[:1].islower() or (spoke and spoke["letter"].islower()):
        return True
    if mark[0] in WIDE_ENDS:
        quoted = _WIDE_QUOTE.search(mark) is not None and following == rest
        goes_on = _GOES_ON.get(words.language)
        return quoted and goes_on is not None and goes_on.match(following) is not None
    if mark == "." or _BRACKETED.search(said) is None:
        return mark == "." and _cut_short(said, following, words)
    return not _first(following) or _first(following) not in words.starters


def _cut_short(said: str, following: str, words: Words) -> bool:
    """Tell whether a full stop is that of an abbreviation, an initial or an ordinal number."""
    before = said[:-1]
    if any(_closes(before, entry) for entry in words.closing):
        return False
    word = match.group() if (match := _BEFORE.search(before)) else ""
    if before.strip() == word and word[:1].isupper():
        small = word[0].lower() + word[1:]
        word = small if small in words.titles | words.cut_short else word
    unit = _UNIT.search(before)
    counted = unit is not None and unit["unit"].islower() and word not in words.cut_short
    initials = _INITIALS.search(said) is not None and not counted
    certain = (
        word in words.titles,
        any(word.endswith(f".{title}") for title in words.titles),
        initials and (following[0] in "—–" or _INITIAL.match(following) is not None),
        _LABEL.fullmatch(said) is not None,
        _GIVEN.search(before) is not None and _SURNAME.match(following) is not None,
        _HOUSE.search(said) is not None and _ITS_NAME.match(following) is not None,
        _COUNTED.match(following) is not None and _is_numbered(word, words),
    )
    if any(certain):
        return True
    likely = (
        initials,
        _is_ordinal(before, words),
        word in words.cut_short - words.numbered,
        any(" " in entry and before.endswith(entry) for entry in words.cut_short),
    )
    return any(likely) and _first(following) not in words.starters


def _closes(before: str, entry: str) -> bool:
    """Tell whether a text ends in a word that ends what it belongs to: "etc", "50 a. C"."""
    return before.endswith(entry) and not before[: -len(entry)][-1:].isalnum()


def _is_ordinal(before: str, words: Words) -> bool:
    """Tell whether a number is "third" and not 3: "am 3.", but neither "Nr. 3." nor "2:3."."""
    if not words.ordinals or _NUMBER.search(before) is None:
        return False
    counted = _AFTER_ABBREVIATION.search(before)
    return counted is None or counted["word"] not in words.numbered


def _is_numbered(word: str, words: Words) -> bool:
    """Tell whether a number may follow: "Nr. 5", "Gartenstr. 7"."""
    street = "str"
    return word in words.numbered or (words.ordinals and word.endswith(street))


def _first(following: str) -> str:
    match = _FIRST_WORD.match(following)
    return match.group(1) if match else ""


def is_aside(line: str, language: str) -> bool:
    """Tell whether a line is a page's own: a caption, a byline, a link, a row, a lone mark.

    Examples
    --------
    >>> is_aside("Lire aussi : le port rouvre", "fr"), is_aside("Le port rouvre", "fr")
    (True, False)
    """
    line = line.strip()
    if line[:1] in set("•·‣▪◦►▶→›>|") or line[-1:] == "|" or "©" in line:
        return True
    if max(line.count("\t"), line.count(" | ")) >= _CELLS:
        return True
    if not any(map(str.isalpha, line)) and not _NUMERAL.fullmatch(line):
        return True
    if len(line) > _LONGEST_ASIDE:
        return False
    if (
        _is_moment(line)
        or _IN_BRACKETS.fullmatch(line)
        or all(map(_ADDRESS.fullmatch, line.split()))
    ):
        return True
    return words_of(language).aside.match(line.lstrip("([ ")) is not None


def _is_moment(line: str) -> bool:
    """Tell whether a line says when, or how to call: a time of day with its date, a number."""
    if _NUMERAL.fullmatch(line):
        return False
    words = _ALPHABETIC.findall(line)
    digits = sum(map(str.isdecimal, line))
    dated = _TIME.search(line) is not None and (_YEAR.search(line) is not None or len(words) < 2)  # noqa: PLR2004
    return (dated and len(words) <= _FEW_WORDS) or (
        digits >= _MANY_DIGITS and len("".join(words)) <= digits
    )
