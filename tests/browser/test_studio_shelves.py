"""The studio's shelves: items found, begun, kept by the smallest changes, proposals in turn."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.authoring.studio.session import Session
from tests.browser.quizzes import axe_violations
from tests.browser.studioforms import forms_page, opened
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

QUIZ = "quizzes/tout.yml"
GLOSS = {"fr": "Un mot.", "en": "A word."}


def with_drafts(lesson: dict[str, Any]) -> dict[str, Any]:
    """Make proposals of three items of a lesson."""
    wanted = {"phare", "guide", "q-number"}
    for file in lesson["files"]:
        value = file["value"]
        for item in (value or {}).get("questions", []) if file["shelf"] == "quiz" else value or []:
            if isinstance(item, dict) and item.get("id") in wanted:
                item["draft"] = True
    return lesson


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with forms_page(browser, with_drafts(opened(PHARE))) as page:
        page.set_default_timeout(15_000)
        yield page


def open_shelf(page: Page, name: str) -> None:
    page.evaluate("(name) => open_shelf(name)", name)


def saves(page: Page) -> Any:
    found = page.evaluate("() => desk.saves.map(({changes}) => changes)")
    return [[{k: v for k, v in one.items() if k != "file"} for one in some] for some in found]


def calls(page: Page, what: str) -> Any:
    return page.evaluate("(what) => desk.calls.filter((call) => call.what === what)", what)


def value(page: Page, name: str) -> Any:
    return page.evaluate("(name) => desk.lesson.files.find((f) => f.name === name).value", name)


def lead(page: Page, name: str, *path: str | int) -> None:
    page.evaluate("([name, path]) => shelf.lead(name, path)", [name, list(path)])


def test_an_item_is_saved_by_what_changed_alone(page: Page) -> None:
    open_shelf(page, "questions")
    page.get_by_role("button", name="Quand le phare a-t-il été allumé ?").first.click()
    prompt = page.get_by_role("textbox", name="Question anglais", exact=True)
    prompt.fill("When?")
    expect(page.get_by_text("Modifié, pas encore gardé.")).to_be_visible()
    before = value(page, QUIZ)["questions"][0]["options"]
    last = page.locator(".part").nth(2).get_by_role("textbox").first
    last.press("Alt+ArrowUp")
    page.locator(".part").nth(1).get_by_role("textbox").first.press("Alt+ArrowUp")
    prompt.press("Control+Enter")
    expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
    assert saves(page) == [
        [
            {"act": "set", "path": ["questions", 0, "prompt", "en"], "value": "When?",
             "before": "When was the lighthouse lit?"},
            {"act": "move", "path": ["questions", 0, "options", 2], "before": before[2], "to": 0},
        ]
    ]  # fmt: skip


def test_what_was_typed_is_there_on_return_and_marked(page: Page) -> None:
    open_shelf(page, "annotations")
    lead(page, "annotations.yml", 1)
    field = page.get_by_role("textbox", name="Explication français", exact=True)
    field.fill("Pas fini")
    page.get_by_role("button", name="← Retour à la liste").click()
    row = page.locator(".shelf-item").filter(has=page.get_by_text("1862", exact=True))
    expect(row).to_contain_text("pas encore gardé")
    page.reload()
    page.wait_for_function("() => window.ready === true")
    open_shelf(page, "annotations")
    lead(page, "annotations.yml", 1)
    expect(field).to_have_value("Pas fini")
    expect(page.get_by_text("ce n’est pas encore gardé")).to_be_visible()
    page.get_by_role("button", name="Annuler mes changements").click()
    expect(field).to_have_value("L’année où le phare est allumé.")
    assert saves(page) == []


def test_what_is_refused_stays_typed_and_is_told(page: Page) -> None:
    open_shelf(page, "annotations")
    lead(page, "annotations.yml", 1)
    field = page.get_by_role("textbox", name="Explication français", exact=True)
    field.fill("Autre")
    page.evaluate("() => { desk.refuse = {status: 'failed', words: 'Le disque est plein.'}; }")
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_text("Le disque est plein.")).to_be_visible()
    expect(field).to_have_value("Autre")
    page.evaluate("() => { desk.refuse = null; }")
    field.press("Control+s")
    expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
    assert len(saves(page)) == 1


@pytest.mark.parametrize("ordered", [True, False])
def test_a_new_gloss_begins_with_its_passage_and_comes_to_its_place(
    page: Page,
    ordered: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    starts = {mark["item"]: mark["start"] for mark in opened(PHARE)["marks"]}
    known = value(page, "annotations.yml")
    known.sort(key=lambda item: starts[item["id"]], reverse=not ordered)
    page.evaluate(
        "(known) => { desk.lesson.files.find((f) => f.name === 'annotations.yml').value = known; }",
        known,
    )
    open_shelf(page, "annotations")
    page.evaluate("() => shelf.begin('term', {anchor: 'pêcheurs', type: 'term'})")
    field = page.get_by_role("textbox", name="Explication français", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("Ils vont en mer.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
    [[change]] = saves(page)
    text = page.evaluate("() => desk.lesson.article.text")
    assert change["act"] == "insert"
    assert change["value"].pop("id")
    assert change["value"] == {
        "kind": "term", "quote": "pêcheurs", "gloss": {"fr": "Ils vont en mer."}
    }  # fmt: skip
    earlier = [item for item in known if starts[item["id"]] <= text.index("pêcheurs")]
    # Among others that nobody put in order, it comes last.
    assert change["path"] == [len(earlier) if ordered else len(known)]


def test_a_question_about_a_passage_takes_it_as_its_type_does(page: Page) -> None:
    open_shelf(page, "questions")
    for kind, expected in (
        ("single", {"evidence": "La mairie"}),
        ("cloze", {"quote": "La mairie"}),
        ("classify", {"sentences": [{"quote": "La mairie"}]}),
    ):
        seed = {"anchor": "La mairie", "type": kind, "file": QUIZ}
        page.evaluate("([kind, seed]) => shelf.begin(kind, seed)", [kind, seed])
        page.wait_for_function(
            "(n) => desk.calls.filter((c) => c.what === 'try').length > n", arg=0
        )
        tried = calls(page, "try")[-1]["value"]
        assert tried == {"type": kind, **expected}


def test_another_type_keeps_what_fits_and_gives_back_what_does_not(page: Page) -> None:
    open_shelf(page, "questions")
    lead(page, QUIZ, "questions", 0)
    before = value(page, QUIZ)["questions"][0]
    page.get_by_role("button", name="Type : Une seule bonne réponse. Changer").click()
    page.get_by_role("radio", name="Mettre en ordre").check()
    expect(page.get_by_role("group", name="Éléments", exact=True)).to_be_visible()
    first = page.locator(".part").first.get_by_role("textbox").first
    expect(first).to_have_value("1826")
    page.get_by_role("radio", name="Question ouverte").check()
    expect(page.locator(".type-told")).to_contain_text("Réponses au choix")
    page.get_by_role("radio", name="Une seule bonne réponse").check()
    expect(first).to_have_value("1826")
    expect(page.locator(".editor-state")).to_have_text("")
    page.get_by_role("radio", name="Plusieurs bonnes réponses").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
    assert saves(page) == [
        [{"act": "set", "path": ["questions", 0, "type"], "value": "multiple", "before": "single"}]
    ]
    assert value(page, QUIZ)["questions"][0] == {**before, "type": "multiple"}


def test_the_preview_is_answered_in_place_and_kept_nowhere(page: Page) -> None:
    payload = open_lesson(PHARE, language="fr").quiz("tout").payload
    for question in payload["questions"]:
        if question["type"] in {"single", "number"}:
            one = {**payload, "questions": [question]}
            page.evaluate("(quiz) => { desk.tried = {quiz}; }", one)
            open_shelf(page, "questions")
            index = [each["id"] for each in payload["questions"]].index(question["id"])
            lead(page, QUIZ, "questions", index)
            prompt = page.get_by_role("textbox", name="Question français", exact=True)
            expect(page.locator(".studio-preview .lesson-quiz fieldset").first).to_be_visible()
            prompt.focus()
            page.keyboard.press("End")
            page.keyboard.type(" !")
            expect(prompt).to_be_focused()
    quiz = page.locator(".studio-preview .lesson-quiz")
    quiz.get_by_role("textbox").fill("3,5")
    quiz.get_by_role("button", name="Vérifier").click()
    expect(quiz.locator(".result .verdict")).to_be_visible()
    assert page.evaluate("() => Object.keys(localStorage)") == []


def test_proposals_in_turn_by_single_keys(page: Page) -> None:
    open_shelf(page, "proposals")
    left = page.locator(".proposals-left")
    title = page.locator(".studio-proposals > h3")
    expect(left).to_have_text("3 propositions à voir")
    order = [
        mark["item"] for mark in sorted(opened(PHARE)["marks"], key=lambda mark: mark["start"])
    ]
    wanted = [item for item in dict.fromkeys(order) if item in {"phare", "guide", "q-number"}]
    words = {"phare": "phare", "guide": "Il guide les pêcheurs", "q-number": "Combien coûteront"}
    expect(title).to_contain_text(words[wanted[0]])
    shown = page.locator(".proposals-bar kbd").all_text_contents()
    assert shown == ["G", "C", "E", "P", "R"]
    assert page.get_by_role("button", name=re.compile("^Garder")).count() == 1
    title.focus()
    page.keyboard.press("p")
    expect(title).to_contain_text(words[wanted[1]])
    expect(title).to_be_focused()
    page.keyboard.press("r")
    expect(title).to_contain_text(words[wanted[0]])
    page.keyboard.press("c")
    focused = page.evaluate(
        "() => document.activeElement.matches('input, textarea, button, select')"
    )
    assert focused
    page.keyboard.press("Escape")
    expect(title).to_be_focused()
    page.keyboard.press("g")
    expect(left).to_have_text("2 propositions à voir")
    [[change]] = saves(page)
    assert change["act"] == "set"
    assert change["path"][-1] == "draft"
    assert (change["value"], change["before"]) == (None, True)
    expect(title).to_contain_text(words[wanted[1]])
    page.keyboard.press("e")
    expect(left).to_have_text("1 proposition à voir")
    page.keyboard.press("a")
    expect(left).to_have_text("2 propositions à voir")
    expect(title).to_contain_text(words[wanted[1]])


def test_letters_typed_in_a_field_do_nothing_else(page: Page) -> None:
    open_shelf(page, "proposals")
    field = page.get_by_role("textbox").first
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type("gceprakdu")
    assert field.input_value().endswith("gceprakdu")
    page.keyboard.press("Delete")
    assert saves(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(".proposals-left")).to_have_text("2 propositions à voir")
    [changes] = saves(page)
    assert [change["path"][-1] for change in changes][-1:] == ["draft"] or len(changes) == 2


def test_items_are_found_deleted_doubled_and_put_back(page: Page) -> None:
    open_shelf(page, "questions")
    rows = page.locator(".shelf-items:not(.begun) > .shelf-item")
    total = len(value(page, QUIZ)["questions"])
    expect(rows).to_have_count(total)
    page.get_by_label("Chercher").fill("QUAND le phare a-t-il ete")
    expect(rows).to_have_count(1)
    page.get_by_label("Chercher").fill("")
    page.get_by_label("État").select_option("draft")
    expect(rows).to_have_count(1)
    page.get_by_label("État").select_option("all")
    before = value(page, QUIZ)["questions"]
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("button", name="Supprimer").click()
    expect(rows).to_have_count(total - 1)
    assert saves(page) == [[{"act": "remove", "path": ["questions", 1], "before": before[1]}]]
    # What undo would say, at the top of the studio.
    assert page.evaluate("() => desk.saves[0].words").startswith("suppression de «")
    page.get_by_role("button", name="Rétablir").click()
    expect(rows).to_have_count(total)
    expect(page.locator(".shelf-said")).to_contain_text("Remis")
    assert value(page, QUIZ)["questions"] == before
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("button", name="Dupliquer").click()
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
    after = value(page, QUIZ)["questions"]
    assert {**after[2], "id": ""} == {**before[1], "id": ""}
    assert after[2]["id"] != before[1]["id"]


def test_items_are_put_in_order_by_keys_in_one_step(page: Page) -> None:
    open_shelf(page, "questions")
    before = [item["id"] for item in value(page, QUIZ)["questions"]]
    first = page.locator(".shelf-items:not(.begun) .shelf-open").first
    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_function("() => desk.saves.length === 1")
    [[change]] = saves(page)
    assert (change["act"], change["path"], change["to"]) == ("move", ["questions", 0], 2)
    moved = [before[1], before[2], before[0], *before[3:]]
    assert [item["id"] for item in value(page, QUIZ)["questions"]] == moved
    expect(page.locator(".shelf-items:not(.begun) .shelf-open").nth(2)).to_be_focused()


def test_a_quiz_is_made_and_a_question_moved_into_it(page: Page) -> None:
    open_shelf(page, "questions")
    page.get_by_role("button", name="Nouveau quiz").click()
    page.get_by_role("button", name="Créer le quiz").click()
    expect(page.get_by_text("Donnez-lui un titre.")).to_be_visible()
    page.get_by_role("textbox", name="Titre français", exact=True).fill("Deux")
    page.get_by_role("button", name="Créer le quiz").click()
    expect(page.get_by_label("Quiz", exact=True)).to_have_value("quizzes/id-1.yml")
    assert value(page, "quizzes/id-1.yml") == {"title": {"fr": "Deux"}, "questions": []}
    page.get_by_label("Quiz", exact=True).select_option(QUIZ)
    moved = value(page, QUIZ)["questions"][0]
    row = page.locator(".shelf-items:not(.begun) > .shelf-item").first
    row.locator("summary").click()
    row.get_by_role("button", name="Déplacer vers « Deux »").click()
    page.wait_for_function("() => desk.saves.length === 2")
    assert value(page, "quizzes/id-1.yml")["questions"] == [moved]
    assert moved not in value(page, QUIZ)["questions"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_shelf_is_accessible(browser: Browser, language: str, dark: bool) -> None:  # noqa: FBT001 - a parameter of the test
    lesson = with_drafts(opened(PHARE, language))
    with forms_page(browser, lesson, dark=dark, viewport={"width": 320, "height": 700}) as page:
        for name in ("questions", "annotations", "lesson", "levels", "proposals", "timeline"):
            open_shelf(page, name)
            assert axe_violations(page, "#side") == [], name
            wide = page.evaluate("() => document.scrollingElement.scrollWidth")
            assert wide <= 320, name


def test_with_a_kernel_a_gloss_is_written_with_the_keyboard_alone(
    browser: Browser, tmp_path: Path
) -> None:
    root = tmp_path / "phare"
    shutil.copytree(PHARE, root)
    path = root / "annotations.yml"
    before = path.read_text(encoding="utf-8")
    session = Session(root, "fr")
    lesson = session.answer({"do": "open"})
    with forms_page(browser, lesson, kernel=session.answer) as page:
        open_shelf(page, "annotations")
        page.evaluate("() => shelf.begin('term', {anchor: 'mairie'})")
        expect(page.get_by_role("textbox", name="Explication français")).to_be_focused()
        page.keyboard.type("La maison de la commune.")
        page.keyboard.press("Tab")
        page.keyboard.type("The town hall.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        new = next(item for item in written if item.get("quote") == "mairie")
        gloss = {"fr": "La maison de la commune.", "en": "The town hall."}
        assert {**new, "id": ""} == {"id": "", "kind": "term", "quote": "mairie", "gloss": gloss}
        # All that stood there stands there still, to the letter.
        after = path.read_text(encoding="utf-8").splitlines()
        left = iter(after)
        assert all(line in left for line in before.splitlines())
        assert len(after) < len(before.splitlines()) + 10
        assert json.loads(json.dumps(page.evaluate("() => desk.said"))) != []


def test_with_a_kernel_new_files_come_and_what_is_discarded_goes(
    browser: Browser, tmp_path: Path
) -> None:
    root = tmp_path / "phare"
    shutil.copytree(PHARE, root)
    quiz = root / "quizzes/tout.yml"
    text = quiz.read_text(encoding="utf-8")
    mark = "    type: number\n"
    quiz.write_text(text.replace(mark, f"{mark}    draft: true\n"), encoding="utf-8")
    session = Session(root, "fr")
    with forms_page(browser, session.answer({"do": "open"}), kernel=session.answer) as page:
        open_shelf(page, "facts")
        page.evaluate("() => shelf.begin('fact', {})")
        page.get_by_role("textbox", name="Le fait français", exact=True).fill("Le phare brille.")
        page.get_by_label("Date").fill("1862")
        page.get_by_role("textbox", name="Source français", exact=True).fill("Une archive")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Gardé.", exact=True)).to_be_visible()
        [fact] = yaml.safe_load((root / "facts.yml").read_text(encoding="utf-8"))
        assert fact.pop("id")
        assert fact == {
            "date": "1862", "text": {"fr": "Le phare brille."}, "source": {"fr": "Une archive"}
        }  # fmt: skip
        open_shelf(page, "questions")
        page.get_by_role("button", name="Nouveau quiz").click()
        page.get_by_role("textbox", name="Titre français", exact=True).fill("Une suite")
        page.get_by_role("button", name="Créer le quiz").click()
        page.wait_for_function(
            "() => desk.lesson.files.filter((f) => f.shelf === 'quiz').length > 1"
        )
        [made] = [path for path in root.glob("quizzes/*.yml") if path != quiz]
        assert yaml.safe_load(made.read_text(encoding="utf-8"))["title"] == {"fr": "Une suite"}
        open_shelf(page, "proposals")
        expect(page.locator(".studio-preview .lesson-quiz fieldset").first).to_be_visible()
        page.get_by_role("button", name="anglais").click()
        expect(page.locator(".studio-preview")).to_contain_text("How much will the works cost?")
        page.locator(".studio-proposals > h3").focus()
        page.keyboard.press("g")
        expect(page.get_by_text("Aucune proposition n’attend.")).to_be_visible()
        assert quiz.read_text(encoding="utf-8") == text
        page.locator(".studio-proposals > h3").focus()
        page.keyboard.press("a")
        expect(page.get_by_text("1 proposition à voir")).to_be_visible()
        page.locator(".studio-proposals > h3").focus()
        page.keyboard.press("e")
        expect(page.get_by_text("Aucune proposition n’attend.")).to_be_visible()
        questions = yaml.safe_load(quiz.read_text(encoding="utf-8"))["questions"]
        assert "q-number" not in {question["id"] for question in questions}
