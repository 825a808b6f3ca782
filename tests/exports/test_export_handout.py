"""The handout: the same numbered lines on every copy, nothing told too early, a sound PDF."""

from __future__ import annotations

import io
import re
import string
import unicodedata
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lesson_utils import open_lesson
from lesson_utils.authoring.proposing import propose
from lesson_utils.content.model import Span
from lesson_utils.content.segmentation import split_article
from lesson_utils.exports.handout import export
from lesson_utils.exports.lines import MEASURE, NumberedLines
from lesson_utils.exports.sheet import make_sheet
from lesson_utils.questions import TYPES
from lesson_utils.shown.rendering.typeset import typeset
from lesson_utils.texts import command_word
from tests.lessons import PHARE, REPOSITORY
from tests.nasty import NastyLesson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LANGUAGES = ("fr", "en")
LESSONS: dict[str, str | Path] = {"minusma": "minusma", "phare": PHARE}
KINDS = ("student", "answers")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for name in LESSONS.values():
        for language in LANGUAGES:
            made |= export(open_lesson(name, language=language)).files
    return made


each_copy = pytest.mark.parametrize(
    "name",
    [f"{lesson}-{code}-{kind}" for lesson in LESSONS for code in LANGUAGES for kind in KINDS],
)


def opened(name: str) -> Any:
    lesson, language, _ = name.split("-")
    return open_lesson(LESSONS[lesson], language=language)


def tables(name: str) -> list[Any]:
    there = opened(name)
    return [table for quiz in there.quiz_names for table in there.quiz(quiz).payload["questions"]]


def letters(text: str) -> str:
    """Give a text without its white space: where lines end is the paper's business."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@cache
def html_text(html: bytes) -> str:
    body = html.decode().split("<body", 1)[1]
    return unescape(re.sub(r"<[^>]*>", "", body))


@cache
def pdf_text(pdf: bytes) -> str:
    """Give what is on the pages, without the line at the foot: a text may go on overleaf."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return "\n".join(re.sub(r"\n.* \d+ / \d+\s*$", "", page) for page in pages)


def both_texts(files: Mapping[str, bytes], name: str) -> list[str]:
    return [letters(html_text(files[f"{name}.html"])), letters(pdf_text(files[f"{name}.pdf"]))]


# Numbered lines


def test_lines_are_broken_between_words_and_numbered_through() -> None:
    article = open_lesson(PHARE, language="fr").article
    lines = [
        (line.number, article.text[line.start : line.end]) for line in NumberedLines(article).all
    ]
    assert lines == [
        (None, "Le phare de la pointe"),
        (1, "Le phare de la pointe a été allumé en 1862. Il guide les pêcheurs vers"),
        (2, "le port depuis cette date."),
        (None, "Un avenir discuté"),
        (3, "La mairie affirme vouloir garder le phare. Les pêcheurs redoutent"),
        (4, "pourtant sa fermeture. Selon la mairie, les travaux coûteront 3,5"),
        (5, "millions d’euros. Ils commenceront en 2027."),
    ]


words = st.text(alphabet="abéü’-«»!?;:,.1 ", min_size=1, max_size=400)
scripts = st.text(alphabet="汉字仮名，。مرحبا بهاक्षि e\u0301", min_size=1, max_size=300)


@given(st.lists(words | scripts, min_size=1, max_size=4))
def test_lines_lose_nothing_overlap_nowhere_and_are_not_too_long(paragraphs: list[str]) -> None:
    article = split_article("\n\n".join(paragraphs), "fr")
    numbered = NumberedLines(article)
    kept = "".join(article.text[line.start : line.end] for line in numbered.all)
    whole = "".join(article.text[part.start : part.end] for part in article.paragraphs)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", whole)
    ends = [bound for line in numbered.all for bound in (line.start, line.end)]
    assert ends == sorted(ends)
    numbers = [line.number for line in numbered.all if line.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    for line in numbered.all:
        text = article.text[line.start : line.end]
        drawn = [sign for sign in text if unicodedata.category(sign) != "Mn"]
        wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in drawn)
        # A word with its mark apart ("mot !") may not be broken, and may be longer alone.
        assert len(drawn) + wide <= MEASURE or re.search(r"[«»;:!?]", text)


