"""The table of questions: read back, safe in a spreadsheet, each question a row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils import open_lesson
from lesson_utils.content.cells import guarded
from lesson_utils.exports.source import clean, cleaned
from lesson_utils.exports.spreadsheet import COLUMNS, export, table_of
from tests.exports.exporting import changed, nasty_texts, phare
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from lesson_utils.content.payload import Payload


def read(content: bytes, delimiter: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert len(head) == len(COLUMNS)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def rows(language: str) -> dict[str, dict[str, str]]:
    (content,) = export(open_lesson(PHARE, language)).files.values()
    assert content.startswith(b"\xef\xbb\xbf")
    found = read(content, "," if language == "en" else ";")
    return {row["id"].removeprefix("q-"): row for row in found}


ENGLISH = rows("en")


def test_each_question_is_a_row_in_the_order_of_the_lesson() -> None:
    for name, language, mark in (("minusma", "fr", ";"), ("minusma", "en", ",")):
        lesson = open_lesson(name, language)
        (content,) = export(lesson).files.values()
        asked = [t["id"] for q in lesson.quiz_names for t in lesson.quiz(q).payload["questions"]]
        assert [row["id"] for row in read(content, mark)] == asked


def test_the_headings_are_in_the_language_and_excel_splits_the_french_ones() -> None:
    (content,) = export(open_lesson(PHARE, "fr")).files.values()
    assert content.decode("utf-8-sig").splitlines()[0] == (
        "Identifiant;Quiz;Type;Compétence;Points;Question;Choix;Corrigé;Commentaires;Indice;"
        "Explication;Ce que dit l’article;Paragraphe;Ligne du fichier"
    )


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("single", "1862"),
        ("multiple", "the town hall\nthe fishers"),
        ("truefalse", "The article does not say"),
        ("order", "1. the lighthouse is lit\n2. the works begin\n3. the works end"),
        ("match", "the town hall → asserts\nthe fishers → fear"),
        ("cloze", "pêcheurs / marins\nfermeture"),
        ("short", "la mairie / mairie / the town hall"),
        ("number", "3.5 ± 0.05 million euros"),
        ("locate", "Les pêcheurs redoutent pourtant sa fermeture."),
        ("reflect", "According to the text it guides the fishers: they need it."),
    ],
)
def test_the_key_of_each_type(kind: str, key: str) -> None:
    assert ENGLISH[kind]["key"] == key


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert rows("fr")["number"]["key"] == "3,5 ± 0,05 millions d’euros"


@pytest.mark.parametrize(("language", "mark"), [("en-GB", ","), ("es", ";"), ("fr-CA", ";")])
def test_cells_are_separated_as_the_language_does_whatever_its_region(
    language: str, mark: str
) -> None:
    (row,) = read(table_of(language, [one_question()], lambda _: 1), mark)
    assert row["id"] == "q-single"


def one_question() -> Payload:
    quiz = cleaned(phare())
    return {**quiz, "questions": quiz["questions"][:1]}


def test_classify_names_the_mode_of_each_sentence() -> None:
    assert ENGLISH["classify"]["key"].splitlines()[3] == "Ils commenceront en 2027. → Announcement"


def test_the_evidence_is_found_on_its_line_of_the_article_s_file() -> None:
    for name in (str(PHARE), "minusma"):
        lesson = open_lesson(name, "en")
        (content,) = export(lesson).files.values()
        file = (lesson.root / lesson.info.article.file).read_text(encoding="utf-8").split("\n")
        for row in read(content, ","):
            if "," not in row["line"] and "\n" not in row["evidence"]:
                assert row["evidence"].removeprefix("'") in file[int(row["line"]) - 1]
    assert (ENGLISH["order"]["paragraph"], ENGLISH["order"]["line"]) == ("§1, §2", "3, 7")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1"])
def test_a_formula_is_a_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1 + 1", "", "a=b", "§1", "1862"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@settings(max_examples=60)
@given(nasty_texts, st.sampled_from(["fr", "en", "es"]))
def test_any_text_is_read_back(nasty: str, language: str) -> None:
    quiz = changed(phare(), lambda text: f"{nasty}{text}")
    content = table_of(language, [cleaned(quiz)], lambda _: 1)
    for row, table in zip(
        read(content, "," if language == "en" else ";"), quiz["questions"], strict=True
    ):
        for cell in row.values():
            assert not cell.strip().startswith(("=", "+", "-", "@"))
        assert row["hint"].removeprefix("'") == clean(table["hint"]).removeprefix("'")


def test_the_repository_s_own_lesson_has_no_cell_that_needs_a_guard() -> None:
    assert (REPOSITORY / "data" / "minusma").is_dir()
    (content,) = export(open_lesson("minusma", "fr")).files.values()
    assert not [cell for row in read(content, ";") for cell in row.values() if cell.startswith("'")]
