"""Words that show beyond doubt how a sentence speaks: as a position, a concern or a forecast.

A key must not be wrong: nothing is proposed in a language without cues (``cues.json``), and a
sentence only where one kind of cue stands in it and no other, and where nothing makes that doubtful
(a question, a condition, a negated fear, a future that is past already, a point of a list). What a
longer quotation holds is somebody's position. A sentence without any cue, with a number in it, is
told as a fact. "Announced" is left out: two of the four names fit it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lesson_utils.authoring.voices import (
    a_side_clause,
    a_thing_says,
    somebody_before,
    told_plainly,
)
from lesson_utils.authoring.wordlists import listed_words
from lesson_utils.authoring.words import words_in
from lesson_utils.content.model import Mode
from lesson_utils.texts import base_language


@dataclass(frozen=True)
class _Cues:
    """A language's patterns; ``hedge`` is what leaves open whether a thing is so."""

    statement: str
    concern: str
    forecast: str
    hedge: str
    #: What makes every mode doubtful: conditions, obligations, words that fit two modes.
    doubt: str
    #: What may speak of the future: such a sentence is told as no fact. Not "le front", nor what
    #: ended like this in a tale ("il retira"), nor names ("Riviera").
    future: str
    #: What makes a concern doubtful.
    no: str
    #: What tells things and is nobody: "according to a study" is a position to some readers only.
    sources: str
    #: What opens a clause that somebody says or thinks: a future in it is theirs.
    clause: str
    #: What joins a second sentence to a first, which may speak in another way.
    more: str
    #: What shows that a day named is over: "opens on 3 May" may be told before it.
    past: str


#: What a language writes to the beginning of a word: "and", "then".
_JOINED = {"ar": "[وف]?"}


@cache
def _cues(language: str) -> _Cues | None:
    """Give a language's patterns of ``cues.json``; None where nobody has written them."""
    own = listed_words("cues", language)
    before = _JOINED.get(base_language(language), "")
    return own and _Cues(
        **{field: f"{before}(?:{'|'.join(patterns)})" for field, patterns in own.items()}
    )


