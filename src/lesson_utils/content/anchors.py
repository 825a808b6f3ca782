"""From a quote to the one place in the article where it stands.

The exact quote is looked for first. White space and apostrophe variants are tolerated, and said.
Anything further apart is never accepted: the nearest passage is what the failure proposes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import msgspec

from lesson_utils.content.model import Anchor, Article
from lesson_utils.content.nearest import nearest_passage
from lesson_utils.content.occurrences import Occurrences

#: Characters that count as equal when a quote does not stand in the text to the letter.
_APOSTROPHES = "'’‘ʼ"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_SPACE = re.compile(r"\s+")


class Resolved(msgspec.Struct, frozen=True):
    """The place found; ``exact`` is False if white space or apostrophes had to be tolerated."""

    start: int
    end: int
    exact: bool = True


class Unresolved(msgspec.Struct, frozen=True):
    """Why a quote has no one place: ``missing``, ``ambiguous`` or ``occurrence``.

    ``nearest`` is the passage most like a missing quote; ``count`` how often the quote stands.
    """

    reason: str
    nearest: str = ""
    count: int = 0


def resolve(anchor: Anchor, article: Article) -> Resolved | Unresolved:
    """Find the one place an anchor means.

    Parameters
    ----------
    anchor
        The quote, with an occurrence or a prefix or suffix if it stands more than once.
    article
        Where to look.

    Returns
    -------
    Resolved or Unresolved
        Offsets into ``article.text``, or the reason there is none.

    Examples
    --------
    >>> from lesson_utils.content.model import Anchor
    >>> from lesson_utils.content.segmentation import split_article
    >>> article = split_article("La paix. L’espoir.", "fr")
    >>> resolve(Anchor(quote="L'espoir"), article)
    Resolved(start=9, end=17, exact=False)
    >>> resolve(Anchor(quote="La pais"), article)
    Unresolved(reason='missing', nearest='La paix', count=0)
    """
    text = article.text
    if not anchor.quote.strip():
        return Unresolved("missing")
    places, exact = _places(anchor.quote, text)
    if not places:
        return Unresolved("missing", nearest=nearest_passage(anchor.quote, text))
    fitting = [place for place in places if _fits(anchor, text, *place)]
    if anchor.occurrence is not None:
        if not 1 <= anchor.occurrence <= len(fitting):
            return Unresolved("occurrence", count=len(fitting))
        fitting = [fitting[anchor.occurrence - 1]]
    if not fitting:
        return Unresolved("context", count=len(places))
    if len(fitting) > 1:
        return Unresolved("ambiguous", count=len(fitting))
    return Resolved(*fitting[0], exact)


def is_quoted(quote: str, article: Article) -> bool:
    """Tell whether a quote stands in the article, be it once or more often.

    Examples
    --------
    >>> from lesson_utils.content.segmentation import split_article
    >>> article = split_article("La paix. La paix ?", "fr")
    >>> is_quoted("La  paix", article), is_quoted("La pais", article)
    (True, False)
    """
    return bool(quote.strip() and _places(quote, article.text)[0])


def _places(quote: str, text: str) -> tuple[list[tuple[int, int]], bool]:
    """Give where a quote stands, and whether letter for letter."""
    places = [(start, start + len(quote)) for start in _letters(text).of(quote)]
    return (places, True) if places else (_evened(text).places(quote), False)


class _Evened:
    """A text with one kind of white space and of apostrophe, and where its characters stood."""

    def __init__(self, text: str) -> None:
        self._steps = [0]  # where, in the evened text, what follows moves on
        self._moved = [0]  # and how far its characters stood behind by then
        moved = 0
        for run in _SPACE.finditer(text):
            if (more := len(run.group()) - 1) > 0:
                moved += more
                self._steps.append(run.end() - moved)
                self._moved.append(moved)
        self._occurrences = Occurrences(_even(text))

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Give the stretches of the text that are a quote but for spaces and apostrophes."""
        wanted = _even(quote.strip())
        found = self._occurrences.of(wanted)
        return [(self._stood(at), self._stood(at + len(wanted) - 1) + 1) for at in found]

    def _stood(self, at: int) -> int:
        return at + self._moved[bisect_right(self._steps, at) - 1]


def _even(text: str) -> str:
    return _SPACE.sub(" ", text).translate(_ONE_APOSTROPHE)


@lru_cache(maxsize=2)
def _letters(text: str) -> Occurrences:
    return Occurrences(text)


@lru_cache(maxsize=2)
def _evened(text: str) -> _Evened:
    return _Evened(text)


def _tolerant(quote: str) -> str:
    pieces = []
    for piece in re.split(rf"(\s+|[{_APOSTROPHES}])", quote.strip()):
        if not piece:
            continue
        if piece.isspace():
            pieces.append(r"\s+")
        elif piece in _APOSTROPHES:
            pieces.append(f"[{_APOSTROPHES}]")
        else:
            pieces.append(re.escape(piece))
    return "".join(pieces)


def _fits(anchor: Anchor, text: str, start: int, end: int) -> bool:
    before = re.compile(_tolerant(anchor.prefix) + r"\s*$") if anchor.prefix.strip() else None
    after = re.compile(r"\s*" + _tolerant(anchor.suffix)) if anchor.suffix.strip() else None
    window = max(0, start - 2 * len(anchor.prefix) - 20)
    return (before is None or before.search(text[window:start]) is not None) and (
        after is None or after.match(text, end) is not None
    )
