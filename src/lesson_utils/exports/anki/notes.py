"""What stands on the cards: fields of HTML, made of annotations and cloze questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lesson_utils.content.localized import localize
from lesson_utils.content.model import Article, PlacedAnnotation, Span
from lesson_utils.exports.source import cleaned
from lesson_utils.questions.forms import Gaps
from lesson_utils.questions.grading import form_of
from lesson_utils.questions.outcomes import Table
from lesson_utils.shown.rendering.lms import Html
from lesson_utils.texts import word

GLOSSARY_FIELDS = (
    *("Term", "Class", "Gloss", "Example", "Family", "Sentence", "Gapped", "Kind", "Where", "Id"),
)
CLOZE_FIELDS = ("Text", "Hint", "Extra", "Where", "Id")


@dataclass(frozen=True)
class CardNote:
    """A note: its fields by the names above, its tags."""

    id: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]


def glossary(
    annotations: Iterable[PlacedAnnotation], article: Article, write: Html, title: str
) -> Iterator[CardNote]:
    """Make a note of each annotation that has a gloss."""
    for placed in annotations:
        said = placed.annotation
        if said.gloss is None:
            continue
        sentence = article.sentences_of(Span(start=placed.start, end=placed.end))
        before, term, after, gloss, word_class, example, family = cleaned(
            [
                article.text[sentence.start : placed.start],
                article.text[placed.start : placed.end],
                article.text[placed.end : sentence.end],
                localize(said.gloss, write.language),
                localize(said.word_class or "", write.language),
                said.example or "",
                ", ".join(said.family),
            ]
        )
        fields = (
            write.quote(term),
            # A field with an element in it is not empty to Anki.
            write.inline(word_class) if word_class else "",
            write.inline(gloss),
            write.quote(example) if example else "",
            write.quote(family) if family else "",
            write.marked(before, term, after),
            write.marked(before, "", after),
            write.inline(word(write.language, f"ui.kind.{placed.kind}")),
            write.inline(_where(title, article.paragraph_at(placed.start).number, write)),
            write.bare(placed.id),
        )
        yield CardNote(placed.id, fields, (placed.kind,))


def clozes(tables: Sequence[Table], write: Html, title: str) -> Iterator[CardNote]:
    """Make a note of each question with gaps, with a card a gap."""
    for table in tables:
        form = form_of(table)
        if not isinstance(form, Gaps):
            continue
        pieces = write.gapped("", form.pieces)
        text = pieces[0]
        for number, (gap, piece) in enumerate(zip(form.gaps, pieces[1:], strict=True), start=1):
            # Colons and braces are signs of Anki's; the braces are references already.
            answer = write.bare(gap.text).replace(":", "&#58;")
            text += f"{{{{c{number}::{answer}}}}}{piece}"
        fields = (
            text,
            write.block(table["hint"]),
            write.remarks(table["explanation"], list(_accepted(form))),
            write.inline(_where(title, table["evidence"][0]["paragraph"], write)),
            write.bare(table["id"]),
        )
        yield CardNote(table["id"], fields, (table["type"], table["skillLabel"]))


def _accepted(form: Gaps) -> Iterator[tuple[str, str]]:
    for gap in form.gaps:
        others = gap.accepted[1:]
        yield gap.text, " ".join([f"({' / '.join(others)})"] * bool(others) + [gap.said])


def _where(title: str, paragraph: int | None, write: Html) -> str:
    if paragraph is None:
        return title
    return f"{title}, {word(write.language, 'ui.paragraph', number=paragraph)}"
