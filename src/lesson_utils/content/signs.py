"""What copying and other keyboards bring along: signs nobody sees, full-width letters, digits.

``signs.js`` does the same. All is spelt out, since Python's and each browser's Unicode
differ in age, and so in what they take for a space, a format sign or a digit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

#: White space of any kind.
SPACE = r"[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
#: Category Cf and all else that is drawn as nothing (Default_Ignorable_Code_Point: variation
#: selectors, fillers), control characters, and what stands for an object or a hyphen in a copied
#: PDF (U+FFFC, U+FFFE). U+FEFF is white space as well.
INVISIBLE = (
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    r"\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: The zeros of all scripts (category Nd, Unicode 18); one to nine follow each of them.
ZEROS = (
    "30 660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 "
    "17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 "
    "aa50 abf0 ff10 104a0 10d30 10d40 11066 110f0 11136 111d0 112f0 11450 114d0 "
    "11650 116c0 116d0 116da 11730 118e0 11950 11bf0 11c50 11d50 11da0 11de0 11f50 "
    "16130 16a60 16ac0 16b50 16d70 1ccf0 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 1e140 1e2f0 "
    "1e4f0 1e5f1 1e950 1fbf0"
)

_INVISIBLE = re.compile(INVISIBLE)
#: A stretch of white space.
SPACES = re.compile(f"{SPACE}+")
#: Letters that a PDF sets as one, full-width letters and signs, small signs: NFKC, but for these
#: alone, since NFKC also makes 2 of ² and 1⁄2 of ½.
_COMPATIBLE = re.compile("[\ufb00-\ufb06\uff01-\uff5e\ufe50-\ufe6b]+")
_DIGITS = {int(zero, 16) + value: str(value) for zero in ZEROS.split() for value in range(10)}


def seen(text: str) -> str:
    r"""Give what is seen of a text: two that differ in nothing else cannot be told apart.

    Examples
    --------
    >>> seen("\u200b1862 \u00a0m\u00ad") == seen("1862 m")
    True
    """
    return unicodedata.normalize("NFC", SPACES.sub(" ", _INVISIBLE.sub("", text)).strip())


def readable(text: str) -> str:
    r"""Give a text as it is read: without invisible signs, of usual width, digits as 0 to 9.

    Examples
    --------
    >>> readable("\u202a٢٠١٣\u202c"), readable("La ﬁn\u200b"), readable("３，５")
    ('2013', 'La fin', '3,5')
    """
    text = _INVISIBLE.sub("", text)
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return text.translate(_DIGITS)


def without_marks(text: str, form: Literal["NFD", "NFKD"] = "NFD") -> str:
    """Take every mark off the letters of a text, as where names are sorted or shortened.

    Parameters
    ----------
    text
        The text.
    form
        ``NFKD`` also writes out what is another sign's shape: ``²`` is ``2``.

    Examples
    --------
    >>> without_marks("L’été à Zürich"), without_marks("m²", "NFKD")
    ('L’ete a Zurich', 'm2')
    """
    parted = unicodedata.normalize(form, text)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
