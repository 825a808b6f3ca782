"""The one-page export, opened from a file with the network off: it reads, grades and keeps."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.exports.page import export
from lesson_utils.questions import TYPES
from lesson_utils.questions.grading import key_of
from lesson_utils.student.records import read_record
from tests.browser.quizzes import (
    ALL,
    RIGHT,
    WRONG,
    answer,
    document_violations,
    expect_total,
    question,
    tables,
    words,
)
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

NARROW = 360
#: What a browser does where nothing may be kept for a page: it refuses to name the storage.
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the pages of two lessons."""
    made = tmp_path_factory.mktemp("pages")
    for lesson in (PHARE, "minusma"):
        for name, content in export(open_lesson(lesson, language="fr")).files.items():
            (made / name).write_bytes(content)
    return made


@contextlib.contextmanager
def opened(browser: Browser, path: Path, script: str = "", **context: Any) -> Iterator[Page]:
    """Open a file with the network off; afterwards, fail if it asked for anything else."""
    made = browser.new_context(offline=True, locale="fr-FR", accept_downloads=True, **context)
    asked: list[str] = []
    faults: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    if script:
        made.add_init_script(script)
    page = made.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(path.as_uri())
    yield page
    made.close()
    fetched = {url for url in asked if not url.startswith(("data:", "blob:"))}
    assert {url.partition("#")[0] for url in fetched} == {path.as_uri()}
    assert faults == []


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    with opened(browser, folder / "phare-fr.html", viewport={"width": 1280, "height": 900}) as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        yield live