def test_a_mark_that_stands_apart_stays_with_its_word() -> None:
    text = f"{'mot ' * 17}fin ! « début de citation » {'mot ' * 12}encore ; puis"
    article = split_article(text, "fr")
    for line in NumberedLines(article).all:
        shown = article.text[line.start : line.end]
        assert not re.match(r"[;:!?»]", shown)
        assert not shown.endswith("«")


@pytest.mark.parametrize("whole", ["12 640", "12 640 000 €", "20 °C", "5 %", "‹ mot ›"])
def test_a_number_and_its_sign_are_not_parted(whole: str) -> None:
    for words_before in range(12, 18):
        article = split_article(
            f"{'mot ' * words_before}et {whole} puis le reste de la phrase", "fr"
        )
        shown = [article.text[line.start : line.end] for line in NumberedLines(article).all]
        assert len(shown) > 1
        assert sum(whole in line for line in shown) == 1


def test_a_stretch_is_told_by_its_first_and_last_line() -> None:
    article = open_lesson(PHARE, language="fr").article
    numbered = NumberedLines(article)
    fears = article.text.index("Les pêcheurs redoutent")
    assert numbered.of(Span(start=fears, end=fears + 45)) == (3, 4)
    assert numbered.of(Span(start=0, end=8)) is None


def test_line_numbers_in_the_answer_book_are_those_of_the_students_copy(
    files: dict[str, bytes],
) -> None:
    student = files["phare-fr-student.html"].decode()
    assert re.search(r'data-number="5">millions d’euros\. Ils commenceront en 2027\.', student)
    for text in both_texts(files, "phare-fr-answers"):
        assert letters("§2, l. 5 Ils commenceront en 2027.") in text
        assert letters("§2, l. 4-5 Selon la mairie, les travaux coûteront 3,5 millions") in text
        assert letters("§2, l. 3-4 Les pêcheurs redoutent pourtant sa fermeture.") in text


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_copy_has_the_same_lines(lesson: str, files: dict[str, bytes]) -> None:
    there = open_lesson(LESSONS[lesson], language="fr")
    whole = letters("".join(there.article.text[p.start : p.end] for p in there.article.paragraphs))
    numbers = []
    for language in LANGUAGES:
        html = files[f"{lesson}-{language}-student.html"].decode()
        numbers.append(re.findall(r'data-number="(\d+)">', html))
        article = html.split('class="article"')[1].partition(">")[2].split("</div>")[0]
        labels = re.findall(r'<span class="label" dir="ltr">(§\d+)</span>', article)
        assert labels == [f"§{p.number}" for p in there.article.paragraphs if p.number]
        shown = re.sub(r"<sup>[^<]*</sup>|<span class=\"label\".*?</span>", "", article)
        assert letters(unescape(re.sub(r"<[^>]*>", "", shown))) == whole
    assert numbers[0] == numbers[1]
    assert numbers[0] == [str(5 * place) for place in range(1, len(numbers[0]) + 1)]


# What each copy tells


def test_there_are_four_files_with_the_same_bytes_every_time(files: dict[str, bytes]) -> None:
    exported = export(open_lesson(PHARE, language="en"))
    assert sorted(exported.files) == [
        f"phare-en-{kind}.{ending}" for kind in sorted(KINDS) for ending in ("html", "pdf")
    ]
    for name, content in exported.files.items():
        assert content == files[name], name


@each_copy
def test_every_question_is_there(name: str, files: dict[str, bytes]) -> None:
    assert {table["type"] for table in tables("phare-fr-student")} == set(TYPES)
    for text in both_texts(files, name):
        for table in tables(name):
            assert letters(table["prompt"]) in text


