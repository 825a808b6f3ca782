"""The studio's forms: what goes in comes out, what is wrong is told at its field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from lesson_utils.questions import TYPES
from tests.browser.quizzes import axe_violations
from tests.browser.studioforms import forms_page, opened
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: A megabyte.
BOOK = "mot " * 262_144
NONSENSE = [12, -0.5, True, "<b>texte</b>", [], {}, [1, "a"], {"fr": {"x": 1}}, [[1], {"a": None}]]
QUESTIONS = {
    question["type"]: question
    for question in yaml.safe_load((PHARE / "quizzes/tout.yml").read_text(encoding="utf-8"))[
        "questions"
    ]
}


@pytest.fixture(scope="module")
def lesson() -> dict[str, Any]:
    return opened(PHARE)


@pytest.fixture(scope="module")
def shared(browser: Browser, lesson: dict[str, Any]) -> Iterator[Page]:
    with forms_page(browser, lesson) as page:
        yield page


@pytest.fixture
def page(shared: Page) -> Page:
    """Give the page with nothing on it."""
    shared.evaluate("() => { window.form?.end(); window.form = null; desk.tried = {}; }")
    return shared


def form_of(lesson: dict[str, Any], name: str) -> Any:
    forms = lesson["forms"]
    every = [*forms["annotations"], *forms["questions"], *forms["files"].values()]
    return next(form for form in every if form["name"] == name)


def show(page: Page, form: Any, value: Any, *, fresh: bool = False) -> None:
    page.evaluate("([form, value, fresh]) => open_form(form, value, fresh)", [form, value, fresh])


def written(page: Page) -> Any:
    return page.evaluate("() => form.value() ?? null")


def as_json(value: Any) -> str:
    """Give a value with its order: what a file would show."""
    return json.dumps(value, ensure_ascii=False)


def items(lesson: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give everything that the test lesson has, with the name of its form."""
    for file in lesson["files"]:
        shelf, value = file["shelf"], file["value"]
        if value is None:
            continue
        if shelf in {"lesson", "places"}:
            yield shelf, value
        for item in value["questions"] if shelf == "quiz" else value:
            if shelf not in {"lesson", "places"}:
                yield {"quiz": "type", "annotations": "kind"}.get(shelf, ""), (shelf, item)


def test_what_nobody_touches_comes_out_as_it_went_in(page: Page, lesson: dict[str, Any]) -> None:
    seen = 0
    for named, found in items(lesson):
        shelf, value = found if isinstance(found, tuple) else (named, found)
        show(page, form_of(lesson, value[named] if named in {"type", "kind"} else shelf), value)
        assert as_json(written(page)) == as_json(value)
        seen += 1
    assert seen > len(TYPES)
    assert page.evaluate("() => changes") == []


@pytest.mark.parametrize(
    "evidence",
    [
        "La mairie affirme",
        {"quote": "phare", "occurrence": 2},
        {"quote": "phare", "prefix": "Le ", "suffix": " de"},
        ["La mairie affirme"],
        ["La mairie affirme", {"quote": "phare", "occurrence": 1}],
        [],
        None,
        "Ces mots n’y sont pas.",
    ],
)
@pytest.mark.parametrize("text", ["2013", 2013, {"fr": "un"}, {"fr": "un", "en": ""}, None])
def test_every_form_of_evidence_and_of_a_text_is_kept(
    page: Page, lesson: dict[str, Any], evidence: Any, text: Any
) -> None:
    value = {"own": 1, **QUESTIONS["single"], "evidence": evidence, "hint": text, "odd": [None]}
    show(page, form_of(lesson, "single"), value)
    assert as_json(written(page)) == as_json(value)
    page.get_by_role("group", name="Question", exact=True).get_by_label("anglais").fill("New")
    expected = {**value, "prompt": {"fr": value["prompt"]["fr"], "en": "New"}}
    assert as_json(written(page)) == as_json(expected)


@pytest.mark.parametrize("name", [*TYPES.own, "term", "claim", "date", "lesson", "levels", "facts"])
def test_nonsense_in_a_file_is_shown_and_kept(
    page: Page, lesson: dict[str, Any], name: str
) -> None:
    form = form_of(lesson, name)
    base = QUESTIONS.get(name, {})
    for wrong in NONSENSE:
        for field in form["fields"]:
            value = {**base, field["name"]: wrong}
            show(page, form, value)
            assert as_json(written(page)) == as_json(value), field["name"]
        for parts in (field for field in form["fields"] if field["kind"] == "list"):
            value = {**base, parts["name"]: [wrong, *base.get(parts["name"], [])]}
            show(page, form, value)
            assert as_json(written(page)) == as_json(value), parts["name"]
        show(page, form, wrong)
        assert as_json(written(page)) == as_json(wrong)


