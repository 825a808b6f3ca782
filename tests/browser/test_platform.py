"""A lesson in a school's platform (SCORM): what it is handed, and that nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lesson_utils import open_lesson
from lesson_utils.exports.part import Part
from lesson_utils.questions import TYPES
from lesson_utils.texts import platform_texts
from tests.browser.platform import ADDRESS, Course, computer, files_of
from tests.browser.quizzes import (
    ALL,
    RIGHT,
    WRONG,
    answer,
    document_violations,
    expect_total,
    question,
)
from tests.lessons import PHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.platform import Visit

pytestmark = pytest.mark.browser

STANDARDS = ("1.2", "2004")
each_standard = pytest.mark.parametrize("standard", STANDARDS)
#: More than SCORM 1.2 keeps, and less than SCORM 2004 does.
LONG = "Le phare guide les pêcheurs. " * 180


def said(key: str, language: str = "fr") -> str:
    return platform_texts(language)[f"platform.{key}"]


@pytest.fixture(scope="module")
def packages() -> dict[str, dict[str, bytes]]:
    lesson = open_lesson(PHARE, language="fr")
    return {standard: files_of(lesson, standard) for standard in STANDARDS}


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """Give a computer that nobody has used."""
    with computer(browser) as used:
        yield used


@pytest.fixture
def course(packages: dict[str, dict[str, bytes]]) -> Course:
    return Course(packages["1.2"])


#: What each type is told in, by hand: type, answer and key in SCORM 1.2, then in SCORM 2004. One
#: answer in three is wrong, or right in a part.
GIVEN: dict[str, Any] = RIGHT | {
    kind: WRONG[kind] for kind in ("match", "cloze", "number", "locate")
}
SENTENCES = (
    "La mairie affirme vouloir garder le phare.",
    "Les pêcheurs redoutent pourtant sa fermeture.",
)
TOLD: dict[str, Any] = {
    "single": (["choice", "b", "b"], ["choice", "b", "b"], "correct"),
    "multiple": (["choice", "a,c", "a,c"], ["choice", "a[,]c", "a[,]c"], "correct"),
    "truefalse": (["choice", "u", "u"], ["choice", "u", "u"], "correct"),
    "order": (
        ["sequencing", "a,b,c", "a,b,c"],
        ["sequencing", "a[,]b[,]c", "a[,]b[,]c"],
        "correct",
    ),
    "match": (
        ["matching", "a.b,b.c", "a.a,b.b"],
        ["matching", "a[.]b[,]b[.]c", "a[.]a[,]b[.]b"],
        "wrong",
    ),
    "classify": (
        ["matching", "a.a,b.b,c.c,d.d", "a.a,b.b,c.c,d.d"],
        ["matching", "a[.]a[,]b[.]b[,]c[.]c[,]d[.]d", "a[.]a[,]b[.]b[,]c[.]c[,]d[.]d"],
        "correct",
    ),
    "cloze": (
        ["fill-in", "pecheurs / porte", "pêcheurs / fermeture"],
        ["fill-in", "pecheurs[,]porte", "pêcheurs[,]fermeture"],
        "1",
    ),
    "short": (
        ["fill-in", "La mairie", "la mairie"],
        ["fill-in", "La mairie", "la mairie"],
        "correct",
    ),
    "number": (["numeric", "35", "3.5"], ["numeric", "35", "3.45[:]3.55"], "wrong"),
    "locate": (["fill-in", *SENTENCES], ["long-fill-in", *SENTENCES], "wrong"),
    "reflect": (
        ["fill-in", RIGHT["reflect"], ""],
        ["long-fill-in", RIGHT["reflect"], ""],
        "neutral",
    ),
}
POINTS = {
    "single": 1,
    "multiple": 2,
    "truefalse": 1,
    "order": 2,
    "classify": 4,
    "cloze": 1,
    "short": 1,
}
MAXIMUM = 18


@each_standard
def test_a_platform_receives_score_completion_time_and_every_answer(
    standard: str, packages: dict[str, dict[str, bytes]], desk: BrowserContext
) -> None:
    course = Course(packages[standard], standard)
    with course.visit(desk) as visit:
        for kind in TYPES.own:
            if kind != "reflect":
                answer(visit.quiz, kind, GIVEN[kind])
        percent = round(100 * sum(POINTS.values()) / MAXIMUM, 2)
        old = standard == "1.2"
        visit.expect("cmi.core.score.raw" if old else "cmi.score.raw", f"{percent}")
        status = "cmi.core.lesson_status" if old else "cmi.completion_status"
        visit.expect(status, "incomplete")
        answer(visit.quiz, "reflect", GIVEN["reflect"])
        visit.expect(status, "completed")
        expect_total(
            visit.quiz, f"Réponses : {ALL} sur {ALL}. Justes : 6. Points : 12 sur {MAXIMUM}"
        )
        sent = said("sent").replace("{points:point|points}", "points")
        shown = sent.format(points=12, maximum=MAXIMUM, percent=f"{percent}".replace(".", ","))
        expect(visit.lesson.locator("#platform-state")).to_have_text(shown)
        assert not visit.warning.is_visible()
    assert visit.ended["refused"] == []
    assert (visit.ended["finished"], visit.ended["open"]) == (1, True)
    kept = course.values
    scored = "cmi.core" if old else "cmi"
    assert kept[f"{scored}.score.min"] == "0"
    assert kept[f"{scored}.score.max"] == "100"
    assert kept[f"{scored}.exit"] == "suspend"
    assert kept[status] == "completed"
    # No lesson says how many points are enough: neither does its package.
    assert "cmi.success_status" not in kept
    assert old or kept["cmi.score.scaled"] == str(round(percent / 100, 4))
    assert re.fullmatch(r"00:\d\d:\d\d" if old else r"PT0H\d+M\d+S", kept[f"{scored}.session_time"])
    for place, kind in enumerate(TYPES.own):
        one = {
            key.split(".", 3)[3]: value for key, value in kept.items() if f"ions.{place}." in key
        }
        form, response, key = TOLD[kind][0 if old else 1]
        assert one["id"] == f"tout_q-{kind}"
        assert one["type"] == form
        assert one["student_response" if old else "learner_response"] == response
        assert one.get("correct_responses.0.pattern", "") == key
        result = TOLD[kind][2]
        assert one["result"] == ("incorrect" if result == "wrong" and not old else result)
        assert one["weighting"] == str(tables_by_type()[kind]["maximum"])
        assert {"latency", "time" if old else "timestamp"} <= one.keys()
        assert old or one["description"] == tables_by_type()[kind]["prompt"]


def tables_by_type() -> dict[str, Any]:
    questions = open_lesson(PHARE, language="fr").quiz("tout").payload["questions"]
    return {table["type"]: table for table in questions}


@each_standard
def test_a_resumed_attempt_shows_the_answers_on_every_computer(
    standard: str, packages: dict[str, dict[str, bytes]], browser: Browser, desk: BrowserContext
) -> None:
    course = Course(packages[standard], standard)
    with course.visit(desk) as visit:
        for kind in TYPES.own:
            answer(visit.quiz, kind, RIGHT[kind])
        visit.wait("platform.committed['cmi.interactions.10.id']")
    total = f"Réponses : {ALL} sur {ALL}. Justes : {ALL}"
    with course.visit(desk) as again:
        expect_total(again.quiz, total)
    with computer(browser) as home, course.visit(home) as other:
        expect_total(other.quiz, total)
        assert question(other.quiz, "reflect").locator("textarea").input_value() == RIGHT["reflect"]
        expect(other.lesson.locator("#contents .page-score")).to_have_text(
            f"{ALL} sur {ALL}, {MAXIMUM} points sur {MAXIMUM}"
        )
        expect(other.quiz.locator(".status")).to_have_text(said("kept.file"))
    assert again.ended["refused"] == other.ended["refused"] == []
    assert course.values["cmi.interactions.10.id"] == "tout_q-reflect"
    assert "cmi.interactions.11.id" not in course.values


def test_two_devices_merge_by_time(course: Course, browser: Browser, desk: BrowserContext) -> None:
    with course.visit(desk) as first:
        answer(first.quiz, "single", WRONG["single"])
        answer(first.quiz, "short", WRONG["short"])
        first.wait("platform.committed['cmi.interactions.7.result']")
    with computer(browser) as home:
        # What this visit adds never arrives: it stays on the computer at home.
        with course.visit(home, "refuse LMSCommit", "refuse LMSFinish") as cut:
            answer(cut.quiz, "number", RIGHT["number"])
            expect(cut.warning).to_have_text(said("failing"))
        with course.visit(desk) as second:
            answer(second.quiz, "single", RIGHT["single"])
            second.expect("cmi.interactions.0.result", "correct")
        with course.visit(home) as third:
            expect_total(third.quiz, f"Réponses : 3 sur {ALL}. Justes : 2")
            assert question(third.quiz, "single").locator("input[value=b]").is_checked()
            third.expect("cmi.interactions.8.result", "correct")
            third.expect("cmi.core.score.raw", str(round(100 * 2 / MAXIMUM, 2)))


def test_students_at_one_computer_do_not_get_each_others_answers(
    packages: dict[str, dict[str, bytes]], desk: BrowserContext
) -> None:
    one, other = (Course(packages["1.2"], learner=name) for name in ("eleve-1", "eleve-2"))
    with one.visit(desk) as first:
        answer(first.quiz, "single", RIGHT["single"])
        first.wait("platform.committed['cmi.interactions.0.id']")
    with other.visit(desk) as second:
        expect_total(second.quiz, f"Réponses : 0 sur {ALL}")
        answer(second.quiz, "truefalse", RIGHT["truefalse"])
        second.wait("platform.committed['cmi.interactions.2.result']")
    assert "cmi.interactions.0.student_response" not in other.values
    with one.visit(desk) as third:
        expect_total(third.quiz, f"Réponses : 1 sur {ALL}")
        assert question(third.quiz, "single").locator("input[value=b]").is_checked()


def test_a_second_attempt_begins_with_nothing_but_for_what_never_arrived(
    course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk, "refuse LMSCommit") as lost:
        answer(lost.quiz, "single", RIGHT["single"])
        expect(lost.warning).to_be_visible()
    course.values = {}
    with course.visit(desk) as found:
        expect_total(found.quiz, f"Réponses : 1 sur {ALL}")
        found.wait("platform.committed['cmi.interactions.0.id']")
    course.values = {}
    with course.visit(desk) as fresh:
        expect_total(fresh.quiz, f"Réponses : 0 sur {ALL}")


@pytest.mark.parametrize("mode", ["review", "browse"])
@each_standard
def test_a_review_shows_the_answers_and_changes_nothing(
    mode: str, standard: str, packages: dict[str, dict[str, bytes]], desk: BrowserContext
) -> None:
    course = Course(packages[standard], standard)
    with course.visit(desk) as visit:
        answer(visit.quiz, "single", RIGHT["single"])
        visit.wait("platform.committed['cmi.interactions.0.id']")
    before = dict(course.values)
    with course.visit(desk, mode=mode) as review:
        expect(review.warning).to_have_text(said("review"))
        expect_total(review.quiz, f"Réponses : 1 sur {ALL}")
        answer(review.quiz, "truefalse", RIGHT["truefalse"])
        expect_total(review.quiz, f"Réponses : 2 sur {ALL}")
        expect(review.quiz.locator(".status")).to_have_text(said("kept.memory"))
    changing = {"LMSSetValue", "LMSCommit", "SetValue", "Commit"}
    assert not [call for call, *_ in review.ended["calls"] if call in changing]
    assert course.values == before
    with course.visit(desk) as after:
        expect_total(after.quiz, f"Réponses : 1 sur {ALL}")


def test_a_platform_that_fails_is_told_in_a_sentence_and_takes_everything_once_it_is_back(
    course: Course, desk: BrowserContext
) -> None:
    faults = ("throw LMSSetValue", "throw LMSCommit")
    with course.visit(desk, *faults) as visit:
        answer(visit.quiz, "single", RIGHT["single"])
        expect(visit.warning).to_have_text(said("failing"))
        expect(visit.quiz.locator(".status")).to_have_text(said("kept.page"))
        answer(visit.quiz, "short", RIGHT["short"])
        visit.page.evaluate("() => { platform.faults = []; }")
        visit.expect("cmi.interactions.7.result", "correct")
        expect(visit.warning).to_be_hidden()
        expect(visit.quiz.locator(".status")).to_have_text(said("kept.file"))
    assert course.values["cmi.interactions.0.result"] == "correct"
    assert visit.ended["refused"] == []


def test_a_platform_without_interactions_still_gets_the_score(
    course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk, "refuse cmi.interactions.0.id") as visit:
        for kind in ("single", "short"):
            answer(visit.quiz, kind, RIGHT[kind])
        visit.expect("cmi.core.score.raw", str(round(100 * 2 / MAXIMUM, 2)))
        assert not visit.warning.is_visible()
    assert not [key for key in course.values if "interactions" in key]


def test_what_a_newer_version_wrote_stays_as_it_is(course: Course, desk: BrowserContext) -> None:
    course.values = {"cmi.suspend_data": "2!of a later day", "cmi.core.exit": "suspend"}
    before = dict(course.values)
    with course.visit(desk) as visit:
        expect(visit.warning).to_have_text(said("newer"))
        answer(visit.quiz, "single", RIGHT["single"])
        expect_total(visit.quiz, f"Réponses : 1 sur {ALL}")
    assert course.values == before
    assert "LMSSetValue" not in {call for call, *_ in visit.ended["calls"]}


def test_what_another_content_wrote_is_put_aside(course: Course, desk: BrowserContext) -> None:
    course.values = {"cmi.suspend_data": "page=3", "cmi.core.exit": "suspend"}
    with course.visit(desk) as visit:
        expect(visit.warning).to_have_text(said("aside"))
        answer(visit.quiz, "single", RIGHT["single"])
        visit.expect("cmi.interactions.0.result", "correct")
        kept = visit.frame().evaluate("() => Object.values(localStorage)")
        assert "page=3" in kept
    assert course.values["cmi.suspend_data"].startswith("1!")


@pytest.mark.parametrize(
    "fault", ["throw LMSInitialize", "refuse LMSInitialize", "throw LMSGetValue"]
)
def test_a_platform_that_does_not_begin_is_told_and_the_page_works(
    fault: str, course: Course, desk: BrowserContext
) -> None:
    course.values = {"cmi.suspend_data": "1!what it had kept"}
    with course.visit(desk, fault) as visit:
        expect(visit.warning).to_have_text(said("refused"))
        answer(visit.quiz, "single", RIGHT["single"])
        expect_total(visit.quiz, f"Réponses : 1 sur {ALL}")
        expect(visit.quiz.locator(".status")).to_have_text(said("kept.memory"))
    assert course.values == {"cmi.suspend_data": "1!what it had kept"}


def test_outside_a_platform_it_is_the_page_with_one_sentence(
    course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk, "no object") as visit:
        expect(visit.warning).to_have_text(said("none"))
        answer(visit.quiz, "single", RIGHT["single"])
        visit.frame().wait_for_function(
            "() => localStorage.getItem('lesson-record/phare')?.includes('q-single')"
        )
        expect(visit.lesson.locator("#platform-state")).to_be_hidden()
    assert course.values == {}


@each_standard
def test_what_is_too_long_for_a_platform_stays_in_the_browser_and_is_named(
    standard: str, packages: dict[str, dict[str, bytes]], browser: Browser, desk: BrowserContext
) -> None:
    course = Course(packages[standard], standard)
    with course.visit(desk) as visit:
        answer(visit.quiz, "single", RIGHT["single"])
        answer(visit.quiz, "reflect", LONG)
        visit.wait("platform.committed['cmi.interactions.10.id']")
        if standard == "1.2":
            named = "Tous les types – Faut-il garder le phare\u00a0? Pourquoi\u00a0?"
            expect(visit.warning).to_have_text(said("left").format(list=named))
        else:
            assert not visit.warning.is_visible()
    assert visit.ended["refused"] == []
    # An answer's text has a limit of its own: 255 signs, or 4,000.
    told = [value for key, value in course.values.items() if key.endswith(".10.student_response")]
    assert [len(value) for value in told] == ([255] if standard == "1.2" else [])
    with course.visit(desk) as again:
        assert question(again.quiz, "reflect").locator("textarea").input_value() == LONG
    with computer(browser) as home, course.visit(home) as other:
        expect(question(other.quiz, "single").locator("input[value=b]")).to_be_checked()
        there = question(other.quiz, "reflect").locator("textarea").input_value()
        assert there == ("" if standard == "1.2" else LONG)


def test_a_teachers_pass_mark_is_heeded_where_the_platform_has_one(
    packages: dict[str, dict[str, bytes]], desk: BrowserContext
) -> None:
    for standard, element, mark in (
        ("1.2", "cmi.student_data.mastery_score", "50"),
        ("2004", "cmi.scaled_passing_score", "0.5"),
    ):
        course = Course(packages[standard], standard, given={element: mark})
        status = "cmi.core.lesson_status" if standard == "1.2" else "cmi.success_status"
        with course.visit(desk) as visit:
            for kind in TYPES.own:
                answer(visit.quiz, kind, GIVEN[kind])
            visit.expect(status, "passed")
            visit.quiz.get_by_role("button", name="Tout recommencer", exact=True).click()
            visit.expect("cmi.core.score.raw" if standard == "1.2" else "cmi.score.raw", "0")
        # What was passed stays so, also where a student begins again.
        assert course.values[status] == "passed"


def test_what_is_typed_is_handed_over_before_a_page_may_be_gone(
    course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk) as visit:
        asked = question(visit.quiz, "reflect").locator("textarea")
        asked.fill("Je commence")
        visit.frame().evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", { value: "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
        assert "Je commence" in visit.page.evaluate("() => platform.committed['cmi.suspend_data']")
        asked.fill("Je commence mieux")
    assert "Je commence mieux" in course.values["cmi.suspend_data"]


@pytest.mark.parametrize("depth", [2, 4])
def test_the_platform_is_found_through_frames(
    depth: int, course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk, depth=depth) as visit:
        answer(visit.quiz, "single", RIGHT["single"])
        visit.expect("cmi.interactions.0.result", "correct")


def test_the_platform_is_found_behind_a_window_of_its_own(
    course: Course, desk: BrowserContext
) -> None:
    with course.visit(desk) as visit:
        visit.close()
        visit.wait("platform.finished === 1")
        with visit.page.expect_popup() as opened:
            visit.page.evaluate(f"() => void window.open('{ADDRESS}/package/index.html')")
        own = opened.value
        answer(own.locator(".lesson-quiz").first, "single", RIGHT["single"])
        visit.expect("cmi.interactions.0.result", "correct")
        own.close()
        visit.wait("platform.finished === 2")


def test_by_the_keyboard_alone(course: Course, desk: BrowserContext) -> None:
    with course.visit(desk) as visit:
        visit.page.locator("iframe").focus()
        visit.page.keyboard.press("Tab")
        skip = visit.lesson.get_by_role("link", name="Aller à la leçon")
        expect(skip).to_be_focused()
        visit.page.keyboard.press("Enter")
        asked = question(visit.quiz, "single")
        # The buttons past the text and to each question are on the way.
        for _ in range(20 + len(TYPES.own)):
            visit.page.keyboard.press("Tab")
            if asked.evaluate("(node) => node.contains(document.activeElement)"):
                break
        visit.page.keyboard.press("ArrowDown")
        visit.page.keyboard.press("Enter")
        visit.expect("cmi.interactions.0.result", "correct")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_warning_and_with_what_was_handed_over(
    scheme: Any, course: Course, browser: Browser
) -> None:
    with computer(browser, color_scheme=scheme) as desk, course.visit(desk) as visit:
        answer(visit.quiz, "reflect", LONG)
        answer(visit.quiz, "single", RIGHT["single"])
        expect(visit.warning).to_be_visible()
        expect(visit.lesson.locator("#platform-state")).to_be_visible()
        assert document_violations(visit.frame()) == []


def test_an_english_package_speaks_english(desk: BrowserContext) -> None:
    course = Course(files_of(open_lesson(PHARE, language="en"), "1.2"))
    with course.visit(desk, "throw LMSCommit") as visit:
        answer(visit.quiz, "single", RIGHT["single"])
        expect(visit.warning).to_have_text(said("failing", "en"))
        expect(visit.lesson.get_by_text(said("lead", "en"))).to_be_visible()
        visit.page.evaluate("() => { platform.faults = []; }")
        expect(visit.lesson.locator("#platform-state")).to_have_text(
            "Handed to the platform: 1\u00a0point of 18, that is 5.56\u00a0%."
        )


def test_one_quiz_alone_counts_alone(desk: BrowserContext) -> None:
    whole = open_lesson("minusma", language="fr")
    part = Part(whole, chapter=None, quiz="accueil")
    course = Course(files_of(part, "1.2"))
    with course.visit(desk) as visit:
        assert visit.lesson.locator(".lesson-quiz").count() == 1
        first(visit)
        visit.wait("Number(platform.committed['cmi.core.score.raw']) >= 0")
    assert {key.split(".")[2] for key in course.values if "interactions" in key} <= {"0", "1", "2"}


def first(visit: Visit) -> None:
    visit.quiz.locator("input[type=radio]").first.check()
