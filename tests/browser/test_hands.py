"""A student at work is not disturbed: by keys of an input method, news from elsewhere, a frame."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from tests.browser.bare import ADDRESS, bare, open_bare, page_of, quiz_view, serve
from tests.browser.quizzes import RIGHT, WRONG, answer, question, words
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

KEY = "lesson-record/phare"


def view(**changes: Any) -> dict[str, Any]:
    return quiz_view({**open_lesson(PHARE, language="fr").quiz("tout").payload, **changes})


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with bare(browser, [view()], viewport={"width": 1000, "height": 800}) as opened:
        yield opened


@pytest.fixture
def quiz(page: Page) -> Locator:
    return page.locator(".lesson-quiz")


def record(**entries: dict[str, Any]) -> dict[str, Any]:
    """Give a record of answers to the questions as they are; ``at`` is far ahead of any clock."""
    tables = {table["id"]: table for table in view()["payload"]["questions"]}
    answers = {
        (name := f"q-{kind}"): {"at": 2**52, "edition": tables[name]["edition"], **entry}
        for kind, entry in entries.items()
    }
    head = {"format": "lesson-record", "version": 1, "lesson": "phare", "seed": "s"}
    return {**head, "quizzes": {"tout": {"answers": answers}}}


def arrive(page: Page, **entries: dict[str, Any]) -> None:
    """Let the kernel say what another person, or another tab, has answered."""
    page.evaluate("(message) => kernels[0].say(message)", news_of(**entries))


def news_of(**entries: dict[str, Any]) -> dict[str, Any]:
    message = {"kind": "saved", "view": "other", "number": 1, "notice": ""}
    return {**message, "record": record(**entries)}


def type_as_news_arrive(page: Page, letter: str, **entries: dict[str, Any]) -> None:
    """Type a last letter and let the news arrive in one breath: on no machine is there a pause."""
    page.evaluate(
        """([letter, message]) => {
          document.execCommand("insertText", false, letter);
          kernels[0].say(message);
        }""",
        [letter, news_of(**entries)],
    )


def kept(page: Page) -> Any:
    text = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return json.loads(text)["quizzes"]["tout"]["answers"]


# Keys of an input method

#: The end of a composition with Enter, in Safari's order and in the others'.
COMPOSED = """(input, safari) => {
  const key = (more) => input.dispatchEvent(new KeyboardEvent("keydown",
    {key: "Enter", code: "Enter", bubbles: true, cancelable: true, ...more}));
  const end = () => input.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
  input.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
  if (safari) end();
  const goesOn = key(safari ? {isComposing: false, keyCode: 229} : {isComposing: true});
  if (!safari) end();
  return goesOn;
}"""


SAFARI = True


@pytest.mark.parametrize("safari", [True, False], ids=["Safari", "other browsers"])
@pytest.mark.parametrize("kind", ["short", "number", "cloze"])
def test_enter_that_ends_a_composition_is_no_answer_and_enter_after_it_is_one(
    page: Page, quiz: Locator, kind: str, *, safari: bool
) -> None:
    asked = question(quiz, kind)
    fields = asked.locator("input[type=text]")
    wrong = WRONG[kind].values() if isinstance(WRONG[kind], dict) else [WRONG[kind]]
    for place, text in enumerate(wrong):
        fields.nth(place).fill(text)
    assert fields.last.evaluate(COMPOSED, safari), "the key is the input method's own"
    assert asked.locator(".result").is_hidden()
    fields.last.press("Enter")
    assert asked.locator(".result").is_visible()
    page.wait_for_function(
        "([key, id]) => JSON.parse(localStorage.getItem(key)).quizzes.tout?.answers[id]?.attempts",
        arg=[KEY, f"q-{kind}"],
    )
    assert kept(page)[f"q-{kind}"]["attempts"] == 1


def test_keys_of_a_composition_choose_no_option(page: Page, quiz: Locator) -> None:
    asked = question(quiz, "single")
    asked.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    assert asked.locator("input:checked").evaluate(COMPOSED, SAFARI)
    assert asked.locator(".result").is_hidden()
    page.keyboard.press("Enter")
    assert asked.locator(".result").is_visible()


def test_keys_of_a_composition_open_and_close_no_gloss(browser: Browser) -> None:
    lesson = open_lesson(PHARE, language="fr")
    reading = lesson.read().payload
    with bare(browser, [{"entry": "reader", "payload": reading}]) as page:
        term = page.locator(".text [role=button]").first
        assert term.evaluate(COMPOSED, SAFARI)
        assert page.locator(".gloss").count() == 0
        term.press("Enter")
        page.locator(".gloss").evaluate(
            """(box) => box.dispatchEvent(new KeyboardEvent("keydown",
                 {key: "Escape", keyCode: 229, bubbles: true}))"""
        )
        assert page.locator(".gloss").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".gloss").count() == 0


# News from elsewhere

#: By type: the field, what is typed first, what arrives, and how it is shown.
TYPED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "short": ("input[type=text]", "La mai", {"draft": "les gendarmes"}, "les gendarmes"),
    "number": ("input[type=text]", "3", {"response": "35", "attempts": 1}, "35"),
    "cloze": ("input[type=text] >> nth=0", "pêch", {"draft": {"a": "marins"}}, "marins"),
    "reflect": ("textarea", "Oui, par", {"draft": {"text": "Non.", "ticked": []}}, "Non."),
}


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("paused", [False, True], ids=["while typing", "after a pause"])
def test_a_field_that_is_typed_in_is_not_written_to_until_it_is_left(
    page: Page, quiz: Locator, kind: str, *, paused: bool
) -> None:
    selector, typed, news, shown = TYPED[kind]
    field = question(quiz, kind).locator(selector)
    if paused:
        field.press_sequentially(typed)
        page.wait_for_function(
            "([key, id]) => JSON.parse(localStorage.getItem(key)).quizzes.tout?.answers[id]?.draft",
            arg=[KEY, f"q-{kind}"],
        )
        arrive(page, **{kind: news})
    else:
        field.press_sequentially(typed[:-1])
        field.focus()
        type_as_news_arrive(page, typed[-1], **{kind: news})
    assert field.input_value() == typed
    assert page.evaluate("() => document.activeElement.selectionStart") == len(typed)
    field.evaluate("(node) => node.blur()")
    # Typing that was not kept yet is later than the news; typing that was is earlier.
    assert field.input_value() == (shown if paused else typed)
    if not paused:
        entry = kept(page)[f"q-{kind}"]
        assert entry["at"] > 2**52
        assert typed in json.dumps(entry["draft"], ensure_ascii=False)
        assert entry["response"] == news.get("response")


@pytest.mark.parametrize("kind", TYPED)
def test_who_goes_on_typing_after_the_news_keeps_what_was_typed(
    page: Page, quiz: Locator, kind: str
) -> None:
    selector, typed, news, _ = TYPED[kind]
    field = question(quiz, kind).locator(selector)
    field.press_sequentially(typed)
    arrive(page, **{kind: news})
    field.press_sequentially("x")
    field.evaluate("(node) => node.blur()")
    assert field.input_value() == f"{typed}x"


def test_an_answer_to_another_question_is_shown_while_one_is_typed(
    page: Page, quiz: Locator
) -> None:
    field = question(quiz, "short").locator("input[type=text]")
    field.press_sequentially("La mai")
    arrive(page, single={"response": "b", "attempts": 1}, number={"draft": "35"})
    assert question(quiz, "single").locator("input[value=b]").is_checked()
    assert question(quiz, "number").locator("input[type=text]").input_value() == "35"
    assert field.input_value() == "La mai"


def test_a_field_that_nothing_was_typed_in_takes_the_news_at_once(
    page: Page, quiz: Locator
) -> None:
    field = question(quiz, "short").locator("input[type=text]")
    field.focus()
    arrive(page, short={"draft": "les gendarmes"})
    assert field.input_value() == "les gendarmes"


def test_a_composition_is_not_written_into(page: Page, quiz: Locator) -> None:
    field = question(quiz, "short").locator("input[type=text]")
    field.focus()
    field.dispatch_event("compositionstart")
    arrive(page, short={"draft": "les gendarmes"})
    assert field.input_value() == ""
    field.evaluate("(node) => node.blur()")
    assert field.input_value() == "les gendarmes"


def test_an_open_list_and_a_row_in_the_hand_are_not_changed(page: Page, quiz: Locator) -> None:
    lists = question(quiz, "match").locator("select")
    lists.first.focus()
    arrive(page, match={"draft": {"a": "a"}}, order={"response": ["c", "b", "a"]})
    assert lists.first.input_value() == ""
    lists.first.evaluate("(node) => node.blur()")
    assert lists.first.input_value() == "a"

    rows = question(quiz, "order").locator("ol.items > li")
    order = "(rows) => rows.map((row) => row.dataset.id)"
    assert rows.evaluate_all(order) == ["c", "b", "a"]
    text = question(quiz, "order").locator(".item-text").first
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    later = {"at": 2**52 + 10, "response": ["a", "b", "c"]}
    arrive(page, order=later)
    assert rows.evaluate_all(order) == ["c", "b", "a"]
    page.mouse.up()
    assert rows.evaluate_all(order) == ["a", "b", "c"]


def test_the_name_that_is_typed_stays_whatever_arrives(page: Page, quiz: Locator) -> None:
    quiz.locator("details.work summary").click()
    name = quiz.get_by_label(words("ui.work.name"))
    name.press_sequentially("Élève")
    arrive(page, short={"draft": "les gendarmes"}, single={"response": "b"})
    assert name.input_value() == "Élève"


def test_attempts_made_elsewhere_count_though_they_could_not_be_shown(
    page: Page, quiz: Locator
) -> None:
    field = question(quiz, "short").locator("input[type=text]")
    field.press_sequentially("La mer")
    arrive(page, short={"response": "le port", "attempts": 3})
    field.press("Enter")
    page.wait_for_function(
        "([key, id]) => JSON.parse(localStorage.getItem(key)).quizzes.tout?.answers[id]?.attempts"
        " === 4",
        arg=[KEY, "q-short"],
    )


# A newer version's record


NEWER = '{"format": "lesson-record", "version": 2, "lesson": "phare", "later": ["tout"]}'


def test_a_newer_versions_record_is_left_alone_and_the_student_is_told_before_answering(
    page: Page,
) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, NEWER])
    open_bare(page)
    quiz = page.locator(".lesson-quiz")
    told = quiz.locator("p:not(.live)", has_text=words("ui.kept.newer"))
    assert told.count() == 1
    assert told.evaluate("(node) => node.previousElementSibling.localName") == "h3"
    for kind in ("single", "short", "order"):
        answer(quiz, kind, RIGHT[kind])
        assert words("ui.verdict.correct") in question(quiz, kind).inner_text()
    quiz.get_by_role("button", name=words("ui.quiz.reset"), exact=True).click()
    quiz.get_by_role("button", name=words("ui.quiz.reset.undo")).click()
    assert question(quiz, "short").locator("input[type=text]").input_value() == RIGHT["short"]
    quiz.locator("details.work summary").click()
    quiz.locator("input[type=file]").set_input_files(
        {"name": "mine.json", "mimeType": "application/json", "buffer": NEWER.encode()}
    )
    refused = words("ui.work.newer").replace("{file}", "mine.json")
    quiz.locator(".work .told", has_text=refused).wait_for()
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    kept_now = page.evaluate("() => Object.entries(localStorage)")
    assert kept_now == [[KEY, NEWER]]
    assert page.evaluate("() => kernels[0].sent") == []


def test_a_newer_tab_ends_keeping_in_this_one_and_it_says_so(page: Page, quiz: Locator) -> None:
    answer(quiz, "single", RIGHT["single"])
    other = page.context.new_page()
    open_bare(other)
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, NEWER])
    quiz.get_by_text(words("ui.kept.newer")).first.wait_for()
    answer(quiz, "short", RIGHT["short"])
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == NEWER


# Frames that let no file out

SANDBOX = (
    '<!DOCTYPE html><title>frame</title><iframe id="frame" src="/" width="900" height="700"'
    ' sandbox="allow-scripts allow-same-origin"></iframe>'
)


def test_where_a_frame_lets_no_file_out_the_answers_are_copied_and_pasted_again(
    browser: Browser,
) -> None:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1000, "height": 800})
    serve(context, {"/": page_of([view()]), "/frame": SANDBOX})
    page = context.new_page()
    downloads: list[Any] = []
    page.on("download", lambda download: downloads.append(download.url))
    page.goto(f"{ADDRESS}/frame")
    frame = page.frame_locator("#frame")
    quiz = frame.locator(".lesson-quiz")
    answer(quiz, "single", RIGHT["single"])
    quiz.locator("details.work summary").click()
    quiz.get_by_label(words("ui.work.name")).fill("Élève")
    quiz.get_by_role("button", name=words("ui.work.export")).click()
    copied = quiz.get_by_label(words("ui.work.copy.label"))
    assert copied.is_visible()
    text = copied.input_value()
    assert json.loads(text)["student"] == "Élève"
    assert json.loads(text)["quizzes"]["tout"]["answers"]["q-single"]["response"] == "b"
    said = quiz.locator(".work .told").inner_text()
    assert "ci-dessous" in said
    quiz.get_by_role("button", name=words("ui.work.copy")).click()
    outcomes = [words("ui.work.copy.done"), words("ui.work.copy.byhand")]
    quiz.locator(".work .told").filter(has_text=outcomes[0]).or_(
        quiz.locator(".work .told").filter(has_text=outcomes[1])
    ).wait_for()
    assert downloads == []

    quiz.get_by_role("button", name=words("ui.quiz.reset"), exact=True).click()
    quiz.get_by_role("button", name=words("ui.work.paste")).click()
    # A mail sets other spaces at the start of lines.
    quiz.get_by_label(words("ui.work.paste.label")).fill(text.replace("\n ", "\n\u00a0"))
    quiz.get_by_role("button", name=words("ui.work.paste.take")).click()
    expect(question(quiz, "single").locator("input[value=b]")).to_be_checked()
    context.close()


def test_outside_a_frame_the_file_comes_and_the_text_is_the_same(
    page: Page, quiz: Locator, tmp_path: Path
) -> None:
    answer(quiz, "single", RIGHT["single"])
    quiz.locator("details.work summary").click()
    with page.expect_download() as started:
        quiz.get_by_role("button", name=words("ui.work.export")).click()
    started.value.save_as(tmp_path / "work.json")
    copied = quiz.get_by_label(words("ui.work.copy.label"))
    assert copied.input_value() == (tmp_path / "work.json").read_text(encoding="utf-8")
    quiz.get_by_role("button", name=words("ui.work.paste")).click()
    quiz.get_by_label(words("ui.work.paste.label")).fill('{"format": ')
    quiz.get_by_role("button", name=words("ui.work.paste.take")).click()
    name = words("ui.work.paste.name")
    assert words("ui.work.foreign").replace("{file}", name) in quiz.inner_text()


# A question whose words are others than when it was answered


def test_who_answered_other_words_is_told_and_answers_again(page: Page, quiz: Locator) -> None:
    asked = quiz.locator("fieldset[data-id=q-single]")
    said = asked.get_by_text(words("ui.quiz.reworded"))
    expect(said).to_be_hidden()
    arrive(page, single={"edition": "earlier", "response": "b", "attempts": 1})
    expect(said).to_be_visible()
    expect(asked.locator("input:checked")).to_have_count(0)
    expect(quiz.get_by_text(words("ui.quiz.reworded")).locator("visible=true")).to_have_count(1)
    asked.locator("input").first.check()
    expect(said).to_be_hidden()
    assert kept(page)["q-single"]["edition"] != "earlier"


def test_who_had_answered_nothing_is_told_nothing_of_other_words(page: Page, quiz: Locator) -> None:
    arrive(page, single={"edition": "earlier", "hints": 1})
    arrive(page, truefalse={"response": "right", "attempts": 1})
    expect(quiz.locator("fieldset[data-id=q-truefalse] input:checked")).to_have_count(1)
    expect(quiz.get_by_text(words("ui.quiz.reworded")).locator("visible=true")).to_have_count(0)
