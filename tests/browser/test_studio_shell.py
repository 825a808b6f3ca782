"""The studio's shell in a browser, with shelves and a kernel that are the tests' own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.quizzes import axe_violations
from tests.browser.studiopage import DARK, lesson_of, mark, open_page, phare, studio_page, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SMALLEST_TARGET = 24
WORDS = texts("fr")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with studio_page(browser, phare()) as opened:
        yield opened


def said(key: str, **values: object) -> str:
    text = WORDS[f"studio.{key}"]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def calls(page: Page) -> Any:
    return page.evaluate("() => window.calls")


def select(page: Page, start: str, end: str) -> None:
    """Select from a text to another as a hand does, without telling of the mouse."""
    page.evaluate(
        """([start, end]) => {
          const homes = [...document.querySelectorAll(".studio-text :is(p, h3)")];
          const place = (quote, atEnd) => {
            for (const home of homes) {
              const found = home.textContent.indexOf(quote);
              if (found < 0) continue;
              let left = found + (atEnd ? quote.length : 0);
              const walker = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (left <= node.length) return [node, left];
                left -= node.length;
              }
            }
            throw new Error(`not shown: ${quote}`);
          };
          document.getSelection().setBaseAndExtent(...place(start, false), ...place(end, true));
        }""",
        [start, end],
    )


def chosen(page: Page, quote: str) -> Any:
    """Wait until a passage is chosen; give where it is, for who asks."""
    expect(page.locator(".studio-verbs q")).to_have_text(quote)
    return page.evaluate("() => window.studio.selection()")


def verb(page: Page, name: str) -> None:
    label = said(f"article.verb.{name}")
    page.locator(".studio-verbs").get_by_role("button", name=re.compile(f"^{label}")).click()


TRICKY = [
    ("fr", "Un 🙂 dit « oui\u00a0» à 3\u202f500 𝔸mis 👩‍🏫 d’ici.", "oui\u00a0» à 3\u202f500 𝔸mis"),
    ("fr", "Première ligne\nseconde ligne.", "ligne\nseconde"),
    ("ar", "قالت الوزيرة 🙂 إن الميناء سيُفتح.", "إن الميناء"),
    ("zh", "市长🙂说：“港口明年开放。”", "港口明年"),
    ("fr", "Un e\u0301te\u0301 <b>chaud</b> & sec.", "e\u0301te\u0301 <b>chaud</b> &"),
]


@pytest.mark.parametrize(("language", "text", "quote"), TRICKY)
def test_a_selected_passage_is_that_of_the_article(
    browser: Browser, language: str, text: str, quote: str
) -> None:
    """Whatever stands before it and in it, and whichever marks cut it."""
    article = f"Un titre\n\n{text}\n\nUn dernier mot 🙂.\n"
    marks = [mark(article, quote[2:], "term", "t")]
    with studio_page(browser, lesson_of(article, marks, written=language)) as page:
        select(page, quote, quote)
        start = article.index(quote)
        assert chosen(page, quote) == {"start": start, "end": start + len(quote)}
        verb(page, "claim")
        expect(page.locator(".studio-text .lesson-evidence").first).to_be_visible()
        shown = page.locator(".studio-text .lesson-evidence").all_inner_texts()
        assert "".join(shown) == quote
        (begun,) = calls(page)
        assert begun["given"][0] == "claim"
        assert begun["given"][1]["anchor"] == quote


def test_a_passage_over_paragraphs_and_headings_is_one(page: Page) -> None:
    select(page, "cette date.", "La mairie affirme")
    text = phare()["article"]["text"]
    quote = "cette date.\n\nUn avenir discuté\n\nLa mairie affirme"
    start = text.index(quote)
    assert chosen(page, quote) == {"start": start, "end": start + len(quote)}


def test_a_passage_is_chosen_with_the_mouse_and_let_go(page: Page) -> None:
    page.get_by_text("mairie affirme").first.dblclick(position={"x": 30, "y": 10})
    expect(page.locator(".studio-verbs q")).not_to_be_empty()
    page.locator(".studio-verbs").get_by_role("button", name=said("article.leave")).click()
    expect(page.locator(".studio-verbs")).to_be_hidden()
    assert page.evaluate("() => window.studio.selection()") is None
    expect(page.locator(".studio-text")).to_be_focused()


def test_a_passage_is_chosen_and_named_with_keys_alone(page: Page) -> None:
    page.locator(".studio-text").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert chosen(page, "guide les")
    page.keyboard.press(said("article.key.sentence"))
    assert chosen(page, "Il guide les pêcheurs vers le port depuis cette date.")
    page.keyboard.press("Escape")
    expect(page.locator(".studio-verbs")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press(said("article.key.actor"))
    expect(page.locator(".studio-verbs")).to_be_hidden()
    (begun,) = calls(page)
    assert (begun["shelf"], begun["what"], begun["given"][0]) == ("annotations", "begin", "actor")


def test_enter_opens_what_can_be_done_and_escape_comes_back(page: Page) -> None:
    page.locator(".studio-text").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.closest('.studio-verbs') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".studio-text")).to_be_focused()
    expect(page.locator(".studio-verbs")).to_be_hidden()


def test_arrows_follow_the_direction_of_the_article(browser: Browser) -> None:
    text = "قالت الوزيرة إن الميناء سيفتح.\n"
    with studio_page(browser, lesson_of(text, [], written="ar")) as page:
        page.locator(".studio-text").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        chosen(page, "الوزيرة")
        page.keyboard.press("ArrowRight")
        chosen(page, "قالت")


def test_every_verb_begins_an_item_at_its_place(page: Page) -> None:
    kinds = {
        **dict.fromkeys(["term", "claim", "actor", "place", "name", "date"], "annotations"),
        "timeline": "timeline",
        "step": "steps",
    }
    for kind, shelf in kinds.items():
        select(page, "Les pêcheurs", "fermeture.")
        chosen(page, "Les pêcheurs redoutent pourtant sa fermeture.")
        verb(page, kind)
        page.wait_for_function("(kind) => window.calls.at(-1)?.given[0] === kind", arg=kind)
        begun = calls(page)[-1]
        assert (begun["shelf"], begun["what"]) == (shelf, "begin")


def test_a_question_is_begun_of_a_type_in_a_quiz(browser: Browser) -> None:
    lesson = phare()
    more = {"name": "quizzes/suite.yml", "shelf": "quiz", "there": True, "troubles": []}
    lesson["files"].append({**more, "value": {"title": {"fr": "La suite"}, "questions": []}})
    with studio_page(browser, lesson) as page:
        select(page, "Les pêcheurs", "fermeture.")
        page.get_by_label(said("article.ask.type")).select_option("reflect")
        page.get_by_label(said("article.ask.quiz")).select_option(label="La suite")
        verb(page, "question")
        page.wait_for_function("() => window.calls.length === 1")
        (begun,) = calls(page)
        assert begun["shelf"] == "questions"
        assert begun["given"][0] == "reflect"
        assert begun["given"][1]["file"] == "quizzes/suite.yml"


def test_a_mark_leads_to_its_item_and_several_let_one_choose(page: Page) -> None:
    page.locator(".studio-text .k-claim", has_text="redoutent").click()
    lead = calls(page)[-1]
    text = phare()
    index = [item["id"] for item in text["files"][0]["value"]].index("fermeture")
    assert lead["given"] == ["annotations.yml", [index]]
    page.locator(".studio-text .k-question", has_text="phare").first.click()
    expect(page.locator(".studio-verbs .here button").first).to_be_focused()
    page.locator(".studio-verbs .here button", has_text=said("article.kind.question")).click()
    lead = calls(page)[-1]
    assert (lead["shelf"], lead["given"]) == ("questions", ["quizzes/tout.yml", ["questions", 0]])


def test_kinds_of_marks_are_shown_or_not_and_that_is_kept(page: Page) -> None:
    page.get_by_text(said("article.marks"), exact=True).click()
    box = page.locator(".kinds input[value=claim]")
    box.uncheck()
    expect(page.locator(".studio-text .k-claim")).to_have_count(0)
    expect(page.locator(".studio-text .k-date")).not_to_have_count(0)
    open_page(page)
    expect(page.locator(".studio-text .k-date")).not_to_have_count(0)
    expect(page.locator(".studio-text .k-claim")).to_have_count(0)


def test_proposals_look_otherwise_and_are_counted(browser: Browser) -> None:
    lesson = phare()
    lesson["files"][0]["value"][0]["draft"] = True
    lesson["marks"][0]["draft"] = True
    with studio_page(browser, lesson) as page:
        expect(page.locator(".studio-text .draft")).not_to_have_count(0)
        expect(page.get_by_role("tab", name=said("shell.tab.proposals"))).to_have_text(
            f"{said('shell.tab.proposals')} (1)"
        )
        page.evaluate("() => window.studio.lead('annotations.yml', [0, 'gloss'])")
        assert calls(page)[-1]["shelf"] == "proposals"


def test_a_form_asks_for_a_passage(page: Page) -> None:
    pick = "() => { window.picked = 'none'; studio.pick('Un passage ?').then((p) => picked = p) }"
    field = page.locator(".studio-panel textarea").first
    field.focus()
    page.evaluate(pick)
    expect(page.locator(".studio-text")).to_be_focused()
    expect(page.locator(".picking")).to_contain_text("Un passage ?")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(said("article.key.take"))
    expect(field).to_be_focused()
    assert page.evaluate("() => picked") == {"start": 0, "end": 2}
    page.evaluate(pick)
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    assert page.evaluate("() => picked") is None
    page.locator(".studio-text").focus()
    page.keyboard.press("ArrowRight")
    wanted = page.evaluate("() => studio.selection()")
    page.evaluate(pick)
    page.wait_for_function("() => picked !== 'none'")
    assert page.evaluate("() => picked") == wanted


def test_tabs_are_gone_through_with_arrows_and_the_last_one_is_kept(page: Page) -> None:
    page.get_by_role("tab", name=said("shell.tab.text"), exact=True).focus()
    page.keyboard.press("ArrowRight")
    questions = page.get_by_role("tab", name=said("shell.tab.questions"))
    expect(questions).to_be_focused()
    expect(questions).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name=said("shell.tab.lesson"))).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name=said("shell.tab.proposals"))).to_be_focused()
    open_page(page)
    selected = page.get_by_role("tab", selected=True)
    expect(selected).to_have_text(re.compile(said("shell.tab.proposals")))


SET = """(value) => {
  window.saved = null;
  const file = "annotations.yml";
  const before = studio.lesson.files[0].value[0].gloss.fr;
  const change = { file, act: "set", path: [0, "gloss", "fr"], value, before };
  studio.save([change], "une glose").then((answer) => (window.saved = answer));
}"""
GLOSS = "() => kernel.lesson.files[0].value[0].gloss.fr"


def test_what_is_saved_is_undone_and_redone_with_words(page: Page) -> None:
    first = page.evaluate(GLOSS)
    page.evaluate(SET, "autre")
    undo = page.get_by_role("button", name=said("tools.undo.what", what="une glose"))
    undo.click()
    redo = page.get_by_role("button", name=said("tools.redo.what", what="une glose"))
    expect(redo).to_have_attribute("aria-disabled", "false")
    assert page.evaluate(GLOSS) == first
    page.locator(".studio-text").focus()
    page.keyboard.press("Control+Shift+z")
    expect(undo).to_have_attribute("aria-disabled", "false")
    assert page.evaluate(GLOSS) == "autre"
    page.locator(".studio-panel textarea").first.focus()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(200)
    assert page.evaluate(GLOSS) == "autre", "a field has its own undo"


def test_a_trouble_leads_to_its_field(page: Page) -> None:
    trouble = {
        "file": "quizzes/tout.yml", "path": ["questions", 3, "prompt", "en"], "item": "q-order",
        "words": "<b>Rien</b> en anglais", "line": 4, "notice": False,
    }  # fmt: skip
    notice = {**trouble, "words": "À savoir", "notice": True, "file": ""}
    report = {"good": False, "words": "1 problème", "troubles": [notice, trouble], "files": []}
    page.evaluate("(report) => { kernel.answers.check = report }", report)
    page.get_by_role("button", name=said("tools.check"), exact=True).click()
    rows = page.locator(".studio-troubles li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("<b>Rien</b> en anglais")
    rows.first.get_by_role("button").click()
    lead = calls(page)[-1]
    assert (lead["shelf"], lead["given"]) == ("questions", [trouble["file"], trouble["path"]])
    assert [one["run"] for one in page.evaluate("() => kernel.sent") if one["do"] == "check"] == [
        False
    ]


def test_an_export_says_how_far_it_is_and_gives_its_files(page: Page) -> None:
    page.evaluate("() => { kernel.deaf = true }")
    page.get_by_label(said("tools.format")).select_option("moodle")
    page.get_by_role("button", name=said("tools.export"), exact=True).click()
    asked = page.evaluate("() => kernel.sent.at(-1)")
    assert (asked["do"], asked["format"]) == ("export", "moodle")
    page.evaluate("(id) => kernel.say({ id, progress: 'à moitié' })", asked["id"])
    expect(page.locator(".studio-report")).to_contain_text("à moitié")
    files = [{"label": "Moodle", "path": "export/une leçon.xml"}]
    report = {"good": True, "words": "Fait.", "troubles": [], "files": files}
    page.evaluate("(answer) => kernel.say(answer)", {"id": asked["id"], **report})
    link = page.locator(".studio-report a")
    expect(link).to_have_attribute("href", "/files/export/une%20le%C3%A7on.xml?download=1")
    expect(page.locator(".studio-report")).to_be_focused()


def test_who_goes_on_while_something_is_made_stays_there(page: Page) -> None:
    page.evaluate("() => { kernel.deaf = true }")
    page.get_by_role("button", name=said("tools.build")).click()
    asked = page.evaluate("() => kernel.sent.at(-1)")
    text = page.locator(".studio-text")
    text.focus()
    done = {"id": asked["id"], "good": True, "words": "Fait.", "troubles": [], "files": []}
    page.evaluate("(answer) => kernel.say(answer)", done)
    expect(page.locator(".studio-report")).to_contain_text("Fait.")
    expect(text).to_be_focused()


def test_an_error_is_told_and_the_buttons_work_again(page: Page) -> None:
    page.get_by_role("button", name=said("tools.build")).click()
    expect(page.locator(".studio-report")).to_contain_text("no build")
    expect(page.get_by_role("button", name=said("tools.build"))).to_have_attribute(
        "aria-disabled", "false"
    )


def standing(page: Page, key: str) -> None:
    expect(page.locator(".studio-standing")).to_contain_text(said(f"link.{key}"))


def test_what_a_lost_kernel_did_not_hear_is_saved_when_it_returns(page: Page) -> None:
    standing(page, "saved")
    page.evaluate("() => { kernel.away = true }")
    page.evaluate(SET, "écrite sans noyau")
    standing(page, "unkept")
    page.evaluate("() => { kernel.away = false; kernel.say({ id: 'autre' }) }")
    standing(page, "saved")
    assert page.evaluate(GLOSS) == "écrite sans noyau"
    assert page.evaluate("() => window.saved.status") == "saved"


def test_a_view_that_opens_later_saves_what_the_one_before_could_not(page: Page) -> None:
    page.evaluate("() => { kernel.away = true }")
    page.evaluate(SET, "écrite sans noyau")
    standing(page, "unkept")
    open_page(page)
    standing(page, "saved")
    page.wait_for_function(f"({GLOSS})() === 'écrite sans noyau'")
    assert page.evaluate("() => kernel.sent.filter((one) => one.do === 'save').length") == 1


def test_a_lesson_that_cannot_be_opened_yet_is_asked_for_again(page: Page) -> None:
    page.evaluate("() => { leave(); kernel.away = true; open_studio() }")
    expect(page.get_by_role("status")).to_contain_text(said("link.lost"))
    page.evaluate("() => { kernel.away = false }")
    page.get_by_role("button", name=said("link.again")).click()
    page.wait_for_selector(".studio-text")


def test_two_versions_are_shown_side_by_side(page: Page) -> None:
    other = phare()["files"][0]["value"]
    other[0]["gloss"]["fr"] = "d’un autre"
    page.evaluate("(value) => kernel.edit('annotations.yml', value)", other)
    page.evaluate(SET, "de moi")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("d’un autre")
    expect(dialog).to_contain_text("de moi")
    assert axe_violations(page, ".studio-conflict") == []
    dialog.get_by_role("button", name=said("shell.conflict.take.theirs")).click()
    page.wait_for_function("() => window.saved")
    assert page.evaluate("() => [saved.status, saved.chosen]") == ["conflict", "theirs"]
    assert page.evaluate(GLOSS) == "d’un autre"
    page.locator(".studio-aside summary").click()
    expect(page.locator(".studio-aside pre")).to_have_text("de moi")
    page.get_by_role("button", name=said("link.aside.again")).click()
    page.wait_for_function(f"({GLOSS})() === 'de moi'")
    expect(page.locator(".studio-aside")).to_be_hidden()


def test_mine_is_kept_or_the_choice_left_for_later(page: Page) -> None:
    other = phare()["files"][0]["value"]
    other[0]["gloss"]["fr"] = "d’un autre"
    page.evaluate("(value) => kernel.edit('annotations.yml', value)", other)
    page.evaluate(SET, "de moi")
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.saved")
    assert page.evaluate("() => [saved.status, saved.chosen]") == ["conflict", "later"]
    page.evaluate("(value) => kernel.edit('annotations.yml', value)", other)
    page.evaluate(SET.replace("value[0].gloss.fr;", "value[0].gloss.fr + 'x';"), "de moi")
    page.get_by_role("button", name=said("shell.conflict.take.mine")).click()
    page.wait_for_function(f"({GLOSS})() === 'de moi'")
    page.wait_for_function("() => window.saved?.status === 'saved'")


def test_news_from_elsewhere_come_while_one_looks(page: Page) -> None:
    page.evaluate(
        "() => { kernel.lesson.title = 'Autre titre'; dispatchEvent(new Event('focus')) }"
    )
    expect(page.locator(".studio-title h2")).to_have_text("Autre titre")


def test_one_language_alone_is_shown_and_views_hear_of_it(page: Page) -> None:
    page.evaluate("() => { studio.hear(() => (window.heard = [...studio.shown])) }")
    page.get_by_label(said("shell.languages")).select_option("en")
    assert page.evaluate("() => window.heard") == ["en"]
    open_page(page)
    assert page.evaluate("() => studio.shown") == ["en"]


def test_a_lesson_that_cannot_be_written_says_why(browser: Browser) -> None:
    with studio_page(browser, {**phare(), "readonly": "Le dossier est protégé."}) as page:
        expect(page.locator(".studio-readonly")).to_have_text("Le dossier est protégé.")
        page.evaluate(SET, "rien")
        page.wait_for_function("() => window.saved?.status === 'failed'")


def test_pointing_at_a_passage_scrolls_the_article_alone(browser: Browser) -> None:
    text = "\n\n".join(f"Le paragraphe {number} dit une chose." for number in range(1, 90))
    with studio_page(browser, lesson_of(text, []), reduced_motion="reduce") as page:
        page.evaluate("() => { document.body.style.paddingBottom = '2000px' }")
        span = {"start": text.index("paragraphe 80"), "end": text.index("paragraphe 80") + 13}
        page.evaluate("(span) => studio.point(span)", span)
        expect(page.locator(".lesson-evidence")).to_be_in_viewport()
        assert page.evaluate("() => scrollY") == 0
        page.evaluate("() => studio.point(null)")
        expect(page.locator(".lesson-evidence")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 320])
def test_the_shell_is_accessible_and_fits(browser: Browser, width: int, theme: str) -> None:
    with studio_page(browser, phare(), viewport={"width": width, "height": 800}) as page:
        if theme == "dark":
            page.evaluate(DARK)
        for folded in page.locator(".studio-above summary").all():
            folded.click()
        select(page, "Le phare de la pointe a été", "Il guide")
        expect(page.locator(".studio-verbs q")).not_to_be_empty()
        assert axe_violations(page, ".lesson-studio") == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        small: Any = page.evaluate(
            """(least) => [...document.querySelectorAll(
                ".lesson-studio :is(button, select, summary, input)")]
              .filter((node) => node.checkVisibility())
              .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
              .filter(([, box]) => box.height < least || box.width < least)
              .map(([html, box]) => [html, box.width, box.height])""",
            SMALLEST_TARGET,
        )
        assert small == []
