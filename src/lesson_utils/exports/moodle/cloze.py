"""The code of a gap in Moodle's "embedded answers" (cloze), and how a text gets into it.

Source: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What ends an answer, a feedback or a gap, or begins a share of the mark or a character
#: reference. Moodle decodes references once it has cut the code into parts.
_SPECIAL = re.compile(r"""[&<>"'~#{}\\/=%:$\[\]]""")


def wildcard_free(text: str) -> str:
    r"""Escape the asterisk, which stands for anything in Moodle's short answers.

    Examples
    --------
    >>> wildcard_free("a*b")
    'a\\*b'
    """
    return text.replace("*", r"\*")


def embed(text: str) -> str:
    r"""Write a text so that Moodle reads it again from inside a gap's code.

    After it has decoded references, Moodle takes one backslash off each ``\}`` and ``\#``.

    Examples
    --------
    >>> embed("a~b")
    'a&#126;b'
    >>> embed("<p>#1</p>")
    '&#60;p&#62;&#92;&#35;1&#60;&#47;p&#62;'
    """
    text = " ".join(text.split("\n")).replace("}", r"\}").replace("#", r"\#")
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign.group())};", text)


def gap_code(answers: Iterable[tuple[str, str]], otherwise: str) -> str:
    """Give the code of a gap that is worth one point and takes no heed of capitals.

    Parameters
    ----------
    answers
        The accepted spellings, each with its feedback as HTML (``""`` for none).
    otherwise
        The feedback for anything else, as HTML.

    Examples
    --------
    >>> gap_code([("mer", ""), ("océan", "<b>Oui</b>")], "Non")
    '{1:SHORTANSWER:=mer~=océan#&#60;b&#62;Oui&#60;&#47;b&#62;~*#Non}'
    """
    parts = [
        f"={embed(wildcard_free(answer))}{f'#{embed(said)}' if said else ''}"
        for answer, said in answers
    ]
    return f"{{1:SHORTANSWER:{'~'.join(parts)}~*#{embed(otherwise)}}}"
