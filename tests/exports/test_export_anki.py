"""The Anki deck, read back by Anki itself: imported, imported again, its cards shown."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import given, settings

from lesson_utils import open_lesson
from lesson_utils.exports.anki import export, last_change
from lesson_utils.exports.anki.notes import clozes
from lesson_utils.exports.source import clean, cleaned
from tests.exports.exporting import ENGLISH, changed, flat, nasty_texts, read_html, shown, tables
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anki.cards import Card
    from anki.import_export_pb2 import ImportResponse


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Copy the lesson, its files an hour old."""
    copy = tmp_path / "phare"
    shutil.copytree(PHARE, copy)
    age(copy, 3600)
    return copy


def age(folder: Path, seconds: int) -> None:
    moment = time.time() - seconds
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))


def bring_in(collection: Collection, folder: Path, language: str = "fr") -> ImportResponse.Log:
    """Import a lesson's deck with Anki's own choices."""
    ((name, content),) = export(open_lesson(folder, language)).files.items()
    file = folder.parent / name
    file.write_bytes(content)
    request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def cards(collection: Collection, search: str) -> list[Card]:
    return [collection.get_card(card) for card in collection.find_cards(search, order=True)]


def asked(card: Card) -> str:
    return shown(card.question().partition("</style>")[2])


def answered(card: Card) -> str:
    return shown(card.answer().partition("</style>")[2])


def test_glossary_and_gaps_become_notes_in_two_decks(collection: Collection, lesson: Path) -> None:
    log = bring_in(collection, lesson)
    assert (len(log.new), collection.note_count(), collection.card_count()) == (3, 3, 6)
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"Le phare::Glossaire", "Le phare::Textes à trous"} <= names
    assert collection.find_cards('"deck:Le phare::Textes à trous"')
    assert len(collection.find_notes("tag:phare")) == 3
    assert len(collection.find_notes("tag:repérer")) == 1


def test_a_term_is_asked_in_both_directions_with_its_sentence(
    collection: Collection, lesson: Path
) -> None:
    bring_in(collection, lesson)
    to_meaning, to_word = cards(collection, "tag:term")
    sentence = "Le phare de la pointe a été allumé en 1862."
    assert asked(to_meaning) == f"Terme, nom masculinphare{sentence}"
    assert "Une tour avec une lumière." not in asked(to_meaning)
    assert "Une tour avec une lumière." in answered(to_meaning)
    assert "<mark>phare</mark>" in to_meaning.question()
    assert "Le … de la pointe a été allumé en 1862." in asked(to_word)
    assert "Une tour avec une lumière." in asked(to_word)
    assert "phare" not in asked(to_word)
    assert "phare" in answered(to_word)
    assert "Le phare, §1" in answered(to_word)


def test_example_and_family_come_with_the_answer_and_the_class_with_the_question(
    collection: Collection, lesson: Path
) -> None:
    bring_in(collection, lesson)
    for card in cards(collection, "tag:term"):
        assert "Terme, nom masculin" in asked(card)
        assert "Exemple" not in asked(card)
        assert "gardien" not in asked(card)
        seen = answered(card)
        assert "Exemple : Le soir, mon frère regarde la lumière du phare." in seen
        assert "Même famille : un gardien de phare, un phare de voiture" in seen
    for card in cards(collection, "tag:date"):
        assert asked(card).startswith("Date")
        assert "Exemple" not in answered(card)
        assert "Même famille" not in answered(card)


def test_each_gap_is_a_card_with_the_rest_of_the_passage(
    collection: Collection, lesson: Path
) -> None:
    bring_in(collection, lesson)
    first, second = cards(collection, "tag:cloze")
    assert asked(first).startswith("Les [...] redoutent pourtant sa fermeture.")
    assert asked(second).startswith("Les pêcheurs redoutent pourtant sa [...].")
    assert "Qui travaille en mer ?" in asked(first)
    seen = answered(first)
    assert seen.startswith("Les pêcheurs redoutent pourtant sa fermeture.")
    assert "(marins) Ils vont en mer." in seen


def test_the_article_s_words_are_marked_as_its_language(
    collection: Collection, lesson: Path
) -> None:
    bring_in(collection, lesson, "en")
    card = cards(collection, "tag:term")[0]
    spoken = read_html(card.answer().partition("</style>")[2]).languages
    assert ("fr", "phare") in spoken
    assert ("en", "A tower with a light.") in spoken
    assert ("en", "masculine noun") in spoken
    assert ("fr", "un gardien de phare, un phare de voiture") in spoken


def test_importing_again_adds_nothing(collection: Collection, lesson: Path) -> None:
    bring_in(collection, lesson)
    log = bring_in(collection, lesson)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 3)
    assert collection.card_count() == 6