def test_what_is_no_field_is_replaced_only_when_asked(page: Page, lesson: dict[str, Any]) -> None:
    value = {**QUESTIONS["single"], "options": "trois"}
    show(page, form_of(lesson, "single"), value)
    group = page.get_by_role("group", name="Réponses au choix")
    expect(group).to_contain_text("trois")
    group.get_by_role("button", name="Remplacer").click()
    assert "options" not in written(page)
    expect(page.locator(".part")).to_have_count(2)
    page.get_by_role("button", name="Remettre ce qu’il y avait").click()
    assert as_json(written(page)) == as_json(value)


def test_a_field_that_is_emptied_goes_and_comes_back(page: Page, lesson: dict[str, Any]) -> None:
    value = {"id": "a", "kind": "term", "quote": "phare", "gloss": {"fr": "a", "en": "b"},
             "example": "Le phare.", "family": ["un", "deux"]}  # fmt: skip
    show(page, form_of(lesson, "term"), value)
    page.get_by_label("Autre exemple").fill(" ")
    page.get_by_role("group", name="Explication").get_by_label("anglais").fill("")
    got = written(page)
    assert "example" not in got
    assert got["gloss"] == {"fr": "a"}
    expect(page.locator(".texts-lacks:visible")).to_have_text(["manque"])
    page.get_by_role("group", name="Explication").get_by_label("anglais").fill("b")
    page.get_by_label("Autre exemple").fill("Le phare.")
    got = written(page)
    assert got == value


def test_one_text_for_all_languages_becomes_several_and_one_again(
    page: Page, lesson: dict[str, Any]
) -> None:
    show(page, form_of(lesson, "single"), QUESTIONS["single"])
    first = page.locator(".part").first
    switch = first.get_by_label("Le même texte dans toutes les langues")
    switch.uncheck()
    assert written(page)["options"][0]["text"] == {"fr": "1826", "en": "1826"}
    first.get_by_role("textbox", name="Réponse anglais", exact=True).fill("in 1826")
    assert written(page)["options"][0]["text"] == {"fr": "1826", "en": "in 1826"}
    switch.check()
    assert as_json(written(page)) == as_json(QUESTIONS["single"])


def test_numbers_and_dates_are_read_as_teachers_type_them(
    page: Page, lesson: dict[str, Any]
) -> None:
    show(page, form_of(lesson, "number"), QUESTIONS["number"])
    answer = page.get_by_label("Bonne réponse", exact=True)
    expect(answer).to_have_value("3,5")
    for typed, number in (("2,5", 2.5), ("11 200", 11200), ("12.0", 12), ("−3", -3)):
        answer.fill(typed)
        assert written(page)["answer"] == number
    answer.fill("beaucoup")
    assert written(page)["answer"] == "beaucoup"
    expect(page.get_by_text("Ce n’est pas un nombre.")).to_be_visible()
    answer.fill("3,5")
    assert as_json(written(page)) == as_json(QUESTIONS["number"])
    show(page, form_of(lesson, "date"), {"kind": "date", "quote": "1862", "when": "1862"})
    when = page.get_by_label("Date")
    when.fill("2013-6-30")
    expect(page.get_by_text("30 juin 2013")).to_be_visible()
    assert written(page)["when"] == "2013-06-30"
    when.fill("bientôt")
    expect(page.get_by_text("Écrivez une année")).to_be_visible()


def test_parts_are_added_moved_and_taken_out_and_nothing_of_them_is_lost(
    page: Page, lesson: dict[str, Any]
) -> None:
    value = QUESTIONS["single"]
    one, two, three = value["options"]
    show(page, form_of(lesson, "single"), value)
    name = "Réponse Dans toutes les langues"
    page.locator(".part").first.get_by_role("textbox", name=name).focus()
    page.keyboard.press("Alt+ArrowDown")
    assert written(page)["options"] == [two, one, three]
    expect(page.locator(".part").nth(1).get_by_role("textbox", name=name)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert written(page)["options"] == [two, three, one]
    page.get_by_role("button", name="Monter : Réponses au choix, 3").click()
    assert written(page)["options"] == [two, one, three]
    page.get_by_role("button", name="Retirer : Réponses au choix, 2").click()
    assert written(page)["options"] == [two, three]
    expect(page.get_by_role("button", name="il en faut au moins 2")).to_have_count(2)
    page.get_by_role("button", name="il en faut au moins 2").first.dispatch_event("click")
    assert written(page)["options"] == [two, three]
    page.get_by_role("button", name="Rétablir").click()
    assert written(page)["options"] == [two, one, three]
    page.get_by_role("button", name="Ajouter – Réponses au choix").click()
    page.keyboard.type("neuf")
    assert written(page)["options"][3]["text"] in ("neuf", {"fr": "neuf"})


def test_parts_are_dragged_by_their_grips(page: Page, lesson: dict[str, Any]) -> None:
    value = QUESTIONS["short"]
    show(page, form_of(lesson, "short"), value)
    parts = page.locator(".parts").first.locator(".part")
    parts.first.scroll_into_view_if_needed()
    start, end = parts.nth(0).locator(".part-grip").bounding_box(), parts.nth(2).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, end["y"] + end["height"] - 3, steps=12)
    page.mouse.up()
    first, second, third = value["accept"]
    assert written(page)["accept"] == [second, third, first]


