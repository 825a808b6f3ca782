r"""Texts of a lesson as HTML for learning platforms and flashcards.

Their filters look for signs in the HTML they are given: ``\(`` begins a formula, ``{1:`` a gap,
``[`` a sound. Written as character references, these signs are shown and set nothing off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lesson_utils.shown.rendering.static import render_html
from lesson_utils.texts import interface_language

_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "\\${}[]"}
#: Where a template leaves a gap; a control character, which no cleaned text holds.
GAP = "\1"


@dataclass(frozen=True)
class Html:
    """Makes HTML of texts in a language, and of quotes in the article's.

    ``language`` is that of the questions, ``article_language`` that of the quotes.
    """

    language: str
    article_language: str

    def block(self, text: str) -> str:
        """Give a paragraph."""
        return self._render("text", text=text)

    def inline(self, text: str) -> str:
        """Give an option."""
        return self._render("inline", text=text, lang=self.language)

    def quote(self, text: str) -> str:
        """Give a sentence of the article, as an option."""
        return self._render("inline", text=text, lang=self.article_language)

    def bare(self, text: str) -> str:
        """Give a text without an element around it."""
        return self._render("bare", text=text)

    def marked(self, before: str, marked: str, after: str) -> str:
        """Give a sentence of the article with a stretch of it marked; a gap where that is empty."""
        return self._render("marked", before=before, marked=marked, after=after)

    def gapped(self, prompt: str, pieces: Sequence[str]) -> list[str]:
        """Give a passage with gaps, as the pieces of HTML around them."""
        return self._render("cloze", prompt=prompt, pieces=pieces, gap=GAP).split(GAP)

    def prompt(self, table: dict[str, Any], note: str = "") -> str:
        """Give a question's prompt and what is to be heard, with its unit or how it is answered."""
        return self._render("prompt", prompt=table["prompt"], listen=table["listen"], note=note)

    def listed(self, texts: Sequence[str]) -> str:
        """Give texts as a list; nothing for none."""
        return self._render("listed", texts=texts)

    def general(
        self,
        table: dict[str, Any],
        remarks: Sequence[tuple[str, str]] = (),
        *,
        remarks_language: str = "",
    ) -> str:
        """Give the explanation, remarks by part, the model answer, and the evidence quoted.

        ``remarks`` have what each is about, and what is said of it.
        """
        return self._render(
            "general",
            table=table,
            remarks=remarks,
            remarks_language=remarks_language or self.language,
        )

    def remarks(self, text: str, remarks: Sequence[tuple[str, str]] = (), hint: str = "") -> str:
        """Give what is said of a wrong answer, of some of them in particular, and the hint."""
        return self._render("remarks", text=text, remarks=remarks, hint=hint)

    def _render(self, template: str, **values: Any) -> str:
        known = {
            "lang": self.language,
            "words": interface_language(self.language),
            "article_lang": self.article_language,
        }
        return render_html(f"export/{template}", {**known, **values}).strip().translate(_SIGNS)
