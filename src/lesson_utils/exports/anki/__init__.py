"""An Anki deck: the glossary in both directions, and the cloze questions.

Ids are derived from the lesson, its language and the ids of its files, so that a deck imported
again renews its cards and keeps what Anki knows of the student. genanki writes the collection:
https://github.com/kerrickstaley/genanki
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lesson_utils.content.localized import localize
from lesson_utils.exports.anki.notes import (
    CLOZE_FIELDS,
    GLOSSARY_FIELDS,
    CardNote,
    clozes,
    glossary,
)
from lesson_utils.exports.archive import zipped
from lesson_utils.exports.base import Exported, Note
from lesson_utils.exports.source import clean, quizzes_of
from lesson_utils.lesson import Lesson
from lesson_utils.questions.forms import Gaps
from lesson_utils.questions.grading import form_of
from lesson_utils.shown.rendering.lms import Html
from lesson_utils.texts import command_word, word

if TYPE_CHECKING:
    import genanki

_HERE = Path(__file__).resolve().parent
#: Anki typesets no formula inside this class: a text with ``\(`` in it is a text.
_FRAME = '<div class="lesson tex2jax_ignore">{}</div>'
_CONTEXT = '<p class="sentence">{{Sentence}}</p><p class="where">{{Where}}</p>'
#: What helps to keep a word; shown with the answer, since it gives the word away.
_MORE = '{{#%s}}<p class="sentence"><span class="caption">%s</span> {{%s}}</p>{{/%s}}'
_CAPTION = '<p class="caption">{{Kind}}{{#Class}}, {{Class}}{{/Class}}</p>'
_TERM = _CAPTION + '<p class="asked">{{Term}}</p>'
_GLOSS = _CAPTION + '<p class="asked meaning">{{Gloss}}</p>'
_RECOGNISE = (
    _FRAME.format(_TERM + '<p class="sentence">{{Sentence}}</p>'),
    _FRAME.format(_TERM + "<hr id=answer><p>{{Gloss}}</p>" + _CONTEXT + "%s"),
)
_RECALL = (
    _FRAME.format(_GLOSS + '<p class="sentence">{{Gapped}}</p>'),
    _FRAME.format(_GLOSS + "<hr id=answer><p>{{Term}}</p>" + _CONTEXT + "%s"),
)
_CLOZE = (
    # Anki shows the field's name as what to click on.
    _FRAME.format('<div class="sentence">{{cloze:Text}}</div>{{hint:%s}}'),
    _FRAME.format(
        '<div class="sentence">{{cloze:Text}}</div><hr id=answer>'
        '<div class="extra">{{Extra}}</div><p class="where">{{Where}}</p>'
    ),
)
#: What would begin a deck within a deck.
_SUBDECK = re.compile("::+")
#: genanki's own range of ids: https://github.com/kerrickstaley/genanki#note-guids
_FIRST_ID, _IDS = 1 << 30, 1 << 30


def export(lesson: Lesson) -> Exported:
    """Give the deck; a question without gaps is noted, since a card cannot ask it.

    Raises
    ------
    ModuleNotFoundError
        If genanki is not installed.
    """
    write = Html(lesson.language, lesson.article.language)
    title = clean(localize(lesson.info.title, lesson.language))
    tables = [table for quiz in quizzes_of(lesson) for table in quiz["questions"]]
    terms = list(glossary(lesson.annotations, lesson.article, write, title))
    gaps = list(clozes(tables, write, title))
    content = _package(lesson, title, terms, gaps)
    notes = [Note(item=note.id, code="anki-glossary") for note in terms]
    notes += [Note(item=note.id, code="anki-cloze") for note in gaps]
    notes += [
        Note(item=table["id"], code=f"anki-none-{table['type']}")
        for table in tables
        if not isinstance(form_of(table), Gaps)
    ]
    notes += [
        Note(item=placed.id, code="anki-none-claim")
        for placed in lesson.annotations
        if placed.annotation.gloss is None
    ]
    name = f"{lesson.name}-{lesson.language}.apkg"
    return Exported(files={name: content}, notes=tuple(notes), questions=len(gaps))


def _package(lesson: Lesson, title: str, terms: list[CardNote], gaps: list[CardNote]) -> bytes:
    import genanki  # noqa: PLC0415 - of the extra `author`, asked for when it is needed

    language = lesson.language
    css = (_HERE / "card.css").read_text(encoding="utf-8")
    hint = word(language, "static.quiz.hint")
    more = "".join(
        _MORE % (field, word(language, f"static.word.{field.lower()}"), field, field)
        for field in ("Example", "Family")
    )
    parts = {
        "glossary": _model(
            command_word(language, "export.anki.glossary-model"),
            f"glossary/{language}",
            GLOSSARY_FIELDS,
            {
                command_word(language, f"export.anki.{name}"): (front, back % more)
                for name, (front, back) in (("recognise", _RECOGNISE), ("recall", _RECALL))
            },
            css,
        ),
        "cloze": _model(
            command_word(language, "export.anki.cloze-model"),
            f"cloze/{language}",
            tuple(hint if field == "Hint" else field for field in CLOZE_FIELDS),
            {command_word(language, "export.anki.gap"): (_CLOZE[0] % hint, _CLOZE[1])},
            css,
            cloze=True,
        ),
    }
    decks = []
    for part, notes in {"glossary": terms, "cloze": gaps}.items():
        name = f"{_SUBDECK.sub(':', title)}::{command_word(language, f'export.anki.{part}')}"
        deck = genanki.Deck(_id(lesson.name, language, part), name)
        _fill(deck, parts[part], (lesson.name, language, part), notes)
        decks.append(deck)
    moment = last_change(lesson.root)
    # In memory: genanki's own `write_to_file` leaves a temporary file and the time of day behind.
    with sqlite3.connect(":memory:") as collection:
        ids = itertools.count(moment * 1000)
        genanki.Package(decks).write_to_db(collection.cursor(), moment, ids)
        collection.commit()
        content = collection.serialize()
    return zipped({"collection.anki2": content, "media": b"{}"})


def _model(  # noqa: PLR0913 - all that a note type is made of
    name: str,
    key: str,
    fields: tuple[str, ...],
    cards: dict[str, tuple[str, str]],
    css: str,
    *,
    cloze: bool = False,
) -> genanki.Model:
    import genanki  # noqa: PLC0415 - as above

    return genanki.Model(
        _id("lesson-utils", key),
        name,
        fields=[{"name": field} for field in fields],
        templates=[
            {"name": card, "qfmt": front, "afmt": back} for card, (front, back) in cards.items()
        ],
        css=css,
        model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
    )


def _fill(
    deck: genanki.Deck, model: genanki.Model, key: tuple[str, ...], notes: Iterable[CardNote]
) -> None:
    import genanki  # noqa: PLC0415 - as above

    deck.add_model(model)
    for place, note in enumerate(notes):
        tags = [re.sub(r"\s+", "-", tag) for tag in (key[0], *note.tags)]
        deck.add_note(
            genanki.Note(
                model=model,
                fields=list(note.fields),
                guid=genanki.guid_for(*key, note.id),
                tags=tags,
                due=place,
            )
        )


def _id(*names: str) -> int:
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return _FIRST_ID + int.from_bytes(digest[:8], "big") % _IDS


def last_change(root: Path) -> int:
    """Give the moment a lesson's files last changed, in seconds since 1970.

    Anki renews a card only by one that is newer. ``SOURCE_DATE_EPOCH`` sets the moment, for the
    same bytes on every machine: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return max(int(path.stat().st_mtime) for path in root.rglob("*") if path.is_file())