def told_only_to_teachers(table: Any) -> list[str]:
    """Give what is said of answers: every feedback, the model, the explanation, the hint."""
    found = [table["explanation"], table["hint"], table.get("model", "")]
    found += [table.get("feedback", ""), table.get("otherwise", "")]
    for field in ("options", "items", "lefts", "gaps", "anticipated", "near"):
        found += [part["feedback"] for part in table.get(field, [])]
    return [text for text in found if len(text) > 20]


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_student_is_told_no_answer_and_the_teacher_every_one(
    lesson: str, language: str, files: dict[str, bytes]
) -> None:
    student = both_texts(files, f"{lesson}-{language}-student")
    teacher = both_texts(files, f"{lesson}-{language}-answers")
    count = 0
    for table in tables(f"{lesson}-{language}-student"):
        for said in told_only_to_teachers(table):
            count += 1
            assert all(letters(said) not in text for text in student), said
            assert all(letters(said) in text for text in teacher), said
        for passage in table["evidence"]:
            assert all(letters(passage["quote"]) in text for text in teacher)
    assert count > 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "label"),
    [("fr", "À écouter (ou à faire lire) :"), ("en", "To listen to (or to have read aloud):")],
)
def test_what_is_to_be_heard_stands_on_both_copies(
    language: str, label: str, kind: str, files: dict[str, bytes]
) -> None:
    line = letters(f"{label} « Ils ont peur qu’on ferme le phare. »")
    for text in both_texts(files, f"phare-{language}-{kind}"):
        assert line in text
        assert text.count(letters(label)) == 2


def test_the_order_on_paper_tells_no_key() -> None:
    there = open_lesson(PHARE, language="fr")
    (quiz,) = make_sheet(there, answers=False)["quizzes"]
    kinds = [table["type"] for table in there.quiz("tout").payload["questions"]]
    forms = dict(zip(kinds, (q["form"] for q in quiz["questions"]), strict=True))
    found = {kind: form.get("rows", []) for kind, form in forms.items()}
    written = [item["text"] for item in table_of("order")["items"]]
    assert sorted(found["order"]) == sorted(written)
    assert found["order"] != written
    pairs = ["affirme", "redoutent", "interdisent"]
    sides = [side["text"] for side in forms["match"]["sides"]]
    assert sorted(sides) == sorted(pairs)
    assert sides != pairs
    assert [row["text"] for row in found["single"]] != ["1826", "1862", "2027"]
    assert [row["text"] for row in found["truefalse"]][:2] == ["Vrai", "Faux"]
    modes = [left["text"] for left in table_of("classify")["lefts"]]
    assert sorted(found["classify"]) == sorted(modes)
    assert found["classify"] != modes
    assert len(forms["cloze"]["pieces"]) == 3


def table_of(kind: str) -> Any:
    return next(table for table in tables("phare-fr-student") if table["type"] == kind)


def test_the_answer_book_uses_the_letters_of_the_students_copy(files: dict[str, bytes]) -> None:
    student, teacher = (html_text(files[f"phare-fr-{kind}.html"]) for kind in KINDS)
    for option, sign in (("1862", "✓"), ("1826", "✗"), ("les pêcheurs", "✓"), ("Vrai", "✗")):
        found = re.search(rf"([A-Z])\.\s+{option}\s", student)
        assert found, option
        assert re.search(rf"{sign}\s+{found[1]}\. {option}\b", teacher), option
    for left, right in (("la mairie", "affirme"), ("les pêcheurs", "redoutent")):
        found = re.search(rf"([A-Z])\.\s+{right}\s", student)
        assert found, right
        assert f"{left} → {found[1]}. {right}" in teacher
    first = re.search(r"1\. (\S[^\n]*?)\s*☐☐☐☐", student)
    assert first
    assert first[1] == "Ils commenceront en 2027."
    assert re.search(r"1\.\s+«\u00a0Ils commenceront en 2027\.\u00a0» → Annonce", teacher)


def test_claims_are_the_teachers_and_glosses_the_students(files: dict[str, bytes]) -> None:
    there = open_lesson("minusma", language="fr")
    student = both_texts(files, "minusma-fr-student")
    teacher = both_texts(files, "minusma-fr-answers")
    for row in there.read().payload["annotations"]:
        said = letters(row["gloss"] or row["note"])
        where = teacher if row["kind"] == "claim" else student
        assert all(said in text for text in where), row["id"]


def test_a_word_has_its_class_example_and_family_on_the_students_copy_alone(
    files: dict[str, bytes],
) -> None:
    entry = letters(
        "1 phare, masculine noun (§1, l. 1): A tower with a light. "
        "Example: Le soir, mon frère regarde la lumière du phare. "
        "Word family: un gardien de phare, un phare de voiture"
    )
    assert all(entry in text for text in both_texts(files, "phare-en-student"))
    assert not any("gardien" in text for text in both_texts(files, "phare-en-answers"))
    html = files["phare-en-student.html"].decode()
    assert '<i lang="fr">un gardien de phare, un phare de voiture</i>' in html


