r"""The code of a gap in Moodle's "embedded answers" (cloze), and how a text gets into it.

Source: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type and, for what it leaves
open, ``question/type/multianswer`` of Moodle itself. It cuts the code into parts at ``~``, ``#``
and ``}``, decodes named and numbered references, and takes one backslash off each ``\}`` and
``\#``. Its form for changing a question writes ``&\#`` for each ``&#`` before it is shown: a
numbered reference is lost when the question is saved, so there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

#: What an answer may not end with: Moodle would take the sign that ends it for its own.
_JOINING = ("&", "\\")
#: With a backslash before it, an asterisk would be one.
_TILDE = re.compile(r"\\*~")
_NUMBERED = re.compile(r"&#(\d+);")
#: References by name for the signs that :mod:`~lesson_utils.shown.rendering.lms` and the templates
#: write by number. A brace has an element of its own: an editor that writes the sign itself for
#: its name makes no gap of it.
_NAMED = {
    '"': "&quot;",
    "'": "'",
    "$": "&dollar;",
    "[": "&lbrack;",
    "\\": "&bsol;",
    "]": "&rbrack;",
    "{": '<span class="nolink">&lbrace;</span>',
    "}": "&rbrace;",
}


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

    Examples
    --------
    >>> embed('<p lang="fr">#1</p>')
    '&lt;p lang=&quot;fr&quot;&gt;\\#1&lt;/p&gt;'
    """
    text = escape(" ".join(text.split("\n")), quote=False).replace('"', "&quot;")
    return text.replace("}", r"\}").replace("#", r"\#")


def answer_code(wording: str) -> str:
    r"""Write an accepted wording as the pattern in a gap's code.

    A tilde has no form there, so anything is accepted in its place.

    Examples
    --------
    >>> answer_code("R&D}"), answer_code("a~b"), answer_code("B&")
    ('R&amp;D\\}', 'a*b', 'B&amp; ')
    """
    written = _TILDE.sub("*", embed(wildcard_free(wording)))
    # Spaces around an answer fall away.
    return f"{written} " if wording.endswith(_JOINING) else written


def feedback_code(html: str) -> str:
    r"""Write a feedback, which is HTML, in a gap's code.

    Examples
    --------
    >>> feedback_code("a~b")
    'a&amp;\\#126;b'
    """
    return embed(html.replace("~", "&#126;"))


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
    '{1:SHORTANSWER:=mer~=océan#&lt;b&gt;Oui&lt;/b&gt;~*#Non}'
    """
    parts = [
        f"={answer_code(answer)}{f'#{feedback_code(said)}' if said else ''}"
        for answer, said in answers
    ]
    return f"{{1:SHORTANSWER:{'~'.join(parts)}~*#{feedback_code(otherwise)}}}"


def around(html: str) -> str:
    r"""Write HTML that stands around gaps without a numbered reference.

    Examples
    --------
    >>> around("<p>it&#39;s &#92;(x&#92;)</p>")
    "<p>it's &bsol;(x&bsol;)</p>"
    """
    return _NUMBERED.sub(lambda found: _NAMED[chr(int(found[1]))], html)
