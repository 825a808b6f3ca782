"""Texts for a cell of a spreadsheet, which runs what looks like a formula.

See https://owasp.org/www-community/attacks/CSV_Injection (CWE-1236).
"""

from __future__ import annotations

import unicodedata

_FORMULA = frozenset("=+-@")
#: A program that splits what it is given at these may find a formula behind them.
_BREAKS = frozenset("\t\r\n")
#: Signs that nobody sees, though their category is that of a letter or a mark.
_UNSEEN = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
        ),
    )
)


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula.

    A sign that nobody sees hides no formula, nor does a wide or small form of its sign.

    Examples
    --------
    >>> guarded("=1+1"), guarded("1 + 1"), guarded("﹦1")
    ("'=1+1", '1 + 1', "'﹦1")
    """
    for sign in cell:
        if sign in _BREAKS:
            return f"'{cell}"
        if not _is_unseen(sign):
            plain = unicodedata.normalize("NFKC", sign)
            return f"'{cell}" if plain[:1] in _FORMULA else cell
    return cell


def _is_unseen(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in {"Cc", "Cf"} or category[0] == "Z" or sign in _UNSEEN