# The PDF


@pytest.mark.parametrize(("language", "said"), [("fr", "Selon l’AFP"), ("en", "According to AFP")])
def test_the_facts_that_questions_refer_to_stand_with_their_sources(
    language: str, said: str, files: dict[str, bytes]
) -> None:
    html = files[f"minusma-{language}-student.html"].decode()
    facts = html[html.index('class="facts"') :]
    assert said in facts
    assert "yenisafak.com" in facts
    assert facts.index(said) < facts.index('class="question"')
    pdf = PdfReader(io.BytesIO(files[f"minusma-{language}-student.pdf"]))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert text.count("yenisafak.com") == 3
    assert 'class="facts"' not in files[f"minusma-{language}-answers.html"].decode()


@each_copy
def test_the_pdf_is_an_accessible_document(name: str, files: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(files[f"{name}.pdf"]))
    there = opened(name)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == there.language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(there.info.title[there.language])
    assert "/CreationDate" not in reader.metadata
    width, height = (round(float(bound) / 72 * 25.4) for bound in reader.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)


@each_copy
def test_another_pdf_library_reads_the_same(name: str, files: dict[str, bytes]) -> None:
    document = pypdfium2.PdfDocument(files[f"{name}.pdf"])
    count = len(document)
    # PDFium writes U+FFFE for a hyphen at the end of a line.
    texts = [page.get_textpage().get_text_range() for page in document]
    pages = [letters(text.replace("\ufffe", "-")) for text in texts]
    assert count == len(PdfReader(io.BytesIO(files[f"{name}.pdf"])).pages)
    assert (count > 8) == name.startswith("minusma")
    for place, text in enumerate(pages, start=1):
        assert f"{place}/{count}" in text
        assert "\ufffd" not in text
        assert len(text) > 100
    whole = "".join(pages)
    for table in tables(name):
        assert letters(table["prompt"]) in whole


def test_every_font_of_the_pdf_is_in_it(files: dict[str, bytes]) -> None:
    fonts = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in PdfReader(io.BytesIO(files["minusma-fr-student.pdf"])).pages
        for font in (ref.get_object() for ref in page["/Resources"]["/Font"].values())  # type: ignore[index]  # the PDF's own dictionaries
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def small_sheet(text: str, language: str = "fr") -> Any:
    sheet = make_sheet(open_lesson(PHARE, language="fr"), answers=False)
    written = "rtl" if language == "ar" else "ltr"
    (quiz,) = sheet["quizzes"]
    return {
        **sheet,
        "glosses": [],
        "articleLanguage": language,
        "articleDirection": written,
        "article": [
            {
                "heading": False,
                "label": "§1",
                "lines": [
                    {
                        "number": 5,
                        "shown": 5,
                        "runs": [{"text": text, "term": True, "notes": "1"}],
                    }
                ],
            }
        ],
        "quizzes": [{**quiz, "questions": [{**quiz["questions"][0], "prompt": text}]}],
    }


#: What means something in Typst, between letters and digits.
TYPST = string.ascii_letters + string.digits + "#$*_@\\\"'<>[]{}()/=+-~`^&%.,:; "


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=TYPST, min_size=1))
def test_no_text_is_markup_in_the_pdf(text: str) -> None:
    printed = typeset("handout", small_sheet(f"x{text}x"))
    assert printed.own_fonts
    assert letters(f"x{text}x") in letters(pdf_text(printed.pdf))


def test_hostile_texts_come_out_as_they_are() -> None:
    prefix = '#import "@preview/x:1.0.0": * </style><b>$x^2$ // /* \\u{41} ```'
    exported = export(NastyLesson(prefix))
    for kind in KINDS:
        html = exported.files[f"phare-fr-{kind}.html"]
        assert b"<b>$x" not in html
        for text in both_texts(exported.files, f"phare-fr-{kind}"):
            assert letters(f"{prefix}Quand le phare") in text


@pytest.mark.parametrize("sign", ["\0", "\x07", "\ufffe", "\ufeff", "\ue000", "\ud800", "\u202e"])
def test_what_is_no_character_stops_no_handout(sign: str) -> None:
    printed = typeset("handout", small_sheet(f"avant{sign}après"))
    text = letters(pdf_text(printed.pdf))
    assert "avant" in text
    assert "après" in text


