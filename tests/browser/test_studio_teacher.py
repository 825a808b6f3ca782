"""The studio as who has never seen it meets it: what hinders, and what is said where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.quizzes import axe_violations
from tests.browser.studioforms import forms_page, opened
from tests.browser.studiopage import open_page, phare, studio_page
from tests.lessons import PHARE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: The languages' texts of a prompt, where what is wrong is told, and the boxes that are marked.
WRONG = [
    ({"fr": "Quoi ?"}, ["prompt"], ["en"]),
    ({"en": "What?"}, ["prompt"], ["fr"]),
    ({"fr": "Quoi ?", "en": "<b>"}, ["prompt", "en"], ["en"]),
    ({"fr": "<i>", "en": "What?"}, ["prompt", "fr"], ["fr"]),
    ({"fr": "Quoi ?", "en": "What?"}, ["prompt"], ["fr", "en"]),
    ({}, ["prompt"], ["fr", "en"]),
]


def form_of(lesson: dict[str, Any], group: str, name: str) -> Any:
    return next(form for form in lesson["forms"][group] if form["name"] == name)


def show(page: Page, form: Any, value: Any) -> None:
    page.evaluate("([form, value]) => open_form(form, value)", [form, value])


def saved(page: Page) -> Any:
    return page.evaluate("() => desk.saves.map(({changes}) => changes)")


def without_holders(lesson: dict[str, Any]) -> dict[str, Any]:
    """Make a lesson one in which nobody speaks yet, as a new one is."""
    next(file for file in lesson["files"] if file["name"] == "lesson.yml")["value"].pop("holders")
    for field in form_of(lesson, "annotations", "claim")["fields"]:
        if field["name"] == "holder":
            field["choices"] = []
    return lesson


@pytest.mark.parametrize(("kind", "right"), [("single", [False, True]), ("multiple", [True, True])])
def test_one_answer_alone_is_right_where_only_one_may_be(
    browser: Browser, kind: str, right: list[bool]
) -> None:
    lesson = opened(PHARE)
    options = [{"text": "1862", "correct": True}, {"text": "1863"}, {"text": "1864"}]
    with forms_page(browser, lesson) as page:
        value = {"type": kind, "options": options}
        show(page, form_of(lesson, "questions", kind), value)
        boxes = page.get_by_role("checkbox", name="C’est juste")
        boxes.nth(1).check()
        assert [boxes.nth(at).is_checked() for at in range(2)] == right
        now = page.evaluate("() => form.value().options")
        assert [option.get("correct", False) for option in now] == [*right, False]


@pytest.mark.parametrize(("texts", "path", "marked"), WRONG)
def test_what_is_wrong_in_one_language_marks_its_box_alone(
    browser: Browser, texts: dict[str, str], path: list[str], marked: list[str]
) -> None:
    lesson = opened(PHARE)
    with forms_page(browser, lesson) as page:
        show(page, form_of(lesson, "questions", "single"), {"type": "single", "prompt": texts})
        page.evaluate("(path) => form.show([{path, words: 'À voir'}])", path)
        wrong = page.locator("[aria-invalid]")
        expect(wrong).to_have_count(len(marked))
        assert [box.get_attribute("lang") for box in wrong.all()] == marked
        expect(page.locator(".field-trouble:visible")).to_have_text(["À voir"])


def test_a_title_is_shown_whole_and_stays_one_line(browser: Browser) -> None:
    lesson = opened(PHARE)
    long = "Des lycéens replantent un verger que tout le village croyait perdu depuis longtemps"
    with forms_page(browser, lesson) as page:
        show(page, lesson["forms"]["files"]["quiz"], {"title": {"fr": long}})
        box = page.locator("textarea[lang=fr]")
        assert box.evaluate("(node) => node.scrollWidth <= node.clientWidth + 1")
        assert box.evaluate("(node) => node.scrollHeight <= node.clientHeight + 3")
        box.press("End")
        box.press("Enter")
        box.evaluate(
            "(node) => { node.value += '\\nencore'; node.dispatchEvent(new Event('input')); }"
        )
        assert page.evaluate("() => form.value().title.fr") == f"{long} encore"


@pytest.mark.parametrize("how", ["enter", "button", "leaving"])
def test_who_speaks_is_added_where_it_is_asked(browser: Browser, how: str) -> None:
    with forms_page(browser, without_holders(opened(PHARE))) as page:
        page.evaluate("() => open_shelf('annotations')")
        page.evaluate("() => shelf.begin('claim', {anchor: 'pêcheurs', type: 'claim'})")
        name = page.get_by_role("textbox", name="Nom français", exact=True)
        expect(name).to_be_focused()
        page.keyboard.type("la mairie")
        if how == "enter":
            page.keyboard.press("Enter")
        elif how == "button":
            page.locator(".choice-new button").click()
        else:
            page.get_by_role("textbox", name="Ce qui le montre français").click()
        expect(page.get_by_role("radio", name="la mairie")).to_be_checked()
        [[change]] = saved(page)
        holder = change["value"][0]
        assert (change["file"], change["act"], change["path"]) == ("lesson.yml", "set", ["holders"])
        assert holder == {"id": holder["id"], "name": {"fr": "la mairie"}}
        page.keyboard.press("Control+Enter")
        expect(page.locator(".editor-state")).to_have_text("Gardé.")
        assert saved(page)[1][0]["value"]["holder"] == holder["id"]
        assert axe_violations(page, "#side") == []


def test_what_an_annotation_is_can_be_changed_and_keeps_what_fits(browser: Browser) -> None:
    with forms_page(browser, opened(PHARE)) as page:
        page.evaluate("() => open_shelf('annotations')")
        page.evaluate(
            "() => shelf.begin('term', {anchor: 'pêcheurs', value: "
            "{gloss: {fr: 'Ils pêchent.'}, class: {fr: 'nom'}}})"
        )
        kind = page.locator(".kind-chooser select")
        for name in ("claim", "actor"):
            kind.select_option(name)
        kind.focus()
        page.keyboard.press("Control+Enter")
        expect(page.locator(".editor-state")).to_have_text("Gardé.")
        [[change]] = saved(page)
        made = {name: part for name, part in change["value"].items() if name != "id"}
        assert made == {"kind": "actor", "quote": "pêcheurs", "gloss": {"fr": "Ils pêchent."}}
        expect(page.locator(".editor-head h3")).to_have_text("Présenter un acteur : pêcheurs")


@pytest.mark.parametrize(
    ("shelf", "begun", "heading"),
    [
        ("annotations", ["term", {"anchor": "pêcheurs"}], "Expliquer un mot : pêcheurs"),
        ("annotations", ["claim", {"anchor": "pêcheurs"}], "Dire qui parle, et comment : pêcheurs"),
        ("questions", ["single", {"type": "single", "anchor": "pêcheurs"}],
         "Une seule bonne réponse : pêcheurs"),
    ],
)  # fmt: skip
def test_what_is_begun_says_what_it_is(
    browser: Browser, shelf: str, begun: list[Any], heading: str
) -> None:
    with forms_page(browser, opened(PHARE)) as page:
        page.evaluate("(name) => open_shelf(name)", shelf)
        page.evaluate("(begun) => shelf.begin(...begun)", begun)
        expect(page.locator(".editor-head h3")).to_have_text(heading)


def test_the_article_and_the_forms_are_parted_with_keys_and_mouse(browser: Browser) -> None:
    with studio_page(browser, phare()) as page:
        article = page.locator(".studio-article")
        divider = page.get_by_role("separator", name="Largeur de l’article")
        before = article.bounding_box()
        assert before is not None
        divider.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        wider = article.bounding_box()
        assert wider is not None
        assert wider["width"] > before["width"] + 50
        share = divider.get_attribute("aria-valuenow")
        open_page(page)
        expect(divider).to_have_attribute("aria-valuenow", str(share))
        box = divider.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + 5, middle)
        page.mouse.down()
        page.mouse.move(box["x"] - 200, middle)
        page.mouse.up()
        narrower = article.bounding_box()
        assert narrower is not None
        assert narrower["width"] < wider["width"] - 100


def test_a_trouble_is_placed_as_the_studio_names_places(browser: Browser) -> None:
    with studio_page(browser, phare()) as page:
        rows: list[dict[str, Any]] = [
            {"file": "annotations.yml", "path": [0, "gloss", "en"]},
            {"file": "quizzes/tout.yml", "path": ["questions", 3, "prompt"]},
            {"file": "127.0.0.1:8888", "path": []},
        ]
        full = [{**row, "item": "x-1", "words": "Oh", "line": 2, "notice": False} for row in rows]
        report = {"good": False, "words": "", "troubles": full, "files": []}
        page.evaluate("(report) => { kernel.answers.check = report }", report)
        page.get_by_role("button", name="Vérifier", exact=True).click()
        listed = page.locator(".studio-troubles li")
        expect(listed).to_have_count(3)
        expect(listed.locator("button")).to_have_count(2)
        told = page.locator(".studio-troubles").inner_text()
        for word in (".yml", "x-1", "127.0.0.1", "tout/"):
            assert word not in told
        expect(listed.first).to_contain_text("Texte · ")
        expect(listed.nth(1)).to_contain_text("Questions · ")


def test_questions_are_a_sign_at_the_end_of_their_passage(browser: Browser) -> None:
    with studio_page(browser, phare()) as page:
        asked = page.locator(".studio-text .k-question")
        plain = "rgba(0, 0, 0, 0)"
        assert {
            each.evaluate("(node) => getComputedStyle(node).backgroundColor")
            for each in asked.all()
        } == {plain}
        expect(page.locator(".studio-text .asks")).not_to_have_count(0)