def test_a_corrected_gloss_renews_its_card_and_keeps_what_was_learnt(
    collection: Collection, lesson: Path
) -> None:
    bring_in(collection, lesson)
    card = cards(collection, "tag:term")[0]
    card.reps = 7
    collection.update_card(card)
    file = lesson / "annotations.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Une tour avec une lumière.", "Une tour."), encoding="utf-8")
    log = bring_in(collection, lesson)
    assert (len(log.new), len(log.updated)) == (0, 3)
    assert collection.card_count() == 6
    again = collection.get_card(card.id)
    assert "Une tour." in answered(again)
    assert again.reps == 7


def test_the_languages_of_a_lesson_live_side_by_side(collection: Collection, lesson: Path) -> None:
    bring_in(collection, lesson, "fr")
    log = bring_in(collection, lesson, "en")
    assert (len(log.new), collection.card_count()) == (3, 12)
    assert {model.name for model in collection.models.all_names_and_ids()} >= {
        "Leçon\u00a0: glossaire (français)",
        "Lesson: glossary (English)",
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_real_lesson_has_a_note_for_each_gloss_and_a_card_for_each_gap(
    collection: Collection, tmp_path: Path, language: str
) -> None:
    real = open_lesson("minusma", language)
    copy = tmp_path / "minusma"
    shutil.copytree(real.root, copy)
    log = bring_in(collection, copy, language)
    glossed = [a for a in real.annotations if a.annotation.gloss]
    gapped = [
        table
        for name in real.quiz_names
        for table in real.quiz(name).payload["questions"]
        if table["type"] == "cloze"
    ]
    assert len(log.new) == len(glossed) + len(gapped)
    gaps = sum(len(table["gaps"]) for table in gapped)
    assert collection.card_count() == 2 * len(glossed) + gaps
    assert not collection.find_cards("is:suspended")
    for card in cards(collection, "tag:minusma"):
        assert asked(card)
        assert asked(card) != answered(card)


def test_every_question_and_annotation_is_accounted_for() -> None:
    opened = open_lesson(PHARE, "fr")
    items = [note.item for note in export(opened).notes]
    assert sorted(items) == sorted(
        [table["id"] for table in tables().values()] + [a.id for a in opened.annotations]
    )


def test_the_same_files_give_the_same_bytes(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (export(open_lesson(lesson, "fr")).files for _ in range(2))
    assert first == second
    assert last_change(lesson) == pytest.approx(time.time() - 3600, abs=60)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    fixed = export(open_lesson(lesson, "fr")).files
    age(lesson, 60)
    assert export(open_lesson(lesson, "fr")).files == fixed


@settings(max_examples=60)
@given(nasty_texts)
def test_any_text_in_a_gap_is_one_gap(nasty: str) -> None:
    table = cleaned(changed(tables()["cloze"], lambda text: f"{text} {nasty}."))
    (note,) = clozes([table], ENGLISH, "Title")
    text = note.fields[0]
    assert text.count("{{c") == text.count("}}") == 2
    for gap in re.findall(r"\{\{c\d::(.*?)\}\}", text, re.DOTALL):
        assert "::" not in gap
    for part in note.fields:
        assert "\x1f" not in part
        assert "[" not in part
        assert not {"script", "style", "img"} & read_html(part).tags
    shown_gap = shown(text.partition("{{c1::")[2].partition("}}")[0])
    assert shown_gap == flat(f"pêcheurs {clean(nasty)}.")


@pytest.mark.parametrize("nasty", [r"\(x\)", "{{c3::y}}", "a::b", "[sound:x.mp3]", "<b>&amp;"])
def test_signs_of_anki_in_a_lesson_are_shown(
    collection: Collection, lesson: Path, nasty: str
) -> None:
    article = lesson / "article.txt"
    text = article.read_text(encoding="utf-8").replace("la pointe", f"la pointe {nasty}")
    article.write_text(text, encoding="utf-8")
    info = lesson / "lesson.yml"
    digest = hashlib.sha256(article.read_bytes()).hexdigest()
    before = info.read_text(encoding="utf-8")
    info.write_text(before.replace(before.split("sha256: ")[1][:64], digest), encoding="utf-8")
    (lesson / "annotations.yml").write_text(
        "- {id: phare, kind: term, quote: phare, occurrence: 2, gloss: {fr: Tour., en: Tower.}}\n",
        encoding="utf-8",
    )
    bring_in(collection, lesson)
    assert nasty in asked(cards(collection, "tag:term")[0])
    assert "tex2jax_ignore" in cards(collection, "tag:term")[0].question()
