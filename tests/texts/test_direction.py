"""A text that runs from right to left does so wherever it is quoted; another one is left alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from lesson_utils import open_lesson
from lesson_utils import texts as catalogue
from lesson_utils.authoring.proposing import propose
from lesson_utils.content.untranslated import MARK
from tests.lessons import PHARE, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = REPOSITORY / "tests" / "articles" / "cistern.ar.txt"


def arabic_lesson(folder: Path) -> Path:
    for name, content in propose(ARABIC.read_bytes(), "ar", "cistern", "en").files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "data" / "cistern"


def test_the_reading_runs_leftwards_and_its_paragraph_numbers_do_not(tmp_path: Path) -> None:
    html = open_lesson(arabic_lesson(tmp_path), "en").read("text").html()
    assert '<div lang="ar" dir="rtl">' in html
    assert '<small><span dir="ltr">§1</span></small>' in html
    assert re.search(r'<strong lang="ar" dir="rtl">[^<]+</strong> \(§\d\)', html)


def test_whatever_may_quote_the_article_in_a_quiz_has_a_direction_of_its_own(
    tmp_path: Path,
) -> None:
    lesson = open_lesson(arabic_lesson(tmp_path), "en")
    for quiz in lesson.quiz_names:
        html = lesson.quiz(quiz).html()
        # Outside the elements that have a direction, Arabic stands between isolates alone.
        bare = re.sub(r'<(\w+)[^>]* dir="(?:auto|rtl)">.*?</\1>', "", html, flags=re.DOTALL)
        bare = re.sub("\u2068[^\u2069]*\u2069", "", bare)
        assert re.findall(r"[\u0600-\u06ff]+", bare) == []


def test_a_text_that_runs_rightwards_carries_no_mark_of_direction() -> None:
    lesson = open_lesson(PHARE, "en")
    assert " dir=" not in lesson.read("tout").html() + lesson.quiz("tout").html()


def test_python_and_javascript_know_the_same_languages() -> None:
    source = (REPOSITORY / "src/lesson_utils/browser/dom.js").read_text(encoding="utf-8")
    found = re.search(r"RIGHT_TO_LEFT = (\[[^\]]*\])", source)
    assert found is not None
    assert set(json.loads(re.sub(r",\s*\]", "]", found[1]))) == catalogue._RIGHT_TO_LEFT


def test_python_and_javascript_know_the_same_mark_of_what_is_not_translated() -> None:
    source = (REPOSITORY / "src/lesson_utils/browser/dom.js").read_text(encoding="utf-8")
    found = re.search(r"UNTRANSLATED = /\((.*)\)/;", source)
    assert found is not None
    assert found[1] == re.sub(r"\?P<\w+>", "", MARK.pattern)
    for language in catalogue.INTERFACE_LANGUAGES:
        for code in ("fr", "en", "gsw", "pt-BR", "es-419"):
            said = catalogue.word(language, "static.untranslated", mark=code.upper())
            mark = MARK.fullmatch(f"{said} ")
            assert mark is not None
            assert mark["language"] == code.upper()