def test_an_arabic_article_is_set_in_the_packages_own_fonts() -> None:
    words = "غادرت البعثة البلاد في 15 نوفمبر 2024."
    printed = typeset("handout", small_sheet(words, "ar"))
    assert printed.own_fonts
    assert printed.missing == ()
    shown = letters(pypdfium2.PdfDocument(printed.pdf)[0].get_textpage().get_text_range())
    assert set("غادرتلبعثة") <= set(shown)


@pytest.mark.parametrize("language", ["pt-BR", "zh-Hant", "en-GB", "es-419"])
def test_a_language_with_a_region_stops_no_handout(language: str) -> None:
    printed = typeset("handout", small_sheet("Bom dia", language))
    assert letters("Bom dia") in letters(pdf_text(printed.pdf))


def test_a_question_longer_than_a_page_is_printed_whole() -> None:
    sheet = small_sheet("Choose.")
    (quiz,) = sheet["quizzes"]
    (question,) = quiz["questions"]
    rows = [
        {"letter": sign, "text": f"{sign} begins, {'word after word, ' * 30}{sign} ends."}
        for sign in string.ascii_uppercase
    ]
    question["form"] = {**question["form"], "rows": rows}
    pages = pypdfium2.PdfDocument(typeset("handout", sheet).pdf)
    inside = "".join(
        letters(page.get_textpage().get_text_bounded(0, 0, *page.get_size())) for page in pages
    )
    assert all(letters(f"{sign} ends.") in inside for sign in string.ascii_uppercase)


def test_a_quote_in_the_answer_book_has_the_marks_of_the_sheets_language(
    files: dict[str, bytes],
) -> None:
    french, english = (files[f"phare-{code}-answers.html"].decode() for code in LANGUAGES)
    assert "«\u00a0Ils commenceront en 2027.\u00a0»" in french
    assert "“Ils commenceront en 2027.”" in english


def test_an_arabic_option_keeps_its_order_among_french_words(tmp_path: Path) -> None:
    article = REPOSITORY / "tests" / "articles" / "cistern.ar.txt"
    for name, content in propose(article.read_bytes(), "ar", "cistern", "fr").files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    made = export(open_lesson(tmp_path / "data" / "cistern", language="fr")).files
    student, teacher = (made[f"cistern-fr-{kind}.html"].decode() for kind in KINDS)
    assert re.search(r"<span>A\. <bdi>[^<]*\.</bdi></span>", student)
    assert re.search(r"<bdi>[A-E]\. \u2068[^<]*\.\u2069</bdi>", teacher)
    assert "<h2><bdi>العودة إلى الخزان</bdi> " in student
    assert re.search(r'<bdi lang="ar">«[^<]*»</bdi></strong> → <strong><bdi>', teacher)


def test_signs_that_no_font_has_are_told() -> None:
    exported = export(NastyLesson("𓀀\U0001f9ff"))
    codes = {note.code for note in exported.notes if note.item.endswith(".pdf")}
    # A machine may have a font for them: that is told as well.
    assert codes in ({"handout-signs"}, {"handout-fonts"})
    assert set(exported.files) >= {"phare-fr-student.pdf", "phare-fr-answers.pdf"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_paper_has_not_is_listed_in_words(language: str) -> None:
    notes = export(open_lesson(PHARE, language=language)).notes
    told = {note.item: note.code for note in notes if note.item != "phare"}
    assert told == {f"q-{kind}": f"handout-{kind}" for kind in TYPES}
    whole = {note.code for note in notes if note.item == "phare"}
    assert whole == {"handout-feedback", "handout-claims", "handout-figures"}
    for code in (*TYPES, "feedback", "claims", "figures", "shuffle", "fonts"):
        assert command_word(language, f"export.note.handout-{code}")
    assert "§±" in command_word(language, "export.note.handout-signs", signs="§±")


def test_a_quiz_in_an_order_of_ones_own_says_that_paper_has_one_order() -> None:
    class Shuffled(NastyLesson):
        def quiz(self, name: str, **given: Any) -> Any:
            return super().quiz(name, **{**given, "shuffle": True})

    notes = export(Shuffled("")).notes
    assert [note.item for note in notes if note.code == "handout-shuffle"] == ["tout"]
