"""The spellings a patient teacher accepts, written out for tools that compare to the letter.

``docs/grading.md`` has the rules: accents, typographic signs and kinds of space are tolerated.
Moodle and Canvas tolerate capitals alone, so each other spelling is an answer of its own there.
Not every mixture is: a text has one kind of apostrophe, one of dash, one of no-break space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

from lesson_utils.content.signs import INVISIBLE, SPACE, SPACES
from lesson_utils.questions.judging.wording import APOSTROPHES, DASHES, plain, without_accents

#: They join letters of one word in some scripts, and pictures: without them it is another sign.
_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(f"(?![{_JOINERS}]){INVISIBLE}")
#: A space that a text may have in several kinds: one that is not the keyboard's, one between
#: digits, one beside a sign that French sets apart or before the sign of a unit.
_UNSURE = re.compile(rf"(?! ){SPACE}|(?<=\d) (?=\d)|(?<=[«‹]) | (?=[»›;:!?%€$£°])")
_KINDS = (" ", "\u00a0", "\u202f")
#: Signs that look alike: those of a keyboard and those of print.
_APOSTROPHES, _DASHES = ("'", "’"), ("-", "–")


def visible(text: str) -> str:
    r"""Give a wording on one line, without signs that nobody sees and nobody types.

    Examples
    --------
    >>> visible("la\u200b mai\u00adrie\u200e\n")
    'la mairie'
    """
    kept = _UNSEEN.sub("", text)
    return SPACES.sub(_one_space, unicodedata.normalize("NFC", kept)).strip()


def _one_space(run: re.Match[str]) -> str:
    """Give one space for several; a no-break one where there is one among them."""
    return next((space for space in run.group() if space in _KINDS[1:]), " ")


def spellings(accepted: Iterable[str]) -> list[tuple[str, str]]:
    r"""Give each spelling that counts, with the wording it stands for if its accents are off.

    Returns
    -------
    list of (str, str)
        A spelling on one line, and ``""`` or the wording as it should be written. No two differ
        in capitals alone.

    Examples
    --------
    >>> spellings(["l’été"])
    [('l’été', ''), ("l'été", ''), ("l'ete", 'l’été'), ('l’ete', 'l’été')]
    >>> [spelling for spelling, _ in spellings(["12 640"])]
    ['12 640', '12\xa0640', '12\u202f640']
    """
    found: dict[str, tuple[str, str]] = {}
    wanted = [text for text in map(visible, accepted) if text]
    for text in wanted:
        for spelling in (text, *_typed(text)):
            found.setdefault(spelling.lower(), (spelling, ""))
    for text in wanted:
        for spelling in _typed(text):
            bare = without_accents(spelling)
            found.setdefault(bare.lower(), (bare, text))
    return list(found.values())


def _typed(text: str) -> Iterator[str]:
    """Give a wording in the ways it is typed, or copied from a page."""
    core = plain(text)
    if not core:
        return
    # Sign for sign the same, so that a place in the one is the place in the other.
    alike = _signs(SPACES.sub(" ", text))
    start = alike.find(core)
    own = text[start : start + len(core)] if start >= 0 else core
    for spaced in dict.fromkeys(_UNSURE.sub(space, own) for space in _KINDS):
        kept = _signs(spaced)
        apostrophes = _APOSTROPHES if "'" in kept else ("'",)
        dashes = _DASHES if "-" in kept else ("-",)
        for apostrophe, dash in product(apostrophes, dashes):
            yield kept.replace("'", apostrophe).replace("-", dash)


def _signs(text: str) -> str:
    """Write every apostrophe and every dash as the keyboard's."""
    return DASHES.sub("-", APOSTROPHES.sub("'", text))
