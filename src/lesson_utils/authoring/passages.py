"""Sentences that a question can be built on, and quotes that have one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lesson_utils.authoring.words import words_in
from lesson_utils.content.model import Article, Span
from lesson_utils.content.reporting import MARKUP
from lesson_utils.content.sentences import is_aside

_SHORTEST, _LONGEST = 15, 280
#: An address, a telephone number, a notice of rights: nobody reads a text for these.
_CONTACT = re.compile(
    r"\S@\S|https?:|\bwww\.|©|\bcopyright\b|tous droits réservés|all rights reserved"
    r"|\bt[ée]l(?:\.|:|efon\b|éfono\b|ephone:)\s*\+?\d"
    r"|(?<![\d.,])\+?0\d{1,4}(?:[ ./\u00a0\u202f-]?\d{2,}){2,}|\b\d{3}-\d{4}\b"
    r"|\b(?:llam\w+|ligue|appel\w+|call|telefon\w*|téléphon\w+|anruf\w*|chiam\w+)\b"
    r"[^.]*?\d{3}[ \u00a0-]\d{3}",
    re.IGNORECASE,
)

#: A foot-note below the text: "(1) Régie des transports."
_FOOT_NOTE = re.compile(r"(?:\(\d{1,2}\)|\[\d{1,2}\]|[*†¹²³])\s?\S")


@dataclass(frozen=True)
class Passage:
    """A sentence of the article: its place, its text on one line, its paragraph's number."""

    start: int
    end: int
    text: str
    paragraph: int
    #: Its first words, for a question that speaks of it; all of it where others begin alike.
    opening: str
    language: str

    @property
    def rest(self) -> str:
        """What comes after its first words: a question that shows these asks for that."""
        return self.text[len(self.opening.removesuffix("…")) :]

    @property
    def words(self) -> list[str]:
        """Its words, in order."""
        return [word.text for word in words_in(self.text, self.language)]


def passages(article: Article) -> Iterator[Passage]:
    """Give the sentences that stand in an article once, are short enough, and hold no HTML.

    None with an address or a telephone number.

    A page's own lines (bylines, captions, "Read more") are none, unless there is nothing else.
    """
    told = [s for s in article.sentences if not in_aside(article, s.start)]
    chosen = set(told or article.sentences)
    texts = [" ".join(article.text[s.start : s.end].split()) for s in article.sentences]
    seen = Counter(text.casefold() for text in texts)
    begun = Counter(excerpt(text) for text in texts)
    for sentence, text in zip(article.sentences, texts, strict=True):
        usable = _SHORTEST <= len(text) <= _LONGEST and text.isprintable()
        if (
            sentence in chosen
            and usable
            and seen[text.casefold()] == 1
            and any(map(str.isalpha, text))
            and not MARKUP.search(text)
            and not _CONTACT.search(text)
            and not _FOOT_NOTE.match(text)
            and not _with_aside(article, sentence)
        ):
            opening = excerpt(text) if begun[excerpt(text)] == 1 else text
            paragraph = article.paragraph_at(sentence.start).number or 1
            yield Passage(sentence.start, sentence.end, text, paragraph, opening, article.language)


def in_aside(article: Article, place: int) -> bool:
    """Tell whether a place is in a line that is the page's and not the text's."""
    paragraph = article.paragraph_at(place)
    lines = [line.strip() for line in article.text[paragraph.start : paragraph.end].splitlines()]
    if all(is_aside(line, article.language) for line in lines):
        return True
    return any(
        s.start <= place < s.end
        and article.text[s.start : s.end] in lines
        and is_aside(article.text[s.start : s.end], article.language)
        for s in article.sentences
    )


def _with_aside(article: Article, sentence: Span) -> bool:
    """Tell whether one of a sentence's lines is the page's: a byline with the day below it."""
    lines = article.text[sentence.start : sentence.end].splitlines()
    return len(lines) > 1 and any(is_aside(line, article.language) for line in lines)


def excerpt(text: str, letters: int = 45) -> str:
    """Give the beginning of a text, cut at a word, with … where something is left out.

    Examples
    --------
    >>> excerpt("The keeper climbed the stairs.", 18)
    'The keeper climbed…'
    """
    if len(text) <= letters:
        return text
    cut = text[: letters + 1].rpartition(" ")[0] or text[:letters]
    return cut.rstrip(" ,;:.—–-«“\u2068\u00a0") + "…"


def anchor(article: Article, start: int, end: int) -> dict[str, Any]:
    """Give the quote of a stretch of the article, with its occurrence where one is needed.

    Occurrences are counted as :func:`lesson_utils.content.anchors.resolve` counts them:
    they may overlap.
    """
    quote = article.text[start:end]
    if article.text.find(quote, article.text.find(quote) + 1) < 0:
        return {"quote": quote}
    places = [m.start() for m in re.finditer(f"(?={re.escape(quote)})", article.text)]
    return {"quote": quote, "occurrence": places.index(start) + 1}


def evidence(article: Article, *found: Passage) -> Any:
    """Give sentences as a question's evidence: a plain quote where that is enough."""
    anchors = [anchor(article, passage.start, passage.end) for passage in found]
    plain = [entry["quote"] if len(entry) == 1 else entry for entry in anchors]
    return plain[0] if len(plain) == 1 else plain