@pytest.mark.parametrize("where", ["Question", "Autre exemple"])
def test_a_book_pasted_into_a_field_is_refused_and_told(
    page: Page, lesson: dict[str, Any], where: str
) -> None:
    value = QUESTIONS["single"] if where == "Question" else {"kind": "term", "example": "Un mot."}
    show(page, form_of(lesson, "single" if where == "Question" else "term"), value)
    field = page.locator(".field", has_text=where).first.locator("textarea, input").first
    field.focus()
    page.evaluate("(text) => document.execCommand('insertText', false, text)", BOOK)
    assert as_json(written(page)) == as_json(value)
    expect(page.get_by_text("C’est trop long").first).to_be_visible()
    # The same by a way that no browser asks about beforehand.
    field.evaluate("(node, text) => { node.value = text; }", BOOK)
    field.dispatch_event("input")
    assert as_json(written(page)) == as_json(value)
    field.press("End")
    page.keyboard.type("x")
    expect(page.get_by_text("C’est trop long").first).to_be_hidden()


def test_what_is_long_already_may_be_shortened(page: Page, lesson: dict[str, Any]) -> None:
    show(page, form_of(lesson, "term"), {"kind": "term", "quote": "phare", "example": "a" * 50_000})
    field = page.get_by_label("Autre exemple")
    field.press("End")
    page.keyboard.press("Backspace")
    assert len(written(page)["example"]) == 49_999
    page.keyboard.type("b")
    assert len(written(page)["example"]) == 49_999


def test_html_is_shown_as_text(page: Page, lesson: dict[str, Any]) -> None:
    bad = '<img src=x onerror="window.bad = true"><b>gras</b>'
    value = {**QUESTIONS["single"], "prompt": {"fr": bad, "en": bad}, "options": {bad: bad},
             "evidence": bad}  # fmt: skip
    show(page, form_of(lesson, "single"), value)
    page.evaluate("(words) => form.show([{path: ['hint'], words, notice: false}])", bad)
    assert page.locator(".studio-form :is(img, b)").count() == 0
    assert page.evaluate("() => window.bad") is None
    expect(page.locator(".passage-quote").first).to_have_text(bad)


def test_what_is_wrong_is_told_at_its_field_and_led_to(page: Page, lesson: dict[str, Any]) -> None:
    show(page, form_of(lesson, "single"), QUESTIONS["single"])
    prompt = page.get_by_role("group", name="Question", exact=True).get_by_label("français")
    prompt.focus()
    before = prompt.bounding_box()
    troubles = [
        {"path": ["options", 1, "feedback", "en"], "words": "Il manque l’anglais."},
        {"path": ["prompt", "fr"], "words": "La question est vide."},
        {"path": ["evidence", 0, "quote"], "words": "Passage introuvable."},
        {"path": ["options"], "words": "Deux bonnes réponses."},
        {"path": ["unknown"], "words": "Un mot de trop."},
        {"path": [], "words": "Autre chose."},
    ]
    page.evaluate("(troubles) => form.show(troubles)", troubles)
    expect(prompt).to_be_focused()
    assert prompt.bounding_box() == before
    expect(prompt).to_have_attribute("aria-invalid", "true")
    group = page.locator("fieldset.is-wrong", has_text="La question est vide.").first
    described = group.get_attribute("aria-describedby") or ""
    said = [page.locator(f"[id='{one}']").inner_text() for one in described.split()]
    assert "La question est vide." in " ".join(said)
    summary = page.locator(".form-summary")
    expect(summary).to_contain_text("6 points à revoir")
    summary.get_by_role("button", name="Dit à qui choisit cette réponse").click()
    part = page.locator(".part").nth(1)
    expect(part.get_by_label("anglais").last).to_be_focused()
    page.evaluate("() => form.show([])")
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    # Who is on a link of the summary is not thrown out of it; afterwards it is gone.
    expect(summary).to_be_hidden()