_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|[“”„«»\"]|「[^」]*」")
#: A point of a list.
_ITEM = re.compile(r"\s*[•·‣▪◦*–—-]\s")
_QUESTION = re.compile(r"[?؟？]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
#: A fact is told in a whole sentence of some length, not in a caption or a list.
_FEWEST_WORDS = 5
#: Fewer words of somebody are a remark and no position ("Ask the fish").
_FEWEST_SAID = 6
#: After these stands who says it, in so many words; before a verb of saying.
_ACCORDING = re.compile(
    r"according\sto|selon|d[’']après|según|laut|nach\sangaben|secondo|a\sdetta\sdi|segundo"
    r"|de\sacordo\scom|volgens|.?(?:بحسب|وفق)",
    re.IGNORECASE,
)
_NEXT_WORDS = 4
_BEGINS_QUOTED = re.compile(r"(?:«[^»]*»|“[^”]*”|„[^“”]*[“”]|‘[^’]*’|\"[^\"]*\")")
#: Who fears, before a word that may be a noun as well: "the parish council", "fishermen".
_FEARFUL = re.compile(
    r"(?:(?:\b(?:the|an?|one|his|her|its|their|our|\w+[’'])s?\s(?:[\w-]+\s)?|\b(?-i:[A-Z]))[\w’'-]+"
    r"|\b(?:[\w-]+s|[\w-]*(?:men|people)|children|they|many|some|police)),?\s$",
    re.IGNORECASE,
)
#: What stands before the noun: "growing fears", "despite worries".
_FEARS = re.compile(
    r"\b(?:the|an?|no|any|his|her|its|their|our|[\w-]+[’']s?|despite|amid|over|about|of|for|with"
    r"|\w+(?:ing|ed|ous|al|ful|ic)|old|new|main|same|real|deep|dark|common|early|first|last|many"
    r"|big|great|strong|is|are|was|were|raises?|voices?|causes?|share|shares)\s$",
    re.IGNORECASE,
)
#: A fear that is a noun alone: what is told of it may end it.
_NOUN = re.compile(
    r"temor|sorge|angst|inquiétude|preoccupazion|preocupaç|bezorgdheid", re.IGNORECASE
)
_NOUN_OR_VERB = re.compile(r"(?:fear|worr)", re.IGNORECASE)
_WHOLE = re.compile(r"[.。।։።]\s*$")
_CAPTION = re.compile(
    r"^\W*(?:©|copyright|photo|tél\b|tel\b|\d{1,2}/\d{1,2}/\d{4})|^\[\d+\]|\S@\S|https?:|\bwww\.",
    re.IGNORECASE,
)


def mode_of(  # noqa: PLR0911, PLR0913 - all that is known of a sentence
    sentence: str,
    language: str,
    *,
    number: bool,
    quoted: bool = False,
    latest: int | None = None,
    dated: bool = False,
) -> tuple[Mode, str] | None:
    """Propose how a sentence speaks, with the words that show it; None where nothing is certain.

    Parameters
    ----------
    sentence, language
        The sentence, and its language.
    number
        Whether there is a date or a number in it.
    quoted
        Whether it stands inside a longer quotation: it is what somebody says.
    latest
        The latest year that the article names: a future before it is past.
    dated
        Whether a day stands in it that may still be to come.

    Examples
    --------
    >>> mode_of("The council says it is safe.", "en", number=False)
    ('statement', 'says')
    >>> mode_of("The old bridge opened in 1962.", "en", number=True)
    ('fact', '')
    >>> mode_of("We must act at once.", "en", number=False, quoted=True)
    ('statement', '')
    """
    cues = _cues(language)
    if _QUESTION.search(sentence) or _ITEM.match(sentence):
        return None
    if quoted:
        other = cues and _standing(f"{cues.future}|{cues.concern}", sentence)
        return None if other else ("statement", "")
    if cues is None or _standing(cues.doubt, sentence) or _is_quip(sentence, language):
        return None
    told: dict[Mode, str] = {
        "statement": cues.statement, "concern": cues.concern, "forecast": cues.forecast,
    }  # fmt: skip
    matches = {mode: _standing(pattern, sentence) for mode, pattern in told.items()}
    found = [(mode, match.group()) for mode, match in matches.items() if match]
    ahead = _standing(cues.future, sentence) is not None
    if feared := _feared(sentence, cues, language):
        return ("concern", feared)
    if len(found) > 1 or (ahead and found and found[0][0] != "forecast"):
        return None
    if found:
        mode, cue = found[0]
        before = sentence[: sentence.index(cue)]
        own = _QUOTED.sub("", sentence)
        if re.search(rf"[,،;؛]\s?(?:{cues.more})\b|[;؛]", before):
            return None
        clause = re.split("[,،;؛–—]", before)[-1]
        certain = {
            "statement": not _standing(f"{cues.sources}|{cues.hedge}", _around(own, cue))
            and not _standing(cues.past, _QUOTED.sub("", clause))
            and not a_side_clause(_QUOTED.sub("", before), language)
            and not a_thing_says(_near(own, cue), language),
            "concern": not _standing(cues.no, sentence)
            and (_NOUN_OR_VERB.match(cue) is None or _fears(before))
            and not a_side_clause(before, language)
            and not somebody_before(before, language),
            "forecast": not _is_past(sentence, latest)
            and not _QUOTED.search(sentence)
            and not _standing(cues.clause, before)
            and not a_side_clause(before, language)
            and not somebody_before(_without_vote(sentence, cue), language),
        }
        return (mode, cue) if certain.get(mode, True) else None
    hedged = _standing(f"{cues.hedge}|{cues.sources}", sentence) is not None
    ahead = ahead or (dated and _standing(cues.past, sentence) is None)
    plain = not hedged and not ahead and told_plainly(sentence, language) and _told(sentence)
    return ("fact", "") if number and plain else None


def _feared(sentence: str, cues: _Cues, language: str) -> str | None:
    """Give the words of a fear that something is to come: what follows them is its clause alone."""
    cue = _standing(cues.concern, sentence)
    if cue is None or _NOUN.match(cue.group()):
        return None
    before, after = sentence[: cue.start()], sentence[cue.end() :]
    # "fear that", "craignent que": what may be denied or come is what is feared.
    opens = re.search(rf"\b(?:{cues.clause})$", cue.group(), re.IGNORECASE) or re.match(
        rf",?\s(?:{cues.clause})(?!\w)|\s?qu[’']", after, re.IGNORECASE
    )
    goes_on = re.search(
        rf"[;؛:–—]|[,،]\s?(?:{cues.more})\b|\b(?:{cues.more})\b.*\b(?:{cues.future})\b",
        after,
        re.IGNORECASE,
    )
    others = f"{cues.statement}|{cues.forecast}|{cues.future}|{cues.no}|{cues.hedge}"
    certain = (
        opens is not None
        and goes_on is None
        and (_NOUN_OR_VERB.match(cue.group()) is None or _fears(before))
        and _standing(f"{others}|{cues.concern}", before) is None
        and _standing(f"{cues.statement}|{cues.concern}", after) is None
        and _QUOTED.search(sentence) is None
        and not a_side_clause(before, language)
        and not somebody_before(before, language)
    )
    return cue.group() if certain else None


def _fears(before: str) -> bool:
    """Tell whether somebody stands before "fear", so that it is the verb."""
    return _FEARFUL.search(before) is not None and _FEARS.search(before) is None


def leaves_open(sentence: str, language: str) -> bool:
    """Tell whether a sentence leaves open if a thing is so, or denies it.

    A language without cues has no words for this; other lists must tell.

    Examples
    --------
    >>> leaves_open("The bridge could cost 3 million.", "en")
    True
    >>> leaves_open("The bridge cost 3 million.", "en")
    False
    """
    cues = _cues(language)
    if cues is None:
        return False
    return _standing(f"{cues.hedge}|{cues.no}", sentence) is not None


def _near(sentence: str, cue: str) -> str:
    """Give the words before a cue and the next ones: who or what says it stands in them."""
    before, _, after = sentence.rpartition(cue)
    if not _ACCORDING.fullmatch(cue):
        return before
    return f"{before} {' '.join(re.split('[,،;:؛]', after)[0].split()[:_NEXT_WORDS])}"


def _around(sentence: str, cue: str) -> str:
    """Give what may leave open that somebody says it: not what they say before ", she said."."""
    before, _, after = sentence.rpartition(cue)
    said_last = before.count(",") == 1 and re.fullmatch(r"\W*", after)
    return before.rpartition(",")[2] if said_last else sentence


def _without_vote(sentence: str, cue: str) -> str:
    """Leave out the verb of a forecast, and the vote that is to come: it is no view yet."""
    return re.sub(
        rf"{re.escape(cue)}(?:\s(?:be\s)?vot(?:e|ed|ad[oa]s?|ées?|és?)\b)?", "", sentence, count=1
    )


def _is_quip(sentence: str, language: str) -> bool:
    """Tell whether a sentence begins with so few words of somebody that they take no position."""
    said = _BEGINS_QUOTED.match(sentence)
    return said is not None and len(words_in(said.group(), language)) < _FEWEST_SAID


def _is_past(sentence: str, latest: int | None) -> bool:
    years = [int(year) for year in _YEAR.findall(sentence)]
    return latest is not None and any(year < latest for year in years)


def _told(sentence: str) -> bool:
    """Tell whether a sentence without cues is a whole one of the text's own words."""
    return (
        len(sentence.split()) >= _FEWEST_WORDS
        and _WHOLE.search(sentence) is not None
        and _CAPTION.search(sentence) is None
        # What follows a colon is often what somebody found or said.
        and re.search(r":\s", sentence) is None
        and _QUOTED.search(sentence) is None
    )


def _standing(pattern: str, sentence: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