def quiz_of(page: Page) -> Locator:
    return page.locator(".lesson-quiz").first


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_an_answer(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    assert document_violations(page) == []
    answer(quiz_of(page), "single", WRONG["single"] if scheme == "light" else RIGHT["single"])
    assert document_violations(page) == []
    page.emulate_media(color_scheme="light")


def test_every_type_answers_at_once(page: Page) -> None:
    quiz = quiz_of(page)
    answer(quiz, "truefalse", WRONG["truefalse"])
    assert words("ui.verdict.wrong") in question(quiz, "truefalse").inner_text()
    for kind in TYPES:
        answer(quiz, kind, RIGHT[kind])
        if kind != "reflect":
            assert words("ui.verdict.correct") in question(quiz, kind).inner_text()
        assert tables()[kind]["explanation"] in question(quiz, kind).inner_text()
    expect_total(quiz, f"Réponses : {ALL} sur {ALL}. Justes : {ALL}")


def test_evidence_leads_to_the_article_and_back(page: Page) -> None:
    asked = question(quiz_of(page), "single")
    button = asked.get_by_role("button", name=words("ui.quiz.evidence.show"))
    button.click()
    shown = page.locator("#reading .lesson-evidence")
    expect(shown.first).to_be_visible()
    assert "".join(shown.all_inner_texts()) == "a été allumé en 1862"
    page.locator("#reading").get_by_role("button", name=words("ui.reader.back")).click()
    expect(button).to_be_focused()
    expect(shown).to_have_count(0)


def test_a_gloss_opens_in_the_article(page: Page) -> None:
    term = page.locator("#reading [role=button]", has_text="phare").first
    term.click()
    assert "Une tour avec une lumière." in page.locator("#reading .gloss").inner_text()
    term.press("Escape")
    assert page.locator("#reading .gloss").count() == 0


def test_a_reload_keeps_the_answers(page: Page) -> None:
    page.reload()
    page.wait_for_selector(".lesson-quiz fieldset")
    quiz = quiz_of(page)
    expect_total(quiz, f"Réponses : {ALL} sur {ALL}. Justes : {ALL}")
    assert question(quiz, "reflect").locator("textarea").input_value() == RIGHT["reflect"]
    assert words("ui.kept.page") in quiz.inner_text()
    assert not page.locator("#keeps-nothing").is_visible()


def export_work(page: Page, quiz: Locator, path: Path) -> Any:
    quiz.locator("details.work summary").click()
    with page.expect_download() as started:
        quiz.get_by_role("button", name=words("ui.work.export")).click()
    started.value.save_as(path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_work_comes_out_as_python_reads_it_and_goes_in_again(
    page: Page, tmp_path: Path
) -> None:
    quiz = quiz_of(page)
    record = read_record(export_work(page, quiz, tmp_path / "work.json"), "phare")
    given = {key: entry.response for key, entry in record.quizzes["tout"].answers.items()}
    lesson_quiz = open_lesson(PHARE, language="fr").quiz("tout")
    graded: list[Any] = [lesson_quiz.answer(key, given[key]) for key in lesson_quiz.question_ids]
    assert [outcome.correct for outcome in graded if hasattr(outcome, "correct")] == [True] * ALL
    editions = {table["id"]: table["edition"] for table in tables().values()}
    assert {k: e.edition for k, e in record.quizzes["tout"].answers.items()} == editions

    quiz.get_by_role("button", name=words("ui.quiz.reset"), exact=True).click()
    expect_total(quiz, f"Réponses : 0 sur {ALL}")
    quiz.locator("input[type=file]").set_input_files(tmp_path / "work.json")
    quiz.locator(".total", has_text=f"{ALL} sur {ALL}").wait_for()


def test_the_contents_say_how_far_each_quiz_is(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "minusma-fr.html") as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        scores = live.locator("#contents .page-score")
        others = [""] * (len(open_lesson("minusma").quiz_names) - 1)
        assert scores.all_inner_texts() == ["", *others]
        quiz = live.locator("#quiz-1 .lesson-quiz")
        for table in open_lesson("minusma", language="fr").quiz("accueil").payload["questions"]:
            answer(quiz, table["type"], key_of(table))
        expect(scores.first).to_have_text("3 sur 3, 5 points sur 5")
        live.reload()
        expect(scores.first).to_have_text("3 sur 3, 5 points sur 5")
        assert scores.all_inner_texts()[1:] == others
        assert document_violations(live) == []


def test_the_link_to_the_text_leads_to_the_chapters_first_paragraph(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder / "minusma-fr.html") as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        live.get_by_role("link", name="Le texte : Le bilan et les perspectives").click()
        paragraph = live.locator("#reading .paragraph", has_text="§4")
        expect(paragraph).to_be_focused()
        assert 0 <= paragraph.evaluate("(node) => node.getBoundingClientRect().top") < 60


def test_links_of_a_chapter_lead_to_headings_and_chapters(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "minusma-fr.html") as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        second = live.locator(".page-chapter").nth(1)
        second.locator(".page-prose").last.get_by_role("link").first.click()
        expect(second.get_by_role("heading", name="Avez-vous bien lu").first).to_be_in_viewport()
        second.get_by_role("link", name="carnet 2").click()
        title = live.locator(".page-chapter h2").nth(2)
        expect(title).to_be_in_viewport()
        assert title.inner_text() == "2. Le contexte"


def test_paper_is_light_and_shows_the_numbers_of_the_glosses(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (dark, paper) == ("rgb(20, 25, 31)", "rgb(255, 255, 255)")
    expect(page.locator("html")).to_have_attribute("data-jp-theme-light", "true")
    assert page.locator("#reading .printed").is_visible()
    assert not page.locator("#contents").is_visible()
    page.emulate_media(media="screen", color_scheme="light")


@pytest.mark.parametrize("name", ["phare-fr", "minusma-fr"])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, folder: Path, name: str) -> None:
    phone = {"width": NARROW, "height": 740}
    with opened(browser, folder / f"{name}.html", viewport=phone, has_touch=True) as small:
        small.wait_for_selector(".lesson-quiz fieldset")
        small.evaluate(
            "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        assert small.evaluate("() => document.documentElement.scrollWidth") <= NARROW
        assert document_violations(small) == []
        link = small.locator("#contents a").nth(2)
        link.click()
        where = link.get_attribute("href") or ""
        top = small.locator(where).evaluate("(node) => node.getBoundingClientRect().top")
        assert 0 <= top < 60


def test_without_script_the_page_is_whole(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "phare-fr.html", java_script_enabled=False) as still:
        text = still.locator("main").inner_text()
        for table in tables().values():
            assert table["prompt"] in text
        assert "Le phare[1] de la pointe" in text
        assert "Il guide les pêcheurs vers le port" in text
        still.locator("summary", has_text="Corrigé").click()
        assert tables()["order"]["explanation"] in still.locator("main").inner_text()


def test_where_nothing_is_kept_the_page_says_so_and_the_work_of_all_quizzes_can_be_saved(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    with opened(browser, folder / "minusma-fr.html", NO_STORAGE) as live:
        live.wait_for_selector(".lesson-quiz fieldset")
        assert live.locator("#keeps-nothing").is_visible()
        quizzes = live.locator(".lesson-quiz")
        for place in (0, 1):
            quizzes.nth(place).locator("input[type=radio]").first.check()
            expect(quizzes.nth(place)).to_contain_text(words("ui.kept.memory"))
        record = export_work(live, quizzes.nth(0), tmp_path / "work.json")
        answered = {name for name, quiz in record["quizzes"].items() if quiz["answers"]}
        assert answered == set(open_lesson("minusma").quiz_names[:2])
