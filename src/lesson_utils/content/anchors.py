"""From a quote to the one place in the article where it stands.

The exact quote is looked for first. White space and apostrophe variants are tolerated, and said.
Anything further apart is never accepted: the nearest passage is what the failure proposes.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

import msgspec

from lesson_utils.content.model import Anchor, Article

#: Characters that count as equal when a quote does not stand in the text to the letter.
_APOSTROPHES = "'’‘ʼ"
_WORD = re.compile(r"\w+")
#: So much of a missing quote is compared: who pasted a chapter is shown where it begins.
_COMPARED = 2_000


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
    exact = True
    places = [m.span() for m in re.finditer(f"(?={re.escape(anchor.quote)})", text)]
    places = [(start, start + len(anchor.quote)) for start, _ in places]
    if not places and len(anchor.quote) <= 2 * len(text):
        exact = False
        places = [m.span() for m in re.finditer(_tolerant(anchor.quote), text)]
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


@lru_cache(maxsize=256)
def nearest_passage(quote: str, text: str) -> str:
    """Give the passage of a text most like a quote, cut at words, or "" for an empty text.

    The comparison is made word by word, then refined by characters among the best starts, so that
    a long article stays quick.
    """
    quote = quote[:_COMPARED]
    words = list(_WORD.finditer(text))
    wanted = _WORD.findall(quote.casefold())
    if not words or not wanted:
        return ""
    size = len(wanted)
    vocabulary = set(wanted)
    known = [match.group().casefold() in vocabulary for match in words]
    starts = range(max(1, len(words) - size + 1))
    counts = _window_sums(known, size)
    likely = sorted(starts, key=lambda start: -counts[start])[:20] if any(known) else starts[:400]
    passages = [
        text[words[start].start() : words[min(start + size, len(words)) - 1].end()]
        for start in likely
    ]
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(quote.casefold())

    def likeness(passage: str) -> float:
        matcher.set_seq1(passage.casefold())
        return matcher.ratio()

    return max(passages, key=likeness)


def _window_sums(known: list[bool], size: int) -> list[int]:
    sums = [sum(known[:size])]
    for start in range(1, max(1, len(known) - size + 1)):
        sums.append(sums[-1] - known[start - 1] + known[start + size - 1])
    return sums


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
