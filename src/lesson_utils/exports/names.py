"""Names in another tool, and texts that must fit into a field of it: never two into one.

A column of a database cuts, or refuses, what is too long. What was cut alike would be one thing
there, and a wrong answer would earn the mark of the right one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence

_MORE = "…"
_BREAKS = re.compile(r"[ \t\n\r\f\v\u0085\u2028\u2029]+")
#: What stands in the place of < and >: names are shown without what looks like a tag.
_BRACKETS = str.maketrans("<>", "‹›")


def ident(*names: str) -> str:
    """Give an identifier that is the same at every export: what is imported again is known.

    Examples
    --------
    >>> ident("phare", "tout") == ident("phare", "tout") != ident("phare", "fin")
    True
    """
    return "i" + hashlib.sha256("/".join(names).encode()).hexdigest()[:32]


def flat(text: str) -> str:
    r"""Give a text on one line; what is no-break stays so.

    Examples
    --------
    >>> flat(" Two\n lines\t12\u00a0km ")
    'Two lines 12\xa0km'
    """
    return _BREAKS.sub(" ", text).strip()


def untagged(text: str) -> str:
    """Give a name that loses nothing where tags are taken out of names.

    Examples
    --------
    >>> untagged("What does <b> do?")
    'What does ‹b› do?'
    """
    return text.translate(_BRACKETS)


def shortened(text: str, limit: int) -> str:
    """Give a text in at most so many characters, cut after a word if it has to be.

    Examples
    --------
    >>> shortened("one two three", 13), shortened("one two three", 12)
    ('one two three', 'one two…')
    >>> shortened("x" * 20, 8)
    'xxxxxxx…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - len(_MORE)]
    words = head.rsplit(None, 1)
    # A word that is most of the whole is cut itself.
    if not text[len(head)].isspace() and len(words) > 1 and len(words[0]) > limit // 2:
        head = words[0]
    return head.rstrip() + _MORE


def apart(texts: Sequence[str], limit: int) -> list[str]:
    """Shorten texts so that those that differ still do.

    Two that begin alike are told apart by how they end, and if they end alike too, by a number.

    Examples
    --------
    >>> apart(["a long text about the sea", "a long text about the land"], 16)
    ['a long… the sea', 'a long… land']
    >>> apart(["x" * 20 + "y" + "x" * 20, "x" * 20 + "z" + "x" * 20, "x"], 12)
    ['xxxxxxx… (1)', 'xxxxxxx… (2)', 'x']
    """
    different = list(dict.fromkeys(texts))
    numbers = {text: f" ({number})" for number, text in enumerate(different, start=1)}
    ways: tuple[Callable[[str], str], ...] = (
        lambda text: shortened(text, limit),
        lambda text: _ends(text, limit),
        lambda text: shortened(text, limit - len(numbers[text])) + numbers[text],
    )
    made: dict[str, str] = dict.fromkeys(different, "")
    alike = different
    for way in ways:
        made |= {text: way(text) for text in alike}
        count = Counter(made.values())
        # One that is whole is never touched: it is what it says.
        alike = [text for text in different if count[made[text]] > 1 and made[text] != text]
    return [made[text] for text in texts]


def _ends(text: str, limit: int) -> str:
    """Give how a text begins and how it ends."""
    start = len(text) - limit // 2 + 1
    tail = text[start:]
    if not text[start - 1].isspace() and " " in tail:
        tail = tail.partition(" ")[2]
    tail = f" {tail.strip()}"
    return shortened(text, limit - len(tail)) + tail
