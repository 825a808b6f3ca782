"""The teacher's guide: the same in both languages, in step with the quizzes it names."""

from __future__ import annotations

import re

import pytest

from lesson_utils import open_lesson
from tests.lessons import REPOSITORY

GUIDES = {
    language: (REPOSITORY / "docs" / f"guide.{language}.md").read_text(encoding="utf-8")
    for language in ("fr", "en")
}
#: What stands in a line of code is no prose.
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
#: A link to a heading of the same page.
WITHIN = re.compile(r"\]\(#([^)]+)\)")


def shape(guide: str) -> list[str]:
    """Give what both guides must have alike: headings, bullets, rows with their minutes."""
    guide = WITHIN.sub("](#)", guide)
    found = re.findall(r"^(#+ |- |\| (?:\d+-\d+ \| \S+ )?)", guide, re.MULTILINE)
    return found + re.findall(
        r"`[a-z]+-[a-z-]+`|\]\((?!.*guide|.*README|before-class|avant-le-cours)[^)]+\)", guide
    )


def test_both_guides_have_the_same_parts() -> None:
    assert shape(GUIDES["fr"]) == shape(GUIDES["en"])


@pytest.mark.parametrize("language", GUIDES)
def test_every_question_named_has_the_number_a_student_sees(language: str) -> None:
    lesson = open_lesson("minusma", language)
    quizzes = [lesson.quiz(name) for name in lesson.quiz_names]
    number_of = {
        question: str(number)
        for quiz in quizzes
        for number, question in enumerate(quiz.question_ids, start=1)
    }
    named = re.findall(r"(\d+) \(`([a-z]+-[a-z-]+)`\)", GUIDES[language])
    assert len(named) > 10
    assert [(number_of.get(question), question) for _, question in named] == named


@pytest.mark.parametrize("language", GUIDES)
def test_each_lesson_fills_fifty_five_minutes_without_a_gap(language: str) -> None:
    spans = [
        (int(start), int(end))
        for start, end in re.findall(r"^\| (\d+)-(\d+) \|", GUIDES[language], re.MULTILINE)
    ]
    starts = [index for index, (start, _) in enumerate(spans) if start == 0]
    assert len(starts) == 4
    for first, last in zip(starts, [*starts[1:], len(spans)], strict=True):
        lesson = spans[first:last]
        assert lesson[-1][1] == 55
        assert [end for _, end in lesson[:-1]] == [start for start, _ in lesson[1:]]


@pytest.mark.parametrize("language", GUIDES)
def test_every_link_of_the_guide_leads_somewhere(language: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDES[language]):
        assert (REPOSITORY / "docs" / target).exists(), target


def place(heading: str) -> str:
    """Give the address of a heading as code hosts make it; a no-break space leaves nothing."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_an_address_is_made_as_code_hosts_make_it() -> None:
    assert place("Le fichier de l’élève") == "le-fichier-de-lélève"
    assert place("Feuilles, page, cartes et Moodle") == "feuilles-page-cartes-et-moodle"
    assert place("Niveau\N{NO-BREAK SPACE}: B1") == "niveau-b1"


@pytest.mark.parametrize(
    ("language", "before"), [("fr", "avant-le-cours.md"), ("en", "before-class.md")]
)
def test_links_to_parts_of_the_guide_lead_to_headings(language: str, before: str) -> None:
    guide = GUIDES[language]
    page = (REPOSITORY / "docs" / before).read_text(encoding="utf-8")
    elsewhere = re.findall(rf"\]\(guide\.{language}\.md#([^)]+)\)", page)
    places = {place(heading) for heading in re.findall(r"^##+ (.+)$", guide, re.MULTILINE)}
    assert elsewhere
    assert set(WITHIN.findall(guide) + elsewhere) - places == set()


@pytest.mark.parametrize("language", GUIDES)
def test_the_contents_stand_before_the_first_part(language: str) -> None:
    assert len(WITHIN.findall(GUIDES[language].split("\n## ")[0])) > 10


def test_french_typography() -> None:
    prose = CODE.sub("x", GUIDES["fr"])
    assert "'" not in prose
    wrong = re.findall(
        r".{0,20}(?:« |\w »|[^\W\d_][;?!](?=\s)| [;?!:](?=\s|$)|\w:(?=\s)).{0,9}", prose
    )
    assert wrong == []