def test_what_was_never_touched_is_not_scolded(page: Page, lesson: dict[str, Any]) -> None:
    show(page, form_of(lesson, "single"), {"type": "single"}, fresh=True)
    troubles = [{"path": [name], "words": f"Il manque {name}."} for name in ("prompt", "hint")]
    page.evaluate("(troubles) => form.show(troubles)", troubles)
    expect(page.get_by_text("Il manque")).to_have_count(0)
    prompt = page.get_by_role("group", name="Question", exact=True)
    prompt.get_by_label("français").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Il manque")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(prompt.get_by_text("Il manque prompt.")).to_be_visible()
    expect(page.get_by_role("group", name="Indice").get_by_text("Il manque")).to_have_count(0)
    page.evaluate("() => form.speak()")
    expect(page.get_by_role("group", name="Indice").get_by_text("Il manque hint.")).to_be_visible()


def test_a_passage_is_chosen_in_the_article(page: Page, lesson: dict[str, Any]) -> None:
    text = lesson["article"]["text"]
    show(page, form_of(lesson, "single"), {"type": "single"})
    start = text.index("La mairie")
    page.evaluate("(span) => { desk.picked = span; }", {"start": start, "end": start + 9})
    field = page.get_by_role("group", name="Passage qui donne la réponse")
    field.get_by_role("button", name="Choisir dans l’article").click()
    expect(field.locator("blockquote")).to_have_text("La mairie")
    assert written(page)["evidence"] == "La mairie"
    field.get_by_role("button", name="Ajouter un passage").click()
    expect(field.locator("blockquote")).to_have_count(2)
    assert written(page)["evidence"] == ["La mairie", "La mairie"]
    for _ in range(2):
        field.get_by_role("button", name="Retirer le passage").first.click()
    assert "evidence" not in written(page)


def test_who_goes_on_while_a_passage_is_found_stays_there(
    page: Page, lesson: dict[str, Any]
) -> None:
    show(page, form_of(lesson, "single"), {"type": "single"})
    page.evaluate(
        """() => {
          const { ask } = studio;
          const later = (...asked) => new Promise((done) => {
            window.answer = () => { studio.ask = ask; done(ask(...asked)); };
          });
          studio.ask = (what, more) => (what === "anchor" ? later(what, more) : ask(what, more));
        }"""
    )
    field = page.get_by_role("group", name="Passage qui donne la réponse")
    field.get_by_role("button", name="Choisir dans l’article").click()
    page.wait_for_function("() => window.answer")
    prompt = page.get_by_role("textbox", name="Question français")
    prompt.focus()
    page.evaluate("() => answer()")
    expect(field.locator("blockquote")).not_to_be_empty()
    page.keyboard.type("Qui ?")
    expect(prompt).to_have_value("Qui ?")


def test_which_of_several_places_is_meant_is_chosen(page: Page, lesson: dict[str, Any]) -> None:
    value = {"kind": "term", "quote": "phare", "prefix": "Le "}
    show(page, form_of(lesson, "term"), value)
    assert as_json(written(page)) == as_json(value)
    which = page.get_by_label("Ces mots se trouvent")
    which.select_option("2")
    assert written(page) == {"kind": "term", "quote": "phare", "occurrence": 2}
    text = lesson["article"]["text"]
    second = text.index("phare", text.index("phare") + 1)
    assert page.evaluate("() => desk.points.at(-1)") == {"start": second, "end": second + 5}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_form_is_accessible(browser: Browser, language: str, dark: bool) -> None:  # noqa: FBT001 - a parameter of the test
    known = opened(PHARE, language)
    forms = known["forms"]
    with forms_page(browser, known, dark=dark) as page:
        for form in [*forms["annotations"], *forms["questions"], *forms["files"].values()]:
            show(page, form, QUESTIONS.get(form["name"], {}))
            paths = [field["name"] for field in form["fields"]]
            page.evaluate(
                "(paths) => form.show(paths.map((name) => ({path: [name], words: 'x'})))", paths
            )
            assert axe_violations(page, "#side") == [], form["name"]


def test_what_is_worth_knowing_is_not_told_as_wrong(page: Page, lesson: dict[str, Any]) -> None:
    show(page, form_of(lesson, "single"), QUESTIONS["single"])
    notice = {"path": ["hint", "en"], "words": "Manque en anglais.", "notice": True}
    page.evaluate("(notice) => form.show([notice])", notice)
    expect(
        page.get_by_role("group", name="Indice").get_by_text("Manque en anglais")
    ).to_be_visible()
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    expect(page.locator(".form-summary")).to_be_hidden()
